"""How a job ends: with its last item, by a failure, or cancelled; its locks go in the same commit."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from types import MappingProxyType
from typing import cast
from uuid import UUID

from sqlalchemy import Table as SqlTable
from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from fittrack_backend.storage import counted
from fittrack_backend.storage.database import rows_changed
from fittrack_backend.storage.tables import SourceRow, SyncItemRow, SyncJobRow, SyncLockRow
from fittrack_backend.sync import counts, standings
from fittrack_backend.sync.claim import JobKey, claim

_NONE: Mapping[UUID, str] = MappingProxyType({})
_ITEMS = cast(SqlTable, SyncItemRow.__table__)


def go_on_or_end(session: Session, row: SyncJobRow) -> bool:
    """Commits, and ends the job with the same commit when no item is pending and nothing more is collected for it."""
    pending = counts.total(row.counts, "pending")
    if not pending and not row.collecting:
        _finish(session, row)
    session.commit()
    return bool(pending)


def finish(session: Session, job: JobKey) -> None:
    """Ends an attempt that has nothing left to do, unless more is collected for it."""
    row = claim(session, job)
    if not row.collecting:
        _finish(session, row)
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
        synced = update(SourceRow).where(SourceRow.id.in_(well))
        rows_changed(session, synced.values(last_sync_at=now))
    _end(session, row, "partial" if with_failures else "succeeded", None, now)


def fail(session: Session, job: JobKey, reason: str, away: Mapping[UUID, str] = _NONE) -> None:
    """Ends the attempt as failed; what it did so far stays, and a retry goes on from there.

    `away` says why each source was away, where that is what it failed of.
    """
    row = claim(session, job)
    _end(session, row, "failed", reason, dt.datetime.now(dt.UTC), away)
    session.commit()


def end_cancelled(session: Session, row: SyncJobRow, reason: str) -> None:
    """Ends a locked job as cancelled, without committing."""
    _end(session, row, "cancelled", reason, dt.datetime.now(dt.UTC))


def _end(
    session: Session,
    row: SyncJobRow,
    state: str,
    reason: str | None,
    now: dt.datetime,
    away: Mapping[UUID, str] = _NONE,
) -> None:
    row.state, row.reason, row.finished_at = state, reason, now
    row.collecting, row.waiting_until, row.waiting_for = False, None, None
    session.flush()
    standings.note_end(session, row, away)
    counted.count(session, "sync_jobs", state)
    for outcome in counts.OUTCOMES:
        if number := counts.total(row.counts, outcome):
            counted.count(session, "sync_items", outcome, number)
    rows_changed(session, delete(SyncLockRow).where(SyncLockRow.job_id == row.id))
