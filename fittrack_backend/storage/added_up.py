"""What the activities of some days and sports add up to: whole months or weeks as they are kept, the days before and after by themselves."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

from attrs import evolve
from sqlalchemy import ColumnElement, and_, case, func, select

from fittrack_backend.records.numbers.totals import whole_periods
from fittrack_backend.storage.activity_filter import ActivityFilter, is_there
from fittrack_backend.storage.activity_sums import millionths
from fittrack_backend.storage.scope import AccountSession
from fittrack_backend.storage.tables import ActivityRow, ActivitySumsRow
from fittrack_backend.storage.tables.synced import SUMMED

Span = Literal["month", "week"]


class Part(NamedTuple):
    """Activities of one sport, added up: of a month or a week, or of a day where that is not asked for as a whole."""

    first: dt.date
    sport: str
    days: int
    """The days with one of them, as bits: the first day is the lowest."""
    activities: int
    """How many there are."""
    sums: Sequence[int | None]
    """Of each of `SUMMED`, in whole millionths; None where no activity has the value."""


def parts(database: AccountSession, wanted: ActivityFilter, span: Span) -> list[Part]:
    """The parts of the days and sports that are asked for; none of them is of two months, or weeks."""
    asked = whole_periods(wanted.since, wanted.until, span)
    found = [] if asked.whole is None else _kept(database, wanted.sports, span, *asked.whole)
    for since, until in asked.days:
        found += _added_up(database, evolve(wanted, since=since, until=until))
    return found


def count(database: AccountSession, wanted: ActivityFilter) -> int:
    """How many activities there are of these days and sports."""
    asked = whole_periods(wanted.since, wanted.until, "month")
    number = 0
    if asked.whole is not None:
        kept = select(func.sum(ActivitySumsRow.activity_count))
        number = database.scalar(kept.where(_whole(wanted.sports, "month", *asked.whole))) or 0
    for since, until in asked.days:
        of_days = evolve(wanted, since=since, until=until)
        query = select(func.count()).select_from(ActivityRow).where(is_there(), of_days.fits())
        number += database.scalar(query) or 0
    return int(number)


def _whole(
    sports: Sequence[str], span: Span, since: dt.date | None, until: dt.date | None
) -> ColumnElement[bool]:
    row = ActivitySumsRow
    conditions = [row.span == span]
    if since is not None:
        conditions.append(row.first_day >= since)
    if until is not None:
        conditions.append(row.first_day <= until)
    if sports:
        conditions.append(row.sport.in_(sports))
    return and_(*conditions)


def _kept(
    database: AccountSession,
    sports: Sequence[str],
    span: Span,
    since: dt.date | None,
    until: dt.date | None,
) -> list[Part]:
    row = ActivitySumsRow
    keys = row.first_day, row.sport, row.days, row.activity_count
    sums = (case((row.column(f"{name}_count") > 0, row.column(f"{name}_sum"))) for name in SUMMED)
    query = select(*keys, *sums).where(_whole(sports, span, since, until))
    return [
        Part(_date(first), sport, days, count, known)
        for first, sport, days, count, *known in database.driver_rows(query)
    ]


@lru_cache(5_000)
def _date(value: dt.date | str) -> dt.date:
    """A day as a driver gives it."""
    return dt.date.fromisoformat(value) if isinstance(value, str) else value


def _added_up(database: AccountSession, wanted: ActivityFilter) -> list[Part]:
    keys = ActivityRow.column("date"), ActivityRow.column("sport")
    sums = (func.sum(millionths(ActivityRow.column(name))) for name in SUMMED)
    query = select(*keys, func.count(), *sums).where(is_there(), wanted.fits()).group_by(*keys)
    return [
        Part(day, sport, 1, count, [None if one is None else int(one) for one in found])
        for day, sport, count, *found in database.execute(query)
    ]
