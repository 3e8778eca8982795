"""Taking away at once what a job brought, or what came from a source alone, and restoring it.

Nothing is erased here: rows name the removal that took them, and no longer count. A sync that finds the same
bytes again leaves them so (`removed`); `purging` erases what was not restored in time.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, TypeVar
from uuid import UUID

from attrs import evolve, frozen
from sqlalchemy import ColumnElement, Update, delete, func, select, update
from sqlalchemy.orm import InstrumentedAttribute

from fittrack_backend.records.activities import Activity
from fittrack_backend.storage import activities
from fittrack_backend.storage.account_turn import take_turn
from fittrack_backend.storage.activity_filter import is_there
from fittrack_backend.storage.database import rows_changed
from fittrack_backend.storage.days_again import sum_again
from fittrack_backend.storage.file_history import Removal
from fittrack_backend.storage.file_versions import as_removal
from fittrack_backend.storage.history_changes import Changes, Edited, changes_by
from fittrack_backend.storage.homes_again import go_home
from fittrack_backend.storage.leaving import Leaving
from fittrack_backend.storage.merging import derive_again
from fittrack_backend.storage.origin import portions
from fittrack_backend.storage.passing_on import pass_on
from fittrack_backend.storage.removed import counts, restorable_after
from fittrack_backend.storage.scope import AccountSession
from fittrack_backend.storage.tables import (
    ActivityRow,
    HealthPartRow,
    RecordingRow,
    RemovalRow,
    WorkoutRow,
)
from fittrack_backend.storage.twins_again import join_twins

K = TypeVar("K")

_EXAMPLES = 5


@frozen
class RemovalView:
    """What a removal takes away, or what restoring brings back."""

    activities: int
    days: int
    workouts: int
    changed_activities: int
    changed_days: int
    first_activities: list[Activity]


def restore_all(database: AccountSession, condition: ColumnElement[bool]) -> RemovalView | None:
    """Brings back what the removals that the condition names took away; None when nothing can be."""
    query = select(RemovalRow).where(condition, RemovalRow.restored_at.is_(None))
    found = [
        restore(database, one)
        for one in database.scalars(query.order_by(RemovalRow.removed_at)).all()
        if can_be_restored(one)
    ]
    if not found:
        return None
    return RemovalView(
        sum(one.activities for one in found),
        sum(one.days for one in found),
        sum(one.workouts for one in found),
        sum(one.changed_activities for one in found),
        sum(one.changed_days for one in found),
        [activity for one in found for activity in one.first_activities][:_EXAMPLES],
    )


def preview(database: AccountSession, leaving: Leaving) -> RemovalView:
    """What would go."""
    touched, going = _activities(database, leaving)
    dates, gone_dates = _days(database, leaving)
    return _view(
        database, going, len(touched) - len(going), gone_dates, dates, len(leaving.workouts)
    )


def remove(
    database: AccountSession,
    leaving: Leaving,
    *,
    why: str,
) -> dt.datetime:
    """Takes it away, in the caller's transaction, in which nobody else writes the account's records;
    returns when."""
    now = leaving.removal.at
    removal = RemovalRow(
        id=leaving.removal.id,
        account_id=database.account_id,
        job_id=leaving.removal.job_id,
        source_id=leaving.removal.source_id,
        why=why,
        removed_at=now,
    )
    database.add(removal)
    database.flush()
    touched, _ = _activities(database, leaving)
    dates, _ = _days(database, leaving)
    for row, ids in (
        *((row, changes.going) for row, changes in leaving.of.items()),
        (WorkoutRow, leaving.workouts),
    ):
        for some in portions(ids):
            _change(database, update(row).where(row.id.in_(some)), removal_id=removal.id)
    if removal.source_id is not None:
        pass_on(database, removal.source_id, leaving.passing)
    since = _since(database, leaving.of[RecordingRow].back, now)
    _turn(database, leaving.of, now)
    moved = [one.id for one in leaving.passing if one.row is RecordingRow]
    for some in portions(moved):
        query = select(RecordingRow.activity_id).where(RecordingRow.id.in_(some))
        touched |= set(database.scalars(query))
    came = _came(leaving.of[RecordingRow])
    touched |= _wholes(database, RecordingRow, RecordingRow.activity_id, came)
    _settle(database, touched | go_home(database, came), leaving.removal, now)
    sum_again(database, dates)
    _join(database, came, since)
    return now


def _since(database: AccountSession, back: Collection[UUID], now: dt.datetime) -> dt.datetime:
    """Since when the first of these recordings did not count."""
    times = (
        database.scalar(select(func.min(RecordingRow.replaced_at)).where(RecordingRow.id.in_(some)))
        for some in portions(back)
    )
    return min((one for one in times if one is not None), default=now)


def _came(changes: Changes) -> set[UUID]:
    return {*changes.back, *changes.coming}


def _join(database: AccountSession, came: Collection[UUID], since: dt.datetime) -> None:
    """Joins the activities of recordings that count again with what is the same and was filed `since` they did not."""
    of_came = _wholes(database, RecordingRow, RecordingRow.activity_id, came)
    there = {one for some in portions(of_came) for one in _there(database, some)}
    join_twins(database, there, since)


def active(database: AccountSession, condition: ColumnElement[bool]) -> RemovalRow | None:
    """The removal that the condition names, as long as it was not restored."""
    query = select(RemovalRow).where(condition, RemovalRow.restored_at.is_(None))
    return database.scalars(query.order_by(RemovalRow.removed_at.desc()).limit(1)).first()


def can_be_restored(removal: RemovalRow) -> bool:
    """Whether there still is what it took away."""
    return removal.purged_at is None and removal.removed_at > restorable_after()


def restore(database: AccountSession, removal: RemovalRow) -> RemovalView:
    """Brings it back, in the caller's transaction, and says what came back."""
    since = removal.removed_at
    of = changes_by(database, evolve(as_removal(removal), is_restored=True))
    touched = _wholes(database, RecordingRow, RecordingRow.activity_id, of[RecordingRow].touched)
    dates = _wholes(database, HealthPartRow, HealthPartRow.date, of[HealthPartRow].touched)
    gone = _deleted(database, touched)
    there = _days_there(database, dates)
    workouts = select(func.count()).where(WorkoutRow.removal_id == removal.id)
    workout_count = database.scalar(workouts) or 0
    now = dt.datetime.now(dt.UTC)
    for row, changes in of.items():
        for some in portions(changes.coming):
            _change(database, update(row).where(row.id.in_(some)), removal_id=None)
        for one, other in changes.staying.items():
            _change(database, update(row).where(row.id == one), removal_id=other)
    of_removal = (WorkoutRow.removal_id == removal.id, WorkoutRow.purged_at.is_(None))
    _change(database, update(WorkoutRow).where(*of_removal), removal_id=None)
    since = min(since, _since(database, of[RecordingRow].back, now))
    _turn(database, of, now)
    removal.restored_at = now  # of the object, too: the next one that is restored asks all of them
    database.flush()
    came = _came(of[RecordingRow])
    touched |= go_home(database, came)
    _settle(database, touched, as_removal(removal), now)
    sum_again(database, dates)
    back = {one for some in portions(gone) for one in _there(database, some)}
    _join(database, came, since)
    return _view(database, back, len(touched - gone), dates - there, dates, workout_count)


