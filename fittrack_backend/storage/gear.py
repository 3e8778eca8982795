"""The gear of an account, added up from the activities that were done with it."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import Any

from attrs import frozen
from sqlalchemy import func, or_, select

from fittrack_backend.records.fields import GearKind
from fittrack_backend.storage.activity_filter import is_there
from fittrack_backend.storage.pages import Key, Page, PageAsked, make_page
from fittrack_backend.storage.scope import AccountSession
from fittrack_backend.storage.tables import ActivityRow

_KIND_OF: dict[str, GearKind] = {
    **dict.fromkeys(("cycling", "e_biking"), "bike"),
    **dict.fromkeys(("running", "walking", "hiking", "mountaineering"), "shoes"),
}
_DECIMALS = 3
"""As of totals: databases add up in any order."""


@frozen
class GearView:
    """A piece of gear, and what was done with it; a sum is None where no activity has the value."""

    name: str
    kind: GearKind | None
    brand: str | None
    model: str | None
    sports: Sequence[str]
    activity_count: int
    distance_m: float | None
    timer_s: float | None
    first_day: dt.date
    last_day: dt.date


def list_all(database: AccountSession, asked: PageAsked) -> Page[GearView]:
    """By name."""
    gear = ActivityRow.column("gear")
    keys = (Key(gear),)
    query = select(gear).where(is_there(), gear.is_not(None)).distinct()
    names = list(database.scalars(asked.rows_of(query, keys, str)))
    page = make_page(names, asked.limit, lambda name: (name,))
    found = _views(database, page.items)
    return Page([found[name] for name in page.items], page.next_cursor)


def _views(database: AccountSession, names: Collection[str]) -> dict[str, GearView]:
    gear, sport, day = (ActivityRow.column(name) for name in ("gear", "sport", "date"))
    sums = (func.sum(ActivityRow.column(name)) for name in ("distance_m", "timer_s"))
    query = (
        select(gear, sport, func.count(), *sums, func.min(day), func.max(day))
        .where(is_there(), gear.in_(names))
        .group_by(gear, sport)
        .order_by(gear, func.count().desc(), sport)
    )
    of_sports: dict[str, list[Any]] = defaultdict(list)
    for name, *row in database.execute(query):
        of_sports[name].append(row)
    told = _told(database, names)
    return {name: _view(name, rows, told.get(name)) for name, rows in of_sports.items()}


def _told(database: AccountSession, names: Collection[str]) -> dict[str, Any]:
    """What the latest activity says of each, of those that say anything: kind, brand and model."""
    gear = ActivityRow.column("gear")
    details = tuple(ActivityRow.column(name) for name in ("gear_kind", "gear_brand", "gear_model"))
    latest = func.max(ActivityRow.start_time)
    query = (
        select(gear, *details)
        .where(is_there(), gear.in_(names), or_(*(one.is_not(None) for one in details)))
        .group_by(gear, *details)
        .order_by(latest)
    )
    return {name: told for name, *told in database.execute(query)}


def _view(name: str, rows: Sequence[Any], told: Any) -> GearView:
    """Of a row for each sport, the one with the most activities first."""
    sports, counts, distances, times, first, last = zip(*rows, strict=True)
    kinds = {_KIND_OF.get(sport) for sport in sports}
    kind, brand, model = told or (None, None, None)
    return GearView(
        name=name,
        kind=kind or (kinds.pop() if len(kinds) == 1 else None),
        brand=brand,
        model=model,
        sports=sports,
        activity_count=sum(counts),
        distance_m=_sum(distances),
        timer_s=_sum(times),
        first_day=min(first),
        last_day=max(last),
    )


def _sum(values: Sequence[float | None]) -> float | None:
    there = [value for value in values if value is not None]
    return round(sum(there), _DECIMALS) if there else None
