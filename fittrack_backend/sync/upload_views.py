"""What became of uploads, as the contract shows it."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from typing import Literal
from uuid import UUID

from attrs import define, evolve, field, frozen
from sqlalchemy import ColumnElement, Select, and_, or_, select
from sqlalchemy.orm import InstrumentedAttribute

from fittrack_backend.errors import not_found
from fittrack_backend.sources.inner_files import LEVEL
from fittrack_backend.sources.upload import UPLOAD
from fittrack_backend.storage.origin import portions
from fittrack_backend.storage.pages import Key, Page, PageAsked, make_page
from fittrack_backend.storage.record_notes import HeldRecord, ItemRecord
from fittrack_backend.storage.removed import removed_by
from fittrack_backend.storage.scope import AccountSession
from fittrack_backend.storage.tables import (
    CollectedItemRow,
    SourceFileRow,
    SourceRow,
    SyncItemRow,
    SyncJobRow,
)
from fittrack_backend.sync.claim import UNFINISHED

UploadState = Literal["waiting", "filed", "failed"]
_BEST_FIRST = ("new", "updated", "merged", "unchanged", "skipped", "failed")
_TAKEN = ("new", "updated", "merged", "unchanged")
_MOST_RECORDS = 1000
_AFTER_LEVEL = LEVEL[:-1] + bytes([LEVEL[-1] + 1])
_GONE = "its original was erased with what was deleted"
_NOT_TOLD = "what became of it is no longer kept"


@frozen
class UploadView:
    """An upload as the contract shows it."""

    id: UUID
    name: str
    sha256: str
    size_bytes: int
    uploaded_at: dt.datetime
    state: UploadState
    job_id: UUID | None
    outcome: str | None
    reason: str | None
    file_count: int
    failed_count: int
    records: Sequence[ItemRecord]


@define
class _Became:
    """What became of the files in an upload: one, or those in an archive."""

    outcomes: Counter[str] = field(factory=Counter)
    reasons: list[str | None] = field(factory=list)
    records: list[ItemRecord] = field(factory=list)

    def add(self, outcome: str, reason: str | None, records: Sequence[ItemRecord]) -> None:
        self.outcomes[outcome] += 1
        self.reasons.append(reason)
        self.records += records


def of_ids(session: AccountSession, upload_ids: Collection[UUID]) -> list[UploadView]:
    """These uploads, the first one first; those that are not the account's are left out."""
    rows: list[CollectedItemRow] = []
    for some in portions(upload_ids):
        rows += session.scalars(_uploads().where(CollectedItemRow.id.in_(some)))
    rows.sort(key=lambda row: (row.collected_at, row.id))
    return _views(session, rows)


def sent_again(session: AccountSession, views: Sequence[UploadView]) -> list[UploadView]:
    """The same, as what becomes of sending them once more: what is filed changes nothing, and what was deleted stays so."""
    removed = removed_by(session, session.account_id) if views else None
    found: list[UploadView] = []
    for view in views:
        if removed is None or view.outcome not in _TAKEN:
            found.append(view)
            continue
        gone = [removed.why(view.sha256, one.id, one.date) for one in view.records]
        reasons = list(dict.fromkeys(why for why in gone if why is not None))
        if gone and all(gone):
            found.append(evolve(view, outcome="skipped", reason="; ".join(reasons)))
            continue
        before = f"it was uploaded before as {view.name}"
        found.append(evolve(view, outcome="unchanged", reason="; ".join([before, *reasons])))
    return found


def show(session: AccountSession, upload_id: UUID) -> UploadView:
    """One upload; a problem 404 when it is not the account's."""
    found = of_ids(session, [upload_id])
    if not found:
        raise not_found("upload", upload_id)
    return found[0]


def list_all(session: AccountSession, asked: PageAsked) -> Page[UploadView]:
    """The account's uploads, the latest first."""
    keys = (
        Key(CollectedItemRow.collected_at, descending=True),
        Key(CollectedItemRow.id, descending=True),
    )
    rows = session.scalars(asked.rows_of(_uploads(), keys, dt.datetime, UUID)).all()
    return make_page(_views(session, rows), asked.limit, lambda one: (one.uploaded_at, one.id))


def _uploads() -> Select[CollectedItemRow]:
    return (
        select(CollectedItemRow)
        .join(SourceRow, SourceRow.id == CollectedItemRow.source_id)
        .where(SourceRow.kind == UPLOAD)
        .execution_options(populate_existing=True)
    )


