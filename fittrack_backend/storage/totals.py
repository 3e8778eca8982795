"""What the activities of an account add up to, by week, month, year or sport, and their streaks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import cache, partial
from typing import Literal

from attrs import evolve, frozen
from typing_extensions import TypeAliasType

from fittrack_backend.records.local_time import today
from fittrack_backend.records.numbers import streaks
from fittrack_backend.records.numbers.streaks import Marks, Streak
from fittrack_backend.records.numbers.totals import By, Period, period_of
from fittrack_backend.records.numbers.totals import added_up as sum_of
from fittrack_backend.storage import added_up, athletes
from fittrack_backend.storage.activity_filter import ActivityFilter
from fittrack_backend.storage.activity_sums import MILLIONTHS
from fittrack_backend.storage.added_up import Part
from fittrack_backend.storage.scope import AccountSession
from fittrack_backend.storage.tables.synced import SUMMED

Grouping = TypeAliasType("Grouping", Literal["week", "month", "year", "sport"])
"""What each total is of."""
MOST_TOTALS = 2000
"""How many totals an answer has: the weeks of 38 years."""
_DECIMALS = 3
"""Sums are rounded to a millimetre and a millisecond, finer than any device counts."""


@frozen
class TotalView:
    """What a period or a sport adds up to; a sum is None where no activity has the value."""

    name: str
    first_day: dt.date
    last_day: dt.date
    activity_count: int
    distance_m: float | None
    timer_s: float | None
    elapsed_s: float | None
    ascent_m: float | None
    calories_kcal: int | None


@frozen
class StreaksView:
    """Days and weeks without a break; None where there is none."""

    current_days: Streak | None
    longest_days: Streak | None
    current_weeks: Streak | None
    longest_weeks: Streak | None


@frozen
class TotalsView:
    """All totals that were asked for, as the contract shows them."""

    by: Grouping
    items: Sequence[TotalView]
    left_out: int
    streaks: StreaksView


def of_activities(
    database: AccountSession,
    wanted: ActivityFilter,
    *,
    by: Grouping,
    now: dt.datetime,
) -> TotalsView:
    """The totals of some days and sports: periods from the earliest on, sports from the one with the most
    time on. Of more than `MOST_TOTALS` the latest, or those with the most time, stay."""
    parts = added_up.parts(database, wanted, "week" if by == "week" else "month")
    found = _of_sports(parts) if by == "sport" else _of_periods(parts, by)
    items = found[:MOST_TOTALS] if by == "sport" else found[-MOST_TOTALS:]
    zone = athletes.time_zone(database)
    return TotalsView(by, items, len(found) - len(items), _streaks(parts, today(zone, now)))


def _of_periods(parts: Sequence[Part], by: By) -> list[TotalView]:
    period = cache(partial(period_of, by=by))
    found: dict[Period, list[Part]] = {}
    for one in parts:
        found.setdefault(period(one.first), []).append(one)
    periods = sorted(found, key=lambda each: each.first)
    return [_view(each.name, each.first, each.last, found[each]) for each in periods]


def _of_sports(parts: Sequence[Part]) -> list[TotalView]:
    found: dict[str, list[Part]] = {}
    for one in parts:
        found.setdefault(one.sport, []).append(one)
    totals = []
    for sport, of_sport in found.items():
        active = _active(of_sport)
        assert active.first_active is not None
        assert active.last_active is not None
        totals.append(_view(sport, active.first_active, active.last_active, of_sport))
    return sorted(totals, key=lambda total: (-(total.timer_s or 0), total.name))


def _view(name: str, first: dt.date, last: dt.date, parts: Sequence[Part]) -> TotalView:
    sums = dict(zip(SUMMED, sum_of(one.sums for one in parts), strict=True))
    energy = sums.pop("calories_kcal")
    return TotalView(
        name=name,
        first_day=first,
        last_day=last,
        activity_count=sum(one.activities for one in parts),
        **{each: _rounded(value) for each, value in sums.items()},
        calories_kcal=None if energy is None else round(energy / MILLIONTHS),
    )


def _rounded(value: int | None) -> float | None:
    return None if value is None else round(value / MILLIONTHS, _DECIMALS)


def _streaks(parts: Sequence[Part], day: dt.date) -> StreaksView:
    days = _active(parts)
    weeks = streaks.of_weeks(days)
    return StreaksView(
        current_days=days.current(day),
        longest_days=days.longest(),
        current_weeks=_to_sunday(weeks.current(day)),
        longest_weeks=_to_sunday(weeks.longest()),
    )


def _active(parts: Sequence[Part]) -> Marks:
    """The days with an activity."""
    return streaks.of_days((one.first.toordinal(), one.days) for one in parts)


def _to_sunday(streak: Streak | None) -> Streak | None:
    """A streak of weeks with its last day, not the Monday before it."""
    if streak is None:
        return None
    ordinal = streak.last.toordinal() + 6
    return evolve(streak, last=dt.date.fromordinal(min(dt.date.max.toordinal(), ordinal)))
