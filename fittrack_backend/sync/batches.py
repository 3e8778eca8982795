"""Sharing out a large job: its pending items in batches, which are read by whichever worker takes them and
filed one after the other, so that the outcome is the one that a single worker would have had."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import cast
from uuid import UUID

from sqlalchemy import Table as SqlTable
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from fittrack_backend.storage.bulk import update_rows
from fittrack_backend.storage.database import rows_changed
from fittrack_backend.storage.tables import SyncItemRow
from fittrack_backend.sync.claim import JobKey, claim
from fittrack_backend.sync.filing import PendingItem
from fittrack_backend.sync.write_readings import pending_items

MOST_FILES = 100
MOST_BYTES = 16 * 2**20
_ITEMS = cast(SqlTable, SyncItemRow.__table__)


def share_out(session: Session, job: JobKey, sources: Sequence[UUID]) -> list[int]:
    """Gives the pending items their batches, if they have none, and returns the numbers. Commits.

    Raises NotOurs. Doing so again changes nothing.
    """
    claim(session, job)
    numbers = _numbers(session, job)
    if not numbers:
        rows = [
            {"id": item.id, "batch": number}
            for number, batch in enumerate(_portions(pending_items(session, job, sources)))
            for item in batch
        ]
        update_rows(session, _ITEMS, rows, ("batch",))
        numbers = sorted({cast(int, row["batch"]) for row in rows})
    session.commit()
    return numbers


def forget(session: Session, job_id: UUID) -> None:
    """The job is taken up again: what is pending then is shared out anew."""
    shared = update(SyncItemRow).where(SyncItemRow.job_id == job_id, SyncItemRow.batch.is_not(None))
    rows_changed(session, shared.values(batch=None))


def first(session: Session, job: JobKey) -> int | None:
    """The batch whose turn it is to be filed; None when none is left."""
    turn: int | None = session.scalar(
        select(func.min(_ITEMS.c.batch)).where(
            _ITEMS.c.job_id == job.id, _ITEMS.c.outcome == "pending"
        )
    )
    return turn


def _numbers(session: Session, job: JobKey) -> list[int]:
    query = select(_ITEMS.c.batch).where(
        _ITEMS.c.job_id == job.id, _ITEMS.c.outcome == "pending", _ITEMS.c.batch.is_not(None)
    )
    return sorted(session.scalars(query.distinct()))


def _portions(items: Sequence[PendingItem]) -> Iterator[list[PendingItem]]:
    batch: list[PendingItem] = []
    size = 0
    for item in items:
        if batch and (len(batch) == MOST_FILES or size + item.size > MOST_BYTES):
            yield batch
            batch, size = [], 0
        batch.append(item)
        size += item.size
    if batch:
        yield batch
