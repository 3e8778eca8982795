# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...models.account import Account
from ...models.account_change import AccountChange
from ...operation import Operation

if TYPE_CHECKING:
    import httpx


def change_account(
    *,
    body: AccountChange,
) -> Operation[Account]:
    """Change the account

    Sets the time zone. The days of activities whose zone is the account's move with it.

    Args:
        body (AccountChange): What is to change of an account.
    """

    _headers: dict[str, str] = {}

    _kwargs: dict[str, Any] = {}
    _kwargs["json"] = body.to_dict()

    _headers["Content-Type"] = "application/json"

    return Operation(
        "change_account",
        "PATCH",
        "/v1/accounts/me",
        _read,
        headers=_headers,
        **_kwargs,
    )


def _read(response: httpx.Response) -> Account:
    return Account.from_dict(response.json())
