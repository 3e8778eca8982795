"""Erasing what was removed and not restored in time.

What stays of it is what keeps it from coming back: of a recording its file's digest, its number, when it
was and in which sport; of a day and of a workout their digests.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, and_, delete, except_, exists, or_, select, text, update
from sqlalchemy.orm import InstrumentedAttribute, Session

from fittrack_backend.records.activities import ActivityWithLaps, KeptRecording
from fittrack_backend.records.days import DayPart
from fittrack_backend.records.fields import Record, fields_of
from fittrack_backend.storage.database import rows_changed
from fittrack_backend.storage.origin import PARAMETERS
from fittrack_backend.storage.originals import OriginalStore
from fittrack_backend.storage.removed import RESTORABLE
from fittrack_backend.storage.tables import (
    ActivityRow,
    AskedDaysRow,
    HealthPartRow,
    IgnoredFileRow,
    OriginalRow,
    RecordingRow,
    RemovalRow,
    SourceFileRow,
    SourceRow,
    StandingRow,
    SyncLockRow,
    WorkoutRow,
)

_TELLS_TWINS = frozenset({"elapsed_s", "timer_s"})
"""Values that may be lacking, and yet stay: how long a recording lasted."""


def purge(session: Session, now: dt.datetime) -> None:
    """Erases what can no longer be restored, and what files said of days before they were edited."""
    long_ago = now - RESTORABLE
    ended = and_(RemovalRow.removed_at <= long_ago, RemovalRow.restored_at.is_(None))
    removals = select(RemovalRow.id).where(ended)
    deleted = select(ActivityRow.id).where(ActivityRow.deleted_at <= long_ago)
    _purge(
        session,
        RecordingRow,
        or_(
            RecordingRow.removal_id.in_(removals),
            and_(RecordingRow.removal_id.is_(None), RecordingRow.activity_id.in_(deleted)),
        ),
        _emptied(KeptRecording) | {"file_name": "", "samples": 0, "lap_count": 0},
        now,
    )
    of_activity = _emptied(ActivityWithLaps) | {"file_name": "", "lap_count": 0}
    unpurged = exists().where(
        RecordingRow.activity_id == ActivityRow.id, RecordingRow.purged_at.is_(None)
    )
    _purge(
        session,
        ActivityRow,
        and_(ActivityRow.deleted_at <= long_ago, ~unpurged),
        of_activity,
        now,
    )
    purged = select(ActivityRow.id).where(ActivityRow.purged_at.is_not(None))
    _purge(
        session,
        ActivityRow,
        ActivityRow.merged_into.in_(purged),
        of_activity,
        now,
    )
    _purge(session, HealthPartRow, HealthPartRow.removal_id.in_(removals), {"data": DayPart()}, now)
    _purge(
        session,
        WorkoutRow,
        WorkoutRow.removal_id.in_(removals),
        {"name": None, "sport": None, "steps": (), "step_count": 0, "file_name": "", "path": b""},
        now,
    )
    rows_changed(
        session,
        delete(HealthPartRow).where(
            HealthPartRow.replaced_at <= long_ago, HealthPartRow.removal_id.is_(None)
        ),
    )
    forgotten = (
        select(RemovalRow.source_id)
        .join(SourceRow, SourceRow.id == RemovalRow.source_id)
        .where(ended, RemovalRow.purged_at.is_(None), SourceRow.disconnected_at.is_not(None))
    )
    for row in (SourceFileRow, IgnoredFileRow, StandingRow, AskedDaysRow):
        rows_changed(session, delete(row).where(row.source_id.in_(forgotten)))
    rows_changed(
        session, update(SourceRow).where(SourceRow.id.in_(forgotten)).values(remembered=None)
    )
    rows_changed(
        session,
        update(RemovalRow).where(ended, RemovalRow.purged_at.is_(None)).values(purged_at=now),
    )
    session.commit()


def _emptied(record: type[Record]) -> dict[str, Any]:
    """What a record says that may be lacking, as nothing."""
    return {
        name: () if field.many else None
        for name, field in fields_of(record).items()
        if (field.many or field.optional) and name not in _TELLS_TWINS and name != "source_id"
    }


def _purge(
    session: Session,
    row: type[RecordingRow | ActivityRow | HealthPartRow | WorkoutRow],
    condition: ColumnElement[bool],
    values: Mapping[str, Any],
    now: dt.datetime,
) -> None:
    statement = update(row).where(row.purged_at.is_(None), condition)
    rows_changed(session, statement.values(**values, purged_at=now))


def purge_originals(session: Session, originals: OriginalStore) -> None:
    """Removes the originals that nothing needs any more, of whichever account.

    Portion by portion. A job that is running may be about to need one, so it does nothing while there is
    any, and lets none begin until it is done. Files go first: what is interrupted is done again.
    """
    while _purge_some_originals(session, originals):
        session.commit()
    session.commit()


def _purge_some_originals(session: Session, originals: OriginalStore) -> bool:
    """Removes a portion of them; tells whether there may be more."""
    if not _nobody_syncs(session):
        return False
    needed = (select(sha256).where(row.purged_at.is_(None)) for row, sha256 in REFERENCES)
    # PostgreSQL looks through all that NOT IN names for each original once they are some ten thousand.
    query = except_(select(OriginalRow.sha256), *needed).limit(PARAMETERS)
    unneeded = session.scalars(query).all()
    for sha256 in unneeded:
        originals.remove(sha256)
    rows_changed(session, delete(OriginalRow).where(OriginalRow.sha256.in_(unneeded)))
    return len(unneeded) == PARAMETERS


def remove_leftovers(
    session: Session, originals: OriginalStore, digests: Sequence[str]
) -> set[str]:
    """Removes those of these originals that no row names, unless a job is running; which those were.

    A job may find one there, need not store it again, and name it only then.
    """
    removed: set[str] = set()
    if _nobody_syncs(session):
        named: set[str] = set()
        for column in (OriginalRow.sha256, *(sha256 for _, sha256 in REFERENCES)):
            named |= set(session.scalars(select(column).where(column.in_(digests))))
        for sha256 in digests:
            if sha256 not in named:
                originals.remove(sha256)
                removed.add(sha256)
    session.rollback()
    return removed


def _nobody_syncs(session: Session) -> bool:
    """Whether no job runs; then none begins before the transaction ends."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("LOCK TABLE sync_locks IN SHARE ROW EXCLUSIVE MODE"))
    else:
        rows_changed(session, delete(OriginalRow).where(OriginalRow.sha256 == ""))
    return session.scalars(select(SyncLockRow.job_id).limit(1)).first() is None


REFERENCES: tuple[
    tuple[type[RecordingRow | HealthPartRow | WorkoutRow], InstrumentedAttribute[Any]], ...
] = (
    (RecordingRow, RecordingRow.column("file_sha256")),
    (HealthPartRow, HealthPartRow.file_sha256),
    (WorkoutRow, WorkoutRow.column("file_sha256")),
)
"""The rows that need an original, and where each names it."""
