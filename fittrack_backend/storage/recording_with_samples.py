"""Which recording of an activity its samples are taken from."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from attrs import frozen
from sqlalchemy import select

from fittrack_backend.errors import not_found
from fittrack_backend.storage.activities import find
from fittrack_backend.storage.removed import counts
from fittrack_backend.storage.scope import AccountSession
from fittrack_backend.storage.tables import RecordingRow


@frozen
class RecordingWithSamples:
    """A recording: its activity, and where its samples are."""

    id: UUID
    activity_id: UUID
    start_time: dt.datetime
    sha256: str
    file_format: str
    number: int
    file_name: str
    start_lat: float | None
    """None where it has no positions."""


def recording_with_samples(
    database: AccountSession, activity_id: UUID, recording_id: UUID | None
) -> RecordingWithSamples:
    """The recording with that id, or the one with the most samples. A problem 404 when the activity is not there, or
    has no such recording."""
    for one in recordings_with_samples(database, activity_id):
        if recording_id in (None, one.id):
            return one
    raise not_found("recording", recording_id or activity_id)


def recordings_with_samples(
    database: AccountSession, activity_id: UUID
) -> list[RecordingWithSamples]:
    """The recordings of an activity, the one with the most samples first. A problem 404 when the activity is not
    there."""
    there = find(database, activity_id)
    row, column = RecordingRow, RecordingRow.column
    query = select(
        row.id,
        row.activity_id,
        row.start_time,
        column("file_sha256"),
        column("file_format"),
        column("number"),
        column("file_name"),
        column("start_lat"),
    ).where(row.activity_id == there, counts(row))
    most_first = (column("samples").desc(), row.start_time, row.id)
    found = database.execute(query.order_by(*most_first)).all()
    return [RecordingWithSamples(*one) for one in found]
