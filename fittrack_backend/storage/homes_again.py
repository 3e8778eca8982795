"""Recordings that count again: each is of its own activity where what its file held meanwhile led elsewhere."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from uuid import UUID

from sqlalchemy import select, update

from fittrack_backend.records.activities import KeptRecording
from fittrack_backend.records.same_activity import Spans, homes_of, key_of
from fittrack_backend.storage.activity_notes import note_again
from fittrack_backend.storage.corrections import Corrections
from fittrack_backend.storage.database import rows_changed
from fittrack_backend.storage.held_activities import kept_recording
from fittrack_backend.storage.merging import counting, derive_again, leave
from fittrack_backend.storage.scope import AccountSession
from fittrack_backend.storage.tables import ActivityRow, RecordingRow, ReplacementRow


def go_home(database: AccountSession, recording_ids: Collection[UUID]) -> set[UUID]:
    """Takes those that came back and are no twins of what they are together with now to the activities that
    they were of, and returns these."""
    homes: set[UUID] = set()
    if not recording_ids:
        return homes
    said = Corrections.load(database, database.account_id)
    for one in recording_ids:
        row = database.get_one(RecordingRow, one, populate_existing=True)
        members = [each for each in counting(database, row.activity_id) if each.id != one]
        recording = kept_recording(row)
        if row.removal_id is not None or not members or _fits(recording, members, said):
            continue
        activity = database.get_one(ActivityRow, row.activity_id, populate_existing=True)
        if activity.deleted_at is not None and activity.removal_id is None:
            continue  # its owner deleted it, and what comes back with it
        left, home = row.activity_id, _own(database, recording, row.activity_id)
        if home is None:
            homes.add(leave(database, [recording]))
        else:
            homes.add(home)
            moved = update(RecordingRow).where(RecordingRow.id == one)
            rows_changed(database, moved.values(activity_id=home))
            derive_again(database, home)
        derive_again(database, left)
        note_again(database, {recording.file_sha256})
    return homes


def _fits(recording: KeptRecording, members: list[KeptRecording], said: Corrections) -> bool:
    together = said.together.get(key_of(recording), set())
    if any(key_of(one) in together for one in members):
        return True
    activity_id = UUID(int=0)
    return homes_of(recording, {activity_id: members}, said.apart, Spans()) == [activity_id]


def _own(database: AccountSession, recording: KeptRecording, now_of: UUID) -> UUID | None:
    """The activity that it was of, if that only leads to another one since."""
    query = (
        select(ActivityRow.id)
        .join(ReplacementRow, ReplacementRow.activity_id == ActivityRow.id)
        .where(
            ReplacementRow.old_sha256 == recording.file_sha256,
            ReplacementRow.old_number == recording.number,
            ActivityRow.merged_into == now_of,
            ActivityRow.purged_at.is_(None),
        )
        .order_by(ReplacementRow.replaced_at.desc())
    )
    found = database.scalars(query.limit(1)).first()
    if found is not None:
        now = dt.datetime.now(dt.UTC)
        rows_changed(
            database,
            update(ActivityRow)
            .where(ActivityRow.id == found)
            .values(merged_into=None, updated_at=now),
        )
    return found
