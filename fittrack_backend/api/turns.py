"""Turns at what only a few may use at a time, with an end to the queue."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from fittrack_backend.errors import Problem


class Turns:
    """So many at once, in the order that they came; waiting takes no thread."""

    def __init__(
        self,
        at_once: int,
        *,
        most_waiting: int,
        busy: Callable[[], Problem],
        patience_s: float | None = None,
    ) -> None:
        self._free = asyncio.Semaphore(at_once)
        self._most_waiting = most_waiting
        self._busy = busy
        self._patience_s = patience_s
        self.waiting = 0

    @asynccontextmanager
    async def take(self) -> AsyncIterator[None]:
        """A turn, for as long as the block lasts. Raises the problem `busy` where too many wait
        already, or it takes too long."""
        if self.waiting >= self._most_waiting:
            raise self._busy()
        self.waiting += 1
        try:
            async with asyncio.timeout(self._patience_s):
                await self._free.acquire()
        except TimeoutError:
            raise self._busy() from None
        finally:
            self.waiting -= 1
        try:
            yield
        finally:
            self._free.release()
