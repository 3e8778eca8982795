"""Sync jobs: start, list, show, cancel, retry."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Sequence
from typing import Protocol
from uuid import UUID, uuid4

from attrs import frozen
from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError

from fittrack_backend.errors import Members, Problem, invalid, not_found
from fittrack_backend.problem_kinds import Kind
from fittrack_backend.storage.database import rows_changed
from fittrack_backend.storage.pages import (
    Key,
    Page,
    after,
    decode_cursor,
    encode_cursor,
    make_page,
    order_by,
)
from fittrack_backend.storage.scope import AccountSession
from fittrack_backend.storage.tables import (
    IdempotencyRow,
    SourceRow,
    SyncItemRow,
    SyncJobRow,
    SyncLockRow,
)
from fittrack_backend.sync import claim, counts
from fittrack_backend.sync.counts import CountsView, ProgressView
from fittrack_backend.sync.decide import TYPES
from fittrack_backend.sync.record_notes import ItemRecord

UNFINISHED = ("queued", "running")
_RETRYABLE = ("failed", "partial", "cancelled")
_KEPT_KEYS = dt.timedelta(days=7)
_TRIES = 5


class Runner(Protocol):
    """Who does the jobs, as far as they are started and stopped here: the sync engine."""

    @property
    def executor_id(self) -> str: ...

    def enqueue(self, job_id: UUID, attempt: int) -> None: ...

    def cancel(self, job_id: UUID, attempt: int) -> None: ...


@frozen
class JobRequest:
    """What is to be synced; None stands for all."""

    types: Sequence[str] | None
    source_ids: Sequence[UUID] | None
    since: dt.date | None
    until: dt.date | None
    full: bool

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


@frozen
class JobView:
    """A job as the contract shows it."""

    id: UUID
    state: str
    types: list[str]
    source_ids: list[UUID]
    since: dt.date | None
    until: dt.date | None
    full: bool
    attempt: int
    created_at: dt.datetime
    started_at: dt.datetime | None
    finished_at: dt.datetime | None
    reason: str | None
    counts: CountsView
    progress: list[ProgressView]


@frozen
class ItemView:
    """An item as the contract shows it."""

    id: UUID
    job_id: UUID
    source_id: UUID
    sequence: int | None
    name: str
    type: str | None
    outcome: str
    reason: str | None
    twin_of: str | None
    size_bytes: int | None
    finished_at: dt.datetime | None
    records: list[ItemRecord]


def view_of(row: SyncJobRow) -> JobView:
    """The job as it stands in its row."""
    return JobView(
        id=row.id,
        state=row.state,
        types=row.types,
        source_ids=[UUID(one) for one in row.source_ids],
        since=row.since,
        until=row.until,
        full=row.full,
        attempt=row.attempt,
        created_at=row.created_at,
        started_at=row.started_at,
        finished_at=row.finished_at,
        reason=row.reason,
        counts=counts.view(row.counts),
        progress=counts.progress(row.counts, row.types),
    )


def item_view(row: SyncItemRow) -> ItemView:
    """An item as it stands in its row."""
    return ItemView(
        id=row.id,
        job_id=row.job_id,
        source_id=row.source_id,
        sequence=row.sequence,
        name=row.name,
        type=row.type,
        outcome=row.outcome,
        reason=row.reason,
        twin_of=row.twin_of,
        size_bytes=row.size_bytes,
        finished_at=row.finished_at,
        records=[ItemRecord.from_json(one) for one in row.records],
    )


def start(
    session: AccountSession,
    engine: Runner,
    request: JobRequest,
    *,
    idempotency_key: str | None,
) -> JobView:
    """Starts a job, and locks its sources and types for it.

    Problems: 422 for a range that ends before it begins; 404 for a source that is not there; 409
    `no-sources`, or `sync-conflict` with the `job_id` of the job that is running.
    """
    _check_range(request)
    digest = request.digest()
    for _ in range(_TRIES):
        row = _same_request(session, "start_sync", idempotency_key, digest)
        if row is not None:
            return view_of(row)
        sources = _sources(session, request.source_ids)
        job = _new_job(session.account_id, engine, request, sources)
        session.add(job)
        _remember_request(session, "start_sync", idempotency_key, digest, job.id)
        if _lock(session, job):
            engine.enqueue(job.id, job.attempt)
            return view_of(job)
    raise _busy()


def _check_range(request: JobRequest) -> None:
    if request.since is not None and request.until is not None and request.since > request.until:
        message = f"The range ends ({request.until}) before it begins ({request.since})."
        raise invalid("body.since", message)


def _sources(session: AccountSession, wanted: Sequence[UUID] | None) -> list[SourceRow]:
    query = (
        select(SourceRow)
        .where(SourceRow.disconnected_at.is_(None))
        .order_by(SourceRow.connected_at, SourceRow.id)
    )
    connected = list(session.scalars(query))
    if wanted is None:
        if not connected:
            raise Problem(Kind.NO_SOURCES, "Connect a source before syncing.")
        return connected
    there = {source.id for source in connected}
    for source_id in wanted:
        if source_id not in there:
            raise not_found("source", source_id)
    return [source for source in connected if source.id in set(wanted)]


def _new_job(
    account_id: UUID, engine: Runner, request: JobRequest, sources: Sequence[SourceRow]
) -> SyncJobRow:
    wanted = set(request.types or TYPES)
    return SyncJobRow(
        id=uuid4(),
        account_id=account_id,
        state="queued",
        types=[one for one in TYPES if one in wanted],
        source_ids=[str(source.id) for source in sources],
        since=request.since,
        until=request.until,
        full=request.full,
        attempt=1,
        scanned=False,
        created_at=dt.datetime.now(dt.UTC),
        last_sequence=0,
        counts={},
        executor=engine.executor_id,
    )


def _lock(session: AccountSession, job: SyncJobRow) -> bool:
    """Commits the job with its locks; False to try again, as what was in the way is gone.

    A problem 409 when another job holds one of the locks.
    """
    wanted = [(UUID(source_id), kind) for source_id in job.source_ids for kind in job.types]
    try:
        session.flush()
        session.add_all(
            SyncLockRow(source_id=source_id, type=kind, job_id=job.id) for source_id, kind in wanted
        )
        session.commit()
    except IntegrityError:
        session.rollback()
        _check_conflict(session, wanted)
        return False
    return True


def _check_conflict(session: AccountSession, wanted: Sequence[tuple[UUID, str]]) -> None:
    query = select(SyncLockRow).where(SyncLockRow.source_id.in_({one[0] for one in wanted}))
    locks = [lock for lock in session.scalars(query) if (lock.source_id, lock.type) in wanted]
    if not locks:
        return
    job_id = locks[0].job_id
    types = [one for one in TYPES if any(lock.type == one for lock in locks)]
    raise Problem(
        Kind.SYNC_CONFLICT,
        f"Job {job_id} is already syncing {_listed(types)} from this source.",
        members={"job_id": str(job_id)},
    )


def _listed(words: Sequence[str]) -> str:
    return f"{', '.join(words[:-1])} and {words[-1]}" if len(words) > 1 else words[0]


def _busy() -> Problem:
    return Problem(Kind.BUSY, "Other requests were in the way; please try again in a moment.")


def _same_request(
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


def _remember_request(
    session: AccountSession, operation: str, key: str | None, digest: str, job_id: UUID
) -> None:
    if key is None:
        return
    now = dt.datetime.now(dt.UTC)
    for old in session.scalars(
        select(IdempotencyRow).where(
            IdempotencyRow.created_at < now - _KEPT_KEYS,
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


def find(session: AccountSession, job_id: UUID) -> SyncJobRow:
    """The job's row; a problem 404 when it is not the account's."""
    row = session.get(SyncJobRow, job_id, populate_existing=True)
    if row is None:
        raise not_found("sync job", job_id)
    return row


def show(session: AccountSession, job_id: UUID) -> JobView:
    """The job as it stands."""
    return view_of(find(session, job_id))


def list_all(
    session: AccountSession, *, state: str | None, limit: int, cursor: str | None
) -> Page[JobView]:
    """The account's jobs, newest first."""
    keys = (Key(SyncJobRow.created_at, descending=True), Key(SyncJobRow.id, descending=True))
    query = select(SyncJobRow)
    if state is not None:
        query = query.where(SyncJobRow.state == state)
    if cursor is not None:
        query = query.where(after(keys, decode_cursor(cursor, dt.datetime, UUID)))
    rows = session.scalars(query.order_by(*order_by(keys)).limit(limit + 1)).all()
    return make_page([view_of(row) for row in rows], limit, lambda job: (job.created_at, job.id))


