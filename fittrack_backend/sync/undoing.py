"""Undoing a job: what it brought is taken away, and what it replaced counts again."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select

from fittrack_backend.errors import Problem
from fittrack_backend.problem_kinds import Kind
from fittrack_backend.storage import leaving, removals
from fittrack_backend.storage.account_turn import take_turn
from fittrack_backend.storage.removals import RemovalView
from fittrack_backend.storage.removed import RESTORABLE
from fittrack_backend.storage.scope import AccountSession
from fittrack_backend.storage.tables import RemovalRow, SyncJobRow, SyncLockRow
from fittrack_backend.sync.claim import UNFINISHED
from fittrack_backend.sync.find_jobs import find
from fittrack_backend.sync.job_views import JobView, job_view


def preview(session: AccountSession, job_id: UUID) -> RemovalView:
    """What undoing the job would take away; problems as those of `undo`."""
    job = find(session, job_id)
    _check_brings(job)
    _check_ended(job)
    return removals.preview(session, leaving.of_job(session, job_id))


def undo(session: AccountSession, job_id: UUID) -> JobView:
    """Undoes a job. Doing so again changes nothing.

    Problems: 404; 409 `nothing-to-undo` for a reread, `job-running` while it runs, and `sync-conflict` with the `job_id` of another job that
    is running on one of its sources.
    """
    take_turn(session)
    job = find(session, job_id)
    _check_brings(job)
    _check_ended(job)
    _check_no_other(session, job)
    if job.undone_at is None:
        why = f"sync {job.id} was undone"
        brought = leaving.of_job(session, job_id)
        job.undone_at = removals.remove(session, brought, why=why)
    session.commit()
    return job_view(job)


def restore(session: AccountSession, job_id: UUID) -> JobView:
    """Takes the undoing of a job back; a job that was not undone stays as it is.

    Problems: as those of `undo`; 409 `nothing-to-restore` when it was undone too long ago.
    """
    take_turn(session)
    job = find(session, job_id)
    _check_no_other(session, job)
    if job.undone_at is not None:
        if removals.restore_all(session, RemovalRow.job_id == job_id) is None:
            session.rollback()
            raise Problem(
                Kind.NOTHING_TO_RESTORE,
                f"The sync was undone more than {RESTORABLE.days} days ago: what it brought is gone for good.",
            )
        job.undone_at = None
    session.commit()
    return job_view(job)


def _check_brings(job: SyncJobRow) -> None:
    if job.reader_version is not None:
        raise Problem(
            Kind.NOTHING_TO_UNDO,
            f"Job {job.id} read stored originals again. It brought nothing that could be taken away.",
        )


def _check_ended(job: SyncJobRow) -> None:
    if job.state in UNFINISHED:
        raise Problem(
            Kind.JOB_RUNNING,
            f"Job {job.id} is still {job.state}: cancel it first, or wait until it ends.",
            members={"job_id": str(job.id)},
        )


def _check_no_other(session: AccountSession, job: SyncJobRow) -> None:
    sources = [UUID(one) for one in job.source_ids]
    query = select(SyncLockRow.job_id).where(SyncLockRow.source_id.in_(sources))
    running = session.scalars(query.limit(1)).first()
    if running is not None:
        session.rollback()
        raise Problem(
            Kind.SYNC_CONFLICT,
            f"Job {running} is syncing a source of this one; cancel it first, or wait until it ends.",
            members={"job_id": str(running)},
        )
