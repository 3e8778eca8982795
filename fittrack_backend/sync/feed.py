"""Tells those who watch a job that something happened to it."""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from attrs import define, field


@define(eq=False)
class Watcher:
    """Somebody who watches a job, in an event loop."""

    loop: asyncio.AbstractEventLoop
    happened: asyncio.Event = field(factory=asyncio.Event)

    async def wait(self, timeout_s: float) -> None:
        """Waits until something happens, or as long as that."""
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self.happened.wait(), timeout_s)
        self.happened.clear()


class Feed:
    """The watchers of the jobs that run here. Announcing never waits for anybody."""

    def __init__(self) -> None:
        self._watchers: dict[UUID, set[Watcher]] = {}
        self._lock = threading.Lock()
        self.closed = False

    @contextmanager
    def watch(self, job_id: UUID) -> Iterator[Watcher]:
        """A watcher of the job, for as long as the block lasts."""
        watcher = Watcher(asyncio.get_running_loop())
        with self._lock:
            self._watchers.setdefault(job_id, set()).add(watcher)
        try:
            yield watcher
        finally:
            with self._lock:
                self._watchers[job_id].discard(watcher)
                if not self._watchers[job_id]:
                    del self._watchers[job_id]

    def announce(self, job_id: UUID) -> None:
        """Something happened to the job; called from any thread."""
        with self._lock:
            watchers = list(self._watchers.get(job_id, ()))
        _wake(watchers)

    def close(self) -> None:
        """The server ends: everybody who watches is woken up."""
        self.closed = True
        with self._lock:
            watchers = [one for some in self._watchers.values() for one in some]
        _wake(watchers)


def _wake(watchers: list[Watcher]) -> None:
    for watcher in watchers:
        with contextlib.suppress(RuntimeError):  # its loop is closed
            watcher.loop.call_soon_threadsafe(watcher.happened.set)
