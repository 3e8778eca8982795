"""An attempt's claim on its job: nothing is written without it, and it ends with the job."""

from __future__ import annotations

import datetime as dt
from typing import cast
from uuid import UUID

from attrs import frozen
from sqlalchemy import Table as SqlTable
from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from fittrack_backend.storage.database import rows_changed
from fittrack_backend.storage.tables import (
    AccountRow,
    SourceRow,
    SyncItemRow,
    SyncJobRow,
    SyncLockRow,
)
from fittrack_backend.sync import counts

_ITEMS = cast(SqlTable, SyncItemRow.__table__)


UNFINISHED = ("queued", "running")
"""The states of a job that may still change."""


class NotOurs(Exception):
    """The job was cancelled, ended or taken up again: this attempt must not touch it any more."""


@frozen
class JobKey:
    """An attempt of a job."""

    id: UUID
    attempt: int


def claim(session: Session, job: JobKey) -> SyncJobRow:
    """Locks the job's row for this transaction; NotOurs when this attempt is over."""
    is_ours = update(SyncJobRow).where(
        SyncJobRow.id == job.id,
        SyncJobRow.attempt == job.attempt,
        SyncJobRow.state.in_(UNFINISHED),
    )
    if not rows_changed(session, is_ours.values(state="running")):
        raise NotOurs
    row = session.get_one(SyncJobRow, job.id, populate_existing=True)
    # Whoever writes an account's records comes one after the other (SQLite does so by itself).
    session.execute(
        select(AccountRow.id).where(AccountRow.id == row.account_id).with_for_update(key_share=True)
    )
    return row


def begin(session: Session, job: JobKey) -> None:
    """Notes that the attempt runs."""
    row = claim(session, job)
    if row.started_at is None:
        row.started_at = dt.datetime.now(dt.UTC)
    session.commit()


def go_on_or_end(session: Session, row: SyncJobRow) -> bool:
    """Commits, and ends the job with the same commit when no item is pending."""
    pending = counts.total(row.counts, "pending")
    if not pending:
        _finish(session, row)
    session.commit()
    return bool(pending)


def finish(session: Session, job: JobKey) -> None:
    """Ends an attempt that has nothing left to do."""
    _finish(session, claim(session, job))
    session.commit()


def _finish(session: Session, row: SyncJobRow) -> None:
    """Ends the job: `partial` when items failed, otherwise `succeeded`."""
    now = dt.datetime.now(dt.UTC)
    with_failures: set[UUID] = set()
    if counts.total(row.counts, "failed"):
        query = select(_ITEMS.c.source_id).where(
            _ITEMS.c.job_id == row.id, _ITEMS.c.outcome == "failed"
        )
        with_failures = set(session.scalars(query.distinct()))
    well = [UUID(one) for one in row.source_ids if UUID(one) not in with_failures]
    if well:
        session.execute(
            update(SourceRow)
            .where(SourceRow.id.in_(well))
            .values(last_sync_at=now)
            .execution_options(synchronize_session=False)
        )
    _end(session, row, "partial" if with_failures else "succeeded", None, now)


def fail(session: Session, job: JobKey, reason: str) -> None:
    """Ends the attempt as failed; what it did so far stays, and a retry goes on from there."""
    row = claim(session, job)
    _end(session, row, "failed", reason, dt.datetime.now(dt.UTC))
    session.commit()


def end_cancelled(session: Session, row: SyncJobRow, reason: str) -> None:
    """Ends a locked job as cancelled, without committing."""
    _end(session, row, "cancelled", reason, dt.datetime.now(dt.UTC))


def _end(
    session: Session, row: SyncJobRow, state: str, reason: str | None, now: dt.datetime
) -> None:
    row.state, row.reason, row.finished_at = state, reason, now
    session.flush()
    session.execute(
        delete(SyncLockRow)
        .where(SyncLockRow.job_id == row.id)
        .execution_options(synchronize_session=False)
    )