def list_items(
    session: AccountSession,
    job_id: UUID,
    *,
    outcome: str | None,
    type: str | None,
    limit: int,
    cursor: str | None,
) -> Page[ItemView]:
    """What became of each file, in the order of the names."""
    find(session, job_id)
    keys = (Key(SyncItemRow.key), Key(SyncItemRow.id))
    query = select(SyncItemRow).where(SyncItemRow.job_id == job_id)
    if outcome is not None:
        query = query.where(SyncItemRow.outcome == outcome)
    if type is not None:
        query = query.where(SyncItemRow.type == type)
    if cursor is not None:
        query = query.where(after(keys, decode_cursor(cursor, bytes, UUID)))
    rows = session.scalars(query.order_by(*order_by(keys)).limit(limit + 1)).all()
    more = len(rows) > limit
    last = rows[limit - 1] if more else None
    return Page(
        items=[item_view(row) for row in rows[:limit]],
        next_cursor=encode_cursor(last.key, last.id) if last is not None else None,
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
    claim.end_cancelled(session, row, f"cancelled by {by}")
    session.commit()
    engine.cancel(job_id, row.attempt)
    return view_of(row)


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
        find(session, job_id)
        row = _same_request(session, operation, idempotency_key, "")
        if row is not None:
            return view_of(row)
        session.rollback()
        again = update(SyncJobRow).where(SyncJobRow.id == job_id, SyncJobRow.state.in_(_RETRYABLE))
        taken_up = rows_changed(
            session, again.values(state="queued", attempt=SyncJobRow.attempt + 1)
        )
        row = find(session, job_id)
        if not taken_up:
            session.rollback()
            raise _not_retryable(row)
        _check_connected(session, row)
        _reset(session, engine, row)
        _remember_request(session, operation, idempotency_key, "", job_id)
        if _lock(session, row):
            engine.enqueue(row.id, row.attempt)
            return view_of(row)
    raise _busy()


def _not_retryable(row: SyncJobRow) -> Problem:
    members: Members = {"job_id": str(row.id)}
    if row.state in UNFINISHED:
        return Problem(Kind.JOB_RUNNING, f"Job {row.id} is still {row.state}.", members=members)
    detail = f"Job {row.id} succeeded: there is nothing to do again."
    return Problem(Kind.JOB_ENDED, detail, members=members)


def _check_connected(session: AccountSession, row: SyncJobRow) -> None:
    query = select(SourceRow.id).where(
        SourceRow.id.in_([UUID(one) for one in row.source_ids]),
        SourceRow.disconnected_at.is_(None),
    )
    if len(set(session.scalars(query))) == len(row.source_ids):
        return
    session.rollback()
    raise Problem(
        Kind.SOURCE_DISCONNECTED,
        f"A source of job {row.id} was disconnected; start a new job.",
        members={"job_id": str(row.id)},
    )


def _reset(session: AccountSession, engine: Runner, row: SyncJobRow) -> None:
    """What failed waits again; a source that could not be scanned is scanned again."""
    failed = select(SyncItemRow).where(
        SyncItemRow.job_id == row.id, SyncItemRow.outcome == "failed"
    )
    numbers = counts.copy(row.counts)
    for item in session.scalars(failed):
        counts.add(numbers, item.type, "failed", -1)
        if item.size_bytes is None:  # no file that could be opened: only a scan tells what it is
            session.delete(item)
            row.scanned = False
            continue
        item.outcome, item.sequence, item.reason, item.finished_at = "pending", None, None, None
        counts.add(numbers, item.type, "pending")
    row.counts = numbers
    row.reason = row.finished_at = None
    row.executor = engine.executor_id
