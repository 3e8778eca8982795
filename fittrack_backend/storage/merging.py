"""Correcting which recordings are of one activity: activities are merged, and one is split."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Sequence
from itertools import combinations
from uuid import UUID, uuid4

from sqlalchemy import select, update

from fittrack_backend.errors import Problem, not_found
from fittrack_backend.problem_kinds import Kind
from fittrack_backend.records.activities import KeptRecording
from fittrack_backend.records.derive import Derived, derived, in_order
from fittrack_backend.records.same_activity import key_of
from fittrack_backend.settings import Quota
from fittrack_backend.storage import activities, athletes
from fittrack_backend.storage.account_turn import take_turn
from fittrack_backend.storage.activity_notes import note_again
from fittrack_backend.storage.corrections import correction_of
from fittrack_backend.storage.database import rows_changed
from fittrack_backend.storage.held_activities import kept_recording
from fittrack_backend.storage.removed import counts
from fittrack_backend.storage.replacements import earlier_versions
from fittrack_backend.storage.room import require_room_for_activities
from fittrack_backend.storage.scope import AccountSession
from fittrack_backend.storage.tables import ActivityRow, RecordingRow


def merge(database: AccountSession, activity_id: UUID, other_ids: Iterable[UUID]) -> UUID:
    """Makes one activity of several, for good, and returns its id: that of the first, which the ids of
    the others lead to from now on. A problem 404 when one is not there."""
    take_turn(database)
    first = activities.find(database, activity_id)
    others = {activities.find(database, one) for one in other_ids} - {first}
    if others:
        groups = [counting(database, one) for one in (first, *sorted(others))]
        _say(database, groups, together=True)
        join(database, first, others)
    database.commit()
    return first


def join(database: AccountSession, first: UUID, others: Collection[UUID]) -> None:
    """Moves the recordings of others to the first, which their ids lead to from now on."""
    of_others = RecordingRow.activity_id.in_(others)
    digests = set(database.scalars(select(RecordingRow.column("file_sha256")).where(of_others)))
    moved = {"activity_id": first}
    rows_changed(database, update(RecordingRow).where(of_others).values(**moved))
    # Two statements: for one with OR, SQLite looks through all activities of the account.
    for leads in (ActivityRow.id.in_(others), ActivityRow.merged_into.in_(others)):
        rows_changed(database, update(ActivityRow).where(leads).values(merged_into=first))
    derive_again(database, first)
    note_again(database, digests)


def split(
    database: AccountSession,
    activity_id: UUID,
    recording_ids: Collection[UUID] | None,
    default_quota: Quota,
) -> list[UUID]:
    """Makes several activities of one, for good, and returns their ids: the first keeps its id.

    Those of `recording_ids` leave it and become one other; without any, each recording is one of its
    own. A problem 404 when the activity is not there or has no such recordings, `nothing_to_split` (409)
    when it has one recording or would have none left, `limit_reached` (409) when the account's quota, or
    the default one, has no room for them.
    """
    take_turn(database)
    there = activities.find(database, activity_id)
    staying, *leaving = _groups(counting(database, there), recording_ids)
    require_room_for_activities(database, database.account_id, len(leaving), default_quota)
    _say(database, [staying, *leaving], together=False)
    found = [there, *(leave(database, group) for group in leaving)]
    for activity_id, group in zip(found, (staying, *leaving), strict=True):
        _take_along(database, activity_id, group)
    derive_again(database, there)
    note_again(database, {one.file_sha256 for group in (staying, *leaving) for one in group})
    database.commit()
    return found


def _groups(
    recordings: Sequence[KeptRecording], recording_ids: Collection[UUID] | None
) -> list[list[KeptRecording]]:
    """The recordings that stay, and those of each activity to be."""
    ordered = in_order(recordings)
    if recording_ids is None:
        staying, *leaving = [[one] for one in ordered]
    else:
        unknown = sorted(str(one) for one in {*recording_ids} - {one.id for one in ordered})
        if unknown:
            raise not_found("recording of the activity with the id", unknown[0])
        staying = [one for one in ordered if one.id not in recording_ids]
        leaving = [[one for one in ordered if one.id in recording_ids]]
    if len(ordered) < 2:
        raise Problem(
            Kind.NOTHING_TO_SPLIT, "The activity has one recording: there is nothing to split."
        )
    if not staying:
        raise Problem(Kind.NOTHING_TO_SPLIT, "At least one recording must stay.")
    return [staying, *leaving]


def leave(database: AccountSession, group: Sequence[KeptRecording]) -> UUID:
    """Makes a new activity of these recordings, and returns its id."""
    now = dt.datetime.now(dt.UTC)
    found = _derived(database, group)
    row = ActivityRow(
        id=uuid4(), account_id=database.account_id, created_at=now, updated_at=now, **found.values
    )
    database.add(row)
    database.flush()
    rows_changed(
        database,
        update(RecordingRow)
        .where(RecordingRow.id.in_([one.id for one in group]))
        .values(activity_id=row.id),
    )
    return row.id


def _take_along(
    database: AccountSession, activity_id: UUID, group: Sequence[KeptRecording]
) -> None:
    """The versions before an edit go where the one that counts went: undoing the edit leaves what a person said."""
    before = earlier_versions(database, [key_of(one) for one in group])
    for sha256, number in (place for places in before.values() for place in places):
        rows_changed(
            database,
            update(RecordingRow)
            .where(
                RecordingRow.column("file_sha256") == sha256,
                RecordingRow.column("number") == number,
                RecordingRow.replaced_at.is_not(None),
            )
            .values(activity_id=activity_id),
        )


def derive_again(database: AccountSession, activity_id: UUID) -> None:
    """Works an activity out again from its recordings, of which there is at least one."""
    found = _derived(database, counting(database, activity_id))
    rows_changed(
        database,
        update(ActivityRow)
        .where(ActivityRow.id == activity_id)
        .values(updated_at=dt.datetime.now(dt.UTC), **found.values),
    )


def _derived(database: AccountSession, recordings: Sequence[KeptRecording]) -> Derived:
    """The activity of these recordings, each of which notes what it gives."""
    found = derived(recordings, athletes.time_zone(database))
    for recording_id, gives in found.gives.items():
        rows_changed(
            database,
            update(RecordingRow).where(RecordingRow.id == recording_id).values(gives=gives),
        )
    return found


def counting(database: AccountSession, activity_id: UUID) -> list[KeptRecording]:
    """The recordings that the activity is derived from."""
    query = select(RecordingRow).where(
        RecordingRow.activity_id == activity_id, counts(RecordingRow)
    )
    rows = database.scalars(query.execution_options(populate_existing=True))
    return [kept_recording(row) for row in rows]


def _say(
    database: AccountSession, groups: Sequence[Sequence[KeptRecording]], *, together: bool
) -> None:
    """Notes that the recordings of these groups are of one activity, or each group of another. It holds for
    what they were before an edit, too."""
    now = dt.datetime.now(dt.UTC)
    keys = [[key_of(one) for one in group] for group in groups]
    before = earlier_versions(database, [key for group in keys for key in group])
    said = [[one for key in group for one in (key, *before[key])] for group in keys]
    for some, others in combinations(said, 2):
        for one in some:
            for other in others:
                if one != other:
                    row = correction_of(database.account_id, one, other, together=together, at=now)
                    database.merge(row)
