# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from ...models.grouping import Grouping
from ...models.totals import Totals
from ...operation import Operation
from ...parameters import is_given, query_text
from ...types import UNSET, Unset

if TYPE_CHECKING:
    import httpx


def get_totals(
    *,
    by: Grouping | Unset = UNSET,
    since: datetime.date | Unset = UNSET,
    until: datetime.date | Unset = UNSET,
    sport: str | Unset = UNSET,
) -> Operation[Totals]:
    """Add up activities

    Count, distance, time, ascent and energy by week, month, year or sport, and streaks. Days are the
    athlete's own; weeks begin on Monday.

    Args:
        by (Grouping | Unset):
        since (datetime.date | Unset): The first day.
        until (datetime.date | Unset): The last day, included.
        sport (str | Unset): Only this sport: `running`, …; or any of several, with commas between
            them.
    """

    _query: list[str] = []
    if is_given(by):
        _query.append(query_text("by", by, "form", True))

    if is_given(since):
        _query.append(query_text("since", since, "form", True))

    if is_given(until):
        _query.append(query_text("until", until, "form", True))

    if is_given(sport):
        _query.append(query_text("sport", sport, "form", True))

    return Operation(
        "get_totals",
        "GET",
        "/v1/totals",
        _read,
        query=_query,
    )


def _read(response: httpx.Response) -> Totals:
    return Totals.from_dict(response.json())
