"""A day's values, worked out from what each file says about the day."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from attrs import define, field, frozen

from fittrack_backend.records import whole_days
from fittrack_backend.records.as_json import made
from fittrack_backend.records.fields import Record, fields_of
from fittrack_backend.records.health import (
    WHOLE_DAY,
    Counters,
    DayActivity,
    DayFigures,
    DaySum,
    DayTotals,
    DayValues,
    GivenBy,
)
from fittrack_backend.records.merged_fields import merged, merged_with_givers
from fittrack_backend.records.series import SeriesOfDay
from fittrack_backend.records.sleep import Asleep, Nap, SleepNight, the_night
from fittrack_backend.records.storable import real, storable, whole
from fittrack_backend.records.weighings import BodyComposition, Weighing, Weight

FLOOR_M = 3.048
"""What a floor is high: 10 feet, as Garmin counts them."""

_RESTING = frozenset({"sedentary", "stop_disable"})
"""Kinds of activity whose time is not active time."""
_SERIES: Mapping[str, str] = {
    "hr_count": "heart_rate",
    "stress_count": "stress",
    "respiration_count": "respiration",
    "spo2_count": "spo2",
    "hrv_count": "hrv",
    "body_battery_count": "body_battery",
}
_COMPOSITION = tuple(name for name in fields_of(BodyComposition) if name in fields_of(DayFigures))

_VALUES = tuple(fields_of(DayValues))
_MEANS = tuple(name for name, one in fields_of(DayValues).items() if one.means.merged == "mean")

R = TypeVar("R", bound=Record)


@dataclass(frozen=True)
class DayPart(Record):
    """What one file says about a day: a record for each kind of activity, and for each weighing.

    The series lie beside it; `series` is the digest of their content.
    """

    activities: tuple[DayActivity, ...] = ()
    totals: DayTotals | None = None
    weights: tuple[Weight, ...] = ()
    nights: tuple[SleepNight, ...] = ()
    naps: tuple[Nap, ...] = ()
    series: str | None = None


@frozen
class FileDay:
    """All that one file has of a day: what is summed up, and its series, packed."""

    part: DayPart
    series: bytes | None = None


def parts_of(
    activities: Iterable[DayActivity],
    totals: Iterable[DayTotals],
    weighings: Iterable[Weighing],
    nights: Iterable[SleepNight] = (),
    naps: Iterable[tuple[dt.date, Nap]] = (),
    series: Iterable[SeriesOfDay] = (),
) -> Mapping[dt.date, FileDay]:
    """What a file says about each day, sorted and fit for any database."""
    told: dict[dt.date, _Told] = defaultdict(_Told)
    for activity in activities:
        told[activity.date].activities.append(storable(activity))
    for total in totals:
        told[total.date].totals.append(storable(total))
    for weighing in weighings:
        if real(weighing.weight_kg) is not None:
            told[weighing.date].weights.append(_without_date(storable(weighing)))
    for night in nights:
        told[night.date].nights.append(storable(night))
    for date, nap in naps:
        told[date].naps.append(nap)
    for of_day in series:
        told[of_day.date].series = of_day
    return {date: of_day.in_order() for date, of_day in told.items()}


def _without_date(weighing: Weighing) -> Weight:
    values = {name: getattr(weighing, name) for name in fields_of(Weight)}
    return made(Weight, values | {"measured_at": weighing.measured_at.astimezone(dt.UTC)})


@define
class _Told:
    activities: list[DayActivity] = field(factory=list)
    totals: list[DayTotals] = field(factory=list)
    weights: list[Weight] = field(factory=list)
    nights: list[SleepNight] = field(factory=list)
    naps: list[Nap] = field(factory=list)
    series: SeriesOfDay | None = None

    def in_order(self) -> FileDay:
        part = DayPart(
            activities=_by_kind(self.activities),
            totals=merged(self.totals) if self.totals else None,
            weights=_in_order(self.weights),
            nights=tuple(sorted(self.nights, key=lambda one: (one.start_time, one.end_time))),
            naps=tuple(sorted(self.naps, key=lambda one: (one.start_time, one.end_time))),
            series=None if self.series is None else self.series.digest,
        )
        return FileDay(part, None if self.series is None else self.series.packed)


def sum_of(date: dt.date, parts: Mapping[str, DayPart]) -> DaySum | None:
    """A day's values from what all files, by their digests, say about it; None when none says anything.

    Counters count from midnight: of several files the greatest value of a kind of activity is the
    day's, and the kinds add up. Minutes that files recorded add up. What a service says of the whole day adds up with
    nothing; `records.whole_days` has when it counts. A weighing counts once,
    whichever files have it, and of two files of one night the fuller one. All other values have a
    rule (`Means.merged`). The order of the digests decides what the rules leave open.
    """
    if not parts:
        return None
    files = sorted(parts)
    in_order = [parts[one] for one in files]
    gives = _Gives([set() for _ in files])
    totals, givers = _totals(date, in_order)
    of_totals = vars(totals)
    values: dict[str, object] = {name: of_totals[name] for name in _VALUES}
    for name, of in givers.items():
        if name in values:
            gives.note(name, of)
    for name in _MEANS:
        values[name] = _rounded(of_totals[name])
    values |= _counters(in_order, totals, gives)
    values |= _weights(in_order, gives)
    night = the_night(
        [one for part in in_order for one in part.nights],
        [one for part in in_order for one in part.naps],
    )
    if night is not None:
        of_night = [i for i, part in enumerate(in_order) if _has_night(part, night)][:1]
        for name in fields_of(Asleep):
            values[name] = getattr(night, name)
            gives.note(name, of_night if values[name] is not None else ())
        gives.note("night", of_night)
    values["series"] = tuple(
        metric for count, metric in _SERIES.items() if of_totals[count] is not None
    )
    for count, metric in _SERIES.items():
        gives.note(f"series.{metric}", givers.get(count, ()))
    given_by = tuple(
        GivenBy(file, tuple(sorted(names)))
        for file, names in zip(files, gives.names, strict=True)
        if names
    )
    return made(DaySum, {"date": date, "night": night, "given_by": given_by, **values})


def _totals(
    date: dt.date, parts: Sequence[DayPart]
) -> tuple[DayTotals, Mapping[str, Collection[int]]]:
    """What the files say of the day as a whole, and by field the indexes of those that give its value."""
    having = [(index, part.totals) for index, part in enumerate(parts) if part.totals is not None]
    if not having:
        return DayTotals(date), {}
    totals, givers = whole_days.joined([one for _, one in having])
    return totals, {name: [having[at][0] for at in of] for name, of in givers.items()}


@frozen
class _Gives:
    """Which values each file gives, by its index."""

    names: list[set[str]]

    def note(self, name: str, files: Iterable[int]) -> None:
        for index in files:
            self.names[index].add(name)


def _has_night(part: DayPart, night: SleepNight) -> bool:
    return any(replace(one, naps=()) == replace(night, naps=()) for one in part.nights)


def _counters(parts: Sequence[DayPart], totals: DayTotals, gives: _Gives) -> Mapping[str, object]:
    of_kinds: dict[str, list[tuple[int, DayActivity]]] = defaultdict(list)
    for index, part in enumerate(parts):
        for one in part.activities:
            of_kinds[one.activity_type].append((index, one))
    stated = of_kinds.pop(WHOLE_DAY, ())
    kinds: list[DayActivity] = []
    given: dict[str, set[int]] = defaultdict(set)
    for kind in sorted(of_kinds):
        whole_kind, givers = merged_with_givers([one for _, one in of_kinds[kind]])
        kinds.append(whole_kind)
        for name, of in givers.items():
            if name != "active_s" or kind not in _RESTING:
                given[name] |= {of_kinds[kind][i][0] for i in of}
    values: dict[str, object] = {}
    for name, counter in fields_of(Counters).items():
        total = _sum([getattr(kind, name) for kind in kinds])
        total, givers_of_total = whole_days.greater(
            total, given[name], [(index, getattr(one, name)) for index, one in stated]
        )
        gives.note(name, givers_of_total)
        values[name] = whole(total) if counter.type is int else _rounded(total)
    gives.note("active_minutes", given["active_s"])
    for name, of_floors in (("ascent_m", "floors_climbed"), ("descent_m", "floors_descended")):
        metres = values[name]
        assert metres is None or isinstance(metres, float)
        values[of_floors] = None if metres is None else round(metres / FLOOR_M, 1)
        gives.note(of_floors, [i for i, names in enumerate(gives.names) if name in names])
    values["active_minutes"] = _active_minutes(kinds, totals)
    if not any("active_minutes" in names for names in gives.names):
        minutes = {"moderate_minutes", "vigorous_minutes"}
        gives.note("active_minutes", [i for i, names in enumerate(gives.names) if names & minutes])
    return values


def _weights(parts: Sequence[DayPart], gives: _Gives) -> Mapping[str, object]:
    """The day's weighings, and what the last of them that has a value says."""
    weights = _in_order(weight for part in parts for weight in part.weights)
    values: dict[str, object] = {"weights": weights}
    for name in ("weight_kg", *_COMPOSITION):
        having = [weight for weight in weights if getattr(weight, name) is not None]
        values[name] = getattr(having[-1], name) if having else None
        if having:
            gives.note(name, [i for i, part in enumerate(parts) if having[-1] in part.weights])
    return values


def _by_kind(activities: Iterable[DayActivity]) -> tuple[DayActivity, ...]:
    kinds: dict[str, list[DayActivity]] = defaultdict(list)
    for one in activities:
        kinds[one.activity_type].append(one)
    return tuple(merged(kinds[kind]) for kind in sorted(kinds))


def _in_order(weights: Iterable[Weight]) -> tuple[Weight, ...]:
    """Each weighing once: of two at one time the fuller one."""
    by_time: dict[dt.datetime, Weight] = {}
    for weight in weights:
        other = by_time.get(weight.measured_at)
        if other is None or _filled(weight) >= _filled(other):
            by_time[weight.measured_at] = weight
    return tuple(by_time[time] for time in sorted(by_time))


def _filled(weight: Weight) -> int:
    return sum(value is not None for value in vars(weight).values())


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
