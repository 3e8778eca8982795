"""What was synced: activities, daily health, planned workouts."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from uuid import UUID

from pydantic import Field

from fittrack_backend.api.schemas.base import Schema


class FileFormat(StrEnum):
    """The format of an original file, told from its bytes."""

    FIT = "fit"
    TCX = "tcx"
    GPX = "gpx"


class Lap(Schema):
    """A part of an activity (FIT profile: `lap`)."""

    index: int
    start_time: dt.datetime
    distance_m: float | None
    timer_s: float | None
    elapsed_s: float | None
    calories_kcal: int | None
    avg_hr_bpm: int | None
    max_hr_bpm: int | None
    ascent_m: float | None


class Activity(Schema):
    """A session of one sport (FIT profile: `session`)."""

    id: UUID
    start_time: dt.datetime
    sport: str = Field(
        description="A name of the FIT profile in snake_case, or `other`.", examples=["running"]
    )
    sub_sport: str | None
    name: str | None
    distance_m: float | None
    timer_s: float | None = Field(description="Time without pauses (FIT: total_timer_time).")
    elapsed_s: float | None = Field(description="Time with pauses (FIT: total_elapsed_time).")
    calories_kcal: int | None
    avg_hr_bpm: int | None
    max_hr_bpm: int | None
    ascent_m: float | None
    device: str | None
    lap_count: int
    source_id: UUID | None = Field(description="Null when the source was disconnected.")
    file_name: str
    file_format: FileFormat
    file_sha256: str = Field(description="The digest of the original file.")
    damage: str | None = Field(description="What was wrong with the file, if anything.")
    created_at: dt.datetime
    updated_at: dt.datetime


class ActivityDetail(Activity):
    """An activity with its laps."""

    laps: list[Lap]


class ActivityList(Schema):
    items: list[Activity]
    next_cursor: str | None


class Weight(Schema):
    """One weighing."""

    measured_at: dt.datetime
    weight_kg: float


class DailyHealth(Schema):
    """A day's totals, in the athlete's local time."""

    date: dt.date
    steps: int | None
    distance_m: float | None
    active_calories_kcal: int | None
    resting_calories_kcal: int | None
    active_minutes: float | None
    weight_kg: float | None = Field(description="The last weighing of the day.")
    weights: list[Weight]
    updated_at: dt.datetime


class DailyHealthList(Schema):
    items: list[DailyHealth]
    next_cursor: str | None


class WorkoutStep(Schema):
    """A step of a planned workout (FIT profile: `workout_step`)."""

    index: int
    name: str | None
    intensity: str | None
    duration_type: str | None
    duration_value: float | None = Field(
        description="In seconds, metres or kilocalories, as the duration's type says."
    )
    target_type: str | None
    target_low: float | None
    target_high: float | None
    repeat_from: int | None = Field(description="For a repetition: the first step of it.")
    repeat_count: int | None
    notes: str | None


class Workout(Schema):
    """A planned workout."""

    id: UUID
    name: str | None
    sport: str | None
    step_count: int
    source_id: UUID | None
    file_name: str
    file_format: FileFormat
    file_sha256: str
    created_at: dt.datetime
    updated_at: dt.datetime


class WorkoutDetail(Workout):
    """A planned workout with its steps."""

    steps: list[WorkoutStep]


class WorkoutList(Schema):
    items: list[Workout]
    next_cursor: str | None
