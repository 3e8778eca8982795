# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...models.access_token_request import AccessTokenRequest
from ...models.created_access_token import CreatedAccessToken
from ...operation import Operation

if TYPE_CHECKING:
    import httpx


def create_access_token(
    *,
    body: AccessTokenRequest,
) -> Operation[CreatedAccessToken]:
    """Create an access token for scripts

    The token's secret is in this answer and never shown again. Takes a fresh proof (`give_proof`).

    Args:
        body (AccessTokenRequest): A token for a script, with only the rights it needs.
    """

    _headers: dict[str, str] = {}

    _kwargs: dict[str, Any] = {}
    _kwargs["json"] = body.to_dict()

    _headers["Content-Type"] = "application/json"

    return Operation(
        "create_access_token",
        "POST",
        "/v1/auth/access-tokens",
        _read,
        headers=_headers,
        **_kwargs,
    )


def _read(response: httpx.Response) -> CreatedAccessToken:
    return CreatedAccessToken.from_dict(response.json())
