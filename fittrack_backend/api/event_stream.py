"""A job as a stream of server-sent events (WHATWG HTML, section 9.2)."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator
from uuid import UUID

from anyio.to_thread import run_sync
from attrs import frozen

from fittrack_backend.api.backend import Backend
from fittrack_backend.api.schemas.sync import SyncItem, SyncJob
from fittrack_backend.storage.database import Database
from fittrack_backend.sync.news import News, look

HEARTBEAT_S = 10.0
PROGRESS_S = 0.2
POLL_S = 1.0
"""How often to look without having been told, for jobs that run on another server."""
_LARGEST = 2**31 - 1


@frozen
class _Rendered:
    """What is new about a job, with its items and itself as JSON."""

    news: News
    items: list[tuple[int, str]]
    job: str


async def stream(
    backend: Backend, account_id: UUID, job_id: UUID, *, after: int
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
            found = await run_sync(_look, backend.database, account_id, job_id, last)
            if found is None:
                return
            news = found.news
            if found.items:
                last = found.items[-1][0]
                yield b"".join(_event("item", item, sequence) for sequence, item in found.items)
            now = time.monotonic()
            if news.ended and not news.more:
                yield _event("end", found.job)
                return
            due = now - progress_at >= PROGRESS_S
            if news.version != shown and due:
                yield _event("progress", found.job)
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


def _look(database: Database, account_id: UUID, job_id: UUID, after: int) -> _Rendered | None:
    with database.session_of(account_id) as session:
        news = look(session, job_id, after)
    if news is None:
        return None
    return _Rendered(
        news=news,
        items=[
            (one.sequence, SyncItem.model_validate(one).model_dump_json())
            for one in news.items
            if one.sequence is not None
        ],
        job=SyncJob.model_validate(news.job).model_dump_json(),
    )
