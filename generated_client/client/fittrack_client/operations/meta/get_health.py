# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from __future__ import annotations

from typing import TYPE_CHECKING

from ...models.health import Health
from ...operation import Operation

if TYPE_CHECKING:
    import httpx


def get_health() -> Operation[Health]:
    """Is the server up?

    Answers when the server runs and its database can be read.
    """

    return Operation(
        "get_health",
        "GET",
        "/v1/meta/health",
        _read,
    )


def _read(response: httpx.Response) -> Health:
    return Health.from_dict(response.json())
