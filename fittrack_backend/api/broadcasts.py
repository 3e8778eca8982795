"""The jobs that somebody watches here: one look at the database, and one text, for all who watch the same one."""

from __future__ import annotations

import asyncio
import logging
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import takewhile
from uuid import UUID

from anyio.to_thread import run_sync
from attrs import define, field, frozen
from sqlalchemy.exc import SQLAlchemyError

from fittrack_backend.sync.feed import Feed

PROGRESS_S = 0.2
"""So often the job's progress is shown at most."""
POLL_S = 1.0
"""How often to look without being woken, for jobs that run on another server."""
_KEPT = 2000
"""Outcomes that are kept for those who are a little late; who is later looks for himself."""
_log = logging.getLogger("fittrack.api")
_AFTER_ALL = 2**31 - 1


@frozen
class Rendered:
    """The outcomes after some sequence as events, and the job as it stands."""

    items: list[tuple[int, bytes]]
    more: bool
    last_sequence: int
    job: str
    version: tuple[object, ...]
    ended: bool


Look = Callable[[UUID, UUID, int], Rendered | None]
"""Looks up a job of an account, and its outcomes after the one with that sequence; None when it is gone."""


@define(eq=False)
class Broadcast:
    """A job as its watchers are shown it."""

    account_id: UUID
    job_id: UUID
    watchers: set[asyncio.Event] = field(factory=set)
    """Set whenever something has changed."""
    floor: int | None = None
    """The outcomes after this one are among `items`; None before the first look."""
    items: deque[tuple[int, bytes]] = field(factory=deque)
    progress: bytes | None = None
    end: bytes | None = None
    """The last event, once the job has ended and all outcomes are among `items`."""
    is_gone: bool = False
    """Whether there is nothing to watch any more: the job was deleted, or cannot be looked at."""

    def take(self, found: Rendered, *, show_progress: bool) -> None:
        """What the last look has found."""
        if self.floor is None:
            self.floor = found.last_sequence
        self.items.extend(found.items)
        while len(self.items) > _KEPT:
            self.floor = self.items.popleft()[0]
        if show_progress:
            self.progress = event("progress", found.job)
        if found.ended and not found.more:
            self.end = event("end", found.job)

    def items_after(self, last: int) -> list[tuple[int, bytes]]:
        """Those outcomes among `items` that come after that one."""
        later = list(takewhile(lambda item: item[0] > last, reversed(self.items)))
        return later[::-1]

    def wake(self) -> None:
        """Wakes all watchers."""
        for one in self.watchers:
            one.set()


class Broadcasts:
    """For one event loop."""

    def __init__(self, look: Look, feed: Feed, stopping: threading.Event) -> None:
        self._look = look
        self._feed = feed
        self._stopping = stopping
        self._running: dict[UUID, tuple[Broadcast, asyncio.Task[None]]] = {}

    @contextmanager
    def join(self, account_id: UUID, job_id: UUID, wake: asyncio.Event) -> Iterator[Broadcast]:
        """The job's broadcast, for as long as the block lasts; it begins with its first watcher
        and ends with its last. The job must be the account's."""
        if job_id not in self._running:
            broadcast = Broadcast(account_id, job_id)
            self._running[job_id] = broadcast, asyncio.create_task(self._run(broadcast))
        running = self._running[job_id]
        broadcast, task = running
        broadcast.watchers.add(wake)
        try:
            yield broadcast
        finally:
            broadcast.watchers.discard(wake)
            if not broadcast.watchers:
                task.cancel()
                if self._running.get(job_id) is running:
                    del self._running[job_id]

    async def catch_up(self, broadcast: Broadcast, after: int) -> Rendered | None:
        """The outcomes after that one, for a watcher who is far behind; None when the job is gone."""
        return await run_sync(self._look, broadcast.account_id, broadcast.job_id, after)

    async def _run(self, broadcast: Broadcast) -> None:
        try:
            await self._watch(broadcast)
        except SQLAlchemyError as error:
            _log.warning("job %s cannot be followed: %s", broadcast.job_id, error)
        finally:
            broadcast.is_gone = broadcast.end is None
            # Whoever comes now begins anew: the job may have been taken up again.
            if broadcast.watchers:
                self._running.pop(broadcast.job_id, None)
            broadcast.wake()

    async def _watch(self, broadcast: Broadcast) -> None:
        seen, shown_at = _AFTER_ALL, 0.0
        shown: tuple[object, ...] = ()
        with self._feed.watch(broadcast.job_id) as watcher:
            while not (self._feed.closed or self._stopping.is_set()):
                found = await self.catch_up(broadcast, seen)
                if found is None:
                    return
                seen = found.items[-1][0] if found.items else min(seen, found.last_sequence)
                now = time.monotonic()
                changed = found.version != shown
                show = changed and now - shown_at >= PROGRESS_S
                if show:
                    shown, shown_at = found.version, now
                broadcast.take(found, show_progress=show)
                if found.items or show or broadcast.end is not None:
                    broadcast.wake()
                if broadcast.end is not None:
                    return
                if not found.more:
                    await watcher.wait(PROGRESS_S if found.version != shown else POLL_S)


def event(name: str, data: str, identifier: int | None = None) -> bytes:
    """A server-sent event."""
    head = f"id: {identifier}\n" if identifier is not None else ""
    return f"{head}event: {name}\ndata: {data}\n\n".encode()
