"""What a training file holds, as typed records. Units are in the names; every time is in UTC.

A value that a file does not give, or gives as nonsense (NaN, out of range), is `None`.
"""

from __future__ import annotations

import datetime as dt
from typing import Literal

from attrs import field, frozen

Format = Literal["fit", "tcx", "gpx"]
DataType = Literal["activities", "health", "workouts"]

ALL_TYPES: frozenset[DataType] = frozenset({"activities", "health", "workouts"})


class NothingToSave(Exception):
    """A file of a known kind from which nothing could be saved.

    `reason` is a sentence for people, without a full stop. `damaged` is False where the file is
    sound and simply holds nothing of what FitTrack keeps.
    """

    def __init__(self, reason: str, *, damaged: bool = True) -> None:
        super().__init__(reason)
        self.reason = reason
        self.damaged = damaged


@frozen
class Lap:
    """A part of an activity, in the order in which the file has them."""

    start_time: dt.datetime
    elapsed_s: float | None
    timer_s: float | None
    distance_m: float | None
    calories_kcal: int | None
    avg_hr_bpm: int | None
    max_hr_bpm: int | None
    ascent_m: float | None


@frozen
class Activity:
    """One session of one sport.

    `start_time` has whole seconds. `timer_s` is the time on the running watch, `elapsed_s` counts
    the pauses too. `summed_up` says that the file had no session message and that the values were
    computed from its laps and records.
    """

    start_time: dt.datetime
    sport: str
    sub_sport: str | None
    name: str | None
    distance_m: float | None
    timer_s: float | None
    elapsed_s: float | None
    calories_kcal: int | None
    avg_hr_bpm: int | None
    max_hr_bpm: int | None
    ascent_m: float | None
    laps: tuple[Lap, ...]
    device: str | None
    summed_up: bool


@frozen
class DayActivity:
    """What one file knows of one kind of activity (`walking`, `running` …) on one local day.

    The values are counters since local midnight, so of two files about the same day and kind the
    greater value is the later one, and the kinds of a day add up.
    """

    date: dt.date
    activity_type: str
    steps: int | None
    distance_m: float | None
    active_calories_kcal: int | None
    active_s: float | None


@frozen
class DayTotals:
    """What one file knows of a local day as a whole.

    `resting_calories_kcal` is for the full day. The minutes are those that this file recorded:
    those of several files about one day add up.
    """

    date: dt.date
    resting_calories_kcal: int | None
    moderate_minutes: int | None
    vigorous_minutes: int | None


@frozen
class Weight:
    """One weighing. `date` is the local day where the file tells its time zone, otherwise UTC's."""

    measured_at: dt.datetime
    weight_kg: float
    date: dt.date


@frozen
class WorkoutStep:
    """A step of a planned workout (FIT profile: `workout_step`).

    `duration_value` is in `duration_unit`: s, m, kcal, bpm, %hr (of the maximum), W, %ftp, reps,
    tss. Targets are in `target_unit`: m/s, bpm, %hr, rpm, W, %ftp, or zone, where low and high
    are the zone's number. A repetition goes back to the step whose index is `repeat_from`,
    `repeat_count` times in all, or until `duration_value` is reached.
    """

    index: int
    name: str | None
    intensity: str | None
    duration_type: str | None
    duration_value: float | None
    target_type: str | None
    target_low: float | None
    target_high: float | None
    repeat_from: int | None
    repeat_count: int | None
    notes: str | None
    duration_unit: str | None = None
    target_unit: str | None = None


@frozen
class Workout:
    """A planned workout."""

    name: str | None
    sport: str | None
    steps: tuple[WorkoutStep, ...]
    notes: str | None


@frozen
class FileContents:
    """All that could be read from a file; `damage` says in plain sentences what was wrong."""

    format: Format
    activities: tuple[Activity, ...] = ()
    days: tuple[DayActivity, ...] = ()
    weights: tuple[Weight, ...] = ()
    workouts: tuple[Workout, ...] = ()
    damage: tuple[str, ...] = ()
    day_totals: tuple[DayTotals, ...] = ()


@frozen
class SniffResult:
    """What a file's first bytes say.

    `types` are the types of data that it can hold; where there are none, `reason` says why the
    file is to be skipped ("a settings file", "not a FIT, TCX or GPX file").
    """

    format: Format | None
    types: frozenset[DataType] = field(factory=frozenset)
    reason: str | None = None
