"""Writing what reading found: records, memory and the ends of items, each batch in one transaction."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import cast
from uuid import UUID

from attrs import frozen
from sqlalchemy import Table as SqlTable
from sqlalchemy import select
from sqlalchemy.orm import Session

from fittrack_backend.settings import Quota
from fittrack_backend.storage.bulk import update_rows
from fittrack_backend.storage.origin import portions
from fittrack_backend.storage.originals import OriginalStore
from fittrack_backend.storage.tables import AccountRow, SyncItemRow, SyncJobRow
from fittrack_backend.sync import counts, known_bad, memory
from fittrack_backend.sync.claim import JobKey, claim
from fittrack_backend.sync.decide import Settled, Wish
from fittrack_backend.sync.filing import Filing, PendingItem
from fittrack_backend.sync.job_end import go_on_or_end
from fittrack_backend.sync.quotas import room_of
from fittrack_backend.sync.reading import Reading, remarks_of

_ITEMS = cast(SqlTable, SyncItemRow.__table__)
SETTLED = (
    "type",
    "outcome",
    "sequence",
    "reason",
    "remarks",
    "twin_of",
    "content",
    "size_bytes",
    "finished_at",
    "records",
    "messages",
)
"""What is written of an item when it ends."""


def pending_items(
    session: Session, job: JobKey, sources: Sequence[UUID], *, batch: int | None = None
) -> list[PendingItem]:
    """What is left to do, of the whole job or of a batch, in the order of the sources and of the keys."""
    order = {source_id: number for number, source_id in enumerate(sources)}
    query = select(
        _ITEMS.c.id,
        _ITEMS.c.source_id,
        _ITEMS.c.key,
        _ITEMS.c.name,
        _ITEMS.c.type,
        _ITEMS.c.size_bytes,
    ).where(_ITEMS.c.job_id == job.id, _ITEMS.c.outcome == "pending")
    if batch is not None:
        query = query.where(_ITEMS.c.batch == batch)
    items = [
        PendingItem(row.id, row.source_id, row.key, row.name, row.type, row.size_bytes or 0)
        for row in session.execute(query)
    ]
    return sorted(items, key=lambda item: (order.get(item.source_id, len(order)), item.key))


def write_readings(
    session: Session,
    job: JobKey,
    wish: Wish,
    readings: Sequence[tuple[PendingItem, Reading]],
    quota: Quota,
    originals: OriginalStore,
) -> bool:
    """Files what was read, in this order, as far as the account's quota, or the given one, has room; ends the job
    when that was the last of it, and returns whether it goes on.

    Raises `OriginalsRemoved` where some of it must be read again.
    """
    row = claim(session, job)
    pending = still_pending(session, [item.id for item, _ in readings])
    todo = [(item, reading) for item, reading in readings if item.id in pending]
    zone = session.scalar(select(AccountRow.time_zone).where(AccountRow.id == row.account_id))
    filing = Filing(session, row.account_id, zone, job.id, wish, originals)
    filing.load(todo)
    room = room_of(session, row.account_id, quota, (reading for _, reading in todo))
    ignored = known_bad.load_keys(
        session,
        [(item.source_id, item.key) for item, reading in todo if reading.outcome == "failed"],
    )
    ends: list[ItemEnd] = []
    for item, found in todo:
        reading = found if room is None else room.checked(item, found, filing)
        place = item.source_id, item.key
        stamp = reading.seen.stamp if reading.seen is not None else None
        content = known_bad.content_of(reading.sha256, stamp)
        settled = known_bad.unless_ignored(filing.file(item, reading), content, ignored.get(place))
        ends.append(ItemEnd(item, reading, settled, content))
    filing.flush()
    failures = [one.item for one in ends if one.settled.outcome == "failed"]
    memory.note_failures(session, job.id, [(item.source_id, item.key) for item in failures])
    end_items(session, row, ends, SETTLED)
    return go_on_or_end(session, row)


@frozen
class ItemEnd:
    """How an item ends, after which reading. `content` tells what failed; `changed` names the fields with another
    value than before."""

    item: PendingItem
    reading: Reading
    settled: Settled
    content: str | None
    changed: tuple[str, ...] = ()


def end_items(
    session: Session, row: SyncJobRow, ends: Sequence[ItemEnd], columns: Sequence[str]
) -> None:
    """Writes these columns of items that have ended, in this order, and counts them."""
    now = dt.datetime.now(dt.UTC)
    numbers = counts.copy(row.counts)
    sequence = row.last_sequence
    rows: list[dict[str, object]] = []
    for one in ends:
        item, reading, settled = one.item, one.reading, one.settled
        sequence += 1
        rows.append(
            {
                "id": item.id,
                "type": settled.type,
                "outcome": settled.outcome,
                "sequence": sequence,
                "reason": settled.reason,
                "remarks": remarks_of(reading),
                "twin_of": settled.twin_of,
                "content": one.content if settled.outcome == "failed" else None,
                "size_bytes": reading.seen.size if reading.seen else item.size,
                "finished_at": now,
                "records": [record.to_json() for record in settled.records],
                "messages": reading.messages,
                "changed": one.changed,
            }
        )
        counts.add(numbers, item.type, "pending", -1)
        counts.add(numbers, settled.type, settled.outcome)
    update_rows(session, _ITEMS, rows, columns)
    row.counts, row.last_sequence = numbers, sequence


def still_pending(session: Session, ids: Sequence[UUID]) -> set[UUID]:
    """Those of these items that have not ended."""
    found: set[UUID] = set()
    for some in portions(ids):
        query = select(_ITEMS.c.id).where(_ITEMS.c.id.in_(some), _ITEMS.c.outcome == "pending")
        found |= set(session.scalars(query))
    return found
