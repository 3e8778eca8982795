"""The load of each day, and what follows from it: fitness, fatigue and form."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Literal, NamedTuple

from attrs import frozen
from sqlalchemy import String, select, type_coerce
from typing_extensions import TypeAliasType

from fittrack_backend.records.athlete import AthleteThen, OfDevice, ValueFrom
from fittrack_backend.records.local_time import today
from fittrack_backend.records.numbers.training_load import DayLoad, daily_load
from fittrack_backend.records.recording_numbers import RecordingNumbers, TimeAt
from fittrack_backend.records.worked_out import load_of
from fittrack_backend.storage import athletes
from fittrack_backend.storage.activity_filter import ActivityFilter
from fittrack_backend.storage.removed import counts
from fittrack_backend.storage.samples_to_come import activities_without_numbers
from fittrack_backend.storage.scope import AccountSession
from fittrack_backend.storage.tables import (
    ActivityRow,
    RecordingNumbersRow,
    RecordingRow,
)

LoadMeasure = TypeAliasType("LoadMeasure", Literal["stress", "trimp"])
"""What a load is: on the scale of the training stress score, or Banister's TRIMP."""
USUAL_DAYS = 90
MOST_DAYS = 3660
_OF_NO_DEVICE = OfDevice()
_ID = type_coerce(ActivityRow.id, String)  # to tell them apart, they need not become UUIDs
_SETTLED_DAYS = 730
"""What was done earlier is less than a hundred millionth of a fitness."""


@frozen
class LoadDayView:
    """A day; fitness and fatigue are those of its evening, form is that of its morning."""

    date: dt.date
    load: float
    fitness: float
    fatigue: float
    form: float


@frozen
class ValuesFromView:
    """Where the values of the athlete were from, by which the loads were worked out."""

    max_hr: Sequence[ValueFrom]
    resting_hr: Sequence[ValueFrom]
    threshold_hr: Sequence[ValueFrom]
    threshold_power: Sequence[ValueFrom]
    sex: Sequence[ValueFrom]


@frozen
class TrainingLoadView:
    """The days, what their loads are, and what is not in them."""

    measure: LoadMeasure
    items: Sequence[LoadDayView]
    without_load: int
    pending: int
    values_from: ValuesFromView


class _Done(NamedTuple):
    """An activity: its day, and how hard it was."""

    day: dt.date
    stress: float | None = None
    trimp: float | None = None
    then: AthleteThen | None = None
    """None where it has nothing to be judged by."""

    def of(self, measure: LoadMeasure) -> float | None:
        return self.stress if measure == "stress" else self.trimp


def training_load(
    database: AccountSession,
    *,
    since: dt.date | None,
    until: dt.date | None,
    measure: LoadMeasure | None,
    now: dt.datetime,
) -> TrainingLoadView:
    """Each day from `since` to `until`, both included: the last 90 days, unless said otherwise.

    Without a measure it is `stress`, unless more activities have a TRIMP. Of more than `MOST_DAYS` the last are given.
    """
    last = until or today(athletes.time_zone(database), now)
    first = since or _before(last, USUAL_DAYS - 1)
    first = max(first, _before(last, MOST_DAYS - 1))
    done = _done(database, _before(first, _SETTLED_DAYS), last)
    if measure is None:
        stress = sum(one.stress is not None for one in done)
        trimp = sum(one.trimp is not None for one in done)
        measure = "trimp" if trimp > stress else "stress"
    loads: dict[dt.date, float] = defaultdict(float)
    without_load = 0
    thens = []
    for one in done:
        load = one.of(measure)
        if load is not None:
            loads[one.day] += load
        if one.day < first:
            continue
        if load is None:
            without_load += 1
        elif one.then is not None:
            thens.append(one.then)
    return TrainingLoadView(
        measure,
        [_view(day) for day in daily_load(loads, first, last)] if first <= last else [],
        without_load=without_load,
        pending=activities_without_numbers(database),
        values_from=_values_from(thens),
    )


def _done(database: AccountSession, first: dt.date, last: dt.date) -> list[_Done]:
    """The activities of these days that have samples or not, each by the recording with the most of them."""
    columns = (
        *(RecordingNumbersRow.column("normalized_power_w"), RecordingNumbersRow.column("hr")),
        RecordingNumbersRow.device,
    )
    query = (
        select(_ID, ActivityRow.column("date"), ActivityRow.column("timer_s"), *columns)
        .join(RecordingRow, RecordingRow.activity_id == ActivityRow.id)
        .outerjoin(RecordingNumbersRow, RecordingNumbersRow.recording_id == RecordingRow.id)
        .where(ActivityFilter(since=first, until=last).condition(), counts(RecordingRow))
        .order_by(RecordingRow.column("samples").desc(), RecordingRow.start_time, RecordingRow.id)
    )
    then = cache(athletes.athlete(database).then)  # most are of the same device
    found: dict[str, _Done] = {}
    for activity_id, day, timer_s, normalized, hr, device in database.execute(query):
        if activity_id not in found:
            found[activity_id] = _one(then, day, timer_s, normalized, hr, device or _OF_NO_DEVICE)
    return list(found.values())


def _one(
    then_of: Callable[[dt.date, OfDevice], AthleteThen],
    day: dt.date,
    timer_s: float | None,
    normalized_power_w: float | None,
    hr: TimeAt | None,
    device: OfDevice,
) -> _Done:
    if normalized_power_w is None and hr is None:
        return _Done(day)
    then = then_of(day, device)
    numbers = RecordingNumbers(normalized_power_w=normalized_power_w, hr=hr)
    load = load_of(numbers, then, timer_s)
    return _Done(day, load.stress, load.trimp, then)


def _before(day: dt.date, days: int) -> dt.date:
    return dt.date.fromordinal(max(1, day.toordinal() - days))


def _view(day: DayLoad) -> LoadDayView:
    values: Mapping[str, float] = {
        "load": day.load,
        "fitness": day.fitness,
        "fatigue": day.fatigue,
        "form": day.form,
    }
    return LoadDayView(day.day, **{name: round(value, 3) + 0.0 for name, value in values.items()})


def _values_from(thens: Sequence[AthleteThen]) -> ValuesFromView:
    def used(name: str) -> list[ValueFrom]:
        return sorted({value for one in thens if (value := getattr(one, f"{name}_from"))})

    return ValuesFromView(
        max_hr=used("max_hr"),
        resting_hr=used("resting_hr"),
        threshold_hr=used("threshold_hr"),
        threshold_power=used("threshold_power"),
        sex=used("sex"),
    )
