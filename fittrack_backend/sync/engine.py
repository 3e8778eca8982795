"""Runs jobs as DBOS workflows: what died with the server goes on when it starts again."""

from __future__ import annotations

import gc
import hashlib
import logging
import platform
import threading
from uuid import UUID

from dbos import DBOS, DBOSConfig, SetWorkflowID
from sqlalchemy import select
from sqlalchemy.exc import DBAPIError

from fittrack_backend.settings import Settings
from fittrack_backend.storage.database import Database, is_disk_full
from fittrack_backend.storage.originals import OriginalStore
from fittrack_backend.storage.reserve import Reserve
from fittrack_backend.storage.tables import SyncJobRow
from fittrack_backend.sync.attempt import DISK_FULL, Attempt, JobFailed, Stopping
from fittrack_backend.sync.claim import UNFINISHED, JobKey, NotOurs
from fittrack_backend.sync.feed import Feed
from fittrack_backend.sync.older_sqlite import engine_options
from fittrack_backend.sync.pool import DecodePool
from fittrack_backend.sync.unpickled import SERIALIZER, never_unpickle

_log = logging.getLogger("fittrack.sync")

WORKFLOWS_VERSION = "2"
"""The version of the workflow's steps. As long as it stays the same, a new version of FitTrack goes
on with the workflows of an older one. Those of version 1 hold pickles, which are not opened: their jobs
go on in workflows of their own."""
_LIVE = frozenset({"PENDING", "ENQUEUED", "DELAYED"})
_RETRY_S = 2.0
_UNEXPECTED = "an unexpected error; the server's log has the reason"

_engine: SyncEngine | None = None


class SyncEngine:
    """The jobs of this server: one workflow an attempt, one pool of workers for all."""

    def __init__(self, settings: Settings, database: Database, originals: OriginalStore) -> None:
        self.settings = settings
        self.database = database
        self.originals = originals
        self.executor_id = _executor_id(settings)
        self.feed = Feed()
        self.pool = DecodePool(max(1, min(settings.decode_workers, 4)))
        self.reserve = Reserve(settings.data_dir / "reserve")
        self.stopping = threading.Event()
        self._attempts: dict[JobKey, Attempt] = {}
        self._lock = threading.Lock()
        self._not_enqueued: set[JobKey] = set()
        self._sweeper: threading.Thread | None = None

    def start(self) -> None:
        """Starts the workers and takes up what was running when the server ended."""
        global _engine
        _engine = self
        self.stopping.clear()
        self.reserve.hold()
        self.originals.prepare()
        self.originals.remove_leftovers()
        self.pool.start()
        never_unpickle()
        DBOS(config=_config(self.settings, self.executor_id))
        _log_like_the_rest(logging.getLogger("dbos"))
        DBOS.launch()
        self._take_up()
        # What is loaded by now stays: looking through it for garbage again and again costs a
        # second sync more than its own work.
        gc.freeze()

    def stop(self) -> None:
        """Leaves all jobs as they are: they go on at the next start."""
        global _engine
        self.stopping.set()
        self.feed.close()
        self.pool.stop()
        if self._sweeper is not None:
            self._sweeper.join(timeout=5)
        DBOS.destroy()
        if _engine is self:
            _engine = None

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
                self._attempts[key] = Attempt(
                    key,
                    self.settings,
                    self.database,
                    self.originals,
                    self.pool,
                    self.reserve,
                    self.stopping,
                    self.feed.announce,
                )
            return self._attempts[key]

    def forget(self, key: JobKey) -> None:
        """The attempt is over."""
        with self._lock:
            running = self._attempts.pop(key, None)
        if running is not None:
            running.abandon()
        self._tidy_up()

    def _tidy_up(self) -> None:
        """Brings SQLite's log into its database now, so that the next job need not wait for it."""
        if not self.database.is_sqlite or self.stopping.is_set():
            return
        try:
            with self.database.engine.connect() as connection:
                connection.exec_driver_sql("PRAGMA wal_checkpoint(PASSIVE)")
        except DBAPIError:
            _log.info("the database's log is still in use")

    def _take_up(self) -> None:
        """Starts what is unfinished and has no workflow that DBOS takes up by itself."""
        with self.database.session() as session:
            query = select(SyncJobRow.id, SyncJobRow.attempt).where(
                SyncJobRow.state.in_(UNFINISHED),
                SyncJobRow.executor == self.executor_id,
            )
            unfinished = [JobKey(row.id, row.attempt) for row in session.execute(query)]
        for key in unfinished:
            self._start_or_later(key)

    def _start_or_later(self, key: JobKey) -> None:
        if not self._start(key):
            self._start_later(key)

    def _start(self, key: JobKey) -> bool:
        """Starts the attempt's workflow; on a full disk with the room that is kept for that, so
        that the job can at least say why it failed."""
        for _ in range(2):
            try:
                _start_workflow(key)
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


