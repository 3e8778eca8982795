# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from __future__ import annotations

from typing import TYPE_CHECKING

from ...models.account import Account
from ...operation import Operation

if TYPE_CHECKING:
    import httpx


def get_current_account() -> Operation[Account]:
    """Who am I?

    The account that the access token belongs to.
    """

    return Operation(
        "get_current_account",
        "GET",
        "/v1/accounts/me",
        _read,
    )


def _read(response: httpx.Response) -> Account:
    return Account.from_dict(response.json())
