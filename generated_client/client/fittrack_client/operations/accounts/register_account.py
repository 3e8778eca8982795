# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...models.account import Account
from ...models.registration import Registration
from ...operation import Operation

if TYPE_CHECKING:
    import httpx


def register_account(
    *,
    body: Registration,
) -> Operation[Account]:
    """Register an account

    The first account of a server registers freely, every later one by invitation.

    Args:
        body (Registration): A new account. The first one registers freely, the others by
            invitation.
    """

    _headers: dict[str, str] = {}

    _kwargs: dict[str, Any] = {}
    _kwargs["json"] = body.to_dict()

    _headers["Content-Type"] = "application/json"

    return Operation(
        "register_account",
        "POST",
        "/v1/accounts",
        _read,
        headers=_headers,
        **_kwargs,
    )


def _read(response: httpx.Response) -> Account:
    return Account.from_dict(response.json())
