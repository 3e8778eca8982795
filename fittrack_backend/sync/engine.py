"""Runs jobs as DBOS workflows: what died with a process goes on when it starts again, or in another one.

On one machine, with SQLite, workflows start in the server itself. With PostgreSQL they wait in queues, which
any number of processes take from (`queues`, `workers`, `takeover`).
"""

from __future__ import annotations

import logging
import threading
from functools import partial
from typing import Any, TypeVar
from uuid import UUID

from dbos import DBOS, DBOSConfig
from sqlalchemy import select
from sqlalchemy.exc import DBAPIError

from fittrack_backend.settings import Settings
from fittrack_backend.sources.kinds import KINDS
from fittrack_backend.sources.services import Services
from fittrack_backend.storage.database import (
    Database,
    application_name,
    is_disk_full,
    this_process,
)
from fittrack_backend.storage.originals import OriginalStore
from fittrack_backend.storage.reserve import Reserve
from fittrack_backend.storage.tables import SourceRow, SyncJobRow
from fittrack_backend.sync import job_workflows, queues, rereads, workers
from fittrack_backend.sync.attempt import DISK_FULL, Attempt
from fittrack_backend.sync.claim import JobKey, unfinished
from fittrack_backend.sync.engine_log import log_like_the_rest
from fittrack_backend.sync.feed import Feed
from fittrack_backend.sync.following import Following
from fittrack_backend.sync.job_workflows import Where
from fittrack_backend.sync.jobs_sqlite import engine_options
from fittrack_backend.sync.pool import DecodePool
from fittrack_backend.sync.reread_attempt import RereadAttempt
from fittrack_backend.sync.sample_filling import SampleFilling
from fittrack_backend.sync.sample_reader import SampleReader
from fittrack_backend.sync.takeover import Takeover, keep_alive
from fittrack_backend.sync.unpickled import SERIALIZER, never_unpickle
from fittrack_backend.sync.waking import Waking
from fittrack_backend.sync.workers import Worker, root_of

_log = logging.getLogger("fittrack.sync")

_RETRY_S = 2.0
_REREADS_AGAIN_S = 10.0
A = TypeVar("A", bound=Attempt)

_MOST_PROCESSES = 4
"""More worker processes than these only wait for who files what they read."""


