"""Records that a file is remembered to hold, and that are not there.

A recording or a part of a day is read again from its original, into the activity or day that it was of. Where
that is not there either, the next sync of the source reads the file again.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import io
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import cast
from uuid import UUID, uuid4

from attrs import frozen
from sqlalchemy import Table as SqlTable
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from fittrack_backend import readers
from fittrack_backend.checking.findings import Checked, Finding, State
from fittrack_backend.readers.contents import FileContents, NothingToSave
from fittrack_backend.records.as_json import made
from fittrack_backend.records.local_time import local_start
from fittrack_backend.records.reader_version import READER_VERSION
from fittrack_backend.records.storable import storable
from fittrack_backend.storage.database import rows_changed
from fittrack_backend.storage.held_activities import HeldRecording, columns_of
from fittrack_backend.storage.origin import Origin, portions
from fittrack_backend.storage.record_notes import HeldRecord
from fittrack_backend.storage.tables import (
    AccountRow,
    ActivityRow,
    HealthPartRow,
    RecordingRow,
    SourceFileRow,
    SourceRow,
    WorkoutRow,
)

_RECORDINGS = cast(SqlTable, RecordingRow.__table__)


@frozen
class _File:
    """A file as a sync remembers it."""

    id: UUID
    account_id: UUID
    account: str
    account_zone: str | None
    source_id: UUID
    source: str
    key: bytes
    name: str
    sha256: str
    file_format: str
    can_be_read_again: bool
    records: tuple[HeldRecord, ...]


def check(checked: Checked) -> Iterator[Finding]:
    """Looks for each record of each file."""
    with checked.database.session() as session:
        files = list(_files(session))
    for some in portions(files):
        with checked.database.session() as session:
            missing = list(_missing(session, some))
        for file, record in missing:
            with checked.database.session() as session:
                yield _of_one(checked, session, file, record)


def _files(session: Session) -> Iterator[_File]:
    query = (
        select(SourceFileRow, SourceRow, AccountRow.username, AccountRow.time_zone)
        .join(SourceRow, SourceRow.id == SourceFileRow.source_id)
        .join(AccountRow, AccountRow.id == SourceRow.account_id)
        .where(SourceFileRow.sha256.is_not(None), SourceFileRow.outcome != "failed")
    )
    for file, source, account, zone in session.execute(query):
        yield _File(
            file.id,
            source.account_id,
            account,
            zone,
            source.id,
            source.name,
            file.key,
            file.name,
            file.sha256 or "",
            file.file_format or "",
            source.disconnected_at is None and file.gone_at is None,
            tuple(HeldRecord.from_json(one) for one in file.records),
        )


def _missing(session: Session, files: Sequence[_File]) -> Iterator[tuple[_File, HeldRecord]]:
    digests = {file.sha256 for file in files}
    sha256 = RecordingRow.column("file_sha256")
    of_recordings = select(RecordingRow.account_id, sha256).where(sha256.in_(digests))
    recordings = set(map(tuple, session.execute(of_recordings)))
    of_parts = select(HealthPartRow.account_id, HealthPartRow.file_sha256, HealthPartRow.date)
    parts = set(map(tuple, session.execute(of_parts.where(HealthPartRow.file_sha256.in_(digests)))))
    ids = {one.id for file in files for one in file.records if one.type == "workouts" and one.id}
    workouts: set[UUID] = set()
    for some in portions(ids):
        workouts |= set(session.scalars(select(WorkoutRow.id).where(WorkoutRow.id.in_(some))))
    for file in files:
        for one in file.records:
            if (
                (one.type == "activities" and (file.account_id, file.sha256) not in recordings)
                or (one.type == "health" and (file.account_id, file.sha256, one.date) not in parts)
                or (one.type == "workouts" and one.id not in workouts)
            ):
                yield file, one


def _of_one(checked: Checked, session: Session, file: _File, record: HeldRecord) -> Finding:
    if record not in [one for _, one in _missing(session, [file])]:
        state: State = "repaired"  # with another record of the same file, or by a sync meanwhile
    elif not checked.repair:
        state = "found"
    else:
        state = _repair(checked, session, file, record)
    activity_id = record.id if record.type == "activities" else None
    if state != "repaired":
        if record.type == "activities" and record.id is not None:
            checked.kept_activities.add(record.id)
        if record.type == "health" and record.date is not None:
            checked.kept_days.add((file.account_id, record.date))
    what = {
        "activities": "a recording that a file holds is not there",
        "health": f"what a file says of {record.date} is not there",
    }.get(record.type, "a planned workout that a file holds is not there")
    if state == "next-sync":
        what += "; the next sync reads the file again"
    if state == "lost":
        what += ", and cannot be read again; what it gave is kept where it is shown"
    return Finding(
        "record-missing",
        state,
        what,
        file.account,
        file.source,
        file.name,
        activity_id,
        file.sha256,
    )


def _repair(checked: Checked, session: Session, file: _File, record: HeldRecord) -> State:
    # Nobody else writes the account's records until the commit.
    rows_changed(
        session,
        update(AccountRow)
        .where(AccountRow.id == file.account_id)
        .values(founder=AccountRow.founder),
    )
    if record.type == "activities":
        lead = _lead(session, record.id)
        if lead is not None:
            return _recording(checked, session, file, lead)
    if record.type == "health" and record.date is not None:
        return _part(checked, session, file, record.date)
    return _next_sync(session, file)


def _next_sync(session: Session, file: _File) -> State:
    if not file.can_be_read_again:
        session.rollback()
        return "lost"
    again = update(SourceFileRow).where(SourceFileRow.id == file.id)
    rows_changed(session, again.values(stamp=None, taken=[]))
    session.commit()
    return "next-sync"


def _lead(session: Session, activity_id: UUID | None) -> ActivityRow | None:
    """The activity that the id leads to, if it is there and was not deleted."""
    row = session.get(ActivityRow, activity_id) if activity_id is not None else None
    if row is not None and row.merged_into is not None:
        row = session.get(ActivityRow, row.merged_into)
    return row if row is not None and row.deleted_at is None else None


def _recording(checked: Checked, session: Session, file: _File, activity: ActivityRow) -> State:
    contents = _contents(checked, file)
    of_activities = [one for one in file.records if one.type == "activities"]
    if contents is None or len(contents.activities) != 1 or len(of_activities) != 1:
        session.rollback()
        return "lost"
    (one,) = contents.activities
    recording = storable(replace(one, number=0, local=local_start(one, file.account_zone)))
    damage = "; ".join(contents.damage) or None
    origin = Origin(file.source_id, file.key, file.name, contents.format, file.sha256, damage)
    fixed = {
        "id": uuid4(),
        "account_id": file.account_id,
        "activity_id": activity.id,
        "job_id": None,
        "gives": (),
        "created_at": checked.now,
        "replaced_at": None,
        "removal_id": None,
        "purged_at": None,
        "reader_version": READER_VERSION,
        "numbers_version": 0,
    }
    held = made(HeldRecording, fixed | origin.file() | columns_of(recording, damage))
    session.execute(_RECORDINGS.insert(), vars(held))
    session.commit()
    return "repaired"


def _part(checked: Checked, session: Session, file: _File, date: dt.date) -> State:
    contents = _contents(checked, file)
    parts = contents.days_of_health() if contents is not None else {}
    if date not in parts:
        session.rollback()
        return "lost"
    session.add(
        HealthPartRow(
            account_id=file.account_id,
            file_sha256=file.sha256,
            date=date,
            data=parts[date].part,
            series=parts[date].series,
            source_id=file.source_id,
            reader_version=READER_VERSION,
        )
    )
    session.commit()
    return "repaired"


def _contents(checked: Checked, file: _File) -> FileContents | None:
    """What is in the file's original; None where that is not there or damaged."""
    try:
        data = b"".join(checked.originals.open(file.sha256).chunks)
        if hashlib.sha256(data).hexdigest() != file.sha256:
            return None
        sniffed = readers.sniff(io.BytesIO(data), len(data))
        if sniffed.format is None:
            return None
        return readers.read(data, sniffed.format, account_zone=file.account_zone)
    except (OSError, NothingToSave):
        return None
