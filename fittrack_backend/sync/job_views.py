"""Jobs and their items as the contract shows them."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from attrs import frozen

from fittrack_backend.storage.record_notes import ItemRecord
from fittrack_backend.storage.tables import SyncItemRow, SyncJobRow
from fittrack_backend.sync import counts
from fittrack_backend.sync.counts import CountsView, ProgressView


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
    undone_at: dt.datetime | None
    items_tidied_at: dt.datetime | None
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
    remarks: list[str]
    twin_of: str | None
    size_bytes: int | None
    finished_at: dt.datetime | None
    records: list[ItemRecord]


def job_view(row: SyncJobRow) -> JobView:
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
        undone_at=row.undone_at,
        items_tidied_at=row.items_tidied_at,
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
        remarks=list(row.remarks),
        twin_of=row.twin_of,
        size_bytes=row.size_bytes,
        finished_at=row.finished_at,
        records=[ItemRecord.from_json(one) for one in row.records],
    )
