"""A job as a stream of server-sent events (WHATWG HTML, section 9.2)."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator
from typing import TYPE_CHECKING
from uuid import UUID

from anyio.to_thread import run_sync
from attrs import frozen
from sqlalchemy import select

from fittrack_backend.accounts.tokens import Caller
from fittrack_backend.storage.database import Database
from fittrack_backend.storage.tables import SyncItemRow, SyncJobRow
from fittrack_backend.sync import jobs

if TYPE_CHECKING:
    from fittrack_backend.runtime import Backend

HEARTBEAT_S = 10.0
PROGRESS_S = 0.2
POLL_S = 1.0
"""How often to look without having been told, for jobs that run on another server."""
_PAGE = 500
_LARGEST = 2**31 - 1


@frozen
class _News:
    """What is new about a job: items as (sequence, JSON), the job's JSON, whether it ended."""

    items: list[tuple[int, str]]
    more: bool
    job: str
    version: tuple[object, ...]
    ended: bool


async def stream(
    backend: Backend, caller: Caller, job_id: UUID, *, after: int
) -> AsyncIterator[bytes]:
    """The outcomes after the one with the sequence `after` as they come, the progress, the end.

    Ends with the job, with the server, or when nobody listens any more.
    """
    feed = backend.sync_engine.feed
    last = min(after, _LARGEST)
    shown: tuple[object, ...] | None = None
    progress_at = 0.0
    spoken_at = time.monotonic()
    with feed.watch(job_id) as watcher:
        while not (feed.closed or backend.stopping.is_set()):
            news = await run_sync(_look, backend.database, job_id, last)
            if news is None:
                return
            for sequence, item in news.items:
                last = sequence
                yield _event("item", item, sequence)
            now = time.monotonic()
            if news.ended and not news.more:
                yield _event("end", news.job)
                return
            due = now - progress_at >= PROGRESS_S
            if news.version != shown and due:
                yield _event("progress", news.job)
                shown, progress_at, spoken_at = news.version, now, now
            elif news.items:
                spoken_at = now
            elif now - spoken_at >= HEARTBEAT_S:
                yield b": still there\n\n"
                spoken_at = now
            if news.more:
                continue
            pause = PROGRESS_S if news.version != shown else POLL_S
            await watcher.wait(pause)


def _event(name: str, data: str, identifier: int | None = None) -> bytes:
    head = f"id: {identifier}\n" if identifier is not None else ""
    return f"{head}event: {name}\ndata: {data}\n\n".encode()


def _look(database: Database, job_id: UUID, after: int) -> _News | None:
    from fittrack_backend.api.schemas.sync import SyncItem, SyncJob

    with database.session() as session:
        # The job first: what is written between the two is in the items, and in the next look.
        row = session.get(SyncJobRow, job_id)
        if row is None:
            return None
        view = jobs.view_of(row)
        items: list[tuple[int, str]] = []
        if row.last_sequence > after:
            query = (
                select(*SyncItemRow.__table__.c)
                .where(SyncItemRow.job_id == job_id, SyncItemRow.sequence > after)
                .order_by(SyncItemRow.sequence)
                .limit(_PAGE)
            )
            for found in session.execute(query):
                item = SyncItem.model_validate(jobs.item_view(found))
                items.append((found.sequence, item.model_dump_json()))
    return _News(
        items=items,
        more=len(items) == _PAGE,
        job=SyncJob.model_validate(view).model_dump_json(),
        version=(view.state, view.attempt, row.last_sequence, view.counts.total),
        ended=view.state not in jobs.UNFINISHED,
    )
