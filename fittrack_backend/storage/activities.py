"""The activities of an account, as its requests read them."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from attrs import frozen
from sqlalchemy import and_, func, select, true

from fittrack_backend.errors import Problem, not_found
from fittrack_backend.problem_kinds import Kind
from fittrack_backend.records.activities import (
    Activity,
    ActivityDetail,
    ActivityRecording,
    KeptActivity,
)
from fittrack_backend.records.as_json import made
from fittrack_backend.records.derive import in_order
from fittrack_backend.storage import activity_names, added_up, shown
from fittrack_backend.storage.activity_filter import ActivityFilter, are_gone
from fittrack_backend.storage.activity_numbers import of_activity
from fittrack_backend.storage.activity_order import LATEST_FIRST, ActivityOrder
from fittrack_backend.storage.few_activities import narrowed
from fittrack_backend.storage.id_digits import ANY_ID, IdQuestion
from fittrack_backend.storage.kept_lines import lines_of, uuid_of
from fittrack_backend.storage.originals import Original, download_name
from fittrack_backend.storage.pages import PageAsked, make_page
from fittrack_backend.storage.removed import RESTORABLE, counts, restorable_after
from fittrack_backend.storage.scope import AccountSession
from fittrack_backend.storage.tables import ActivityRow, RecordingRow


@frozen
class ActivityPage:
    """Some activities, where the next ones start, and how many there are in all where that was asked."""

    items: Sequence[str]
    """Activities as JSON."""
    next_cursor: str | None
    total: int | None
    id_digits: int | None


def list_all(
    database: AccountSession,
    wanted: ActivityFilter,
    asked: PageAsked,
    order: ActivityOrder = LATEST_FIRST,
    *,
    ids: IdQuestion = ANY_ID,
) -> ActivityPage:
    """The activities that are asked for, in that order."""
    wanted = narrowed(database, wanted, order.sort)
    of_ids = ids.condition(ActivityRow.id)
    # Who asks for something certain finds it by that, and not in the index of whole lists.
    of_all = wanted == ActivityFilter() and ids.prefix is None
    of_lists = ActivityRow.column("recording_count") >= 0 if of_all else true()
    conditions = [and_(of_ids, of_lists, one.condition(order.sort)) for one in wanted.each_sport()]
    of_few = wanted.among is not None
    rows = order.rows(database, conditions, asked.cursor, asked.limit + 1, of_few=of_few)
    page = make_page(rows, asked.limit, order.cursor_values)
    total = _count(database, wanted, ids) if asked.with_total else None
    digits = ids.digits(database, ActivityRow, (uuid_of(row[0]) for row in page.items))
    return ActivityPage(lines_of(database, page.items), page.next_cursor, total, digits)


def _count(database: AccountSession, wanted: ActivityFilter, ids: IdQuestion) -> int:
    """Of days and sports, and of a text, as they are kept. Else all that fit less those that are gone: an index is enough for most
    filters, and others have the few."""
    if ids.prefix is None and wanted.is_of_days_and_sports():
        return added_up.count(database, wanted)
    if ids.prefix is None and wanted == ActivityFilter(search=wanted.search):
        return activity_names.count(database, wanted.search or "")
    fits = and_(wanted.fits(), ids.condition(ActivityRow.id))
    count = select(func.count()).select_from(ActivityRow).where(fits)
    every, *gone = (
        database.scalar(one) or 0 for one in (count, *(count.where(one) for one in are_gone()))
    )
    return every - sum(gone)


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
    return row.purged_at is None and row.deleted_at > restorable_after()


def show(database: AccountSession, activity_id: UUID) -> ActivityDetail:
    """One activity; a problem 404 when it is not there."""
    there = find(database, activity_id)
    activity = shown.one_of(database, ActivityRow, KeptActivity, there, "activity")
    query = select(*RecordingRow.columns(ActivityRecording)).where(
        RecordingRow.activity_id == there, counts(RecordingRow)
    )
    recordings = shown.all_of(database, ActivityRecording, database.execute(query).all())
    values: dict[str, object] = dict(vars(activity))
    for held in ("measures", "parts"):
        of_it = values.pop(held)
        values |= {} if of_it is None else vars(of_it)
    values["worked_out"] = of_activity(database, activity, recordings)
    return made(ActivityDetail, {**values, "recordings": tuple(in_order(recordings))})


def some(database: AccountSession, activity_ids: Sequence[UUID]) -> list[Activity]:
    """These activities, which are there, in this order."""
    query = select(*ActivityRow.columns(Activity)).where(ActivityRow.id.in_(activity_ids))
    found = shown.all_of(database, Activity, database.execute(query).all())
    return sorted(found, key=lambda activity: activity_ids.index(activity.id))


def original(database: AccountSession, activity_id: UUID) -> Original:
    """The file that the activity was read from; a problem 404 when there is no such activity."""
    found = show(database, activity_id)
    return Original(found.file_sha256, download_name(found.file_name))
