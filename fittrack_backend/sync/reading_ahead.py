"""Reading the files of a job, some of them before they are asked for: the workers never wait for the database."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Sequence

from fittrack_backend.sync.filing import PendingItem
from fittrack_backend.sync.pool import Batch, DecodePool
from fittrack_backend.sync.reading import Reading, ReadTask

BATCH_S = 0.12
"""How long outcomes are gathered before they are written. A batch costs some milliseconds of its own; while
the last one is written, the workers have nothing to do."""
MOST_FILES = 1_000
_CHUNK_FILES = 16
_CHUNK_BYTES = 256 * 1024
_AHEAD_BYTES = 64 * 2**20


class ReadingAhead:
    """Reads these items in their order.

    `check_over` is asked while it waits, and raises where nobody wants the result any more. `most_files` may be on
    their way at a time, or read and not yet gathered.
    """

    def __init__(
        self,
        pool: DecodePool,
        items: Sequence[PendingItem],
        task: Callable[[PendingItem], ReadTask],
        check_over: Callable[[], None],
        *,
        most_files: int,
    ) -> None:
        self._pool = pool
        self._waiting = deque(items)
        self._task = task
        self._check_over = check_over
        self._most_files = most_files
        self._reading: deque[tuple[list[PendingItem], Batch[Reading]]] = deque()

    def gather(self) -> list[tuple[PendingItem, Reading]]:
        """What was read since the last time, in order, without waiting for long; nothing once all is read."""
        gathered: list[tuple[PendingItem, Reading]] = []
        until = time.monotonic() + BATCH_S
        self._read_ahead()
        while self._reading and len(gathered) < MOST_FILES:
            items, batch = self._reading[0]
            if batch.done:
                self._reading.popleft()
                gathered.extend(zip(items, batch.results(), strict=True))
                self._read_ahead()
            elif gathered and time.monotonic() >= until:
                break
            else:
                self._check_over()
                batch.wait(0.05)
        return gathered

    def abandon(self) -> None:
        """Leaves what is being read: nobody waits for it."""
        for _, batch in self._reading:
            self._pool.abandon(batch)
        self._reading.clear()
        self._waiting.clear()

    def _read_ahead(self) -> None:
        files = sum(len(items) for items, _ in self._reading)
        size = sum(item.size for items, _ in self._reading for item in items)
        while self._waiting and (
            not self._reading
            or (files < self._most_files and size + self._waiting[0].size <= _AHEAD_BYTES)
        ):
            chunk = self._next_chunk()
            tasks = [self._task(item) for item in chunk]
            self._reading.append((chunk, self._pool.read(tasks)))
            files += len(chunk)
            size += sum(item.size for item in chunk)

    def _next_chunk(self) -> list[PendingItem]:
        chunk = [self._waiting.popleft()]
        size = chunk[0].size
        while (
            self._waiting
            and len(chunk) < _CHUNK_FILES
            and size + self._waiting[0].size <= _CHUNK_BYTES
        ):
            size += self._waiting[0].size
            chunk.append(self._waiting.popleft())
        return chunk
