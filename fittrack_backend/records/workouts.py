"""Planned workouts and their steps: what a file contains, and what is stored and shown."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Annotated
from uuid import UUID

from fittrack_backend.records.fields import FileFormat, Identified, Means, Record


@dataclass(frozen=True, kw_only=True)
class WorkoutStep(Record):
    """A step of a planned workout (FIT profile: `workout_step`)."""

    index: Annotated[int, Means(example=0)]
    name: Annotated[str | None, Means(example="fast")] = None
    intensity: Annotated[str | None, Means(example="active")] = None
    duration_type: Annotated[str | None, Means(example="distance")] = None
    duration_value: Annotated[
        float | None,
        Means(
            text="In seconds, metres or kilocalories, as the duration's type says.", example=1000.0
        ),
    ] = None
    target_type: Annotated[str | None, Means(example="heart_rate")] = None
    target_low: Annotated[float | None, Means(example=160.0)] = None
    target_high: Annotated[float | None, Means(example=175.0)] = None
    repeat_from: Annotated[int | None, Means(text="For a repetition: the first step of it.")] = None
    repeat_count: int | None = None
    notes: str | None = None


@dataclass(frozen=True, kw_only=True)
class PlannedStep(WorkoutStep):
    """A step with its units, which are stored but are not in the contract.

    `duration_value` is in `duration_unit`: s, m, kcal, bpm, %hr (of the maximum), W, %ftp, reps,
    tss. Targets are in `target_unit`: m/s, bpm, %hr, rpm, W, %ftp, or zone, for which low and high
    are the number of the zone. A repetition goes back to the step whose index is `repeat_from`,
    `repeat_count` times in all, or until `duration_value` is reached.
    """

    duration_unit: str | None = None
    target_unit: str | None = None


@dataclass(frozen=True, kw_only=True)
class WorkoutValues(Record):
    """What a file says about a planned workout as a whole."""

    name: Annotated[str | None, Means(example="5 x 1000 m")] = None
    sport: Annotated[str | None, Means(example="running", longest=64)] = None


@dataclass(frozen=True, kw_only=True)
class PlannedWorkout(WorkoutValues):
    """A planned workout in a file."""

    steps: tuple[PlannedStep, ...]
    notes: str | None = None


@dataclass(frozen=True, kw_only=True)
class Workout(WorkoutValues, Identified):  # the last base's fields come first
    """A planned workout."""

    step_count: Annotated[int, Means(example=1)]
    source_id: UUID | None
    file_name: Annotated[str, Means(example="WORKOUTS/intervals.fit")]
    file_format: Annotated[FileFormat, Means(example="fit", longest=4)]
    file_sha256: Annotated[str, Means(longest=64)]
    created_at: Annotated[dt.datetime, Means(example="2026-03-02T06:12:45Z")]
    updated_at: Annotated[dt.datetime, Means(example="2026-03-02T06:12:45Z")]


@dataclass(frozen=True, kw_only=True)
class WorkoutDetail(Workout):
    """A planned workout with its steps."""

    steps: tuple[WorkoutStep, ...]
