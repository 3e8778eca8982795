# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from __future__ import annotations

from typing import TYPE_CHECKING

from ...models.server_info import ServerInfo
from ...operation import Operation

if TYPE_CHECKING:
    import httpx


def get_server_info() -> Operation[ServerInfo]:
    """What is this server?

    The versions of the server and of its contract, and what it can do.
    """

    return Operation(
        "get_server_info",
        "GET",
        "/v1/meta/server",
        _read,
    )


def _read(response: httpx.Response) -> ServerInfo:
    return ServerInfo.from_dict(response.json())
