"""Totals of weeks, months and years; streaks of days and weeks."""

from __future__ import annotations

import datetime as dt
import itertools

import pytest

from fittrack_backend.records.numbers.streaks import Marks, Streak, of_days, of_weeks
from fittrack_backend.records.numbers.totals import (
    By,
    Period,
    added_up,
    period_of,
    whole_periods,
)

DATE = dt.date


@pytest.mark.parametrize(
    ("day", "name", "first"),
    [
        (DATE(2026, 1, 1), "2026-W01", DATE(2025, 12, 29)),
        (DATE(2027, 1, 1), "2026-W53", DATE(2026, 12, 28)),
        (DATE(2005, 1, 1), "2004-W53", DATE(2004, 12, 27)),
        (DATE(2007, 12, 31), "2008-W01", DATE(2007, 12, 31)),
        (DATE(2026, 3, 1), "2026-W09", DATE(2026, 2, 23)),
    ],
)
def test_weeks_are_those_of_iso_8601(day: dt.date, name: str, first: dt.date) -> None:
    assert period_of(day, "week") == Period(name, first, first + dt.timedelta(days=6))


def test_months_and_years() -> None:
    assert period_of(DATE(2028, 2, 29), "month") == Period(
        "2028-02", DATE(2028, 2, 1), DATE(2028, 2, 29)
    )
    assert period_of(DATE(2026, 12, 31), "year") == Period(
        "2026", DATE(2026, 1, 1), DATE(2026, 12, 31)
    )


@pytest.mark.parametrize("day", [dt.date.min, dt.date.max])
def test_the_ends_of_the_calendar(day: dt.date) -> None:
    for by in ("week", "month", "year"):
        period = period_of(day, "week" if by == "week" else "month" if by == "month" else "year")
        assert period.first <= day <= period.last


def test_what_is_not_known_adds_nothing() -> None:
    assert added_up([(5000, None), (1000, None), (None, None)]) == [6000, None]
    assert added_up([(0, -1)]) == [0, -1]
    assert added_up([]) == []


def days(*found: dt.date) -> Marks:
    return of_days([(day.toordinal(), 1) for day in found])


def march(*found: int) -> Marks:
    return days(*(DATE(2026, 3, day) for day in found))


def test_streaks_of_days() -> None:
    assert march(3, 1, 2, 2, 5).longest() == Streak(DATE(2026, 3, 1), DATE(2026, 3, 3), 3)
    found = march(3, 1, 2, 2, 5, 9, 10, 11).longest()
    assert found == Streak(DATE(2026, 3, 9), DATE(2026, 3, 11), 3), "of two the latest"
    assert days().longest() is None


def test_bits_are_the_days_after_the_first() -> None:
    """Of two months, two sports in one of them, and a day by itself."""
    february, april = DATE(2026, 2, 1).toordinal(), DATE(2026, 4, 1).toordinal()
    parts = [(april, 0b101), (february, 1 << 27), (february, 1 << 26), (february + 28, 1)]
    found = of_days(parts)
    active = [at for at in range(60) if found.happened[at : at + 1] == "1"]
    assert (found.first, active) == (february, [26, 27, 28, 59])
    assert (found.count, found.first_active) == (5, DATE(2026, 2, 27))
    assert found.last_active == DATE(2026, 4, 3)
    assert found.longest() == Streak(DATE(2026, 2, 27), DATE(2026, 3, 1), 3)
    assert (days().count, days().first_active, days().last_active) == (0, None, None)


@pytest.mark.parametrize(
    ("today", "length"), [(10, 2), (11, 3), (12, 3), (13, None), (8, None), (5, 1), (6, 1)]
)
def test_a_streak_goes_on_until_a_day_is_over(today: int, length: int | None) -> None:
    """Of the third streak only what lies before or on today has happened."""
    done = march(*(day for day in (1, 2, 3, 5, 9, 10, 11) if day <= today))
    found = done.current(DATE(2026, 3, today))
    assert (found.length if found else None) == length


def test_days_to_come_do_not_count() -> None:
    """A watch whose clock is a day ahead."""
    found = march(9, 10, 11, 20)
    assert found.current(DATE(2026, 3, 10)) == Streak(DATE(2026, 3, 9), DATE(2026, 3, 10), 2)
    assert found.current(DATE(2026, 3, 8)) is None
    assert found.current(DATE(2026, 2, 1)) is None


def test_streaks_of_weeks() -> None:
    """A Sunday, and the Monday twelve days after: weeks 9 and 11; the week between breaks it."""
    apart = of_weeks(march(1, 13))
    assert (apart.happened, apart.first) == ("101", DATE(2026, 2, 23).toordinal())
    found = of_weeks(march(1, 8, 9))
    streak = Streak(DATE(2026, 2, 23), DATE(2026, 3, 9), 3)
    assert found.longest() == streak
    assert found.current(DATE(2026, 3, 22)) == streak
    assert found.current(DATE(2026, 3, 23)) is None


@pytest.mark.parametrize("monday", [2, 9])
def test_each_day_is_of_the_week_that_its_monday_begins(monday: int) -> None:
    for day in range(monday, monday + 7):
        found = of_weeks(march(day)).longest()
        assert found == Streak(DATE(2026, 3, monday), DATE(2026, 3, monday), 1)


def test_streaks_at_the_ends_of_the_calendar() -> None:
    ends = days(dt.date.min, dt.date.max)
    assert ends.longest() == Streak(dt.date.max, dt.date.max, 1)
    assert ends.current(dt.date.max) == ends.longest()
    assert of_weeks(ends).count == 2
    assert days().current(dt.date.max) is None


EDGES = [
    *(
        DATE(2025, 12, 20),
        DATE(2025, 12, 29),
        DATE(2025, 12, 31),
        DATE(2026, 1, 1),
        DATE(2026, 1, 4),
    ),
    *(DATE(2026, 1, 5), DATE(2026, 1, 31), DATE(2026, 2, 1), DATE(2026, 2, 28), DATE(2026, 3, 1)),
]


@pytest.mark.parametrize("by", ["week", "month", "year"])
def test_days_are_whole_periods_and_what_is_left(by: By) -> None:
    for since, until in itertools.product((None, *EDGES), repeat=2):
        asked = whole_periods(since, until, by)
        ranges = list(asked.days)
        if asked.whole is not None:
            first, last = asked.whole
            assert first is None or period_of(first, by).first == first
            assert last is None or period_of(last, by).last == last
            ranges.append((first or DATE(2025, 1, 1), last or DATE(2027, 1, 1)))
        for day in (EDGES[0] + dt.timedelta(days=number) for number in range(80)):
            wanted = (since is None or since <= day) and (until is None or day <= until)
            within = sum(first <= day <= last for first, last in ranges)
            assert within == wanted, (since, until, asked, day)


@pytest.mark.parametrize("by", ["week", "month", "year"])
def test_the_calendar_may_end_within_what_is_asked_for(by: By) -> None:
    first, last = dt.date.min, dt.date.max
    assert whole_periods(first, last, by).whole == (first, last)
    assert whole_periods(last, last, by).days == [(last, last)]
    assert whole_periods(first, first, by).days == [(first, first)]
