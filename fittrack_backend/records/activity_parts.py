"""What an activity consists of besides its laps: lengths of a pool, sets of strength training, splits, times in
zones, gases of a dive, and the steps of the workout that was done.

Source: the FIT profile, messages `length`, `set`, `split`, `split_summary`, `time_in_zone`, `dive_gas` and
`workout_step`.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Annotated

from fittrack_backend.records.fields import Means, Sparse
from fittrack_backend.records.workouts import WorkoutStep


@dataclass(frozen=True, kw_only=True)
class Length(Sparse):
    """One length of a pool, or a rest between two."""

    index: Annotated[int, Means(example=0)]
    start_time: Annotated[dt.datetime | None, Means(example="2026-03-01T07:15:02Z")] = None
    type: Annotated[
        str | None, Means(text="`active` or `idle`, a rest.", example="active", longest=64)
    ] = None
    swim_stroke: Annotated[str | None, Means(example="freestyle", longest=64)] = None
    elapsed_s: Annotated[float | None, Means(example=28.4)] = None
    timer_s: Annotated[float | None, Means(example=28.4)] = None
    strokes: Annotated[int | None, Means(example=14)] = None
    avg_speed_m_s: Annotated[float | None, Means(example=0.88)] = None
    avg_cadence_rpm: Annotated[int | None, Means(text="Strokes a minute.", example=30)] = None
    avg_respiration_rate_per_min: Annotated[float | None, Means(example=31.5)] = None
    max_respiration_rate_per_min: Annotated[float | None, Means(example=36.0)] = None
    calories_kcal: Annotated[int | None, Means(example=6)] = None


@dataclass(frozen=True, kw_only=True)
class ExerciseSet(Sparse):
    """A set of strength training, or the rest after it."""

    index: Annotated[int, Means(example=0)]
    start_time: Annotated[dt.datetime | None, Means(example="2026-03-01T07:15:02Z")] = None
    type: Annotated[str | None, Means(text="`active` or `rest`.", example="active", longest=64)] = (
        None
    )
    category: Annotated[
        str | None, Means(text="The kind of exercise.", example="squat", longest=64)
    ] = None
    exercise: Annotated[str | None, Means(example="goblet_squat", longest=64)] = None
    repetitions: Annotated[int | None, Means(example=12)] = None
    weight_kg: Annotated[float | None, Means(example=20.0)] = None
    duration_s: Annotated[float | None, Means(example=41.2)] = None
    workout_step_index: Annotated[
        int | None, Means(text="The step of the planned workout that it was.", example=2)
    ] = None


@dataclass(frozen=True, kw_only=True)
class SplitTimes(Sparse):
    """Where a split is among the others, and when it was."""

    index: Annotated[int, Means(example=0)]
    start_time: Annotated[dt.datetime | None, Means(example="2026-03-01T07:15:02Z")] = None
    end_time: Annotated[dt.datetime | None, Means(example="2026-03-01T07:19:02Z")] = None
    elapsed_s: Annotated[float | None, Means(example=240.0)] = None


@dataclass(frozen=True, kw_only=True)
class SplitValues(Sparse):
    """What a split and the sum of all splits of a type have."""

    type: Annotated[
        str | None,
        Means(
            text="What kind of part it is: `run_active`, `climb_rest`, `ski_lift_split`, …",
            example="interval_active",
            longest=64,
        ),
    ] = None
    timer_s: Annotated[float | None, Means(example=240.0)] = None
    moving_s: Annotated[float | None, Means(example=238.0)] = None
    distance_m: Annotated[float | None, Means(example=1000.0)] = None
    avg_speed_m_s: Annotated[float | None, Means(example=4.167)] = None
    max_speed_m_s: Annotated[float | None, Means(example=4.8)] = None
    avg_vertical_speed_m_s: Annotated[float | None, Means(example=0.05)] = None
    ascent_m: Annotated[float | None, Means(example=12.0)] = None
    descent_m: Annotated[float | None, Means(example=9.0)] = None
    avg_hr_bpm: Annotated[int | None, Means(example=162)] = None
    max_hr_bpm: Annotated[int | None, Means(example=175)] = None
    avg_power_w: Annotated[int | None, Means(example=310)] = None
    max_power_w: Annotated[int | None, Means(example=402)] = None
    calories_kcal: Annotated[int | None, Means(example=61)] = None


@dataclass(frozen=True, kw_only=True)
class Split(SplitValues, SplitTimes):  # the last base's fields come first
    """A part of an activity that the device told apart by what was done: a run between walks, a climb, a
    ride in a ski lift, an interval."""

    start_altitude_m: Annotated[float | None, Means(example=212.0)] = None


@dataclass(frozen=True, kw_only=True)
class SplitSum(SplitValues):
    """All splits of a type."""

    count: Annotated[int | None, Means(example=5)] = None


@dataclass(frozen=True, kw_only=True)
class TimesInZones(Sparse):
    """How long the session, or a lap of it, was in each zone, from the lowest one.

    A boundary is the upper end of a zone: the first time is what lay below the first boundary, and what lay
    above the last one has none. Files that give times without boundaries leave them to the device's settings.
    """

    lap_index: Annotated[int | None, Means(text="Null: it is of the whole session.")] = None
    hr_s: Annotated[tuple[float, ...], Means(example=[12.0, 840.0, 1620.0, 780.0, 60.0])] = ()
    hr_high_bpm: Annotated[tuple[int, ...], Means(example=[98, 118, 137, 157, 176])] = ()
    speed_s: Annotated[tuple[float, ...], Means(example=[])] = ()
    speed_high_m_s: Annotated[tuple[float, ...], Means(example=[])] = ()
    cadence_s: Annotated[tuple[float, ...], Means(example=[])] = ()
    cadence_high_rpm: Annotated[tuple[int, ...], Means(example=[])] = ()
    power_s: Annotated[tuple[float, ...], Means(example=[300.0, 1500.0, 900.0, 612.0])] = ()
    power_high_w: Annotated[tuple[int, ...], Means(example=[146, 199, 239, 278])] = ()
    hr_zones_from: Annotated[
        str | None,
        Means(
            text="What the zones of the heart rate were taken from: `custom`, `percent_max_hr`, …",
            example="percent_max_hr",
            longest=64,
        ),
    ] = None
    max_hr_bpm: Annotated[int | None, Means(text="The athlete's.", example=196)] = None
    resting_hr_bpm: Annotated[int | None, Means(example=48)] = None
    threshold_hr_bpm: Annotated[int | None, Means(example=171)] = None
    power_zones_from: Annotated[str | None, Means(example="percent_ftp", longest=64)] = None
    threshold_power_w: Annotated[int | None, Means(example=265)] = None


@dataclass(frozen=True, kw_only=True)
class DiveGas(Sparse):
    """A gas that a diver had."""

    index: Annotated[int, Means(example=0)]
    oxygen_percent: Annotated[int | None, Means(example=32)] = None
    helium_percent: Annotated[int | None, Means(example=0)] = None
    status: Annotated[str | None, Means(example="enabled", longest=64)] = None
    mode: Annotated[str | None, Means(example="open_circuit", longest=64)] = None


@dataclass(frozen=True, kw_only=True)
class ActivityParts(Sparse):
    """The lists of an activity, besides its laps."""

    lengths: tuple[Length, ...] = ()
    sets: tuple[ExerciseSet, ...] = ()
    splits: tuple[Split, ...] = ()
    split_sums: tuple[SplitSum, ...] = ()
    zones: tuple[TimesInZones, ...] = ()
    dive_gases: tuple[DiveGas, ...] = ()
    workout_steps: Annotated[
        tuple[WorkoutStep, ...], Means(text="The steps of the workout that was done.")
    ] = ()
