# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...models.refresh_request import RefreshRequest
from ...models.token_grant import TokenGrant
from ...operation import Operation

if TYPE_CHECKING:
    import httpx


def refresh_token(
    *,
    body: RefreshRequest,
) -> Operation[TokenGrant]:
    """Ask for the next pair of tokens

    The same refresh token, with the same attempt, gets the same pair until one token of that pair
    is used.

    With another attempt it ends the session. Once a token of the new pair is used the old refresh
    token is spent, and meeting it again ends the session, too; within seconds of that it is only
    refused (`token-spent`).

    Args:
        body (RefreshRequest): Asks for the next pair of tokens.
    """

    _headers: dict[str, str] = {}

    _kwargs: dict[str, Any] = {}
    _kwargs["json"] = body.to_dict()

    _headers["Content-Type"] = "application/json"

    return Operation(
        "refresh_token",
        "POST",
        "/v1/auth/refresh",
        _read,
        headers=_headers,
        **_kwargs,
    )


def _read(response: httpx.Response) -> TokenGrant:
    return TokenGrant.from_dict(response.json())