def _start_workflow(key: JobKey) -> None:
    """Starts the attempt's workflow, under another id where one ended without ending the job."""
    name = f"{key.id}:{key.attempt}"
    number = 1
    while (status := DBOS.get_workflow_status(name)) is not None:
        if status.status in _LIVE and status.app_version == WORKFLOWS_VERSION:
            return
        number += 1
        name = f"{key.id}:{key.attempt}:{number}"
    with SetWorkflowID(name):
        DBOS.start_workflow(sync_job, str(key.id), key.attempt)


@DBOS.workflow(name="sync_job", max_recovery_attempts=None)
def sync_job(job_id: str, attempt: int) -> None:
    """One attempt of a job. Each step leaves the database in a state that the next one goes on
    from, so that a step that is repeated after a crash does only what is still to do."""
    key = JobKey(UUID(job_id), attempt)
    try:
        goes_on = DBOS.run_step({"name": "scan"}, _scan, key)
        while goes_on:
            goes_on = DBOS.run_step({"name": "process"}, _process, key)
    except NotOurs:
        _log.info("job %s: attempt %s is over", job_id, attempt)
    except JobFailed as error:
        _log.warning("job %s failed: %s", job_id, error)
        _fail(key, str(error))
    except Exception as error:
        if _running().stopping.is_set():
            raise Stopping from None
        _log.exception("job %s failed", job_id)
        _fail(key, DISK_FULL if is_disk_full(error) else _UNEXPECTED)
    finally:
        if _engine is not None:
            _engine.forget(key)


def _scan(key: JobKey) -> bool:
    return _running().attempt(key).scan()


def _process(key: JobKey) -> bool:
    return _running().attempt(key).process()


def _fail(key: JobKey, reason: str) -> None:
    try:
        _running().attempt(key).fail(reason)
    except NotOurs:
        _log.info("job %s: attempt %s is over", key.id, key.attempt)


def _running() -> SyncEngine:
    if _engine is None:
        raise Stopping
    return _engine


def _log_like_the_rest(logger: logging.Logger) -> None:
    logger.handlers.clear()
    logger.propagate = True
    logger.setLevel(logging.WARNING)


def _executor_id(settings: Settings) -> str:
    """The same for every start on one data folder, and different for every other folder."""
    if settings.jobs_url.startswith("sqlite"):
        return "local"
    place = f"{platform.node()}:{settings.data_dir}"
    return hashlib.sha256(place.encode("utf-8", "surrogateescape")).hexdigest()[:32]


def _config(settings: Settings, executor_id: str) -> DBOSConfig:
    return {
        "name": "fittrack",
        "system_database_url": settings.jobs_url,
        "application_version": WORKFLOWS_VERSION,
        "executor_id": executor_id,
        "log_level": "WARNING",
        "enable_otlp": False,
        "serializer": SERIALIZER,
        "db_engine_kwargs": engine_options(settings.jobs_url),
    }
