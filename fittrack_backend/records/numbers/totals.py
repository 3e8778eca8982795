"""Totals of weeks, months and years.

Weeks are those of ISO 8601: they begin on Monday, and the first of a year is the one with its first
Thursday, so 2026-01-01 is in 2026-W01 and 2027-01-01 in 2026-W53. Days are the athlete's own
(`Activity.date`): a run at half past midnight counts for the day that it began on.

A value that an activity lacks adds nothing; a total of which no activity has the value is None, not zero.
"""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Literal

from attrs import frozen

By = Literal["week", "month", "year"]


@frozen
class Period:
    """A week, month or year: `2026-W09`, `2026-02`, `2026`; its first and its last day."""

    name: str
    first: dt.date
    last: dt.date


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


def added_up(rows: Iterable[Sequence[int | None]]) -> list[int | None]:
    """The sum of each column; None where no row has a value."""
    return [
        sum(known) if (known := [value for value in column if value is not None]) else None
        for column in zip(*rows, strict=True)
    ]


def _day(ordinal: int) -> dt.date:
    """The day of that number, or the nearest that the calendar has (it ends with the year 9999)."""
    return dt.date.fromordinal(min(dt.date.max.toordinal(), max(1, ordinal)))


def _month_end(day: dt.date) -> dt.date:
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])
