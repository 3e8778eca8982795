"""Activities and their laps: as a file tells them, and as they are kept and shown."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Annotated
from uuid import UUID

from fittrack_backend.records.fields import FileFormat, Identified, Means, Record


@dataclass(frozen=True, kw_only=True)
class Lap(Record):
    """A part of an activity (FIT profile: `lap`)."""

    index: Annotated[int, Means(example=0)]
    start_time: Annotated[dt.datetime, Means(example="2026-03-01T07:15:02Z")]
    distance_m: Annotated[float | None, Means(example=10240.5)] = None
    timer_s: Annotated[float | None, Means(example=3312.0)] = None
    elapsed_s: Annotated[float | None, Means(example=3405.2)] = None
    calories_kcal: Annotated[int | None, Means(example=684)] = None
    avg_hr_bpm: Annotated[int | None, Means(example=148)] = None
    max_hr_bpm: Annotated[int | None, Means(example=172)] = None
    ascent_m: Annotated[float | None, Means(example=186.0)] = None


@dataclass(frozen=True, kw_only=True)
class SessionValues(Record):
    """What a file tells of a session of one sport. Its start has whole seconds."""

    start_time: Annotated[dt.datetime, Means(example="2026-03-01T07:15:02Z")]
    sport: Annotated[
        str,
        Means(
            text="A name of the FIT profile in snake_case, or `other`.",
            examples=("running",),
            longest=64,
        ),
    ]
    sub_sport: Annotated[str | None, Means(example="trail", longest=64)] = None
    name: str | None = None
    distance_m: Annotated[float | None, Means(example=10240.5)] = None
    timer_s: Annotated[
        float | None,
        Means(text="Time without pauses (FIT: total_timer_time).", example=3312.0),
    ] = None
    elapsed_s: Annotated[
        float | None,
        Means(text="Time with pauses (FIT: total_elapsed_time).", example=3405.2),
    ] = None
    calories_kcal: Annotated[int | None, Means(example=684)] = None
    avg_hr_bpm: Annotated[int | None, Means(example=148)] = None
    max_hr_bpm: Annotated[int | None, Means(example=172)] = None
    ascent_m: Annotated[float | None, Means(example=186.0)] = None
    device: Annotated[str | None, Means(example="Garmin fenix 7")] = None


@dataclass(frozen=True, kw_only=True)
class Recording(SessionValues):
    """One session in one file.

    `summed_up` says that the file had no session message and that the values were computed from
    its laps and records. `remarks` tell in sentences what was left out or repaired, since it cannot
    be true. `computed` names the values that we worked out where the device does not tell them.
    `utc_offset_s` is what the athlete's clock was ahead of UTC, where the file tells.
    """

    laps: tuple[Lap, ...]
    summed_up: bool
    utc_offset_s: int | None = None
    computed: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Activity(SessionValues, Identified):  # the last base's fields come first
    """A session of one sport (FIT profile: `session`)."""

    lap_count: Annotated[int, Means(example=1)]
    source_id: Annotated[UUID | None, Means(text="Null when the source was disconnected.")]
    file_name: Annotated[str, Means(example="ACTIVITY/2026-03-01-07-15-02.fit")]
    file_format: Annotated[FileFormat, Means(example="fit", longest=3)]
    file_sha256: Annotated[str, Means(text="The digest of the original file.", longest=64)]
    damage: Annotated[str | None, Means(text="What was wrong with the file, if anything.")]
    created_at: Annotated[dt.datetime, Means(example="2026-03-02T06:12:45Z")]
    updated_at: Annotated[dt.datetime, Means(example="2026-03-02T06:12:45Z")]


@dataclass(frozen=True, kw_only=True)
class ActivityDetail(Activity):
    """An activity with its laps."""

    laps: tuple[Lap, ...]
