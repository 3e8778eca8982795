# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from __future__ import annotations

from typing import TYPE_CHECKING

from ...models.liveness import Liveness
from ...operation import Operation

if TYPE_CHECKING:
    import httpx


def check_live() -> Operation[Liveness]:
    """Does the server respond?

    For orchestrators: a server that does not respond should be started again. Asks nothing else,
    so that a database that is away ends no server.
    """

    return Operation(
        "check_live",
        "GET",
        "/v1/health/live",
        _read,
    )


def _read(response: httpx.Response) -> Liveness:
    return Liveness.from_dict(response.json())
