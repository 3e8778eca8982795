"""Jobs and their items as the contract shows them."""

from __future__ import annotations

import datetime as dt
from typing import Any, Literal
from uuid import UUID

from attrs import evolve, frozen
from sqlalchemy import Row

from fittrack_backend.readers.fit.left_out import is_kept
from fittrack_backend.records.message_counts import MessageCount
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
    kind: Literal["sync", "reread"]
    activity_ids: list[UUID] | None
    attempt: int
    created_at: dt.datetime
    started_at: dt.datetime | None
    finished_at: dt.datetime | None
    reason: str | None
    waiting_until: dt.datetime | None
    waiting_for: str | None
    warnings: list[str]
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
    changed: list[str]
    records: list[ItemRecord]
    messages: list[MessageCount] | None = None


def job_view(row: SyncJobRow | Row[*tuple[Any, ...]]) -> JobView:
    """The job as it stands in its row, which has all columns of its table."""
    return JobView(
        id=row.id,
        state=row.state,
        types=row.types,
        source_ids=[UUID(one) for one in row.source_ids],
        since=row.since,
        until=row.until,
        full=row.full,
        kind="sync" if row.reader_version is None else "reread",
        activity_ids=None if row.activity_ids is None else [UUID(one) for one in row.activity_ids],
        attempt=row.attempt,
        created_at=row.created_at,
        started_at=row.started_at,
        finished_at=row.finished_at,
        reason=row.reason,
        waiting_until=row.waiting_until,
        waiting_for=row.waiting_for,
        warnings=row.warnings or [],
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
        changed=list(row.changed or ()),
        records=[ItemRecord.from_json(one) for one in row.records],
    )


def with_messages(item: ItemView, row: SyncItemRow) -> ItemView:
    """The item with the messages that its file has."""
    if row.messages is None:
        return item
    counted = [
        MessageCount(name=name, count=count, kept=is_kept(name))
        for name, count in row.messages.items()
    ]
    return evolve(item, messages=counted)