class SyncEngine:
    """The jobs of this process: one workflow an attempt, one pool of workers for all."""

    def __init__(
        self,
        settings: Settings,
        database: Database,
        originals: OriginalStore,
        services: Services,
    ) -> None:
        self.settings = settings
        self.services = services
        self.database = database
        self.originals = originals
        self.shares_work = settings.shares_work
        self.worker = _worker(settings)
        self.feed = Feed()
        self.pool = DecodePool(_pool_size(settings))
        self.sample_reader = SampleReader(originals)
        self._sample_filling = SampleFilling(database, self.sample_reader, self._is_syncing)
        self._following = Following(database, self)
        self._waking = Waking(database, self._start)
        self.reserve = Reserve(settings.data_dir / "reserve")
        self.stopping = threading.Event()
        self._attempts: dict[JobKey, Attempt] = {}
        self._lock = threading.Lock()
        self._not_enqueued: set[JobKey] = set()
        self._sweeper: threading.Thread | None = None
        self._looking_after: list[threading.Thread] = []

    def start(self) -> None:
        """Starts the workers and takes up what was running when the server ended."""
        job_workflows.run_in(self)
        self.stopping.clear()
        self.reserve.hold()
        self.originals.prepare()
        self.originals.remove_leftovers()
        self.pool.start()
        never_unpickle()
        DBOS(config=_config(self.settings, self.worker.executor))
        log_like_the_rest(logging.getLogger("dbos"))
        if self.shares_work:
            self._share_work()
        else:
            DBOS.launch()
            self._take_up()
            self._wake_up()
        for name, work, arguments in (
            ("sync-rereads", self._begin_rereads, ()),
            ("sync-following", self._following.run, (self.stopping,)),
        ):
            thread = threading.Thread(target=work, args=arguments, name=name, daemon=True)
            self._looking_after.append(thread)
            thread.start()
        if self.settings.fills_samples:
            self._fill_samples()

    def stop(self) -> None:
        """Leaves all jobs as they are: they go on at the next start."""
        self.stopping.set()
        self.feed.close()
        self.pool.stop()
        self._sample_filling.wake()
        self._following.wake()
        self._waking.look()
        self.sample_reader.stop()
        for thread in (self._sweeper, *self._looking_after):
            if thread is not None:
                thread.join(timeout=5)
        DBOS.destroy()
        if job_workflows.running_engine() is self:
            job_workflows.run_in(None)

    def check(self) -> None:
        """Raises what keeps the state of jobs from being read."""
        DBOS.get_workflow_status("none")

    def sees(self, folder: bytes) -> bool:
        """Whether a folder is one that this process may look at: where others named the roots that they see, only what
        lies in its own, since the same path may be another folder there."""
        if not self.shares_work or root_of([folder], self.settings.roots) is not None:
            return True
        with self.database.session() as session:
            return root_of([folder], workers.roots(session)) is None

    def enqueue(self, job_id: UUID, attempt: int) -> None:
        """Starts an attempt of a job; one that cannot be started now is started later."""
        self._start_or_later(JobKey(job_id, attempt))

    def cancel(self, job_id: UUID, attempt: int) -> None:
        """Makes an attempt of a job that was cancelled in the database stop at once."""
        with self._lock:
            running = self._attempts.get(JobKey(job_id, attempt))
        if running is not None:
            running.cancelled.set()
        self.feed.announce(job_id)

    def attempt(self, key: JobKey) -> Attempt:
        """The work of an attempt; the same one as long as it runs in this process."""
        with self._lock:
            if key not in self._attempts:
                self._attempts[key] = self._made(Attempt, key)
            return self._attempts[key]

    def reread_attempt(self, key: JobKey) -> RereadAttempt:
        """The same of a job that rereads stored originals."""
        with self._lock:
            running = self._attempts.get(key)
            if not isinstance(running, RereadAttempt):
                running = self._attempts[key] = self._made(RereadAttempt, key)
            return running

    def _made(self, kind: type[A], key: JobKey) -> A:
        return kind(
            key,
            self.settings,
            self.database,
            self.originals,
            self.pool,
            self.reserve,
            self.stopping,
            self.feed.announce,
            self.worker.executor,
            self.services,
        )

    def forget(self, key: JobKey) -> None:
        """The attempt is over."""
        with self._lock:
            running = self._attempts.pop(key, None)
        if running is not None:
            running.abandon()
        self._sample_filling.wake()
        self._following.wake()
        self._waking.look()
        self._tidy_up()

    def _is_syncing(self) -> bool:
        with self._lock:
            return bool(self._attempts)

    def _wake_up(self) -> None:
        thread = threading.Thread(
            target=self._waking.run, args=(self.stopping,), name="sync-waking", daemon=True
        )
        self._looking_after.append(thread)
        thread.start()

    def _fill_samples(self) -> None:
        thread = threading.Thread(
            target=self._sample_filling.run, args=(self.stopping,), name="samples", daemon=True
        )
        self._looking_after.append(thread)
        thread.start()

    def _tidy_up(self) -> None:
        """Brings SQLite's log into its database now, so that the next job need not wait for it."""
        if not self.database.is_sqlite or self.stopping.is_set():
            return
        try:
            with self.database.engine.connect() as connection:
                connection.exec_driver_sql("PRAGMA wal_checkpoint(PASSIVE)")
        except DBAPIError:
            _log.info("the database's log is still in use")

    def _share_work(self) -> None:
        """Takes work from the queues, and looks after that of other processes."""
        with self.database.session() as session:
            workers.beat(session, self.worker)
        DBOS.listen_queues(self.worker.queues)
        DBOS.launch()
        for queue in self.worker.queues:
            queues.declare(queue, batches_of_a_worker=_pool_size(self.settings) + 1)
        takeover = Takeover(self.database, self._start)
        self._looking_after = [
            threading.Thread(
                target=keep_alive,
                args=(self.database, self.worker, self.stopping),
                name="sync-alive",
                daemon=True,
            ),
            threading.Thread(
                target=takeover.run, args=(self.stopping,), name="sync-takeover", daemon=True
            ),
        ]
        for thread in self._looking_after:
            thread.start()

    def _where(self, key: JobKey) -> Where | None:
        """Where an attempt is to be done; None: here."""
        if not self.shares_work:
            return None
        with self.database.session() as session:
            job = session.get_one(SyncJobRow, key.id)
            sources = session.scalars(
                select(SourceRow).where(SourceRow.id.in_([UUID(one) for one in job.source_ids]))
            )
            folders = [KINDS[one.kind].folder(one.settings) for one in sources]
            root = root_of((one for one in folders if one is not None), workers.roots(session))
            return Where(job.account_id, root)

    def _rereads(self, key: JobKey) -> bool:
        """Whether a job is one that rereads stored originals."""
        with self.database.session() as session:
            return session.get_one(SyncJobRow, key.id).reader_version is not None

    def _begin_rereads(self) -> None:
        """Rereads what an older version of the readers derived; tried again while the database is busy or away."""
        while not self.stopping.is_set():
            try:
                rereads.begin_by_themselves(self.database, self)
                return
            except DBAPIError:
                _log.warning("rereads cannot be started yet", exc_info=True)
            self.stopping.wait(_REREADS_AGAIN_S)

    def _take_up(self) -> None:
        """Starts what is unfinished and has no workflow that DBOS takes up by itself."""
        with self.database.session() as session:
            keys = unfinished(session)
        for key in keys:
            self._start_or_later(key)

    def _start_or_later(self, key: JobKey) -> None:
        if not self._start(key):
            self._start_later(key)

    def _start(self, key: JobKey) -> bool:
        """Starts the attempt's workflow; on a full disk with the room that is kept for that, so
        that the job can at least say why it failed."""
        for _ in range(2):
            try:
                job_workflows.start(key, partial(self._where, key), rereads=self._rereads(key))
                return True
            except Exception as error:
                if not is_disk_full(error):
                    _log.exception("job %s cannot be started yet", key.id)
                    return False
                _log.warning("job %s cannot be started: %s", key.id, DISK_FULL)
                self.reserve.release()
        return False

    def _start_later(self, key: JobKey) -> None:
        with self._lock:
            self._not_enqueued.add(key)
            if self._sweeper is None or not self._sweeper.is_alive():
                self._sweeper = threading.Thread(target=self._sweep, name="sync-sweep", daemon=True)
                self._sweeper.start()

    def _sweep(self) -> None:
        while not self.stopping.wait(_RETRY_S):
            with self._lock:
                keys = list(self._not_enqueued)
            for key in keys:
                if self._start(key):
                    with self._lock:
                        self._not_enqueued.discard(key)
            with self._lock:
                if not self._not_enqueued:
                    self._sweeper = None
                    return


def _worker(settings: Settings) -> Worker:
    """This process as the others see it. On one machine it is the same at every start, so that DBOS goes on
    with what it left; among many, each is its own, whatever its host and folder."""
    if not settings.shares_work:
        return Worker("local", (), ())
    names = queues.names(settings.queues, settings.roots)
    return Worker(this_process(), names, settings.roots if settings.queues else ())


def _pool_size(settings: Settings) -> int:
    return min(settings.decode_workers, _MOST_PROCESSES) if settings.queues else 0


def _config(settings: Settings, executor_id: str) -> DBOSConfig:
    return {
        "name": "fittrack",
        "system_database_url": settings.jobs_url,
        "application_version": job_workflows.VERSION,
        "executor_id": executor_id,
        "log_level": "WARNING",
        "enable_otlp": False,
        "serializer": SERIALIZER,
        "db_engine_kwargs": _engine_options(settings),
    }


def _engine_options(settings: Settings) -> dict[str, dict[str, Any]]:
    if settings.jobs_url.startswith("sqlite"):
        return engine_options()
    return {"connect_args": {"application_name": application_name(this_process())}}
