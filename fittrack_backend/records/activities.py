"""Activities and their laps: what a file contains, and what is stored and shown."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Literal, TypeVar
from uuid import UUID

from typing_extensions import TypeAliasType

from fittrack_backend.records.activity_parts import ActivityParts
from fittrack_backend.records.fields import FileFormat, GearKind, Identified, Means, Record
from fittrack_backend.records.measures import LapMeasures, SessionMeasures
from fittrack_backend.records.worked_out import ActivityNumbers

T = TypeVar("T")


@dataclass(frozen=True, kw_only=True)
class LapValues(Record):
    """What every lap has."""

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
class Lap(LapMeasures, LapValues):  # the last base's fields come first
    """A part of an activity (FIT profile: `lap`)."""


ZoneFrom = TypeAliasType(
    "ZoneFrom",
    Annotated[
        Literal["file", "position", "account", "utc"],
        Means(
            title="ZoneFrom",
            text="Where the local time of an activity is from: the device's own clock in the file; the "
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
    """What a file says about a session of one sport. Its start is in whole seconds."""

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
    description: Annotated[
        str | None,
        Means(
            text="What a person wrote of it at a service.",
            example="Along the river, with Anna.",
            longest=10_000,
        ),
    ] = None
    gear: Annotated[
        str | None,
        Means(
            text="The shoes or the bike, by the name that they have at the service.",
            example="Blue shoes",
            longest=200,
        ),
    ] = None
    gear_kind: Annotated[
        GearKind | None,
        Means(text="What it is, where the service says so.", example="shoes", longest=5),
    ] = None
    gear_brand: Annotated[str | None, Means(example="Asics", longest=200)] = None
    gear_model: Annotated[str | None, Means(example="Nimbus", longest=200)] = None
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


@dataclass(frozen=True)
class Place(Record):
    """Where a recording was at a moment; degrees of WGS 84."""

    at: dt.datetime
    lat: float
    lon: float


MOST_PLACES = 32
"""How many places of a recording are kept to recognize its twins by."""


def some_places(places: Sequence[T]) -> Sequence[T]:
    """At most `MOST_PLACES` of them, evenly spread from the first to the last."""
    if len(places) <= MOST_PLACES:
        return places
    last = len(places) - 1
    return [places[round(step * last / (MOST_PLACES - 1))] for step in range(MOST_PLACES)]


@dataclass(frozen=True, kw_only=True)
class Recording(SessionValues):
    """One session in one file.

    `number` counts the sessions of the file from 0, `samples` are its records or trackpoints, `places`
    some of where it was, in the order of their times. `summed_up` says that the file had no session
    message and that the values were computed from its laps and records. `remarks` tell in sentences what was left out or repaired, since it cannot
    be true. `computed` names the values that we worked out where the device does not tell them.
    `clock_offset_s` is what the device's clock was ahead of UTC and `start_lat` and `start_lon` are
    the first position in degrees, where the file tells; `local` is what follows from them. `measures` and
    `parts` are what else the device says, None where it says nothing.
    """

    laps: tuple[Lap, ...]
    summed_up: bool
    number: int = 0
    samples: int = 0
    places: tuple[Place, ...] = ()
    computed: tuple[str, ...] = ()
    clock_offset_s: int | None = None
    start_lat: float | None = None
    start_lon: float | None = None
    local: LocalStart | None = None
    remarks: tuple[str, ...] = ()
    measures: SessionMeasures | None = None
    parts: ActivityParts | None = None


@dataclass(frozen=True, kw_only=True)
class FromFile(Record):
    """Which file a record was read from."""

    source_id: Annotated[UUID | None, Means(text="Null when the source was disconnected.")]
    file_name: Annotated[str, Means(example="ACTIVITY/2026-03-01-07-15-02.fit")]
    file_format: Annotated[FileFormat, Means(example="fit", longest=4)]
    file_sha256: Annotated[str, Means(text="The digest of the original file.", longest=64)]
    damage: Annotated[str | None, Means(text="What was wrong with the file, if anything.")]
    remarks: Annotated[
        tuple[str, ...],
        Means(
            text="What was left out or repaired, since it cannot be true, in sentences.", example=[]
        ),
    ]


@dataclass(frozen=True, kw_only=True)
class ActivityRecording(FromFile, SessionValues, Identified):
    """One of an activity's recordings: a session in a file, with the values that this file has."""

    number: Annotated[int, Means(text="Which session of the file it is, from 0.", example=0)]
    samples: Annotated[
        int, Means(text="How many records or trackpoints the file has of it.", example=3312)
    ]
    lap_count: Annotated[int, Means(example=1)]
    computed: Annotated[
        tuple[str, ...],
        Means(
            text="The values that the device does not give: FitTrack worked them out from laps and "
            "samples.",
            example=[],
        ),
    ]
    gives: Annotated[
        tuple[str, ...],
        Means(
            text="The values of the activity that are from this recording.",
            example=["start_time", "sport", "distance_m", "laps"],
        ),
    ]
    created_at: Annotated[dt.datetime, Means(example="2026-03-02T06:12:45Z")]


@dataclass(frozen=True, kw_only=True)
class KeptRecording(ActivityRecording):
    """A recording as it is kept: with what activities are derived from, and told apart by."""

    laps: tuple[Lap, ...]
    summed_up: bool
    clock_offset_s: int | None
    start_lat: float | None
    start_lon: float | None
    places: tuple[Place, ...]
    measures: SessionMeasures | None = None
    parts: ActivityParts | None = None


@dataclass(frozen=True, kw_only=True)
class Activity(
    LocalStart, FromFile, SessionValues, Identified
):  # the last base's fields come first
    """What happened: one sport, in one or more recordings.

    Its values are the best of its recordings'; its file is the one that says when it began.
    """

    lap_count: Annotated[int, Means(example=1)]
    recording_count: Annotated[int, Means(text="How many recordings it is of.", example=1)]
    created_at: Annotated[dt.datetime, Means(example="2026-03-02T06:12:45Z")]
    updated_at: Annotated[dt.datetime, Means(example="2026-03-02T06:12:45Z")]


@dataclass(frozen=True, kw_only=True)
class DeletedActivity(Activity):
    """An activity that was deleted and can be restored."""

    deleted_at: Annotated[dt.datetime, Means(example="2026-03-05T18:02:11Z")]
    restorable_until: Annotated[
        dt.datetime,
        Means(text="After that it is gone for good.", example="2026-04-04T18:02:11Z"),
    ]


@dataclass(frozen=True, kw_only=True)
class KeptActivity(Activity):
    """An activity as it is kept: what lists do not show is held together."""

    laps: tuple[Lap, ...]
    measures: SessionMeasures | None = None
    parts: ActivityParts | None = None


@dataclass(frozen=True, kw_only=True)
class ActivityDetail(ActivityParts, SessionMeasures, Activity):
    """An activity with all that devices said of it, and its recordings, the one with the most of its values
    first."""

    laps: tuple[Lap, ...]
    recordings: tuple[ActivityRecording, ...]
    worked_out: Annotated[
        ActivityNumbers | None,
        Means(
            text="Worked out from the samples in the background; null until then, and where there are none."
        ),
    ]
