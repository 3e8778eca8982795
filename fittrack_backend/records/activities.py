"""Activities and their laps: as a file tells them, and as they are kept and shown."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Annotated, Literal
from uuid import UUID

from typing_extensions import TypeAliasType

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


ZoneFrom = TypeAliasType(
    "ZoneFrom",
    Annotated[
        Literal["file", "position", "account", "utc"],
        Means(
            title="ZoneFrom",
            text="What tells the local time of an activity: the file, by the device's own clock; the "
            "position; the account's zone; or nothing, and it is UTC.",
        ),
    ],
)


@dataclass(frozen=True, kw_only=True)
class LocalStart(Record):
    """When an activity began by the athlete's own clock."""

    local_start_time: Annotated[
        str,
        Means(
            text="The start by the athlete's own clock, with its offset from UTC.",
            format="date-time",
            example="2026-03-01T08:15:02+01:00",
            longest=40,
        ),
    ]
    utc_offset_s: Annotated[int, Means(text="What that clock is ahead of UTC.", example=3600)]
    time_zone: Annotated[
        str | None,
        Means(
            text="The IANA zone with that offset, where one is known.",
            example="Europe/Berlin",
            longest=64,
        ),
    ]
    zone_from: Annotated[ZoneFrom, Means(example="file", longest=8)]
    date: Annotated[
        dt.date, Means(text="The athlete's own day on which it began.", example="2026-03-01")
    ]


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
    `clock_offset_s` is what the device's clock was ahead of UTC and `start_lat` and `start_lon` are
    the first position in degrees, where the file tells; `local` is what follows from them.
    """

    laps: tuple[Lap, ...]
    summed_up: bool
    computed: tuple[str, ...] = ()
    clock_offset_s: int | None = None
    start_lat: float | None = None
    start_lon: float | None = None
    local: LocalStart | None = None
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Activity(LocalStart, SessionValues, Identified):  # the last base's fields come first
    """A session of one sport (FIT profile: `session`)."""

    lap_count: Annotated[int, Means(example=1)]
    source_id: Annotated[UUID | None, Means(text="Null when the source was disconnected.")]
    file_name: Annotated[str, Means(example="ACTIVITY/2026-03-01-07-15-02.fit")]
    file_format: Annotated[FileFormat, Means(example="fit", longest=3)]
    file_sha256: Annotated[str, Means(text="The digest of the original file.", longest=64)]
    damage: Annotated[str | None, Means(text="What was wrong with the file, if anything.")]
    remarks: Annotated[
        tuple[str, ...],
        Means(
            text="What was left out or repaired, since it cannot be true, in sentences.", example=[]
        ),
    ]
    created_at: Annotated[dt.datetime, Means(example="2026-03-02T06:12:45Z")]
    updated_at: Annotated[dt.datetime, Means(example="2026-03-02T06:12:45Z")]


@dataclass(frozen=True, kw_only=True)
class ActivityDetail(Activity):
    """An activity with its laps."""

    laps: tuple[Lap, ...]
