# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...models.login_request import LoginRequest
from ...models.mfa_challenge import MfaChallenge
from ...models.token_grant import TokenGrant
from ...operation import Operation

if TYPE_CHECKING:
    import httpx


def login(
    *,
    body: LoginRequest,
) -> Operation[MfaChallenge | TokenGrant]:
    """Sign in with a password

    Answers a pair of tokens, or a challenge where the account has a second factor.

    A wrong user name and a wrong password get the same answer in the same time.

    Args:
        body (LoginRequest): The first step of signing in.
    """

    _headers: dict[str, str] = {}

    _kwargs: dict[str, Any] = {}
    _kwargs["json"] = body.to_dict()

    _headers["Content-Type"] = "application/json"

    return Operation(
        "login",
        "POST",
        "/v1/auth/login",
        _read,
        headers=_headers,
        **_kwargs,
    )


def _read(response: httpx.Response) -> MfaChallenge | TokenGrant:
    def _parse_response_200(data: object) -> MfaChallenge | TokenGrant:
        try:
            if not isinstance(data, dict):
                raise TypeError()
            return TokenGrant.from_dict(data)

        except (TypeError, ValueError, AttributeError, KeyError):
            pass
        if not isinstance(data, dict):
            raise TypeError("response_200: not of a type that the contract allows")
        return MfaChallenge.from_dict(data)

    return _parse_response_200(response.json())
