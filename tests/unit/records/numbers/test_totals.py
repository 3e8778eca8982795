"""Totals of weeks, months and years; streaks of days and weeks."""

from __future__ import annotations

import datetime as dt
import itertools
import math

import pytest

from fittrack_backend.records.numbers import streaks as of_days
from fittrack_backend.records.numbers.streaks import Streak, Unit, current, longest
from fittrack_backend.records.numbers.totals import (
    By,
    Period,
    Total,
    period_of,
    periods,
    totals,
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


def test_periods_one_by_one() -> None:
    found = [period.name for period in periods(DATE(2026, 12, 20), DATE(2027, 1, 5), "week")]
    assert found == ["2026-W51", "2026-W52", "2026-W53", "2027-W01"]
    found = [period.name for period in periods(DATE(2026, 12, 20), DATE(2027, 1, 5), "month")]
    assert found == ["2026-12", "2027-01"]
    assert [p.name for p in periods(DATE(9999, 12, 1), dt.date.max, "year")] == ["9999"]
    assert len(list(itertools.islice(periods(dt.date.min, dt.date.max, "week"), 3))) == 3
    assert list(periods(DATE(2026, 3, 9), DATE(2026, 3, 1), "week")) == []


def test_what_is_not_known_adds_nothing() -> None:
    found = totals(
        [
            (DATE(2026, 3, 2), {"distance_m": 5000.0, "ascent_m": None}),
            (DATE(2026, 3, 1), {"distance_m": 1000.5, "ascent_m": None}),
            (DATE(2026, 3, 8), {"distance_m": None, "ascent_m": None}),
            (DATE(2026, 3, 3), {"distance_m": math.nan, "ascent_m": None}),
        ],
        "week",
    )
    assert [(total.period.name, total.count, total.sums) for total in found] == [
        ("2026-W09", 1, {"distance_m": 1000.5, "ascent_m": None}),
        ("2026-W10", 3, {"distance_m": 5000.0, "ascent_m": None}),
    ]


def test_no_activity_no_total() -> None:
    assert totals([], "month") == []
    (total,) = totals([(DATE(2026, 3, 1), {})], "year")
    assert total == Total(period_of(DATE(2026, 3, 1), "year"), 1, {})


def streaks(days: list[dt.date], unit: Unit = "day") -> list[Streak]:
    return of_days.streaks([day.toordinal() for day in days], unit)


def test_streaks_of_days() -> None:
    found = streaks([DATE(2026, 3, day) for day in (3, 1, 2, 2, 5, 9, 10, 11)])
    assert found == [
        Streak(DATE(2026, 3, 1), DATE(2026, 3, 3), 3),
        Streak(DATE(2026, 3, 5), DATE(2026, 3, 5), 1),
        Streak(DATE(2026, 3, 9), DATE(2026, 3, 11), 3),
    ]
    assert longest(found) == found[2]
    assert longest([]) is None


@pytest.mark.parametrize(
    ("today", "length"), [(10, 2), (11, 3), (12, 3), (13, None), (8, None), (5, 1), (6, 1)]
)
def test_a_streak_goes_on_until_a_day_is_over(today: int, length: int | None) -> None:
    """Of the third streak only what lies before or on today has happened."""
    done = [DATE(2026, 3, day) for day in (1, 2, 3, 5, 9, 10, 11) if day <= today]
    found = current(streaks(done), DATE(2026, 3, today))
    assert (found.length if found else None) == length


def test_days_to_come_do_not_count() -> None:
    """A watch whose clock is a day ahead."""
    found = streaks([DATE(2026, 3, day) for day in (9, 10, 11, 20)])
    assert current(found, DATE(2026, 3, 10)) == Streak(DATE(2026, 3, 9), DATE(2026, 3, 10), 2)
    assert current(found, DATE(2026, 3, 8)) is None


def test_streaks_of_weeks() -> None:
    """A Sunday, and the Monday twelve days after: weeks 9 and 11; the week between breaks it."""
    found = streaks([DATE(2026, 3, 1), DATE(2026, 3, 13)], "week")
    assert [streak.length for streak in found] == [1, 1]
    found = streaks([DATE(2026, 3, 1), DATE(2026, 3, 8), DATE(2026, 3, 9)], "week")
    assert found == [Streak(DATE(2026, 2, 23), DATE(2026, 3, 9), 3)]
    assert current(found, DATE(2026, 3, 22), "week") == found[0]
    assert current(found, DATE(2026, 3, 23), "week") is None


def test_streaks_at_the_ends_of_the_calendar() -> None:
    assert streaks([dt.date.min, dt.date.max], "week")[0].length == 1
    assert current([], dt.date.max) is None


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
