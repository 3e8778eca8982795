"""Starting jobs that reread stored originals: asked for, or by themselves after an upgrade."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import logging
from collections.abc import Sequence
from uuid import UUID, uuid4

from attrs import frozen
from sqlalchemy import select

from fittrack_backend.errors import Problem
from fittrack_backend.problem_kinds import Kind
from fittrack_backend.records.data_types import TYPES
from fittrack_backend.records.reader_version import READER_VERSION
from fittrack_backend.storage import activities
from fittrack_backend.storage.account_turn import take_turn
from fittrack_backend.storage.database import Database
from fittrack_backend.storage.scope import AccountSession
from fittrack_backend.storage.tables import SyncJobRow
from fittrack_backend.sync.claim import UNFINISHED
from fittrack_backend.sync.idempotency import remember_request, same_request
from fittrack_backend.sync.job_views import JobView, job_view
from fittrack_backend.sync.reread_originals import (
    Wanted,
    accounts_with_older,
    originals_to_reread,
)
from fittrack_backend.sync.runner import Runner

_log = logging.getLogger("fittrack.sync")
_OPERATION = "start_reread"


@frozen
class RereadRequest:
    """What to reread; None stands for all."""

    since: dt.date | None
    activity_ids: Sequence[UUID] | None

    def digest(self) -> str:
        """The same for the same request."""
        ids = sorted(str(one) for one in self.activity_ids) if self.activity_ids else None
        return hashlib.sha256(json.dumps([str(self.since), ids]).encode()).hexdigest()


def start(
    session: AccountSession,
    engine: Runner,
    request: RereadRequest,
    *,
    idempotency_key: str | None,
) -> JobView:
    """Starts a job that derives records again from their stored originals.

    Problems: 404 for an activity that is not there; 409 `sync-conflict` with the `job_id` of the reread that is
    running.
    """
    digest = request.digest()
    take_turn(session)
    row = same_request(session, _OPERATION, idempotency_key, digest)
    if row is not None:
        session.rollback()
        return job_view(row)
    check_no_other(session)
    ids = request.activity_ids
    there = None if ids is None else dict.fromkeys(activities.find(session, one) for one in ids)
    job = _new_job(session.account_id, full=True, since=request.since, activity_ids=there)
    session.add(job)
    session.flush()
    remember_request(session, _OPERATION, idempotency_key, digest, job.id)
    session.commit()
    engine.enqueue(job.id, job.attempt)
    return job_view(job)


def check_no_other(session: AccountSession, *, besides: UUID | None = None) -> None:
    """A problem 409 where a reread of the account runs; whoever asks has its turn (`take_turn`)."""
    running = _running(session, besides)
    if running is not None:
        session.rollback()
        raise Problem(
            Kind.SYNC_CONFLICT,
            f"Job {running} is already rereading stored originals.",
            members={"job_id": str(running)},
        )


def begin_by_themselves(database: Database, engine: Runner) -> None:
    """Starts a job for each account with records that an older version of the readers derived, unless one of
    its own runs. Several servers may do so at once: each account gets one."""
    with database.session() as session:
        accounts = accounts_with_older(session)
    for account_id in accounts:
        with database.session_of(account_id) as session:
            try:
                take_turn(session)
            except Problem:  # it was disabled meanwhile
                continue
            job = None if _running(session) is not None else _job_of_older(database, account_id)
            if job is None:
                session.rollback()
                continue
            session.add(job)
            session.commit()
        _log.info("job %s rereads originals: the readers have learned something", job.id)
        engine.enqueue(job.id, job.attempt)


def _job_of_older(database: Database, account_id: UUID) -> SyncJobRow | None:
    with database.session() as session:
        if not originals_to_reread(session, account_id, Wanted(only_older=True)):
            return None
    return _new_job(account_id, full=False, since=None, activity_ids=None)


def _running(session: AccountSession, besides: UUID | None = None) -> UUID | None:
    query = select(SyncJobRow.id).where(
        SyncJobRow.reader_version.is_not(None), SyncJobRow.state.in_(UNFINISHED)
    )
    if besides is not None:
        query = query.where(SyncJobRow.id != besides)
    return session.scalars(query.limit(1)).first()


def _new_job(
    account_id: UUID,
    *,
    full: bool,
    since: dt.date | None,
    activity_ids: Sequence[UUID] | dict[UUID, None] | None,
) -> SyncJobRow:
    return SyncJobRow(
        id=uuid4(),
        account_id=account_id,
        state="queued",
        types=list(TYPES),
        source_ids=[],
        since=since,
        until=None,
        full=full,
        reader_version=READER_VERSION,
        activity_ids=None if activity_ids is None else [str(one) for one in activity_ids],
        attempt=1,
        scanned=False,
        created_at=dt.datetime.now(dt.UTC),
        last_sequence=0,
        counts={},
    )
