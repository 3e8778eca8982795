"""The activities of an account, as its requests read them."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from sqlalchemy import select

from fittrack_backend.records.activities import Activity, ActivityDetail
from fittrack_backend.storage import shown
from fittrack_backend.storage.originals import Original, download_name
from fittrack_backend.storage.pages import Key, Page, after, decode_cursor, make_page, order_by
from fittrack_backend.storage.scope import AccountSession
from fittrack_backend.storage.tables import ActivityRow


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
    query = select(*ActivityRow.columns(Activity))
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


def show(database: AccountSession, activity_id: UUID) -> ActivityDetail:
    """One activity; a problem 404 when it is not there."""
    return shown.one_of(database, ActivityRow, ActivityDetail, activity_id, "activity")


def original(database: AccountSession, activity_id: UUID) -> Original:
    """The file that the activity was read from; a problem 404 when there is no such activity."""
    found = show(database, activity_id)
    return Original(found.file_sha256, download_name(found.file_name))
