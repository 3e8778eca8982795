"""The worker processes that look at files and read them."""

from __future__ import annotations

import contextlib
import logging
import os
import signal
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Sequence
from typing import BinaryIO, Generic, TypeVar, cast

from attrs import define, field

from fittrack_backend.sync.reading import Look, LookTask, Reading, ReadTask
from fittrack_backend.sync.sample_tasks import SamplesRead, SamplesTask
from fittrack_backend.sync.worker import receive_results, send

_log = logging.getLogger("fittrack.sync")

TIME_LIMIT_S = 600.0
"""How long one file may take."""
_ABANDONED_LIMIT_S = 0.5
"""How long a worker may go on with what nobody waits for any more."""
_DYING_S = 1.0
"""How long a worker that closed its pipes may take to end."""
_KILLS = frozenset(
    -number
    for name in ("SIGHUP", "SIGINT", "SIGKILL", "SIGTERM")
    if (number := getattr(signal, name, None)) is not None
)
"""Exit codes of a process that somebody else ended: a person, or the system for want of memory."""
_CRASHED = "it made the reader crash"
_KILLED = "the process that read it was killed, by somebody or because memory ran out"
_TOO_SLOW = "it took too long to read"

Task = LookTask | ReadTask | SamplesTask
Result = Look | Reading | SamplesRead
R = TypeVar("R", Look, Reading, SamplesRead)


@define(eq=False)
class Batch(Generic[R]):
    """Some tasks that were handed in together; their results come in the same order."""

    tasks: Sequence[Task]
    _done: threading.Event = field(factory=threading.Event, init=False)
    _results: list[R | None] = field(factory=list, init=False)
    _missing: int = field(default=0, init=False)
    abandoned: bool = field(default=False, init=False)

    def __attrs_post_init__(self) -> None:
        self._results = [None] * len(self.tasks)
        self._missing = len(self.tasks)
        if not self.tasks:
            self._done.set()

    def set_all(self, indexes: Sequence[int], results: Sequence[Result]) -> None:
        """Notes some results, with the pool's lock held; the last ones wake up who waits."""
        for index, result in zip(indexes, results, strict=True):
            self._results[index] = cast(R, result)
        self._missing -= len(indexes)
        if not self._missing:
            self._done.set()

    @property
    def done(self) -> bool:
        """Whether all results are there."""
        return self._done.is_set()

    def wait(self, timeout_s: float) -> bool:
        """Waits until all results are there; False when they are not in time."""
        return self._done.wait(timeout_s)

    def results(self) -> list[R]:
        """The results, when all are there."""
        return cast("list[R]", self._results)


AnyBatch = Batch[Look] | Batch[Reading] | Batch[SamplesRead]


@define(eq=False)
class _Work:
    """What a worker is given in one go: some tasks of a batch."""

    batch: AnyBatch
    indexes: Sequence[int]
    deaths: int = 0
    """How many workers died that had this, and nothing else, to do."""


@define(eq=False)
class _Worker:
    process: subprocess.Popen[bytes]
    work: _Work | None = None
    since: float = 0.0
    too_slow: bool = False

    def kill(self) -> None:
        with contextlib.suppress(OSError):
            self.process.kill()


