# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from __future__ import annotations

from typing import TYPE_CHECKING

from ...operation import Operation

if TYPE_CHECKING:
    import httpx


def logout() -> Operation[None]:
    """End this session

    Revokes both tokens of the session that asks.
    """

    return Operation(
        "logout",
        "POST",
        "/v1/auth/logout",
        _read,
    )


def _read(response: httpx.Response) -> None:
    return None