def _views(session: AccountSession, rows: Sequence[CollectedItemRow]) -> list[UploadView]:
    job_ids = {row.job_id for row in rows if row.job_id is not None}
    jobs = {
        job.id: job
        for some in portions(job_ids)
        for job in session.execute(
            select(SyncJobRow.id, SyncJobRow.state, SyncJobRow.reason).where(
                SyncJobRow.id.in_(some)
            )
        )
    }
    by_job: dict[UUID, list[CollectedItemRow]] = {}
    for row in rows:
        if row.job_id is not None:
            by_job.setdefault(row.job_id, []).append(row)
    became: dict[UUID, _Became] = {}
    for job_id, of_job in by_job.items():
        became |= _in_job(session, job_id, of_job)
    left = [row for row in rows if row.job_id is not None and row.id not in became]
    became |= _remembered(session, left)
    views = []
    for row in rows:
        job = jobs.get(row.job_id) if row.job_id is not None else None
        state = job.state if job is not None else None
        views.append(_view(row, state, job.reason if job else None, became.get(row.id)))
    return views


def _view(
    row: CollectedItemRow, job_state: str | None, job_reason: str | None, found: _Became | None
) -> UploadView:
    became = found or _Became()
    outcomes = became.outcomes
    state: UploadState = "filed"
    outcome, reason = None, None
    if row.purged_at is not None:
        outcome, reason = "skipped", _GONE
    elif row.job_id is None or (job_state in UNFINISHED and (outcomes["pending"] or not outcomes)):
        state = "waiting"
    elif outcomes["pending"]:
        state, outcome = "failed", "failed"
        reason = job_reason or "the job that was to take it in ended before"
    elif not outcomes:
        outcome, reason = "unchanged", _NOT_TOLD
    else:
        outcome = next(one for one in _BEST_FIRST if outcomes[one])
        reason = _reason(became)
    return UploadView(
        id=row.id,
        name=row.name,
        sha256=row.sha256,
        size_bytes=row.size,
        uploaded_at=row.collected_at,
        state=state,
        job_id=row.job_id,
        outcome=outcome,
        reason=reason,
        file_count=outcomes.total(),
        failed_count=outcomes["failed"],
        records=became.records[:_MOST_RECORDS],
    )


def _reason(became: _Became) -> str | None:
    if len(became.reasons) == 1:
        return became.reasons[0]
    total = len(became.reasons)
    parts = [f"{became.outcomes[one]:,} {one}" for one in _BEST_FIRST if became.outcomes[one]]
    return f"{total:,} files in it: {', '.join(parts)}"


def _in_job(
    session: AccountSession, job_id: UUID, rows: Sequence[CollectedItemRow]
) -> dict[UUID, _Became]:
    """By the items of the job that took them in."""
    found: dict[UUID, _Became] = {}
    for wanted in _of_uploads(rows, SyncItemRow.source_id, SyncItemRow.key):
        query = (
            select(SyncItemRow.key, SyncItemRow.outcome, SyncItemRow.reason, SyncItemRow.records)
            .where(SyncItemRow.job_id == job_id, wanted)
            .order_by(SyncItemRow.key)
        )
        by_key = {row.key: row.id for row in rows}
        for key, outcome, reason, records in session.execute(query):
            became = found.setdefault(by_key[_outer(key)], _Became())
            became.add(outcome, reason, [ItemRecord.from_json(one) for one in records])
    return found


def _remembered(session: AccountSession, rows: Sequence[CollectedItemRow]) -> dict[UUID, _Became]:
    """By what is remembered of the files, where a job's items are no longer kept."""
    found: dict[UUID, _Became] = {}
    for wanted in _of_uploads(rows, SourceFileRow.source_id, SourceFileRow.key):
        query = (
            select(
                SourceFileRow.key,
                SourceFileRow.outcome,
                SourceFileRow.reason,
                SourceFileRow.records,
            )
            .where(wanted)
            .order_by(SourceFileRow.key)
        )
        by_key = {row.key: row.id for row in rows}
        for key, outcome, reason, records in session.execute(query):
            became = found.setdefault(by_key[_outer(key)], _Became())
            held = [HeldRecord.from_json(one).shown(outcome) for one in records]
            became.add(outcome, reason, held)
    return found


def _of_uploads(
    rows: Sequence[CollectedItemRow],
    source_id: InstrumentedAttribute[UUID],
    key: InstrumentedAttribute[bytes],
) -> Iterator[ColumnElement[bool]]:
    """The conditions for the files in these uploads, which together are all of them; what is in an archive has its
    key and more."""
    for some in portions(rows):
        alone = key.in_([row.key for row in some])
        inner = [
            and_(key >= row.key + LEVEL, key < row.key + _AFTER_LEVEL)
            for row in some
            if row.is_archive
        ]
        yield and_(source_id.in_({row.source_id for row in some}), or_(alone, *inner))


def _outer(key: bytes) -> bytes:
    return key.partition(LEVEL)[0]