def take_back_forgetting(database: AccountSession, source_ids: Collection[UUID]) -> None:
    """Brings back what forgetting these sources took away or, where that was purged, lets it be read
    again; in the caller's transaction."""
    forgotten = RemovalRow.source_id.in_(source_ids)
    if active(database, forgotten) is None:
        return
    take_turn(database)
    restore_all(database, forgotten)
    query = select(RemovalRow.id).where(forgotten, RemovalRow.restored_at.is_(None))
    purged = list(database.scalars(query))
    for row in (RecordingRow, HealthPartRow, WorkoutRow):
        rows_changed(database, delete(row).where(row.removal_id.in_(purged)))
    with_recordings = select(RecordingRow.activity_id)
    rows_changed(
        database,
        delete(ActivityRow).where(
            ActivityRow.removal_id.in_(purged), ActivityRow.id.not_in(with_recordings)
        ),
    )
    now = dt.datetime.now(dt.UTC)
    _change(database, update(RemovalRow).where(RemovalRow.id.in_(purged)), restored_at=now)


def _there(database: AccountSession, ids: Sequence[UUID]) -> list[UUID]:
    query = select(ActivityRow.id).where(is_there(), ActivityRow.id.in_(ids))
    return list(database.scalars(query))


def _turn(database: AccountSession, of: Mapping[Edited, Changes], now: dt.datetime) -> None:
    for row, changes in of.items():
        for ids, replaced_at in ((changes.back, None), (changes.replaced, now)):
            for some in portions(ids):
                _change(database, update(row).where(row.id.in_(some)), replaced_at=replaced_at)


def _activities(database: AccountSession, leaving: Leaving) -> tuple[set[UUID], set[UUID]]:
    """The activities that change, and those of them that go with their last recording."""
    changing, staying = _changing(
        database, RecordingRow, RecordingRow.activity_id, leaving.of[RecordingRow]
    )
    changing -= _deleted(database, changing)
    return changing, changing - staying


def _days(database: AccountSession, leaving: Leaving) -> tuple[set[dt.date], set[dt.date]]:
    """The days that change, and those of them of which nothing is left."""
    changing, staying = _changing(
        database, HealthPartRow, HealthPartRow.date, leaving.of[HealthPartRow]
    )
    return changing, changing - staying


