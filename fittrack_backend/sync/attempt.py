"""One attempt of a job: scan, read, file, end. What it did is in the database after each step."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Collection
from functools import partial
from typing import ClassVar, TypeVar
from uuid import UUID

from attrs import define, field
from sqlalchemy import select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from fittrack_backend.os_errors import os_reason
from fittrack_backend.settings import Settings
from fittrack_backend.sources.port import Interrupted, SourceUnavailable
from fittrack_backend.sources.services import Services
from fittrack_backend.storage.database import Database, is_away, is_disk_full
from fittrack_backend.storage.original_marks import OriginalsRemoved
from fittrack_backend.storage.originals import OriginalStore
from fittrack_backend.storage.reserve import Reserve
from fittrack_backend.storage.tables import SyncJobRow
from fittrack_backend.sync import batches, claim, job_end
from fittrack_backend.sync.claim import JobKey, NotOurs
from fittrack_backend.sync.collecting import Collecting, NotKept, Progress
from fittrack_backend.sync.filing import PendingItem
from fittrack_backend.sync.job_to_do import JobToDo, load_job, remembered
from fittrack_backend.sync.pool import Batch, DecodePool
from fittrack_backend.sync.reading import Reading, ReadTask
from fittrack_backend.sync.reading_ahead import ReadingAhead
from fittrack_backend.sync.scan import Plan, scan_source
from fittrack_backend.sync.write_plans import write_plans
from fittrack_backend.sync.write_readings import pending_items, write_readings

_log = logging.getLogger("fittrack.sync")

T = TypeVar("T")

_ASK_DATABASE_S = 0.5
_DATABASE_TRIES = 5
_TURN_S = 0.05
_STALLED_S = 15.0
"""How long a batch may make the next ones wait before another worker does it as well."""
_STALLED_AGAIN_S = 2.0
"""The same for those after it: what one process had is lost together."""

DISK_FULL = "the disk is full"
SOURCE_AWAY = "the source is away"
DATABASE_BUSY = "the database could not be written"


class JobFailed(Exception):
    """The job cannot go on; the message is a sentence for people."""


class Stopping(BaseException):
    """The server ends: the job goes on at its next start.

    Not an Exception, so that the workflow engine does not take it for the end of the workflow.
    """


@define(eq=False)
class Attempt:
    """The work of one attempt: `scan`, then `process`, for as long as they say that it goes on.

    Both can be repeated after a crash: they look at the database for what is left to do.
    They raise NotOurs when the attempt was cancelled, JobFailed when it cannot go on, and Stopping
    when the server ends.
    """

    key: JobKey
    settings: Settings
    database: Database
    originals: OriginalStore
    pool: DecodePool
    reserve: Reserve
    stopping: threading.Event
    announce: Callable[[UUID], None]
    executor: str
    services: Services
    cancelled: threading.Event = field(factory=threading.Event)
    ahead_files: ClassVar[int] = 512
    """How many files are being read, or read and not yet written."""
    _loaded: JobToDo | None = field(default=None, init=False)
    _ahead: ReadingAhead | None = field(default=None, init=False)
    _away: dict[UUID, str] = field(factory=dict, init=False)
    """Why each source could not be scanned, where none could be."""
    _collecting: Collecting | None = field(default=None, init=False)
    _asked_at: float = field(factory=time.monotonic, init=False)

    def collect(self) -> Progress:
        """Collects for some seconds what services have, and returns how to go on."""
        self.reserve.hold()
        self._write(lambda session: claim.begin(session, self.key, self.executor))
        self.announce(self.key.id)
        if not self._read(self._is_collecting):
            return "end"
        if self._collecting is None:
            self._collecting = Collecting(
                self.key,
                self.database,
                self.originals,
                self.services,
                self.stopping,
                self._is_over,
            )
        step = self._collecting.step
        try:
            progress = self._write(lambda _session: step())
        except Interrupted:
            self._check_over()
            raise NotOurs from None
        except NotKept as error:
            raise JobFailed(str(error)) from error
        self._loaded = self._ahead = None  # there is more to scan and to read
        self.announce(self.key.id)
        return progress

    def _is_collecting(self, session: Session) -> bool:
        return session.get_one(SyncJobRow, self.key.id).collecting

    def scan(self) -> bool:
        """Gives everything its item, and returns whether the job goes on."""
        self.reserve.hold()
        self._write(lambda session: claim.begin(session, self.key, self.executor))
        self.announce(self.key.id)
        job = self._job()
        goes_on = True if job.scanned else self._scan(job)
        self.announce(self.key.id)
        return goes_on

    def _scan(self, job: JobToDo) -> bool:
        plans: dict[UUID, Plan] = {}
        unavailable: dict[UUID, str] = {}
        for source in job.sources:
            if source.away is not None:
                unavailable[source.id] = source.away
                continue
            if job.was_scanned and not source.is_collected:
                continue  # with the first portion
            try:
                plan = scan_source(
                    *self._read(partial(remembered, source, job.account_id)),
                    job.wish,
                    self.pool,
                    zone=job.account_zone,
                    stopped=self._is_over,
                )
                is_portion = job.collecting and source.is_collected
                plans[source.id] = plan.of_portion() if is_portion else plan
            except SourceUnavailable as error:
                unavailable[source.id] = str(error)
            except Interrupted:
                self._check_over()
                raise NotOurs from None
        if unavailable and len(unavailable) == len(job.sources):
            self._away = unavailable
            raise JobFailed("; ".join(unavailable.values()))
        self._check_over()
        self._loaded = None  # the sources will be given what they want to be remembered
        return self._write(lambda session: write_plans(session, self.key, plans, unavailable))

    def process(self) -> bool:
        """Reads some files, writes what became of them, and returns whether the job goes on."""
        readings = self._reading_ahead().gather()
        self._check_over()
        if not readings:
            self._write(lambda session: job_end.finish(session, self.key))
            self.announce(self.key.id)
            return False
        self._check_sources(readings)
        goes_on = self._file(readings)
        self.announce(self.key.id)
        return goes_on

    def share_out(self) -> list[int]:
        """Gives what waits to be read its batches; returns their numbers."""
        sources = [source.id for source in self._job().sources]
        return self._write(lambda session: batches.share_out(session, self.key, sources))

    def process_batch(self, number: int) -> None:
        """Reads a batch, and writes what became of its files when it is its turn.

        Batches are filed in their order, so that it does not matter who read them. Where the one before makes
        no progress, it is done here: its worker may be lost, and doing it twice changes nothing.
        """
        sources = [source.id for source in self._job().sources]
        items = self._read(lambda session: pending_items(session, self.key, sources, batch=number))
        readings = self._read_all(items)
        if not readings:
            return
        self._check_sources(readings)
        self._wait_for_turn(number)
        self._file(readings)
        self.announce(self.key.id)

    def _file(self, readings: list[tuple[PendingItem, Reading]]) -> bool:
        while True:
            write = partial(
                write_readings,
                job=self.key,
                wish=self._job().wish,
                readings=readings,
                quota=self.settings.quota,
                originals=self.originals,
            )
            try:
                return self._write(write)
            except OriginalsRemoved as removed:
                readings = self._read_again(readings, removed.digests)
            except OSError as error:
                raise JobFailed(f"originals cannot be looked for: {os_reason(error)}") from error

    def _read_again(
        self, readings: list[tuple[PendingItem, Reading]], digests: Collection[str]
    ) -> list[tuple[PendingItem, Reading]]:
        """The same, with those of these originals read and kept once more."""
        again = [item for item, reading in readings if reading.sha256 in digests]
        read = self._read_all(again)
        self._check_sources(read)
        anew = {item.id: reading for item, reading in read}
        return [(item, anew.get(item.id, reading)) for item, reading in readings]

    def _read_all(self, items: list[PendingItem]) -> list[tuple[PendingItem, Reading]]:
        batch: Batch[Reading] = self.pool.read([self._task(item) for item in items])
        try:
            while not batch.wait(0.05):
                self._check_over()
        except BaseException:
            self.pool.abandon(batch)
            raise
        return list(zip(items, batch.results(), strict=True))

    def _wait_for_turn(self, number: int) -> None:
        stalled: tuple[int, float] | None = None
        patience_s = _STALLED_S
        while True:
            turn = self._read(lambda session: batches.first(session, self.key))
            if turn is None or turn >= number:
                return
            now = time.monotonic()
            if stalled is None or stalled[0] != turn:
                stalled = turn, now
            elif now - stalled[1] >= patience_s:
                self.process_batch(turn)
                patience_s = _STALLED_AGAIN_S
            self._check_over()
            time.sleep(_TURN_S)

    def fail(self, reason: str) -> None:
        """Ends the job as failed, however long it takes to write that down."""
        self.abandon()
        pause_s = 0.5
        while True:
            try:
                with self.database.session() as session:
                    job_end.fail(session, self.key, reason, self._away)
                self.announce(self.key.id)
                return
            except DBAPIError as error:
                _log.exception("job %s: its failure cannot be written yet", self.key.id)
                if is_disk_full(error):
                    self.reserve.release()
            if self.stopping.wait(pause_s):
                raise Stopping
            if self.cancelled.is_set():
                return
            pause_s = min(pause_s * 2, 5)

    def abandon(self) -> None:
        """Leaves what is being read: nobody waits for it."""
        if self._ahead is not None:
            self._ahead.abandon()
        if self._collecting is not None:
            self._collecting.close()

    def _task(self, item: PendingItem) -> ReadTask:
        job = self._job()
        return ReadTask(
            source=job.source(item.source_id).for_opening(item.key),
            key=item.key,
            wanted=job.wish.types,
            range=job.wish.range,
            originals=self.originals.place,
            max_bytes=job.wish.max_bytes,
            account_zone=job.account_zone,
        )

    def _check_sources(self, readings: list[tuple[PendingItem, Reading]]) -> None:
        """A device that is pulled out must not look like files that were removed or are bad."""
        for _, reading in readings:
            if reading.outcome == "stopped":
                raise JobFailed(reading.reason or DISK_FULL)
            if reading.outcome == "away":
                raise JobFailed(reading.reason or SOURCE_AWAY)
        doubtful = {item.source_id for item, reading in readings if reading.seen is None}
        for source_id in doubtful:
            try:
                self._job().source(source_id).check()
            except SourceUnavailable as error:
                raise JobFailed(str(error)) from error

    def _reading_ahead(self) -> ReadingAhead:
        if self._ahead is None:
            sources = [source.id for source in self._job().sources]
            waiting = self._read(lambda session: pending_items(session, self.key, sources))
            self._ahead = ReadingAhead(
                self.pool, waiting, self._task, self._check_over, most_files=self.ahead_files
            )
        return self._ahead

    def _job(self) -> JobToDo:
        if self._loaded is None:
            self._loaded = self._read(lambda session: load_job(session, self.key, self.settings))
        return self._loaded

    def _write(self, change: Callable[[Session], T]) -> T:
        """Runs a transaction, again when the database is busy."""
        for number in range(1, _DATABASE_TRIES + 1):
            try:
                return self._read(change)
            except DBAPIError as error:
                if is_disk_full(error):
                    raise JobFailed(DISK_FULL) from error
                if number == _DATABASE_TRIES:
                    raise JobFailed(DATABASE_BUSY) from error
                _log.warning("job %s: writing failed, trying again", self.key.id, exc_info=error)
            if self.stopping.wait(0.2 * number):
                raise Stopping
        raise AssertionError("unreachable")

    def _read(self, work: Callable[[Session], T]) -> T:
        """Works with the database; again, for as long as it takes, where PostgreSQL is away."""
        pause_s = 0.2
        while True:
            try:
                with self.database.session() as session:
                    return work(session)
            except DBAPIError as error:
                if not is_away(error):
                    raise
                _log.warning("job %s: the database is away, trying again", self.key.id)
            if self.stopping.wait(pause_s):
                raise Stopping
            if self.cancelled.is_set():
                raise NotOurs
            pause_s = min(pause_s * 2, 5)

    def _check_over(self) -> None:
        if self.stopping.is_set():
            raise Stopping
        if self._is_over():
            raise NotOurs

    def _is_over(self) -> bool:
        """Whether to stop: the engine knows or, for other servers, the database."""
        if self.stopping.is_set() or self.cancelled.is_set():
            return True
        now = time.monotonic()
        if now - self._asked_at >= _ASK_DATABASE_S:
            self._asked_at = now
            query = select(SyncJobRow.state, SyncJobRow.attempt).where(SyncJobRow.id == self.key.id)
            row = self._read(lambda session: session.execute(query).one_or_none())
            if row is None or row.attempt != self.key.attempt or row.state != "running":
                self.cancelled.set()
        return self.cancelled.is_set()
