"""Samples as columns. The contract describes them from here; what is sent is written from Parquet directly."""

from __future__ import annotations

import datetime as dt
from typing import Literal
from uuid import UUID

from pydantic import Field
from typing_extensions import TypeAliasType

from fittrack_backend.api.schemas.base import Schema

SampleTable = TypeAliasType(
    "SampleTable",
    Literal[
        "samples",
        "rr",
        "events",
        "segments",
        "devices",
        "batteries",
        "jumps",
        "climbs",
        "tanks",
        "camera_events",
        "positions",
        "accelerations",
        "rotations",
        "magnetic_fields",
        "pressures",
        "sensor_calibrations",
        "pressure_calibrations",
        "acceleration_features",
        "attitudes",
        "engine",
        "nmea_sentences",
        "tank_summaries",
        "shot_sessions",
        "shots",
    ],
)
"""What a recording holds from moment to moment: `samples`, `rr` (the time from each heartbeat to the next), and what
has times of its own."""


ExportFormat = TypeAliasType("ExportFormat", Literal["gpx", "tcx", "fit", "csv", "parquet"])
"""What an activity can be exported as: `fit` is the original, `csv` and `parquet` are its samples."""


class SampleColumn(Schema):
    """One value of each row."""

    name: str = Field(description="With the unit at its end: `hr_bpm`.")
    kind: str = Field(description="`float`, `int`, `text`, or `numbers`: several in each row.")
    unit: str | None = Field(
        description="`m/s`, `bpm`, …; of a developer field whatever the file says."
    )
    field: str | None = Field(
        description="What the file's format calls it (FIT profile, or an element of TCX or GPX)."
    )
    developer: bool = Field(
        description="Whether the file brought name and unit itself (a FIT developer field, or an extension that nobody "
        "knows)."
    )
    stands_for: str | None = Field(
        description="The column that a developer field is meant to replace, where it says so."
    )
    values: list[float | str | list[float | None] | None] = Field(
        description="One for each `time`; null where the device recorded none."
    )


class ActivitySamples(Schema):
    """A table of what a device recorded, by columns of equal length."""

    activity_id: UUID
    recording_id: UUID = Field(description="The recording that it is of.")
    start_time: dt.datetime = Field(
        description="When the recording began: `from_s` and `to_s` count from here."
    )
    table: str
    tables: list[str] = Field(description="All that the recording has.")
    reader_version: int = Field(
        description="Counts up when newer readers give other values of the same file."
    )
    time: list[dt.datetime | None] = Field(
        description="When each row was recorded, in the order of the file; null where it has no time."
    )
    columns: list[SampleColumn]
