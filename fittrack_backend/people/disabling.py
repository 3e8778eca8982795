"""Locking an account, and opening it again.

Whoever asks in its name is refused from the commit on, since each request looks at the account's row;
its jobs end in the same commit, and whoever works on one notices within half a second. Sessions and tokens
stay, and work again when it is enabled.
"""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from fittrack_backend.accounts import audit
from fittrack_backend.people.failures import OperatorError
from fittrack_backend.storage.database import rows_changed
from fittrack_backend.storage.tables import AccountRow, SyncJobRow
from fittrack_backend.sync.claim import UNFINISHED
from fittrack_backend.sync.job_end import end_cancelled

DISABLED = "the account was disabled"


def disable(session: Session, account_id: UUID, now: dt.datetime) -> None:
    """Lets nobody use the account. Doing so again changes nothing."""
    if _set(session, account_id, now):
        end_jobs(session, account_id, DISABLED)
        audit.record(session, audit.Event.ACCOUNT_DISABLED, at=now, account_id=account_id)
    session.commit()


def enable(session: Session, account_id: UUID, now: dt.datetime) -> None:
    """Lets its owner use the account again. Raises OperatorError for one that is being deleted."""
    row = session.get_one(AccountRow, account_id, populate_existing=True)
    if row.deleting_since is not None:
        raise OperatorError(f"{row.username} is being deleted, and a part of it is gone already")
    enabled = (
        update(AccountRow)
        .where(
            AccountRow.id == account_id,
            AccountRow.disabled_at.is_not(None),
            AccountRow.deleting_since.is_(None),
        )
        .values(disabled_at=None)
    )
    if rows_changed(session, enabled):
        audit.record(session, audit.Event.ACCOUNT_ENABLED, at=now, account_id=account_id)
    session.commit()


def end_jobs(session: Session, account_id: UUID, reason: str) -> int:
    """Cancels what is queued and running of the account, without committing; how many that were."""
    unfinished = (
        update(SyncJobRow)
        .where(SyncJobRow.account_id == account_id, SyncJobRow.state.in_(UNFINISHED))
        .values(state="cancelled")
        .returning(SyncJobRow.id)
    )
    ended = list(session.scalars(unfinished))
    for row in session.scalars(select(SyncJobRow).where(SyncJobRow.id.in_(ended))):
        end_cancelled(session, row, reason)
    return len(ended)


def _set(session: Session, account_id: UUID, now: dt.datetime) -> bool:
    active = update(AccountRow).where(AccountRow.id == account_id, AccountRow.disabled_at.is_(None))
    return bool(rows_changed(session, active.values(disabled_at=now)))
