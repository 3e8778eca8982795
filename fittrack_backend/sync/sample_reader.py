"""Tables of samples for requests: from where they are kept, or read from the original by a worker of their own.

That worker reads one original at a time, beside those of a sync, so neither keeps the other waiting for long, and a
file that takes all memory or crashes its reader takes no server with it.
"""

from __future__ import annotations

import threading
import time

from fittrack_backend.readers import SAMPLES_VERSION
from fittrack_backend.storage.originals import OriginalStore
from fittrack_backend.storage.samples import KeptTable, kept_table
from fittrack_backend.storage.samples_to_come import OriginalToRead
from fittrack_backend.sync.pool import Batch, DecodePool
from fittrack_backend.sync.sample_tasks import SamplesRead, SamplesTask
from fittrack_backend.sync.samples import NoSamples

_LOOK_S = 0.5
"""How often who waits looks whether the server stops."""
PATIENCE_S = 20.0
"""How long a request waits; less than a command line does by default."""


class StillReading(Exception):
    """The original is being read, or waits for its turn. What is asked for will be there later."""


class SampleReader:
    """Hands out tables of samples. Its worker starts when it first has something to read."""

    def __init__(self, originals: OriginalStore) -> None:
        self._originals = originals
        self._lock = threading.Lock()
        self._stopped = threading.Event()
        self._pool: DecodePool | None = None
        self._reading: dict[SamplesTask, Batch[SamplesRead]] = {}

    def table(
        self,
        sha256: str,
        file_format: str,
        number: int,
        name: str,
        patience_s: float = PATIENCE_S,
    ) -> KeptTable:
        """A table of a recording, by the digest and format of its original and its number there.

        Raises StillReading when it takes longer than `patience_s`; asking again then waits for the same reading. Raises
        FileNotFoundError when it would have to be read from an original that is not there, NoSamples, with the reason,
        when it cannot be read, OSError when the place for originals cannot be used.
        """
        kept = kept_table(self._originals, sha256, number, name, SAMPLES_VERSION)
        if kept is not None:
            return kept
        task = SamplesTask(self._originals.place, sha256, file_format, number, name)
        batch = self._batch(task)
        until = time.monotonic() + patience_s
        while not batch.wait(_LOOK_S):
            if time.monotonic() > until or self._stopped.is_set():
                raise StillReading
        with self._lock:
            self._reading.pop(task, None)
        (found,) = batch.results()
        match found.outcome:
            case "gone":
                raise FileNotFoundError
            case "away":
                raise OSError(found.reason)
            case "failed":
                raise NoSamples(found.reason)
        return KeptTable(found.tables, found.data)

    def fill(self, original: OriginalToRead) -> Batch[SamplesRead]:
        """Hands in an original whose samples are to be kept, which nobody waits for."""
        place = self._originals.place
        task = SamplesTask(
            place,
            original.sha256,
            original.file_format,
            original.number,
            None,
            original.sports,
        )
        with self._lock:
            return self._running_pool().read_samples(task)

    def rest(self) -> None:
        """Ends the worker unless somebody waits for it: it keeps the memory of the largest file that it read."""
        with self._lock:
            if self._pool is None or any(not batch.done for batch in self._reading.values()):
                return
            pool, self._pool = self._pool, None
        pool.stop()

    def stop(self) -> None:
        """Ends the worker, whatever it is doing, and lets go who waits for it."""
        self._stopped.set()
        with self._lock:
            pool, self._pool = self._pool, None
            self._reading.clear()
        if pool is not None:
            pool.stop()

    def _batch(self, task: SamplesTask) -> Batch[SamplesRead]:
        with self._lock:
            # Nobody came back for these: they are kept by now, or will be read again.
            self._reading = {
                each: batch
                for each, batch in self._reading.items()
                if each == task or not batch.done
            }
            if task not in self._reading:
                self._reading[task] = self._running_pool().read_samples(task)
            return self._reading[task]

    def _running_pool(self) -> DecodePool:
        if self._pool is None:
            self._pool = DecodePool(1)
            if not self._stopped.is_set():
                self._pool.start()
        return self._pool
