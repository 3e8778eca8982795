# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from ...models.daily_health_list import DailyHealthList
from ...operation import Operation
from ...parameters import is_given, query_text
from ...types import UNSET, Unset

if TYPE_CHECKING:
    import httpx


def list_daily_health(
    *,
    since: datetime.date | Unset = UNSET,
    until: datetime.date | Unset = UNSET,
    include_total: bool | Unset = UNSET,
    limit: int | Unset = 100,
    cursor: str | Unset = UNSET,
) -> Operation[DailyHealthList]:
    """List daily health

    Latest day first. Each value says which file it is from (`sources`).

    Args:
        since (datetime.date | Unset): The first day.
        until (datetime.date | Unset): The last day, included.
        include_total (bool | Unset): Also count all that are asked for. Without: no.
        limit (int | Unset): How many items at most. Default: 100.
        cursor (str | Unset): `next_cursor` of the page before; opaque.
    """

    _query: list[str] = []
    if is_given(since):
        _query.append(query_text("since", since, "form", True))

    if is_given(until):
        _query.append(query_text("until", until, "form", True))

    if is_given(include_total):
        _query.append(query_text("include_total", include_total, "form", True))

    if is_given(limit):
        _query.append(query_text("limit", limit, "form", True))

    if is_given(cursor):
        _query.append(query_text("cursor", cursor, "form", True))

    return Operation(
        "list_daily_health",
        "GET",
        "/v1/daily-health",
        _read,
        query=_query,
    )


def _read(response: httpx.Response) -> DailyHealthList:
    return DailyHealthList.from_dict(response.json())
