"""Recordings that count again: each is of its own activity where what its file held meanwhile led elsewhere."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from uuid import UUID

from sqlalchemy import func, select, update

from fittrack_backend.records.activities import KeptRecording
from fittrack_backend.records.same_activity import Spans, homes_of, key_of
from fittrack_backend.storage.activity_notes import note_again
from fittrack_backend.storage.corrections import Corrections
from fittrack_backend.storage.database import rows_changed
from fittrack_backend.storage.merging import counting, derive_again, leave
from fittrack_backend.storage.origin import portions
from fittrack_backend.storage.removed import counts
from fittrack_backend.storage.scope import AccountSession
from fittrack_backend.storage.tables import ActivityRow, RecordingRow, ReplacementRow


def go_home(database: AccountSession, recording_ids: Collection[UUID]) -> set[UUID]:
    """Takes those that came back and are no twins of what they are together with now to the activities that
    they were of, and returns these."""
    homes: set[UUID] = set()
    of_several = _of_several(database, recording_ids)
    if not of_several:
        return homes
    said = Corrections.load(database, database.account_id)
    for activity_id in sorted(of_several):
        activity = database.get_one(ActivityRow, activity_id, populate_existing=True)
        if activity.deleted_at is not None and activity.removal_id is None:
            continue  # its owner deleted it, and what comes back with it
        members = sorted(counting(database, activity_id), key=lambda one: (one.start_time, one.id))
        came = [one for one in members if one.id in recording_ids]
        staying = [one for one in members if one.id not in recording_ids] or came[:1]
        left = _without(came, staying, said)
        while left:
            group = left[:1]
            left = _without(left, group, said)
            homes.add(_home(database, group, activity_id))
        if len(staying) < len(members):
            derive_again(database, activity_id)
    return homes


def _of_several(database: AccountSession, recording_ids: Collection[UUID]) -> set[UUID]:
    """The activities of these recordings that are of several."""
    found: set[UUID] = set()
    for some in portions(recording_ids):
        of_some = select(RecordingRow.activity_id).where(RecordingRow.id.in_(some))
        query = select(RecordingRow.activity_id).where(
            RecordingRow.activity_id.in_(of_some), counts(RecordingRow)
        )
        several = query.group_by(RecordingRow.activity_id).having(func.count() > 1)
        found |= set(database.scalars(several))
    return found


def _without(
    recordings: Sequence[KeptRecording], group: list[KeptRecording], said: Corrections
) -> list[KeptRecording]:
    """Those that are not of one activity with the group, to which the others are added."""
    left = [one for one in recordings if one not in group]
    while found := [one for one in left if _fits(one, group, said)]:
        group += found
        left = [one for one in left if one not in found]
    return left


def _fits(recording: KeptRecording, members: list[KeptRecording], said: Corrections) -> bool:
    together = said.together.get(key_of(recording), set())
    if any(key_of(one) in together for one in members):
        return True
    activity_id = UUID(int=0)
    return homes_of(recording, {activity_id: members}, said.apart, Spans()) == [activity_id]


def _home(database: AccountSession, group: Sequence[KeptRecording], now_of: UUID) -> UUID:
    """Where these go: to the activity that one of them was of, or to a new one."""
    owns = (_own(database, one, now_of) for one in group)
    home = next((one for one in owns if one is not None), None)
    if home is None:
        home = leave(database, group)
    else:
        ids = [one.id for one in group]
        moved = update(RecordingRow).where(RecordingRow.id.in_(ids))
        rows_changed(database, moved.values(activity_id=home))
        derive_again(database, home)
    note_again(database, {one.file_sha256 for one in group})
    return home


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
