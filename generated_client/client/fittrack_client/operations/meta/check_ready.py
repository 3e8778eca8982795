# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from __future__ import annotations

from typing import TYPE_CHECKING

from ...models.readiness import Readiness
from ...operation import Operation

if TYPE_CHECKING:
    import httpx


def check_ready() -> Operation[Readiness]:
    """Can the server do its work?

    For orchestrators and proxies: whether to send requests here. Looks at the database, the state
    of jobs and the place for originals; 503 says which of them cannot be used, or that the server is
    stopping.
    """

    return Operation(
        "check_ready",
        "GET",
        "/v1/health/ready",
        _read,
    )


def _read(response: httpx.Response) -> Readiness:
    return Readiness.from_dict(response.json())
