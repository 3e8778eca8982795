"""The activities of an account, as its requests read them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import ColumnElement, and_, select

from fittrack_backend.errors import Problem, not_found
from fittrack_backend.problem_kinds import Kind
from fittrack_backend.records.activities import (
    Activity,
    ActivityDetail,
    ActivityRecording,
    ActivityWithLaps,
)
from fittrack_backend.records.as_json import made
from fittrack_backend.records.derive import in_order
from fittrack_backend.storage import shown
from fittrack_backend.storage.originals import Original, download_name
from fittrack_backend.storage.pages import Key, Page, after, decode_cursor, make_page, order_by
from fittrack_backend.storage.removed import RESTORABLE, counts
from fittrack_backend.storage.scope import AccountSession
from fittrack_backend.storage.tables import ActivityRow, RecordingRow


def list_all(
    database: AccountSession,
    *,
    since: dt.date | None,
    until: dt.date | None,
    sport: str | None,
    limit: int,
    cursor: str | None,
) -> Page[Activity]:
    """Latest start first; `since` and `until` are the athlete's own days."""
    keys = (Key(ActivityRow.start_time, descending=True), Key(ActivityRow.id, descending=True))
    query = select(*ActivityRow.columns(Activity)).where(is_there())
    day = ActivityRow.column("date")
    if since is not None:
        query = query.where(day >= since)
    if until is not None:
        query = query.where(day <= until)
    if sport is not None:
        query = query.where(ActivityRow.column("sport") == sport)
    if cursor is not None:
        query = query.where(after(keys, decode_cursor(cursor, dt.datetime, UUID)))
    rows = database.execute(query.order_by(*order_by(keys)).limit(limit + 1)).all()
    found = shown.all_of(database, Activity, rows)
    return make_page(found, limit, lambda activity: (activity.start_time, activity.id))


def is_there() -> ColumnElement[bool]:
    """The condition for activities that are neither deleted nor merged into others."""
    return and_(ActivityRow.merged_into.is_(None), ActivityRow.deleted_at.is_(None))


def find(database: AccountSession, activity_id: UUID) -> UUID:
    """The id of the activity that this one was merged into; mostly its own. A problem 404 when it is
    not there, `activity-deleted` (404) while it can be restored."""
    row = find_row(database, activity_id)
    if row.deleted_at is None:
        return row.id
    if can_be_restored(row):
        raise Problem(
            Kind.ACTIVITY_DELETED,
            f"Activity {row.id} was deleted. It can be restored until "
            f"{row.deleted_at + RESTORABLE:%Y-%m-%d}.",
        )
    raise not_found("activity", activity_id)


def find_row(database: AccountSession, activity_id: UUID) -> ActivityRow:
    """The row of the activity that this one was merged into, or of itself, deleted or not; a problem
    404 when there was never such an activity."""
    row = database.get(ActivityRow, activity_id, populate_existing=True)
    if row is not None and row.merged_into is not None:
        row = database.get(ActivityRow, row.merged_into, populate_existing=True)
    if row is None:
        raise not_found("activity", activity_id)
    return row


def can_be_restored(row: ActivityRow) -> bool:
    """Whether a deleted activity can still be restored."""
    assert row.deleted_at is not None
    return row.purged_at is None and row.deleted_at > dt.datetime.now(dt.UTC) - RESTORABLE


def show(database: AccountSession, activity_id: UUID) -> ActivityDetail:
    """One activity; a problem 404 when it is not there."""
    there = find(database, activity_id)
    activity = shown.one_of(database, ActivityRow, ActivityWithLaps, there, "activity")
    query = select(*RecordingRow.columns(ActivityRecording)).where(
        RecordingRow.activity_id == there, counts(RecordingRow)
    )
    recordings = shown.all_of(database, ActivityRecording, database.execute(query).all())
    return made(ActivityDetail, {**vars(activity), "recordings": tuple(in_order(recordings))})


def some(database: AccountSession, activity_ids: Sequence[UUID]) -> list[Activity]:
    """These activities, which are there, in this order."""
    query = select(*ActivityRow.columns(Activity)).where(ActivityRow.id.in_(activity_ids))
    found = shown.all_of(database, Activity, database.execute(query).all())
    return sorted(found, key=lambda activity: activity_ids.index(activity.id))


def original(database: AccountSession, activity_id: UUID) -> Original:
    """The file that the activity was read from; a problem 404 when there is no such activity."""
    found = show(database, activity_id)
    return Original(found.file_sha256, download_name(found.file_name))
