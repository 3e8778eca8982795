"""A day's totals, worked out from what each file says about the day."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from attrs import define, field

from fittrack_backend.records.as_json import made
from fittrack_backend.records.fields import Record, fields_of, once_a_record
from fittrack_backend.records.health import (
    Counters,
    DayActivity,
    DaySum,
    DayTotals,
    DayValues,
    Weighing,
    Weight,
)
from fittrack_backend.records.storable import real, storable, whole

_RESTING = frozenset({"sedentary", "stop_disable"})
"""Kinds of activity whose time is not active time."""

R = TypeVar("R", bound=Record)


@dataclass(frozen=True)
class DayPart(Record):
    """What one file says about a day: a record for each kind of activity, and for each weighing."""

    activities: tuple[DayActivity, ...] = ()
    totals: DayTotals | None = None
    weights: tuple[Weight, ...] = ()


def parts_of(
    activities: Iterable[DayActivity], totals: Iterable[DayTotals], weighings: Iterable[Weighing]
) -> Mapping[dt.date, DayPart]:
    """What a file says about each day, sorted and fit for any database."""
    told: dict[dt.date, _Told] = defaultdict(_Told)
    for activity in activities:
        told[activity.date].activities.append(storable(activity))
    for total in totals:
        told[total.date].totals.append(storable(total))
    for weighing in weighings:
        kilograms = real(weighing.weight_kg)
        if kilograms is not None:
            at = weighing.measured_at.astimezone(dt.UTC)
            told[weighing.date].weights.append(Weight(at, kilograms))
    return {
        date: DayPart(
            activities=_by_kind(of_day.activities),
            totals=merged(of_day.totals) if of_day.totals else None,
            weights=_in_order(of_day.weights),
        )
        for date, of_day in told.items()
    }


@define
class _Told:
    activities: list[DayActivity] = field(factory=list)
    totals: list[DayTotals] = field(factory=list)
    weights: list[Weight] = field(factory=list)


def sum_of(date: dt.date, parts: Sequence[DayPart]) -> DaySum | None:
    """A day's totals from what all files say about it; None when none says anything.

    Counters count from midnight: of several files the greatest value of a kind of activity is the
    day's, and the kinds add up. Minutes that files recorded add up. A weighing counts once,
    whichever files have it.
    """
    if not parts:
        return None
    kinds = _by_kind(one for part in parts for one in part.activities)
    totals = merged([DayTotals(date), *(part.totals for part in parts if part.totals)])
    weights = _in_order(weight for part in parts for weight in part.weights)
    values: dict[str, object] = {name: getattr(totals, name) for name in fields_of(DayValues)}
    for name, counter in fields_of(Counters).items():
        total = _sum([getattr(kind, name) for kind in kinds])
        values[name] = whole(total) if counter.type is int else _rounded(total)
    values["active_minutes"] = _active_minutes(kinds, totals)
    values["weight_kg"] = weights[-1].weight_kg if weights else None
    return made(DaySum, {"date": date, "weights": weights, **values})


def merged(records: Sequence[R]) -> R:
    """Merges several records of one thing, each field by its rule. All else is as in the first."""
    if len(records) == 1:
        return records[0]
    values: dict[str, object] = dict(vars(records[0]))
    for name, rule in _rules(type(records[0])):
        told = [value for one in records if (value := getattr(one, name)) is not None]
        values[name] = None if not told else max(told) if rule == "greatest" else sum(told)
    return made(type(records[0]), values)


@once_a_record
def _rules(record: type[Record]) -> Sequence[tuple[str, str]]:
    every = fields_of(record).values()
    return [(one.name, one.means.merged) for one in every if one.means.merged is not None]


def _by_kind(activities: Iterable[DayActivity]) -> tuple[DayActivity, ...]:
    kinds: dict[str, list[DayActivity]] = defaultdict(list)
    for one in activities:
        kinds[one.activity_type].append(one)
    return tuple(merged(kinds[kind]) for kind in sorted(kinds))


def _in_order(weights: Iterable[Weight]) -> tuple[Weight, ...]:
    by_time = {weight.measured_at: weight for weight in weights}
    return tuple(by_time[time] for time in sorted(by_time))


def _active_minutes(kinds: Iterable[DayActivity], totals: DayTotals) -> float | None:
    active_s = _sum([kind.active_s for kind in kinds if kind.activity_type not in _RESTING])
    if active_s is not None:
        return _rounded(active_s / 60)
    return _rounded(_sum([totals.moderate_minutes, totals.vigorous_minutes]))


def _sum(values: Iterable[float | None]) -> float | None:
    told = [value for value in values if value is not None]
    return sum(told) if told else None


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(float(value), 2)
