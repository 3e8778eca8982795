"""What goes of jobs and their items, and when, so that their tables do not grow for ever.

- Items that say that a file is unchanged go first, a day after the end of their job: they are nearly all of the
  rows, and the next job says the same again.
- All other items go after `Kept.days`.
- The job itself goes then too, unless something refers to it.

What is referred to stays, however old: `sync status` and the hints of failing files lead to items that are there,
and what a job brought can be undone for as long as it is there. So the jobs that stay are no more than the sources, the failing files
and the records.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Select, and_, delete, exists, select, union, update
from sqlalchemy.orm import InstrumentedAttribute, Session

from fittrack_backend.settings import Kept
from fittrack_backend.storage.database import rows_changed
from fittrack_backend.storage.origin import portions
from fittrack_backend.storage.tables import (
    AskedDaysRow,
    FileVersionRow,
    HealthPartRow,
    IdempotencyRow,
    RecordingRow,
    RemovalRow,
    ReplacementRow,
    SourceFileRow,
    StandingRow,
    SyncItemRow,
    SyncJobRow,
    SyncLockRow,
    WorkoutRow,
)
from fittrack_backend.sync.claim import UNFINISHED

_AT_ONCE = 5_000
"""Rows in one transaction: others write in between."""

References = tuple[InstrumentedAttribute[Any], ...]

STANDINGS: References = (
    StandingRow.job_id,
    StandingRow.succeeded_job_id,
    StandingRow.scanned_job_id,
)
"""The last jobs of each source and type: they keep every item."""
FAILURES: References = (SourceFileRow.failed_job_id,)
"""The jobs whose items say why a file fails: they keep all but the unchanged ones."""
OTHERS: References = (
    AskedDaysRow.job_id,
    FileVersionRow.job_id,
    HealthPartRow.job_id,
    IdempotencyRow.job_id,
    RecordingRow.job_id,
    RemovalRow.job_id,
    ReplacementRow.job_id,
    SyncLockRow.job_id,
    WorkoutRow.job_id,
)
"""Where else a job is referred to: it stays, so that what it brought can be undone and restored."""


def tidy_jobs(session: Session, kept: Kept, now: dt.datetime) -> None:
    """Removes the items and jobs that are old by `now`. Commits after each portion.

    Safe while jobs run, and where several processes do it at once.
    """
    long_ago = now - dt.timedelta(days=kept.days)
    unchanged = SyncItemRow.outcome == "unchanged"
    lately = now - dt.timedelta(days=min(kept.unchanged_days, kept.days))
    for some in _with_items(session, lately, STANDINGS, unchanged):
        _delete_items(session, some, lately, now, unchanged)
    for some in _with_items(session, long_ago, (*STANDINGS, *FAILURES)):
        _delete_items(session, some, long_ago, now)
    _delete_jobs(session, long_ago)


def _named(session: Session, columns: References) -> set[UUID]:
    """Not a part of the other queries: PostgreSQL would go through it for each row, once it is long."""
    return set(
        session.scalars(union(*(select(column).where(column.is_not(None)) for column in columns)))
    )


def _ended(before: dt.datetime) -> Any:
    """A retry takes the time of its end from a job: it is as if it had not ended."""
    return and_(SyncJobRow.finished_at < before, SyncJobRow.state.not_in(UNFINISHED))


def _with_items(
    session: Session, before: dt.datetime, but: References, *which: Any
) -> Iterator[Sequence[UUID]]:
    """The jobs that ended before, with such items, but for some; in portions."""
    query: Select[UUID] = select(SyncJobRow.id).where(
        _ended(before),
        exists().where(SyncItemRow.job_id == SyncJobRow.id, *which),
    )
    found = set(session.scalars(query)) - _named(session, but)
    session.rollback()
    return portions(found)


def _delete_items(
    session: Session, jobs: Sequence[UUID], before: dt.datetime, now: dt.datetime, *which: Any
) -> None:
    """Deletes items of jobs, which say so from the first of them on."""
    say_so = (
        update(SyncJobRow)
        .where(SyncJobRow.id.in_(jobs), _ended(before))
        .values(items_tidied_at=now)
        .returning(SyncJobRow.id)
    )
    deleted = _AT_ONCE
    while deleted == _AT_ONCE:
        # Those that were taken up again meanwhile have an end no more.
        theirs = SyncItemRow.job_id.in_(list(session.scalars(say_so)))
        some = select(SyncItemRow.id).where(theirs, *which).limit(_AT_ONCE)
        deleted = rows_changed(session, delete(SyncItemRow).where(SyncItemRow.id.in_(some)))
        session.commit()


def _delete_jobs(session: Session, before: dt.datetime) -> None:
    old = set(session.scalars(select(SyncJobRow.id).where(_ended(before))))
    old -= _named(session, (*STANDINGS, *FAILURES, *OTHERS))
    session.rollback()
    for some in portions(old):
        rows_changed(session, delete(SyncJobRow).where(SyncJobRow.id.in_(some), _ended(before)))
        session.commit()
