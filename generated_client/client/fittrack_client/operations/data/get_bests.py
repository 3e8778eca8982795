# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from ...models.bests import Bests
from ...operation import Operation
from ...parameters import is_given, query_text
from ...types import UNSET, Unset

if TYPE_CHECKING:
    import httpx


def get_bests(
    *,
    sport: str | Unset = UNSET,
    since: datetime.date | Unset = UNSET,
    until: datetime.date | Unset = UNSET,
    limit: int | Unset = 1,
) -> Operation[Bests]:
    """Get best efforts

    The best times from 400 m to a marathon, and the most power for 5 s to an hour; of running and
    cycling, unless `sport`
    says otherwise. Worked out from samples in the background: `pending` says whether all were looked
    at.

    Args:
        sport (str | Unset): Only this sport: `running`, …; or any of several, with commas between
            them.
        since (datetime.date | Unset): The first day.
        until (datetime.date | Unset): The last day, included.
        limit (int | Unset): How many of each at most. Default: 1.
    """

    _query: list[str] = []
    if is_given(sport):
        _query.append(query_text("sport", sport, "form", True))

    if is_given(since):
        _query.append(query_text("since", since, "form", True))

    if is_given(until):
        _query.append(query_text("until", until, "form", True))

    if is_given(limit):
        _query.append(query_text("limit", limit, "form", True))

    return Operation(
        "get_bests",
        "GET",
        "/v1/bests",
        _read,
        query=_query,
    )


def _read(response: httpx.Response) -> Bests:
    return Bests.from_dict(response.json())
