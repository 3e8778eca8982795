# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from __future__ import annotations

from typing import TYPE_CHECKING

from ...models.account_event_list import AccountEventList
from ...operation import Operation
from ...parameters import is_given, query_text
from ...types import UNSET, Unset

if TYPE_CHECKING:
    import httpx


def list_account_events(
    *,
    after: int | Unset = UNSET,
    limit: int | Unset = 100,
    cursor: str | Unset = UNSET,
) -> Operation[AccountEventList]:
    """List what happened to the account

    Sign-ins, refreshes, revocations, and what changed about who gets in; newest first. What is older
    than 400 days is
    forgotten.

    Args:
        after (int | Unset): Only the security events with a `number` above this one.
        limit (int | Unset): How many items at most. Default: 100.
        cursor (str | Unset): `next_cursor` of the page before; opaque.
    """

    _query: list[str] = []
    if is_given(after):
        _query.append(query_text("after", after, "form", True))

    if is_given(limit):
        _query.append(query_text("limit", limit, "form", True))

    if is_given(cursor):
        _query.append(query_text("cursor", cursor, "form", True))

    return Operation(
        "list_account_events",
        "GET",
        "/v1/accounts/me/events",
        _read,
        query=_query,
    )


def _read(response: httpx.Response) -> AccountEventList:
    return AccountEventList.from_dict(response.json())
