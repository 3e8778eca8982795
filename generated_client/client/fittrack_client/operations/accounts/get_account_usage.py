# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from __future__ import annotations

from typing import TYPE_CHECKING

from ...models.account_usage import AccountUsage
from ...operation import Operation

if TYPE_CHECKING:
    import httpx


def get_account_usage() -> Operation[AccountUsage]:
    """How much does the account have, and how much may it have?

    What counts towards its quotas, and these; null is no limit. A file that a sync finds no room for
    fails, and comes in when there is some.
    """

    return Operation(
        "get_account_usage",
        "GET",
        "/v1/accounts/me/usage",
        _read,
    )


def _read(response: httpx.Response) -> AccountUsage:
    return AccountUsage.from_dict(response.json())
