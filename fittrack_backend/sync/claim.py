"""An attempt's claim on its job: nothing is written without it."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from attrs import frozen
from sqlalchemy import or_, select, update
from sqlalchemy.orm import Session

from fittrack_backend.storage.database import rows_changed
from fittrack_backend.storage.tables import AccountRow, SyncJobRow

UNFINISHED = ("queued", "running")
"""The states of a job that may still change."""


class NotOurs(Exception):
    """The job was cancelled, ended or taken up again: this attempt must not touch it any more."""


@frozen
class JobKey:
    """An attempt of a job."""

    id: UUID
    attempt: int


def unfinished(session: Session) -> list[JobKey]:
    """The attempts of all jobs that may still change, of whichever account, but for those that wait for their time."""
    query = select(SyncJobRow.id, SyncJobRow.attempt).where(
        SyncJobRow.state.in_(UNFINISHED),
        or_(
            SyncJobRow.waiting_until.is_(None),
            SyncJobRow.waiting_until <= dt.datetime.now(dt.UTC),
        ),
    )
    return [JobKey(row.id, row.attempt) for row in session.execute(query)]


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


def begin(session: Session, job: JobKey, executor: str) -> None:
    """Notes that the attempt runs, and in which process."""
    row = claim(session, job)
    row.executor = executor
    row.waiting_until = row.waiting_for = None
    if row.started_at is None:
        row.started_at = dt.datetime.now(dt.UTC)
    session.commit()
