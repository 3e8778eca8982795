"""Deleting activities, and restoring them while that is possible."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from attrs import evolve
from sqlalchemy import func, or_, select, update

from fittrack_backend.errors import not_found
from fittrack_backend.records.activities import ActivityDetail, DeletedActivity
from fittrack_backend.records.as_json import made
from fittrack_backend.records.fields import fields_of
from fittrack_backend.storage import activities
from fittrack_backend.storage.account_turn import take_turn
from fittrack_backend.storage.database import rows_changed
from fittrack_backend.storage.id_digits import ANY_ID, IdQuestion
from fittrack_backend.storage.merging import counting as counting_recordings
from fittrack_backend.storage.merging import derive_again
from fittrack_backend.storage.pages import Page, PageAsked, page_by_time
from fittrack_backend.storage.removed import RESTORABLE, restorable_after
from fittrack_backend.storage.scope import AccountSession
from fittrack_backend.storage.tables import ActivityRow, RecordingRow
from fittrack_backend.storage.twins_again import join_twins


def delete(database: AccountSession, activity_id: UUID) -> None:
    """Deletes an activity: no sync brings it back, also not from another file of it. Doing so again
    changes nothing. What a removal had taken away already is kept no longer for that. A problem 404 when
    there was never such an activity."""
    take_turn(database)
    row = activities.find_row(database, activity_id)
    rows_changed(
        database,
        update(ActivityRow)
        .where(
            ActivityRow.id == row.id,
            or_(ActivityRow.deleted_at.is_(None), ActivityRow.removal_id.is_not(None)),
            ActivityRow.purged_at.is_(None),
        )
        .values(
            deleted_at=func.coalesce(ActivityRow.deleted_at, dt.datetime.now(dt.UTC)),
            removal_id=None,
        ),
    )
    database.commit()


def restore(database: AccountSession, activity_id: UUID) -> ActivityDetail:
    """Brings a deleted activity back, whatever took it away, and returns it.

    One that is there stays as it is. A problem 404 when it is not there, or can no longer be restored.
    """
    take_turn(database)
    row = activities.find_row(database, activity_id)
    if row.deleted_at is None:
        there = activities.show(database, row.id)
        database.rollback()
        return there
    if not activities.can_be_restored(row):
        raise not_found("activity", activity_id)
    since = row.deleted_at
    of_activity = (RecordingRow.activity_id == row.id, RecordingRow.replaced_at.is_(None))
    counting = select(func.count()).where(*of_activity, RecordingRow.removal_id.is_(None))
    if not database.scalar(counting):
        rows_changed(
            database,
            update(RecordingRow)
            .where(*of_activity, RecordingRow.purged_at.is_(None))
            .values(removal_id=None),
        )
    rows_changed(
        database,
        update(ActivityRow)
        .where(ActivityRow.id == row.id)
        .values(deleted_at=None, removal_id=None),
    )
    if not counting_recordings(database, row.id):
        database.rollback()
        raise not_found("activity", activity_id)
    derive_again(database, row.id)
    join_twins(database, {row.id}, since)
    restored = activities.show(database, row.id)  # after the commit somebody may delete it again
    database.commit()
    return restored


def list_deleted(
    database: AccountSession, asked: PageAsked, *, ids: IdQuestion = ANY_ID
) -> Page[DeletedActivity]:
    """What can be restored, the latest deleted first."""
    query = select(ActivityRow).where(
        ActivityRow.merged_into.is_(None),
        ActivityRow.purged_at.is_(None),
        ActivityRow.deleted_at > restorable_after(),
        ids.condition(ActivityRow.id),
    )
    total = asked.total(database, ActivityRow, query)
    time = ActivityRow.deleted_at
    page = page_by_time(database, query, time, asked, latest_first=True)
    digits = ids.digits(database, ActivityRow, [one.id for one in page.items])
    return evolve(page.each(_deleted), id_digits=digits, total=total)


def _deleted(row: ActivityRow) -> DeletedActivity:
    assert row.deleted_at is not None
    values = {
        name: getattr(row, name)
        for name in fields_of(DeletedActivity)
        if name != "restorable_until"
    }
    return made(DeletedActivity, {**values, "restorable_until": row.deleted_at + RESTORABLE})
