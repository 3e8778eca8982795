# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from ...operation import Operation
from ...parameters import path_of, path_text

if TYPE_CHECKING:
    import httpx


def revoke_access_token(
    access_token_id: UUID,
) -> Operation[None]:
    """Revoke an access token for scripts

    It stops working at once.

    Args:
        access_token_id (UUID): The access token's id.
    """

    return Operation(
        "revoke_access_token",
        "DELETE",
        path_of(
            "/v1/auth/access-tokens/{access_token_id}",
            {
                "access_token_id": path_text("access_token_id", access_token_id, "simple", False),
            },
        ),
        _read,
    )


def _read(response: httpx.Response) -> None:
    return None