class DecodePool:
    """A fixed number of worker processes, started in the background and kept warm.

    A worker that dies costs nothing but time: what it was given is tried again, file by file. A file
    fails when a worker that had it alone has died twice, and the reason says whether the reader crashed or
    the worker was killed.
    """

    def __init__(self, size: int) -> None:
        self._size = size
        self._waiting: deque[_Work] = deque()
        self._changed = threading.Condition()
        self._stopping = threading.Event()
        self._workers: dict[int, _Worker] = {}
        self._threads: list[threading.Thread] = []
        self.time_limit_s = TIME_LIMIT_S

    def start(self) -> None:
        """Starts the workers in the background."""
        for number in range(self._size):
            thread = threading.Thread(
                target=self._serve, args=(number,), name=f"decode-{number}", daemon=True
            )
            self._threads.append(thread)
        watchdog = threading.Thread(target=self._watch, name="decode-watch", daemon=True)
        self._threads.append(watchdog)
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """Ends all workers, whatever they are doing."""
        with self._changed:
            self._stopping.set()
            self._waiting.clear()
            self._changed.notify_all()
            workers = list(self._workers.values())
        for worker in workers:
            worker.kill()
        for thread in self._threads:
            thread.join(timeout=5)

    def look(self, tasks: Sequence[LookTask]) -> Batch[Look]:
        """Hands in files to look at."""
        batch: Batch[Look] = Batch(tasks)
        self._hand_in(batch)
        return batch

    def read(self, tasks: Sequence[ReadTask]) -> Batch[Reading]:
        """Hands in files to read."""
        batch: Batch[Reading] = Batch(tasks)
        self._hand_in(batch)
        return batch

    def read_samples(self, task: SamplesTask) -> Batch[SamplesRead]:
        """Hands in a recording whose samples are wanted."""
        batch: Batch[SamplesRead] = Batch([task])
        self._hand_in(batch)
        return batch

    def abandon(self, batch: AnyBatch) -> None:
        """Nobody waits for the batch any more: a worker that is busy with it is freed."""
        with self._changed:
            batch.abandoned = True
            self._waiting = deque(work for work in self._waiting if work.batch is not batch)
            self._changed.notify_all()

    def _hand_in(self, batch: AnyBatch) -> None:
        if not batch.tasks:
            return
        with self._changed:
            self._waiting.append(_Work(batch, range(len(batch.tasks))))
            self._changed.notify_all()

    def _serve(self, number: int) -> None:
        worker: _Worker | None = None
        while True:
            if worker is None or worker.process.poll() is not None:
                worker = self._spawn(number)
                if worker is None:
                    return
            work = self._take(worker)
            if work is None:
                worker.kill()
                worker.process.wait()
                return
            try:
                results = _ask(worker.process, [work.batch.tasks[i] for i in work.indexes])
            except (OSError, EOFError, ValueError) as error:
                if isinstance(error, ValueError):
                    _log.error("a worker's answer is refused: %s", error)
                reason = _reason(worker)
                worker.kill()
                worker.process.wait()
                self._after_death(worker, work, reason)
                worker = None
                continue
            with self._changed:
                worker.work = None
                work.batch.set_all(work.indexes, results)

    def _spawn(self, number: int) -> _Worker | None:
        while True:
            with self._changed:
                if self._stopping.is_set():
                    return None
            try:
                process = start_process()
            except OSError:
                _log.exception("a worker process cannot be started")
                time.sleep(1)
                continue
            worker = _Worker(process)
            with self._changed:
                self._workers[number] = worker
                if self._stopping.is_set():
                    worker.kill()
            return worker

    def _take(self, worker: _Worker) -> _Work | None:
        with self._changed:
            while not self._waiting and not self._stopping.is_set():
                self._changed.wait()
            if self._stopping.is_set():
                return None
            worker.work = self._waiting.popleft()
            worker.since = time.monotonic()
            worker.too_slow = False
            return worker.work

    def _after_death(self, worker: _Worker, work: _Work, reason: str) -> None:
        with self._changed:
            if self._stopping.is_set() or work.batch.abandoned:
                return
            if len(work.indexes) > 1:
                again = [_Work(work.batch, [index]) for index in work.indexes]
            elif not worker.too_slow and work.deaths == 0:
                again = [_Work(work.batch, work.indexes, deaths=1)]
            else:
                again = []
            self._waiting.extendleft(reversed(again))
            self._changed.notify_all()
        if again:
            return
        (index,) = work.indexes
        _log.error("a worker process died (%s)", reason)
        with self._changed:
            work.batch.set_all(work.indexes, [work.batch.tasks[index].failed(reason)])

    def _watch(self) -> None:
        while True:
            with self._changed:
                self._changed.wait(timeout=0.5)
                if self._stopping.is_set():
                    return
                now = time.monotonic()
                for worker in self._workers.values():
                    if worker.work is None:
                        continue
                    took = now - worker.since
                    if worker.work.batch.abandoned and took > _ABANDONED_LIMIT_S:
                        worker.kill()
                    elif took > self.time_limit_s:
                        worker.too_slow = True
                        worker.kill()


def start_process() -> subprocess.Popen[bytes]:
    """A worker process, with pipes to its input and from its output. Raises OSError."""
    return subprocess.Popen(
        [sys.executable, "-P", "-m", "fittrack_backend.sync.worker"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(p for p in sys.path if p)},
    )


def _reason(worker: _Worker) -> str:
    """Why a worker did not answer: what its file did, or what was done to it."""
    if worker.too_slow:
        return _TOO_SLOW
    with contextlib.suppress(subprocess.TimeoutExpired):
        if worker.process.wait(_DYING_S) in _KILLS:
            return _KILLED
    return _CRASHED


def _ask(process: subprocess.Popen[bytes], tasks: Sequence[Task]) -> list[Result]:
    assert process.stdin is not None and process.stdout is not None
    send(cast(BinaryIO, process.stdin), tasks)
    answer = receive_results(cast(BinaryIO, process.stdout))
    if not isinstance(answer, list) or len(answer) != len(tasks):
        raise ValueError("not an answer to the question")
    return cast("list[Result]", answer)
