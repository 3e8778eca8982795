"""Coverage as a calendar: a week a line, Monday first, each day with the sign of its state.

The signs say it all; colours only repeat them.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from fittrack_cli.output.cells import styled
from fittrack_cli.output.harmless import harmless

if TYPE_CHECKING:
    from fittrack_client.models.covered_day import CoveredDay

WEEKDAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
MOST_REASONS = 8
MOST_ALIKE = 8
"""So many weeks with nothing in them, one after the other, are shown as weeks; more of them as one line."""
_NOTHING_TO_SEE = frozenset({"empty", "not_asked"})
_LABEL = len("Sep 2026")
_A_DAY = dt.timedelta(days=1)


class Sign(NamedTuple):
    """How a state shows: its sign, its name for people, and its colour."""

    sign: str
    words: str
    color: str | None = None


SIGNS: Mapping[str, Sign] = {
    "available": Sign("#", "available", "green"),
    "empty": Sign(".", "empty", "dim"),
    "failed": Sign("!", "failed", "red"),
    "not_asked": Sign("?", "not asked", "yellow"),
}


def lines(days: Iterable[CoveredDay], *, color: bool) -> Iterator[str]:
    """A calendar for each source and type, with what is to be known of its days, and the legend."""
    shown = False
    for (_, name, kind), some in groupby(
        days, key=lambda day: (day.source_id, day.source_name, day.type_)
    ):
        of_place = list(some)
        first, last = of_place[0].date, of_place[-1].date
        yield styled(f"{harmless(name)}: {kind}, {first} to {last}", "bold" if color else None)
        yield from _weeks(of_place, color=color)
        yield _counts(of_place)
        yield from _reasons(of_place)
        yield ""
        shown = True
    if shown:
        yield "   ".join(f"{one.sign} {one.words}" for one in SIGNS.values())


def sign_of(state: str) -> Sign:
    """How a state shows, also one that this version does not know."""
    return SIGNS.get(state, Sign("*", state))


def _weeks(days: Sequence[CoveredDay], *, color: bool) -> Iterator[str]:
    yield f"{'':{_LABEL}}  {'  '.join(WEEKDAYS)}"
    month: tuple[int, int] | None = None
    by_week = groupby(days, key=lambda day: day.date.toordinal() - day.date.weekday())
    for state, run in groupby((list(week) for _, week in by_week), key=_only_state):
        weeks = list(run)
        if state is not None and len(weeks) > MOST_ALIKE:
            yield f"{'':{_LABEL}}  {len(weeks):,} weeks, all {sign_of(state).words}"
            month = None
            continue
        for week in weeks:
            first = week[0].date
            label = "" if month == (first.year, first.month) else _month(first)
            month = first.year, first.month
            of_day = {day.date.weekday(): day for day in week}
            cells = [_cell(of_day.get(weekday), color=color) for weekday in range(7)]
            yield f"{label:{_LABEL}}  {' '.join(cells)}".rstrip()


def _only_state(week: Sequence[CoveredDay]) -> str | None:
    """The state of all days of a week with nothing in it; None where the week is worth a line."""
    states = {str(day.state) for day in week}
    return states.pop() if len(states) == 1 and states <= _NOTHING_TO_SEE else None


def _month(day: dt.date) -> str:
    return f"{day:%b} {day.year:04}"


def _cell(day: CoveredDay | None, *, color: bool) -> str:
    if day is None:
        return "   "
    sign = sign_of(day.state)
    return styled(f"{day.date.day:2}{sign.sign}", sign.color if color else None)


def _counts(days: Sequence[CoveredDay]) -> str:
    numbers = Counter(str(day.state) for day in days)
    states = [state for state in dict.fromkeys((*SIGNS, *numbers)) if numbers[state]]
    return ", ".join(f"{numbers[state]} {sign_of(state).words}" for state in states)


def _reasons(days: Sequence[CoveredDay]) -> Iterator[str]:
    """What is to be known of the days besides their state, each reason once."""
    found: dict[tuple[str, str], list[dt.date]] = {}
    for day in days:
        if day.reason is not None:
            found.setdefault((day.state, day.reason), []).append(day.date)
    for (state, reason), dates in list(found.items())[:MOST_REASONS]:
        yield f"{sign_of(state).sign} {_days_text(dates)}: {harmless(reason)}"
    if len(found) > MOST_REASONS:
        yield f"and {len(found) - MOST_REASONS} more: fittrack sync coverage -o csv"


def _days_text(dates: Sequence[dt.date]) -> str:
    first, last = dates[0], dates[-1]
    if len(dates) == 1:
        return str(first)
    in_a_row = (last - first).days + 1 == len(dates)
    return f"{first} to {last}" if in_a_row else f"{len(dates)} days from {first} to {last}"
