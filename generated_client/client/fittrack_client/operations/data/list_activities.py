# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from ...models.activity_list import ActivityList
from ...models.activity_sort import ActivitySort
from ...models.sort_order import SortOrder
from ...operation import Operation
from ...parameters import is_given, query_text
from ...types import UNSET, Unset

if TYPE_CHECKING:
    import httpx


def list_activities(
    *,
    since: datetime.date | Unset = UNSET,
    until: datetime.date | Unset = UNSET,
    sport: str | Unset = UNSET,
    min_distance_m: int | Unset = UNSET,
    max_distance_m: int | Unset = UNSET,
    min_duration_s: int | Unset = UNSET,
    max_duration_s: int | Unset = UNSET,
    search: str | Unset = UNSET,
    gear: str | Unset = UNSET,
    sort: ActivitySort | Unset = UNSET,
    order: SortOrder | Unset = UNSET,
    include_total: bool | Unset = UNSET,
    limit: int | Unset = 100,
    cursor: str | Unset = UNSET,
    id_prefix: str | Unset = UNSET,
    include_id_digits: bool | Unset = UNSET,
) -> Operation[ActivityList]:
    """List activities

    The latest first, unless `sort` says otherwise. Days are the athlete's own. What is asked for must
    all hold: a sport, days, a distance, a time and a part of the name.

    Args:
        since (datetime.date | Unset): The first day.
        until (datetime.date | Unset): The last day, included.
        sport (str | Unset): Only this sport: `running`, …; or any of several, with commas between
            them.
        min_distance_m (int | Unset): Only activities of at least so many metres. Those without a
            distance are not among them.
        max_distance_m (int | Unset): Only activities of at most so many metres. Those without a
            distance are not among them.
        min_duration_s (int | Unset): Only activities of at least so many seconds without pauses
            (`timer_s`). Those without a time are not among them.
        max_duration_s (int | Unset): Only activities of at most so many seconds without pauses
            (`timer_s`). Those without a time are not among them.
        search (str | Unset): Only activities whose name has this text in it, whether its letters
            are capital or small.
        gear (str | Unset): Only activities with this gear, by its whole name.
        sort (ActivitySort | Unset):
        order (SortOrder | Unset):
        include_total (bool | Unset): Also count all that are asked for. Without: no.
        limit (int | Unset): How many items at most. Default: 100.
        cursor (str | Unset): `next_cursor` of the page before; opaque.
        id_prefix (str | Unset): Only ids that begin with these hexadecimal digits; hyphens are
            left out.
        include_id_digits (bool | Unset): Also say how many of the first digits tell these ids
            from all others of the account. Without: no.
    """

    _query: list[str] = []
    if is_given(since):
        _query.append(query_text("since", since, "form", True))

    if is_given(until):
        _query.append(query_text("until", until, "form", True))

    if is_given(sport):
        _query.append(query_text("sport", sport, "form", True))

    if is_given(min_distance_m):
        _query.append(query_text("min_distance_m", min_distance_m, "form", True))

    if is_given(max_distance_m):
        _query.append(query_text("max_distance_m", max_distance_m, "form", True))

    if is_given(min_duration_s):
        _query.append(query_text("min_duration_s", min_duration_s, "form", True))

    if is_given(max_duration_s):
        _query.append(query_text("max_duration_s", max_duration_s, "form", True))

    if is_given(search):
        _query.append(query_text("search", search, "form", True))

    if is_given(gear):
        _query.append(query_text("gear", gear, "form", True))

    if is_given(sort):
        _query.append(query_text("sort", sort, "form", True))

    if is_given(order):
        _query.append(query_text("order", order, "form", True))

    if is_given(include_total):
        _query.append(query_text("include_total", include_total, "form", True))

    if is_given(limit):
        _query.append(query_text("limit", limit, "form", True))

    if is_given(cursor):
        _query.append(query_text("cursor", cursor, "form", True))

    if is_given(id_prefix):
        _query.append(query_text("id_prefix", id_prefix, "form", True))

    if is_given(include_id_digits):
        _query.append(query_text("include_id_digits", include_id_digits, "form", True))

    return Operation(
        "list_activities",
        "GET",
        "/v1/activities",
        _read,
        query=_query,
    )


def _read(response: httpx.Response) -> ActivityList:
    return ActivityList.from_dict(response.json())
