"""Idempotency keys: the same request with the same key starts a job once."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from sqlalchemy import select

from fittrack_backend.errors import Problem
from fittrack_backend.problem_kinds import Kind
from fittrack_backend.storage.scope import AccountSession
from fittrack_backend.storage.tables import IdempotencyRow, SyncJobRow

KEPT = dt.timedelta(days=7)
"""How long a key is known, at least."""


def same_request(
    session: AccountSession, operation: str, key: str | None, digest: str
) -> SyncJobRow | None:
    """The job that the same request with the same key started before."""
    if key is None:
        return None
    row = session.get(IdempotencyRow, (session.account_id, operation, key))
    if row is None:
        return None
    if row.request_sha256 != digest:
        raise Problem(
            Kind.IDEMPOTENCY_KEY_REUSED,
            "This Idempotency-Key belongs to another request; use a new one.",
        )
    return session.get(SyncJobRow, row.job_id)


def remember_request(
    session: AccountSession, operation: str, key: str | None, digest: str, job_id: UUID
) -> None:
    """Notes, without committing, which job the key started; old keys of the account go."""
    if key is None:
        return
    now = dt.datetime.now(dt.UTC)
    for old in session.scalars(
        select(IdempotencyRow).where(
            IdempotencyRow.created_at < now - KEPT,
        )
    ):
        session.delete(old)
    session.add(
        IdempotencyRow(
            account_id=session.account_id,
            operation=operation,
            key=key,
            request_sha256=digest,
            job_id=job_id,
            created_at=now,
        )
    )
