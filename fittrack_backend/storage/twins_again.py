"""Activities that came back: each is one with what was filed of the same meanwhile."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from uuid import UUID

from sqlalchemy import func, select

from fittrack_backend.records.same_activity import Spans, homes_of
from fittrack_backend.storage.activity_filter import is_there
from fittrack_backend.storage.corrections import Corrections
from fittrack_backend.storage.held_activities import during, kept_recording
from fittrack_backend.storage.merging import counting, join
from fittrack_backend.storage.origin import portions
from fittrack_backend.storage.removed import counts
from fittrack_backend.storage.scope import AccountSession
from fittrack_backend.storage.tables import ActivityRow, RecordingRow

_FEW = 500
"""Of so many it takes less time to look around each than through all activities."""


def join_twins(database: AccountSession, back: set[UUID], since: dt.datetime) -> None:
    """Joins activities that came `back` with those that were filed or came back `since` then and turn
    out to be the same: the oldest keeps its id."""
    others = _changed_beside(database, back, since)
    if 1 < len(back) <= _FEW:
        others |= back  # one can be the same as another
    if not others:
        return
    apart = Corrections.load(database, database.account_id).apart
    now_of: dict[UUID, UUID] = {}
    for recording in _recordings(database, others):
        lead = _lead(now_of, recording.activity_id)
        around: set[UUID] = set()
        for row in _around(database, recording):
            one = _lead(now_of, row.activity_id)
            if one != lead and (one in back or row.activity_id in back):
                around.add(one)
        if not around:
            continue
        candidates = {one: counting(database, one) for one in around}
        beside = [one for one in counting(database, lead) if one.id != recording.id]
        homes = homes_of(kept_recording(recording), candidates, apart, Spans(), beside)
        if homes:
            ids = [lead, *homes]
            created = select(ActivityRow.id).where(ActivityRow.id.in_(ids))
            first = next(
                iter(database.scalars(created.order_by(ActivityRow.column("created_at")).limit(1)))
            )
            join(database, first, {*ids} - {first})
            now_of |= dict.fromkeys({*ids} - {first}, first)


def _changed_beside(database: AccountSession, back: set[UUID], since: dt.datetime) -> set[UUID]:
    """The activities besides these that changed `since` then: of a few only those that cover a part of the same
    time, so that one that comes back costs no look at all of the account."""
    changed = ActivityRow.column("updated_at") >= since
    if len(back) > _FEW:
        return set(database.scalars(select(ActivityRow.id).where(is_there(), changed))) - back
    around = {
        row.activity_id
        for recording in _recordings(database, back)
        for row in _around(database, recording)
    }
    return {
        one
        for some in portions(around - back)
        for one in database.scalars(select(ActivityRow.id).where(changed, ActivityRow.id.in_(some)))
    }


def _lead(now_of: dict[UUID, UUID], activity_id: UUID) -> UUID:
    while activity_id in now_of:
        activity_id = now_of[activity_id]
    return activity_id


def _recordings(database: AccountSession, ids: Collection[UUID]) -> list[RecordingRow]:
    found: list[RecordingRow] = []
    for some in portions(ids):
        of_some = RecordingRow.activity_id.in_(some)
        found += database.scalars(select(RecordingRow).where(of_some, counts(RecordingRow)))
    return sorted(found, key=lambda one: (one.start_time, one.id))


def _around(database: AccountSession, recording: RecordingRow) -> list[RecordingRow]:
    longest = database.scalar(select(func.max(RecordingRow.length_s))) or 0
    query = (
        select(RecordingRow)
        .join(ActivityRow, ActivityRow.id == RecordingRow.activity_id)
        .where(
            is_there(),
            counts(RecordingRow),
            during(recording.start_time, recording.end_time, longest),
        )
    )
    return list(database.scalars(query.execution_options(populate_existing=True)))
