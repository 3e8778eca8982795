"""Streaks: days, or weeks, without a break.

A day counts when something happened on it, the athlete's own day. A week (ISO 8601, from Monday) counts
when one of its days does. The current streak is the one that reaches today or yesterday (this week or
last week): today is not over, so it cannot break a streak yet.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Literal

from attrs import frozen

Unit = Literal["day", "week"]
_DAYS = {"day": 1, "week": 7}


@frozen
class Streak:
    """Its first and last day (of a week its Monday), and how many days or weeks it has."""

    first: dt.date
    last: dt.date
    length: int


def streaks(days: Iterable[int], unit: Unit = "day") -> list[Streak]:
    """All streaks, the earliest first. Days are their numbers (`toordinal`), since there may be those of fifty years; they
    may come in any order and more than once."""
    step = _DAYS[unit]
    numbers = set(days)
    if unit == "week":
        numbers = {number - (number - 1) % 7 for number in numbers}  # the first of all was a Monday
    found: list[list[int]] = []
    for number in sorted(numbers):
        if found and number - found[-1][1] == step:
            found[-1][1] = number
        else:
            found.append([number, number])
    day_of = dt.date.fromordinal
    return [
        Streak(day_of(first), day_of(last), (last - first) // step + 1) for first, last in found
    ]


def longest(found: Sequence[Streak]) -> Streak | None:
    """The longest, the latest of several; None without any."""
    return max(found, key=lambda streak: (streak.length, streak.last), default=None)


def current(found: Sequence[Streak], today: dt.date, unit: Unit = "day") -> Streak | None:
    """The one that goes on, up to today; None where it broke. Days that have not come yet do not count."""
    start, step = _start(today, unit), _DAYS[unit]
    for streak in reversed(found):
        if streak.first <= start:
            last = min(streak.last, start)
            length = (last - streak.first).days // step + 1
            return Streak(streak.first, last, length) if (start - last).days <= step else None
    return None


def _start(day: dt.date, unit: Unit) -> dt.date:
    if unit == "day":
        return day
    return dt.date.fromordinal(max(1, day.toordinal() - day.weekday()))
