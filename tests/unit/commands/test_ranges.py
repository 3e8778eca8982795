"""Ranges of days are understood before anything is sent."""

from __future__ import annotations

import datetime as dt
import time

import pytest

from fittrack_cli.commands.ranges import DateRange, date_range
from fittrack_cli.errors import USAGE, UsageError

TODAY = dt.date(2026, 3, 31)


@pytest.mark.parametrize(
    ("last", "since"),
    [
        ("1d", dt.date(2026, 3, 31)),
        ("2d", dt.date(2026, 3, 30)),
        ("30d", dt.date(2026, 3, 2)),
        ("8w", dt.date(2026, 2, 4)),
        ("1m", dt.date(2026, 3, 1)),
        ("6m", dt.date(2025, 10, 1)),
        ("25m", dt.date(2024, 3, 1)),
        ("1y", dt.date(2025, 4, 1)),
        ("126y", dt.date(1900, 4, 1)),
    ],
)
def test_today_is_the_last_of_the_days_that_last_counts(last: str, since: dt.date) -> None:
    assert date_range(None, None, last, today=TODAY) == DateRange(since, None)


def test_the_year_up_to_the_29th_of_february_begins_on_the_first_of_march() -> None:
    leap_day = dt.date(2024, 2, 29)
    assert date_range(None, None, "1y", today=leap_day).since == dt.date(2023, 3, 1)


def test_days_have_names() -> None:
    yesterday = dt.date(2026, 3, 30)
    assert date_range("yesterday", "today", today=TODAY) == DateRange(yesterday, TODAY)


@pytest.mark.parametrize(
    ("zone", "day"),
    [("Pacific/Auckland", dt.date(2026, 4, 1)), ("America/Los_Angeles", dt.date(2026, 3, 31))],
)
def test_today_is_the_day_of_this_machines_zone(
    zone: str, day: dt.date, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Clock(dt.datetime):
        @classmethod
        def now(cls, tz: dt.tzinfo | None = None) -> Clock:
            return cls.fromtimestamp(dt.datetime(2026, 4, 1, 1, tzinfo=dt.UTC).timestamp(), tz)

    monkeypatch.setenv("TZ", zone)
    time.tzset()
    monkeypatch.setattr("fittrack_cli.commands.ranges.dt.datetime", Clock)
    try:
        assert date_range("today", None) == DateRange(day, None)
        assert date_range(None, None, "1d") == DateRange(day, None)
    finally:
        monkeypatch.undo()
        time.tzset()


def test_both_sides_are_included_and_either_may_be_open() -> None:
    day = dt.date(2026, 2, 28)
    assert date_range("2026-02-28", "2026-02-28") == DateRange(day, day)
    assert date_range("2026-02-28", None) == DateRange(day, None)
    assert date_range(None, "2026-02-28") == DateRange(None, day)
    assert date_range(None, None) == DateRange()


@pytest.mark.parametrize(
    ("since", "until", "last", "says"),
    [
        ("2026-02-31", None, None, "2026-02-31 is not in the calendar"),
        (None, "2025-02-29", None, "2025-02-29 is not in the calendar"),
        ("yesterday-ish", None, None, "YYYY-MM-DD"),
        ("20260101", None, None, "YYYY-MM-DD"),
        ("2026-W01-1", None, None, "YYYY-MM-DD"),
        ("2026-01-01T00:00:00", None, None, "YYYY-MM-DD"),
        ("\u0662026-01-01", None, None, "YYYY-MM-DD"),
        ("", None, None, "YYYY-MM-DD"),
        ("0000-01-01", None, None, "is not in the calendar"),
        ("2026-02-01", "2026-01-31", None, "comes after"),
        (None, None, "30", "d, w, m or y"),
        (None, None, "0d", "above 0"),
        (None, None, "-3d", "above 0"),
        (None, None, "1.5m", "above 0"),
        (None, None, "\u0663d", "above 0"),
        (None, None, "", "above 0"),
        (None, None, "999999y", "before the year 1900"),
        (None, None, "999999w", "before the year 1900"),
        ("2026-01-01", None, "30d", "both set"),
        (None, "2026-01-01", "30d", "both set"),
    ],
)
def test_nonsense_is_refused_with_the_reason(
    since: str | None, until: str | None, last: str | None, says: str
) -> None:
    with pytest.raises(UsageError) as caught:
        date_range(since, until, last, today=TODAY)
    assert caught.value.code == USAGE
    assert says in f"{caught.value.title} {caught.value.detail}"
    assert caught.value.hint
