"""Fitness, fatigue and form, from the load of each day (Coggan's performance management chart).

    fitness (CTL) = yesterday's x e^(-1/42) + today's load x (1 - e^(-1/42))
    fatigue (ATL) = yesterday's x e^(-1/7)  + today's load x (1 - e^(-1/7))
    form (TSB)    = yesterday's fitness - yesterday's fatigue

These are the exponentially weighted means of the daily load over 42 and 7 days. Before the first load both
are zero, unless the caller knows better (`Before`): the fitness of the first weeks is too low, as with every
program. A day is the athlete's own; a day without a load has zero. The form of a day is what the athlete
wakes up with, so it leaves out what is done on that day.

The load is a TSS or a TRIMP; mixing both has no meaning. Loads that are not a number, or negative, count as
zero.

Sources: A. Coggan's performance manager, after E. W. Banister's impulse-response model; GoldenCheetah's
`PMCData.cpp` has the same weights and, by default, the same day for the form. Some programs have 1/42 in
the place of 1 - e^(-1/42), which is 1.2 % more.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterator, Mapping

from attrs import frozen

FITNESS_DAYS = 42.0
FATIGUE_DAYS = 7.0
_HIGHEST_LOAD = 1e6
"""More than a year at the threshold: no load of a day."""


@frozen
class Before:
    """The fitness and fatigue on the evening before the first day."""

    fitness: float = 0.0
    fatigue: float = 0.0


@frozen
class DayLoad:
    """A day: its load, fitness and fatigue in its evening, and form in its morning."""

    day: dt.date
    load: float
    fitness: float
    fatigue: float
    form: float


def daily_load(
    loads: Mapping[dt.date, float],
    first: dt.date,
    last: dt.date,
    before: Before = Before(),
) -> Iterator[DayLoad]:
    """Each day from `first` to `last`, both included. `loads` has the sum of each day, also of days before
    `first`; `before` is the evening before the first of them all.

    Days are made one by one; those before `first` without a load cost nothing.
    """
    fitness, fatigue = before.fitness, before.fatigue
    known = {day: _load(load) for day, load in loads.items()}
    evening: dt.date | None = None
    for day in sorted(day for day in known if day < first):
        days = 1 if evening is None else (day - evening).days
        fitness = _after(fitness, days, known[day], FITNESS_DAYS)
        fatigue = _after(fatigue, days, known[day], FATIGUE_DAYS)
        evening = day
    if evening is not None:
        idle = (first - evening).days - 1
        fitness *= math.exp(-idle / FITNESS_DAYS)
        fatigue *= math.exp(-idle / FATIGUE_DAYS)
    for number in range((last - first).days + 1):
        day = first + dt.timedelta(days=number)
        form = fitness - fatigue
        load = known.get(day, 0.0)
        fitness = _after(fitness, 1, load, FITNESS_DAYS)
        fatigue = _after(fatigue, 1, load, FATIGUE_DAYS)
        yield DayLoad(day, load, fitness, fatigue, form)


def _after(evening: float, days: int, load: float, over_days: float) -> float:
    """The weighted mean some days later, the last of which had that load and the others none."""
    return evening * math.exp(-days / over_days) + load * -math.expm1(-1 / over_days)


def _load(load: float) -> float:
    return load if 0 <= load <= _HIGHEST_LOAD else 0.0
