"""Erasing what was removed and not restored in time.

What stays of it is what keeps it from coming back: of a recording its file's digest, its number, when it
was and in which sport; of a day and of a workout their digests.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, and_, delete, except_, exists, or_, select, text, update
from sqlalchemy.orm import Session

from fittrack_backend.records.activities import KeptActivity, KeptRecording
from fittrack_backend.records.days import DayPart
from fittrack_backend.records.fields import Record, fields_of
from fittrack_backend.storage import original_marks
from fittrack_backend.storage.database import rows_changed
from fittrack_backend.storage.originals import OriginalStore
from fittrack_backend.storage.references import REFERENCES
from fittrack_backend.storage.removed import forgotten_sources, restorable_after
from fittrack_backend.storage.tables import (
    ActivityRow,
    AskedDaysRow,
    BestRow,
    CollectedItemRow,
    FileVersionRow,
    HealthPartRow,
    IgnoredFileRow,
    OriginalRow,
    RecordingNumbersRow,
    RecordingRow,
    RemovalRow,
    SourceFileRow,
    SourceRow,
    StandingRow,
    SyncLockRow,
    WorkerRow,
    WorkoutRow,
)

_TELLS_TWINS = frozenset({"elapsed_s", "timer_s"})
"""Values that may be lacking, and yet stay: how long a recording lasted."""
_PORTION = 100
"""Originals that are removed in one transaction: their rows are locked for as long."""


def purge(session: Session, now: dt.datetime) -> None:
    """Erases what can no longer be restored, and what files said of days before they were edited."""
    long_ago = restorable_after(now)
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
        _emptied(KeptRecording) | {"file_name": "", "samples": 0, "lap_count": 0, "tells_of": None},
        now,
    )
    emptied = select(RecordingRow.id).where(RecordingRow.purged_at == now)
    for row in (RecordingNumbersRow, BestRow):
        rows_changed(session, delete(row).where(row.recording_id.in_(emptied)))
    of_activity = _emptied(KeptActivity) | {"file_name": "", "lap_count": 0}
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
    _purge(
        session,
        HealthPartRow,
        HealthPartRow.removal_id.in_(removals),
        {"data": DayPart(), "series": None},
        now,
    )
    _purge(
        session,
        WorkoutRow,
        WorkoutRow.removal_id.in_(removals),
        {"name": None, "sport": None, "steps": (), "step_count": 0, "file_name": "", "path": b""},
        now,
    )
    release_erased(session, now)
    rows_changed(
        session,
        delete(HealthPartRow).where(
            HealthPartRow.replaced_at <= long_ago, HealthPartRow.removal_id.is_(None)
        ),
    )
    rows_changed(
        session,
        delete(FileVersionRow).where(
            FileVersionRow.type == "health",
            FileVersionRow.found_at <= long_ago,
            ~exists().where(
                HealthPartRow.account_id == FileVersionRow.account_id,
                HealthPartRow.file_sha256 == FileVersionRow.sha256,
            ),
        ),
    )
    forgotten = forgotten_sources(ended, RemovalRow.purged_at.is_(None))
    for of_source in (SourceFileRow, IgnoredFileRow, StandingRow, AskedDaysRow, CollectedItemRow):
        rows_changed(session, delete(of_source).where(of_source.source_id.in_(forgotten)))
    rows_changed(
        session, update(SourceRow).where(SourceRow.id.in_(forgotten)).values(remembered=None)
    )
    rows_changed(
        session,
        update(RemovalRow).where(ended, RemovalRow.purged_at.is_(None)).values(purged_at=now),
    )
    session.commit()


def release_erased(session: Session, now: dt.datetime) -> None:
    """Lets the originals of collected things go that hold what was erased: else it would be erased in name alone.

    An archive goes as a whole: what else it holds has originals of its own.
    """

    def named(*, purged: bool) -> ColumnElement[bool]:
        return or_(
            *(
                exists().where(
                    row.account_id == SourceRow.account_id,
                    sha256 == SourceFileRow.sha256,
                    row.purged_at.is_not(None) if purged else row.purged_at.is_(None),
                )
                for row, sha256 in REFERENCES
                if row is not CollectedItemRow
            )
        )

    collected = exists().where(
        CollectedItemRow.source_id == SourceFileRow.source_id, CollectedItemRow.purged_at.is_(None)
    )
    files = (
        select(SourceFileRow.source_id, SourceFileRow.key)
        .join(SourceRow, SourceRow.id == SourceFileRow.source_id)
        .where(collected, named(purged=True), ~named(purged=False))
    )
    outer = {(source_id, key.partition(b"\0")[0]) for source_id, key in session.execute(files)}
    for source_id, key in sorted(outer):
        rows_changed(
            session,
            update(CollectedItemRow)
            .where(
                CollectedItemRow.source_id == source_id,
                CollectedItemRow.key == key,
                CollectedItemRow.purged_at.is_(None),
            )
            .values(purged_at=now),
        )


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
    """Removes the originals that nothing needs any more, of whichever account; while jobs run, too.

    Portion by portion. What is interrupted is done again. Nothing is removed while a process of a version
    runs that would not notice (`original_marks`).
    """
    if session.scalar(select(exists().where(WorkerRow.minds_removed_originals.is_(None)))):
        return
    original_marks.forget_old(session)
    session.commit()
    after = ""
    while unneeded := _unneeded(session, after):
        after = unneeded[-1]
        original_marks.mark(session, unneeded)
        session.commit()
        remove_unless_named(session, originals, unneeded)
        session.commit()


def _unneeded(session: Session, after: str) -> Sequence[str]:
    """A portion of the originals that nothing seems to need, in order."""
    needed = (select(sha256).where(row.purged_at.is_(None)) for row, sha256 in REFERENCES)
    # PostgreSQL looks through all that NOT IN names for each original once they are some ten thousand.
    found = except_(select(OriginalRow.sha256), *needed).subquery()
    column = found.c.sha256
    return session.scalars(
        select(column).where(column > after).order_by(column).limit(_PORTION)
    ).all()


def remove_unless_named(session: Session, originals: OriginalStore, digests: Sequence[str]) -> None:
    """Removes those that nothing has named meanwhile, and that nobody is about to name."""
    _take_turn_to_write(session)
    rows = select(OriginalRow.sha256).where(OriginalRow.sha256.in_(digests))
    held = set(session.scalars(rows.with_for_update(skip_locked=True)))
    named: set[str] = set()
    # Only what is asked after the lock was had shows what its last holder has committed.
    for row, column in REFERENCES:
        query = select(column).where(column.in_(held), row.purged_at.is_(None))
        named |= set(session.scalars(query))
    # Another purge, which found one of them named a moment ago, may have taken its mark away.
    unneeded = original_marks.marked(session, held - named)
    for sha256 in unneeded:
        originals.remove(sha256)
    rows_changed(session, delete(OriginalRow).where(OriginalRow.sha256.in_(unneeded)))
    original_marks.note_removed(session, unneeded, dt.datetime.now(dt.UTC))
    original_marks.unmark(session, named)


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
    _take_turn_to_write(session)
    return session.scalars(select(SyncLockRow.job_id).limit(1)).first() is None


def _take_turn_to_write(session: Session) -> None:
    """On SQLite nobody else writes from now until the commit: a transaction begins there with the first change."""
    rows_changed(session, delete(OriginalRow).where(OriginalRow.sha256 == ""))