def _changing(
    database: AccountSession,
    row: Edited,
    whole: InstrumentedAttribute[K],
    changes: Changes,
) -> tuple[set[K], set[K]]:
    """What the rows are parts of: the wholes that lose or regain a part, and those that have one then."""
    leaves = {*changes.going, *changes.replaced}
    comes = {*changes.back}
    changing: set[K] = set()
    staying: set[K] = set()
    for some in portions(_wholes(database, row, whole, leaves | comes)):
        query = select(row.id, whole, row.replaced_at).where(
            whole.in_(some), row.removal_id.is_(None)
        )
        for one, of, replaced_at in database.execute(query):
            if one in leaves:
                changing.add(of)
            elif one in comes:
                changing.add(of)
                staying.add(of)
            elif replaced_at is None:
                staying.add(of)
    return changing, staying


def _wholes(
    database: AccountSession,
    row: type[RecordingRow | HealthPartRow],
    whole: InstrumentedAttribute[K],
    ids: Collection[UUID],
) -> set[K]:
    """What these rows are parts of."""
    return {
        one
        for some in portions(ids)
        for one in database.scalars(select(whole).where(row.id.in_(some)))
    }


def _deleted(database: AccountSession, ids: Collection[UUID]) -> set[UUID]:
    """Those of these activities that are deleted."""
    return {
        one
        for some in portions(ids)
        for one in database.scalars(
            select(ActivityRow.id).where(
                ActivityRow.id.in_(some), ActivityRow.deleted_at.is_not(None)
            )
        )
    }


def _days_there(database: AccountSession, dates: Collection[dt.date]) -> set[dt.date]:
    return {
        date
        for some in portions(dates)
        for date in database.scalars(
            select(HealthPartRow.date).where(HealthPartRow.date.in_(some), counts(HealthPartRow))
        )
    }


def _settle(
    database: AccountSession, touched: Iterable[UUID], removal: Removal, now: dt.datetime
) -> None:
    """Derives activities from the recordings that count now; those without any are deleted."""
    for some in portions(set(touched)):
        of_some = RecordingRow.activity_id.in_(some)
        query = select(RecordingRow.activity_id, func.count()).where(of_some, counts(RecordingRow))
        found = database.execute(query.group_by(RecordingRow.activity_id))
        counting: dict[UUID, int] = dict(found.all())
        same = _as_before(database, some, removal, counting)
        _change(
            database,
            update(ActivityRow).where(
                ActivityRow.id.in_([one for one in some if one not in counting]),
                ActivityRow.deleted_at.is_(None),
            ),
            deleted_at=now,
            removal_id=removal.id,
        )
        _change(
            database,
            update(ActivityRow).where(
                ActivityRow.id.in_(counting), ActivityRow.removal_id.is_not(None)
            ),
            deleted_at=None,
            removal_id=None,
            purged_at=None,
            updated_at=dt.datetime.now(dt.UTC),  # by which what comes back later finds its twins
        )
        there = select(ActivityRow.id).where(
            ActivityRow.id.in_([one for one in counting if one not in same]),
            ActivityRow.deleted_at.is_(None),
        )
        for one in database.scalars(there).all():
            derive_again(database, one)


def _as_before(
    database: AccountSession, some: Sequence[UUID], removal: Removal, counting: Mapping[UUID, int]
) -> set[UUID]:
    """Those whose recordings all went with this removal, and all came back: nothing about them changed.
    Deriving each again would take a minute for a job of 25,000 files. One that kept a recording then, and
    lost that later, was deleted later."""
    query = select(ActivityRow.id, ActivityRow.column("recording_count")).where(
        ActivityRow.id.in_(some),
        ActivityRow.removal_id == removal.id,
        ActivityRow.deleted_at == removal.at,
        ActivityRow.purged_at.is_(None),
    )
    return {one for one, count in database.execute(query) if counting.get(one) == count}


def _change(database: AccountSession, statement: Update, **values: Any) -> None:
    rows_changed(database, statement.values(**values))


def _view(
    database: AccountSession,
    activity_ids: Collection[UUID],
    changed: int,
    days: Collection[dt.date],
    all_days: Collection[dt.date],
    workouts: int,
) -> RemovalView:
    latest: list[tuple[dt.datetime, UUID]] = []
    for some in portions(activity_ids):
        query = select(ActivityRow.start_time, ActivityRow.id).where(ActivityRow.id.in_(some))
        latest += [(start, one) for start, one in database.execute(query)]
    first = [one for _, one in sorted(latest, reverse=True)[:_EXAMPLES]]
    return RemovalView(
        activities=len(activity_ids),
        days=len(days),
        workouts=workouts,
        changed_activities=changed,
        changed_days=len(all_days) - len(days),
        first_activities=activities.some(database, first),
    )
