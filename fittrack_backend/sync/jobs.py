"""Sync jobs: start, cancel, retry."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Sequence
from uuid import UUID, uuid4

from attrs import frozen
from sqlalchemy import func, select, update

from fittrack_backend.errors import Members, Problem, invalid, not_found
from fittrack_backend.problem_kinds import Kind
from fittrack_backend.records.data_types import TYPES
from fittrack_backend.sources.connected import warnings_of
from fittrack_backend.sources.kinds import KINDS
from fittrack_backend.storage import removals
from fittrack_backend.storage.account_turn import take_turn
from fittrack_backend.storage.database import rows_changed
from fittrack_backend.storage.scope import AccountSession
from fittrack_backend.storage.tables import SourceRow, SyncItemRow, SyncJobRow
from fittrack_backend.sync import batches, counts
from fittrack_backend.sync.claim import UNFINISHED
from fittrack_backend.sync.collecting import collects
from fittrack_backend.sync.find_jobs import find
from fittrack_backend.sync.idempotency import remember_request, same_request
from fittrack_backend.sync.job_end import end_cancelled
from fittrack_backend.sync.job_views import JobView, job_view
from fittrack_backend.sync.locks import commit_with_locks
from fittrack_backend.sync.rereads import check_no_other
from fittrack_backend.sync.runner import Runner

_RETRYABLE = ("failed", "partial", "cancelled")
_TRIES = 5


@frozen
class JobRequest:
    """What is to be synced; None stands for all."""

    types: Sequence[str] | None
    source_ids: Sequence[UUID] | None
    since: dt.date | None
    until: dt.date | None
    full: bool
    only_waiting: bool = False
    """Take in what was collected and waits for a job, and look at nothing else."""

    def digest(self) -> str:
        """The same for the same request."""
        parts = [
            sorted(self.types) if self.types else None,
            sorted(str(one) for one in self.source_ids) if self.source_ids else None,
            str(self.since),
            str(self.until),
            self.full,
        ]
        return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


def start(
    session: AccountSession,
    engine: Runner,
    request: JobRequest,
    *,
    idempotency_key: str | None,
    operation: str = "start_sync",
) -> JobView:
    """Starts a job, and locks its sources and types for it. Keys are known by `operation`.

    Problems: 422 for a range that ends before it begins; 404 for a source that is not there; 409
    `no-sources`, or `sync-conflict` with the `job_id` of the job that is running.
    """
    _check_range(request)
    digest = request.digest()
    for _ in range(_TRIES):
        row = same_request(session, operation, idempotency_key, digest)
        if row is not None:
            return job_view(row)
        # From here on nobody disconnects or forgets a source, until the job has its locks.
        take_turn(session)
        sources = _sources(session, request.source_ids)
        if request.full:
            removals.take_back_forgetting(session, [source.id for source in sources])
        job = _new_job(session.account_id, request, sources)
        session.add(job)
        remember_request(session, operation, idempotency_key, digest, job.id)
        if commit_with_locks(session, job):
            engine.enqueue(job.id, job.attempt)
            return job_view(job)
    raise _busy()


def _check_range(request: JobRequest) -> None:
    if request.since is not None and request.until is not None and request.since > request.until:
        message = f"The range ends ({request.until}) before it begins ({request.since})."
        raise invalid("body.since", message)


def _sources(session: AccountSession, wanted: Sequence[UUID] | None) -> list[SourceRow]:
    query = (
        select(SourceRow)
        .where(SourceRow.is_connected())
        .order_by(SourceRow.connected_at, SourceRow.id)
    )
    connected = list(session.scalars(query.with_for_update(read=True)))
    if wanted is None:
        if not connected:
            raise Problem(Kind.NO_SOURCES, "Connect a source before syncing.")
        return connected
    there = {source.id for source in connected}
    for source_id in wanted:
        if source_id not in there:
            raise not_found("source", source_id)
    return [source for source in connected if source.id in set(wanted)]


def _new_job(account_id: UUID, request: JobRequest, sources: Sequence[SourceRow]) -> SyncJobRow:
    wanted = set(request.types or TYPES)
    now = dt.datetime.now(dt.UTC)
    return SyncJobRow(
        id=uuid4(),
        account_id=account_id,
        state="queued",
        types=[one for one in TYPES if one in wanted],
        source_ids=[str(source.id) for source in sources],
        since=request.since,
        until=request.until,
        full=request.full,
        only_waiting=request.only_waiting or None,
        attempt=1,
        scanned=False,
        created_at=now,
        last_sequence=0,
        counts={},
        collecting=any(KINDS[one.kind].collector is not None for one in sources),
        warnings=warnings_of(sources, now.date()) or None,
    )


def cancel(session: AccountSession, engine: Runner, job_id: UUID, *, by: str) -> JobView:
    """Stops a job, in the name of whom `by` names: nothing of it is written any more, and its locks
    are free."""
    find(session, job_id)
    session.rollback()
    # Writing first takes the lock, so that what is read then is how things stand.
    unfinished = update(SyncJobRow).where(SyncJobRow.id == job_id, SyncJobRow.state.in_(UNFINISHED))
    cancelled = rows_changed(session, unfinished.values(state="cancelled"))
    row = find(session, job_id)
    if not cancelled:
        session.rollback()
        raise Problem(
            Kind.JOB_ENDED,
            f"Job {job_id} has already ended: it {_ended(row.state)}.",
            members={"job_id": str(job_id)},
        )
    end_cancelled(session, row, f"cancelled by {by}")
    session.commit()
    engine.cancel(job_id, row.attempt)
    return job_view(row)


def _ended(state: str) -> str:
    return {"cancelled": "was cancelled", "partial": "succeeded in part"}.get(state, state)


def retry(
    session: AccountSession,
    engine: Runner,
    job_id: UUID,
    *,
    idempotency_key: str | None,
) -> JobView:
    """Takes up a job that failed, was cancelled, or ended with failed items.

    Problems: 409 `job-running`, `job-ended` when it succeeded, `source-disconnected`, or
    `sync-conflict` with the `job_id` of the job that is running.
    """
    operation = f"retry_sync {job_id}"
    for _ in range(_TRIES):
        ended = find(session, job_id).state
        row = same_request(session, operation, idempotency_key, "")
        if row is not None:
            return job_view(row)
        session.rollback()
        take_turn(session)
        again = update(SyncJobRow).where(
            SyncJobRow.id == job_id,
            SyncJobRow.state.in_(_RETRYABLE),
            SyncJobRow.undone_at.is_(None),
        )
        taken_up = rows_changed(
            session, again.values(state="queued", attempt=SyncJobRow.attempt + 1)
        )
        row = find(session, job_id)
        if not taken_up:
            session.rollback()
            raise _not_retryable(row)
        _check_connected(session, row)
        if row.reader_version is not None:
            check_no_other(session, besides=row.id)
        _reset(session, row)
        if ended == "failed":  # its source may have been away: what was there then need not be all
            row.scanned = False
        remember_request(session, operation, idempotency_key, "", job_id)
        if commit_with_locks(session, row):
            engine.enqueue(row.id, row.attempt)
            return job_view(row)
    raise _busy()


def _not_retryable(row: SyncJobRow) -> Problem:
    members: Members = {"job_id": str(row.id)}
    if row.state in UNFINISHED:
        return Problem(Kind.JOB_RUNNING, f"Job {row.id} is still {row.state}.", members=members)
    if row.undone_at is not None:
        detail = f"Job {row.id} was undone: start another one, or restore it."
    else:
        detail = f"Job {row.id} succeeded: there is nothing to do again."
    return Problem(Kind.JOB_ENDED, detail, members=members)


def _check_connected(session: AccountSession, row: SyncJobRow) -> None:
    query = select(SourceRow.id).where(
        SourceRow.id.in_([UUID(one) for one in row.source_ids]),
        SourceRow.is_connected(),
    )
    if len(set(session.scalars(query))) == len(row.source_ids):
        return
    session.rollback()
    raise Problem(
        Kind.SOURCE_DISCONNECTED,
        f"A source of job {row.id} was disconnected; start a new job.",
        members={"job_id": str(row.id)},
    )


def _reset(session: AccountSession, row: SyncJobRow) -> None:
    """What failed waits again; a source that could not be scanned is scanned again."""
    if row.items_tidied_at is not None:
        _find_items_again(session, row)
    failed = select(SyncItemRow).where(
        SyncItemRow.job_id == row.id, SyncItemRow.outcome == "failed"
    )
    numbers = counts.copy(row.counts)
    for item in session.scalars(failed):
        counts.add(numbers, item.type, "failed", -1)
        if item.size_bytes is None:  # nothing that could be opened: only a scan can find it again
            session.delete(item)
            row.scanned = False
            continue
        item.outcome, item.sequence, item.reason, item.finished_at = "pending", None, None, None
        counts.add(numbers, item.type, "pending")
    row.counts = numbers
    row.reason = row.finished_at = None
    if row.reader_version is None and collects(session, map(UUID, row.source_ids)):
        row.collecting, row.scanned, row.asked = True, False, None
    batches.forget(session, row.id)


def _find_items_again(session: AccountSession, row: SyncJobRow) -> None:
    """Lets a scan give items to what had one that is no longer kept; until then only the others count."""
    kept = (
        select(SyncItemRow.type, SyncItemRow.outcome, func.count())
        .where(SyncItemRow.job_id == row.id)
        .group_by(SyncItemRow.type, SyncItemRow.outcome)
    )
    numbers: counts.Counts = {}
    for kind, outcome, count in session.execute(kept):
        counts.add(numbers, kind, outcome, count)
    row.counts, row.scanned, row.items_tidied_at = numbers, False, None


def _busy() -> Problem:
    return Problem(Kind.BUSY, "Other requests were in the way; please try again in a moment.")
