"""Streaks: days, or weeks, without a break.

A day counts when something happened on it, the athlete's own day. A week (ISO 8601, from Monday) counts
when one of its days does. The current streak is the one that reaches today or yesterday (this week or
last week): today is not over, so it cannot break a streak yet.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable

from attrs import frozen


@frozen
class Streak:
    """Its first and last day (of a week its Monday), and how many days or weeks it has."""

    first: dt.date
    last: dt.date
    length: int


@frozen
class Marks:
    """Days, or weeks, one after the other."""

    first: int
    """The number (`toordinal`) of the first day, or of the first week's Monday."""
    happened: str
    """A character for each: `1` where something happened, else `0`."""
    step: int = 1
    """How many days each stands for."""

    @property
    def count(self) -> int:
        """How many have something."""
        return self.happened.count("1")

    @property
    def first_active(self) -> dt.date | None:
        """The first day, or Monday, with something."""
        return self._day(at) if (at := self.happened.find("1")) >= 0 else None

    @property
    def last_active(self) -> dt.date | None:
        """The last day, or Monday, with something."""
        return self._day(at) if (at := self.happened.rfind("1")) >= 0 else None

    def longest(self) -> Streak | None:
        """The longest streak, the latest of several; None without any."""
        length = max(map(len, re.findall("1+", self.happened)), default=0)
        return self._streak(self.happened.rfind("1" * length), length) if length else None

    def current(self, today: dt.date) -> Streak | None:
        """The one that goes on, up to today; None where it broke. Days that have not come yet do not count."""
        day = today.toordinal()
        past = max(0, (day - self.first) // self.step + 1)
        until_last = self.happened[:past].rstrip("0")
        if not until_last or past - len(until_last) > 1:
            return None
        before = len(until_last.rstrip("1"))
        return self._streak(before, len(until_last) - before)

    def _streak(self, at: int, length: int) -> Streak:
        return Streak(self._day(at), self._day(at + length - 1), length)

    def _day(self, at: int) -> dt.date:
        return dt.date.fromordinal(self.first + at * self.step)


def of_days(parts: Iterable[tuple[int, int]]) -> Marks:
    """The days that some bits mean, each with the number of the day that its lowest is. Of two parts that share a day, both
    begin on the same one."""
    found: dict[int, int] = {}
    for first, bits in parts:
        found[first] = found.get(first, 0) | bits
    pieces: list[str] = []
    after = begin = min(found, default=1)
    for first, bits in sorted(found.items()):
        pieces += "0" * (first - after), f"{bits:b}"[::-1]
        after = first + bits.bit_length()
    return Marks(begin, "".join(pieces))


def of_weeks(days: Marks) -> Marks:
    """The weeks of these days."""
    monday = days.first - (days.first - 1) % 7  # the first of all days was a Monday
    happened = "0" * (days.first - monday) + days.happened
    weeks = ("1" if "1" in happened[at : at + 7] else "0" for at in range(0, len(happened), 7))
    return Marks(monday, "".join(weeks), 7)
