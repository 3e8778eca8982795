"""Rows of recordings and activities as values: what reading a file gives of a row, and which rows are of a time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast
from uuid import UUID

from attrs import frozen
from sqlalchemy import ColumnElement, and_, bindparam
from sqlalchemy import Table as SqlTable
from sqlalchemy.orm import Session

from fittrack_backend.records.activities import ActivityWithLaps, KeptRecording, Recording
from fittrack_backend.records.as_json import made
from fittrack_backend.records.fields import fields_of
from fittrack_backend.records.storable import text
from fittrack_backend.records.twins import CLOCKS_S
from fittrack_backend.storage.tables import ActivityRow, RecordingRow

SLACK = dt.timedelta(seconds=CLOCKS_S)
_LONGEST_S = 30 * 86_400
"""No recording is taken to last longer, whatever it says."""


@dataclass(frozen=True, kw_only=True)
class HeldRecording(KeptRecording):
    """A row of the table of recordings."""

    account_id: UUID
    activity_id: UUID
    end_time: dt.datetime
    length_s: int
    job_id: UUID | None
    replaced_at: dt.datetime | None
    replaced_by_job_id: UUID | None
    removal_id: UUID | None
    purged_at: dt.datetime | None

    @property
    def counts(self) -> bool:
        """Whether it is one of those that its activity is derived from."""
        return self.replaced_at is None and self.removal_id is None


@dataclass(frozen=True, kw_only=True)
class HeldActivity(ActivityWithLaps):
    """A row of the table of activities."""

    account_id: UUID
    merged_into: UUID | None
    deleted_at: dt.datetime | None
    removal_id: UUID | None
    purged_at: dt.datetime | None


_OF_THE_READER = (
    *(name for name in fields_of(KeptRecording) if name in fields_of(Recording)),
    "lap_count",
    "damage",
    "end_time",
    "length_s",
)
"""What reading a file again may change of a recording."""


def times_of(recording: Recording) -> tuple[dt.datetime, dt.datetime]:
    """When it began, to the second, and ended."""
    lasts = min(max(recording.elapsed_s or recording.timer_s or 0.0, 0.0), float(_LONGEST_S))
    start = recording.start_time.astimezone(dt.UTC).replace(microsecond=0)
    return start, start + dt.timedelta(seconds=round(lasts))


def columns_of(recording: Recording, damage: str | None) -> dict[str, object]:
    """The columns of a recording, which is fit for a database (`records.storable`) since it was read."""
    values = dict(vars(recording))
    start, end = times_of(recording)
    values |= {
        "start_time": start,
        "sport": values["sport"] or "generic",
        "lap_count": len(recording.laps),
        "damage": text(damage),
        "end_time": end,
        "length_s": round((end - start).total_seconds()),
    }
    return {name: values[name] for name in _OF_THE_READER}


@frozen
class Incoming:
    """A recording that is about to be filed, and the digest of its file."""

    sha256: str
    recording: Recording


def kept_recording(row: RecordingRow) -> KeptRecording:
    """A row as the record that activities are derived from."""
    return made(KeptRecording, {name: getattr(row, name) for name in fields_of(KeptRecording)})


def during(start: dt.datetime, end: dt.datetime, longest_s: int) -> ColumnElement[bool]:
    """The condition for recordings that cover a part of this time, or are within `CLOCKS_S` of it;
    none lasts longer than `longest_s`."""
    first, last = start - SLACK, end + SLACK
    return and_(
        RecordingRow.start_time >= first - dt.timedelta(seconds=longest_s),
        RecordingRow.start_time <= last,
        RecordingRow.end_time >= first,
    )


def lead_on(session: Session, merged: Mapping[UUID, UUID | None]) -> None:
    """What led to an activity that was merged now leads to where that one went."""
    if merged:
        table = cast(SqlTable, ActivityRow.__table__)
        session.execute(
            table.update()
            .where(table.c.merged_into == bindparam("old"))
            .values(merged_into=bindparam("new")),
            [{"old": old, "new": new} for old, new in merged.items()],
        )
