"""One attempt of a job that rereads: plan, read from the store of originals, file, end.

It gives way to syncs: it reads little ahead, and waits a while before each batch as long as a sync runs. No other
process takes a part of it.
"""

from __future__ import annotations

import datetime as dt
import time
from functools import partial
from typing import ClassVar
from uuid import UUID

from attrs import define
from sqlalchemy import select
from sqlalchemy.orm import Session

from fittrack_backend.records.data_types import ALL_TYPES
from fittrack_backend.sources.archives import is_damage_of_archives
from fittrack_backend.storage.tables import AccountRow, RecordingRow, SyncJobRow
from fittrack_backend.sync.attempt import SOURCE_AWAY, Attempt, JobFailed
from fittrack_backend.sync.claim import UNFINISHED, JobKey, claim
from fittrack_backend.sync.decide import Pending
from fittrack_backend.sync.filing import PendingItem
from fittrack_backend.sync.job_end import go_on_or_end
from fittrack_backend.sync.job_to_do import JobToDo
from fittrack_backend.sync.reading import Range, Reading, ReadTask
from fittrack_backend.sync.reread_filing import RereadFiling
from fittrack_backend.sync.reread_originals import (
    Wanted,
    content_of,
    digest_in,
    originals_to_reread,
)
from fittrack_backend.sync.scan import PlannedItem
from fittrack_backend.sync.stored_originals import StoredOriginal
from fittrack_backend.sync.write_plans import add_items
from fittrack_backend.sync.write_readings import SETTLED, ItemEnd, end_items, still_pending

_GIVES_WAY_S = 10.0
"""How long a batch waits at most for the syncs that run: one that hangs must not keep it from ending."""
_LOOK_S = 0.25


@define(eq=False)
class RereadAttempt(Attempt):
    """The work of one attempt: `scan`, then `process`, for as long as they say that it goes on."""

    ahead_files: ClassVar[int] = 32

    def _scan(self, job: JobToDo) -> bool:
        return self._write(lambda session: plan(session, self.key))

    def process(self) -> bool:
        """Reads some originals, writes what became of them, and returns whether the job goes on."""
        until = time.monotonic() + _GIVES_WAY_S
        while time.monotonic() < until and self._read(a_sync_runs):
            self._check_over()
            self.stopping.wait(_LOOK_S)
        return super().process()

    def _task(self, item: PendingItem) -> ReadTask:
        job, sha256 = self._job(), digest_in(item.key)
        dated, damage = self._read(
            partial(_beside_the_bytes, account_id=job.account_id, sha256=sha256)
        )
        return ReadTask(
            source=StoredOriginal(self.originals.place, sha256, dated, damage),
            key=item.key,
            wanted=ALL_TYPES,
            range=Range(),
            originals=None,
            max_bytes=job.wish.max_bytes,
            account_zone=job.account_zone,
        )

    def _check_sources(self, readings: list[tuple[PendingItem, Reading]]) -> None:
        for _, reading in readings:
            if reading.outcome == "away":
                raise JobFailed(reading.reason or SOURCE_AWAY)

    def _file(self, readings: list[tuple[PendingItem, Reading]]) -> bool:
        return self._write(lambda session: write_rereadings(session, self.key, readings))


def a_sync_runs(session: Session) -> bool:
    """Whether a sync, of whichever account, has begun and not ended."""
    query = select(SyncJobRow.id).where(
        SyncJobRow.state.in_(UNFINISHED), SyncJobRow.reader_version.is_(None)
    )
    return session.scalars(query.limit(1)).first() is not None


def plan(session: Session, job: JobKey) -> bool:
    """Gives every original its item; ends the job when there is none, and returns whether it goes on."""
    row = claim(session, job)
    ids = None if row.activity_ids is None else [UUID(one) for one in row.activity_ids]
    wanted = Wanted(only_older=not row.full, since=row.since, activity_ids=ids)
    files = originals_to_reread(session, row.account_id, wanted)
    add_items(
        session,
        row,
        (
            PlannedItem(file.source_id, file.key, file.name or "", file.size, Pending(file.type))
            for file in files
        ),
    )
    row.scanned = True
    return go_on_or_end(session, row)


def write_rereadings(
    session: Session, job: JobKey, readings: list[tuple[PendingItem, Reading]]
) -> bool:
    """Files what was read, in this order; ends the job when that was the last of it, and returns whether it
    goes on."""
    row = claim(session, job)
    pending = still_pending(session, [item.id for item, _ in readings])
    todo = [(item, reading) for item, reading in readings if item.id in pending]
    zone = session.scalar(select(AccountRow.time_zone).where(AccountRow.id == row.account_id))
    filing = RereadFiling(session, row.account_id, zone)
    filing.load({digest_in(item.key): reading for item, reading in todo})
    ends: list[ItemEnd] = []
    for item, reading in todo:
        sha256 = digest_in(item.key)
        settled, changed = filing.file(sha256, item.type, reading)
        ends.append(ItemEnd(item, reading, settled, content_of(sha256), tuple(changed)))
    filing.flush()
    end_items(session, row, ends, (*SETTLED, "changed"))
    return go_on_or_end(session, row)


def _beside_the_bytes(
    session: Session, *, account_id: UUID, sha256: str
) -> tuple[dt.datetime | None, str | None]:
    """When the first recording of an original began, and what its source found wrong while unpacking it."""
    found = session.execute(
        select(RecordingRow.start_time, RecordingRow.column("damage"))
        .where(RecordingRow.account_id == account_id, RecordingRow.column("file_sha256") == sha256)
        .order_by(RecordingRow.column("number"))
        .limit(1)
    ).first()
    if found is None:
        return None, None
    of_source = (found.damage or "").split("; ")[0]
    return found.start_time, of_source if is_damage_of_archives(of_source) else None
