"""Totals of weeks, months and years.

Weeks are those of ISO 8601: they begin on Monday, and the first of a year is the one with its first
Thursday, so 2026-01-01 is in 2026-W01 and 2027-01-01 in 2026-W53. Days are the athlete's own
(`Activity.date`): a run at half past midnight counts for the day that it began on.

A value that an activity lacks adds nothing; a total of which no activity has the value is None, not zero.
"""

from __future__ import annotations

import calendar
import datetime as dt
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal

from attrs import frozen

from fittrack_backend.records.numbers.spans import Range, is_within

_ANY = Range(-1e15, 1e15)

By = Literal["week", "month", "year"]
Values = Mapping[str, float | None]


@frozen
class Period:
    """A week, month or year: `2026-W09`, `2026-02`, `2026`; its first and its last day."""

    name: str
    first: dt.date
    last: dt.date


@frozen
class Total:
    """How many activities a period has, and the sums of their values."""

    period: Period
    count: int
    sums: Values


def period_of(day: dt.date, by: By) -> Period:
    """The week, month or year that a day is in."""
    if by == "week":
        year, week, weekday = day.isocalendar()
        monday = day.toordinal() - weekday + 1
        return Period(f"{year:04}-W{week:02}", _day(monday), _day(monday + 6))
    if by == "month":
        first = day.replace(day=1)
        return Period(f"{day.year:04}-{day.month:02}", first, _month_end(day))
    return Period(f"{day.year:04}", dt.date(day.year, 1, 1), dt.date(day.year, 12, 31))


@frozen
class AskedDays:
    """Some days as whole periods, None where there is none, and what is left of them before and after."""

    whole: tuple[dt.date | None, dt.date | None] | None
    """The first day of the first period and the last of the last; None has no end."""
    days: Sequence[tuple[dt.date, dt.date]]


def whole_periods(since: dt.date | None, until: dt.date | None, by: By) -> AskedDays:
    """The weeks, months or years that are within these days, both included; None has no end."""
    if since is not None and until is not None and since > until:
        return AskedDays(None, ())
    first, last = since, until
    days: list[tuple[dt.date, dt.date]] = []
    if since is not None and (begun := period_of(since, by)).first != since:
        days.append((since, begun.last if until is None else min(begun.last, until)))
        if days[-1][1] in (until, dt.date.max):
            return AskedDays(None, days)
        first = _day(begun.last.toordinal() + 1)
    if until is not None and (ended := period_of(until, by)).last != until:
        days.append((ended.first, until))
        if ended.first in (first, dt.date.min):
            return AskedDays(None, days)
        last = _day(ended.first.toordinal() - 1)
    return AskedDays((first, last), days)


def periods(first: dt.date, last: dt.date, by: By) -> Iterator[Period]:
    """All weeks, months or years from the one with the first day to the one with the last, one by one."""
    period = period_of(first, by)
    while period.first <= last:
        yield period
        if period.last == dt.date.max:
            return
        period = period_of(period.last + dt.timedelta(days=1), by)


def totals(activities: Iterable[tuple[dt.date, Values]], by: By) -> list[Total]:
    """The totals of all periods that have an activity, the earliest first.

    An activity is its day and the values to add up, the same names in each. `periods` has those between.
    """
    return totals_of_days(((day, 1, values) for day, values in activities), by)


def totals_of_days(days: Iterable[tuple[dt.date, int, Values]], by: By) -> list[Total]:
    """As `totals`, from days whose activities are added up already: a day, how many, and their sums."""
    of_days: dict[dt.date, Period] = {}
    found: dict[dt.date, tuple[Period, list[int], list[Values]]] = {}
    for day, count, values in days:
        period = of_days.get(day) or of_days.setdefault(day, period_of(day, by))
        _, counts, rows = found.setdefault(period.first, (period, [], []))
        counts.append(count)
        rows.append(values)
    return [
        Total(period, sum(counts), added_up(rows))
        for _, (period, counts, rows) in sorted(found.items())
    ]


def added_up(rows: Sequence[Values]) -> dict[str, float | None]:
    """The sum of each value; None where no row has it."""
    names = dict.fromkeys(name for row in rows for name in row)
    return {name: _sum(row.get(name) for row in rows) for name in names}


def _sum(values: Iterable[float | None]) -> float | None:
    known = [value for value in values if value is not None and is_within(value, _ANY)]
    return math.fsum(known) if known else None


def _day(ordinal: int) -> dt.date:
    """The day of that number, or the nearest that the calendar has (it ends with the year 9999)."""
    return dt.date.fromordinal(min(dt.date.max.toordinal(), max(1, ordinal)))


def _month_end(day: dt.date) -> dt.date:
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])
