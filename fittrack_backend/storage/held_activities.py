"""Rows of recordings and activities as values: what reading a file gives of a row, and which rows are of a time."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import cast
from uuid import UUID

from attrs import frozen
from sqlalchemy import ColumnElement, and_, bindparam
from sqlalchemy import Table as SqlTable
from sqlalchemy.orm import Session

from fittrack_backend.records.activities import (
    ActivityRecording,
    KeptActivity,
    KeptRecording,
    Recording,
)
from fittrack_backend.records.as_json import made
from fittrack_backend.records.fields import fields_of
from fittrack_backend.records.storable import text
from fittrack_backend.records.twins import CLOCKS_S
from fittrack_backend.storage.origin import changes
from fittrack_backend.storage.tables import ActivityRow, RecordingRow

SLACK = dt.timedelta(seconds=CLOCKS_S)
_LONGEST_S = 30 * 86_400
"""No recording is taken to last longer, whatever it says."""
_NEAR = dt.timedelta(days=30)


@dataclass(frozen=True, kw_only=True)
class HeldRecording(KeptRecording):
    """A row of the table of recordings."""

    account_id: UUID
    activity_id: UUID
    end_time: dt.datetime
    length_s: int
    job_id: UUID | None
    replaced_at: dt.datetime | None
    removal_id: UUID | None
    purged_at: dt.datetime | None
    reader_version: int
    numbers_version: int
    tells_of: bytes | None = None

    @property
    def counts(self) -> bool:
        """Whether it is one of those that its activity is derived from."""
        return self.replaced_at is None and self.removal_id is None


@dataclass(frozen=True, kw_only=True)
class HeldActivity(KeptActivity):
    """A row of the table of activities."""

    account_id: UUID
    merged_into: UUID | None
    deleted_at: dt.datetime | None
    removal_id: UUID | None
    purged_at: dt.datetime | None

    @property
    def is_deleted(self) -> bool:
        """Whether its owner deleted it."""
        return self.deleted_at is not None and self.removal_id is None

    @property
    def is_empty(self) -> bool:
        """Whether a removal took its last recording."""
        return self.deleted_at is not None and self.removal_id is not None


_OF_THE_READER = (
    *(name for name in fields_of(KeptRecording) if name in fields_of(Recording)),
    "lap_count",
    "damage",
    "end_time",
    "length_s",
)
"""What reading a file again may change of a recording."""


_SHOWN = {**fields_of(ActivityRecording), **fields_of(KeptActivity)}


def shown_changes(before: HeldRecording, after: HeldRecording) -> tuple[str, ...]:
    """The names of the fields that people see of a recording, or of its activity, and that reading changed."""
    shown = {name: getattr(after, name) for name in _OF_THE_READER if name in _SHOWN}
    return changes(before, shown)


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


@frozen
class Times:
    """The times that some recordings cover, in their order; those that are within `SLACK` of each other are
    one."""

    spans: Sequence[tuple[dt.datetime, dt.datetime]]

    @classmethod
    def of(cls, spans: Iterable[tuple[dt.datetime, dt.datetime]]) -> Times:
        """Of the spans that recordings cover, in any order."""
        return cls(_joined(spans, 2 * SLACK))

    def periods(self) -> Sequence[tuple[dt.datetime, dt.datetime]]:
        """Few spans that hold them all: a condition costs more than a month of rows that are not meant."""
        return _joined(self.spans, _NEAR)

    def meet(self, start: dt.datetime, end: dt.datetime) -> bool:
        """Whether a part of this time is covered, or is within `SLACK` of it."""
        at = bisect_right(self.spans, end + SLACK, key=itemgetter(0)) - 1
        return at >= 0 and self.spans[at][1] + SLACK >= start


def _joined(
    spans: Iterable[tuple[dt.datetime, dt.datetime]], gap: dt.timedelta
) -> list[tuple[dt.datetime, dt.datetime]]:
    """The spans in their order, those as one that are not further apart."""
    joined: list[tuple[dt.datetime, dt.datetime]] = []
    for start, end in sorted(spans):
        if joined and start - joined[-1][1] <= gap:
            joined[-1] = joined[-1][0], max(joined[-1][1], end)
        else:
            joined.append((start, end))
    return joined


def leads_of(activities: Iterable[HeldActivity]) -> dict[UUID, UUID]:
    """Where the activities that were merged lead, all the way: past those that were merged themselves."""
    leads = {one.id: one.merged_into for one in activities if one.merged_into is not None}
    for one, lead in leads.items():
        while lead in leads:
            lead = leads[lead]
        leads[one] = lead
    return leads


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
