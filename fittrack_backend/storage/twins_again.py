"""Activities that came back: each is one with what was filed of the same meanwhile."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import func, select

from fittrack_backend.records.same_activity import Spans, homes_of
from fittrack_backend.storage.activities import is_there
from fittrack_backend.storage.corrections import Corrections
from fittrack_backend.storage.held_activities import during, kept_recording
from fittrack_backend.storage.merging import counting, join
from fittrack_backend.storage.removed import counts
from fittrack_backend.storage.scope import AccountSession
from fittrack_backend.storage.tables import ActivityRow, RecordingRow


def join_twins(database: AccountSession, back: set[UUID], since: dt.datetime) -> None:
    """Joins activities that came `back` with those that were filed or came back `since` then and turn
    out to be the same: the oldest keeps its id."""
    query = select(ActivityRow.id).where(is_there(), ActivityRow.column("updated_at") >= since)
    others = set(database.scalars(query)) - back
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


def _lead(now_of: dict[UUID, UUID], activity_id: UUID) -> UUID:
    while activity_id in now_of:
        activity_id = now_of[activity_id]
    return activity_id


def _recordings(database: AccountSession, ids: Iterable[UUID]) -> list[RecordingRow]:
    query = select(RecordingRow).where(RecordingRow.activity_id.in_(ids), counts(RecordingRow))
    return list(database.scalars(query.order_by(RecordingRow.start_time, RecordingRow.id)))


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
