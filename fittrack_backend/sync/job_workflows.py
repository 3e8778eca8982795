"""The DBOS workflows: an attempt of a job, and a batch of one that is shared out.

They hold no state of their own: each step looks at the database for what is left to do, and leaves it in a
state that the next one goes on from. So it does no harm when a step is repeated after a crash, or done in two
processes at once because one was thought to be lost.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Sequence
from typing import Protocol
from uuid import UUID

from attrs import frozen
from dbos import DBOS, SetEnqueueOptions, SetWorkflowID

from fittrack_backend.storage.database import is_disk_full
from fittrack_backend.sync import queues
from fittrack_backend.sync.attempt import DISK_FULL, Attempt, JobFailed, Stopping
from fittrack_backend.sync.claim import JobKey, NotOurs
from fittrack_backend.sync.collecting import Progress
from fittrack_backend.sync.reread_attempt import RereadAttempt
from fittrack_backend.sync.workflows import LIVE

_log = logging.getLogger("fittrack.sync")

VERSION = "5"
"""The version of the steps. As long as it stays the same, a new version of FitTrack goes on with the workflows
of an older one; of other versions, it goes on with their jobs in workflows of its own."""
_STEP_S = 5.0
"""How long a step goes on to read and file: each one is a commit of the engine's own, which waits for the disk."""
_UNEXPECTED = "an unexpected error; the server's log has the reason"


class Engine(Protocol):
    """The process that the workflows run in."""

    @property
    def stopping(self) -> threading.Event: ...

    @property
    def shares_work(self) -> bool:
        """Whether other processes may take a part of it."""
        ...

    def attempt(self, key: JobKey) -> Attempt:
        """The work of an attempt."""
        ...

    def reread_attempt(self, key: JobKey) -> RereadAttempt:
        """The same of a job that rereads stored originals."""
        ...

    def forget(self, key: JobKey) -> None:
        """The attempt is over, or done here."""
        ...


_engine: Engine | None = None


def run_in(engine: Engine | None) -> None:
    """From now on workflows run in this engine; in none, they wait."""
    global _engine
    _engine = engine


def running_engine() -> Engine | None:
    """The engine that they run in."""
    return _engine


@frozen
class Where:
    """Where an attempt is to be done where the work is shared: whose it is, and the root that its sources
    lie in, if any."""

    account_id: UUID
    root: str | None


def start(key: JobKey, where_to: Callable[[], Where | None], *, rereads: bool) -> None:
    """Starts an attempt's workflow, here (None) or in a queue, unless it has one that goes on."""
    name = f"{key.id}:{key.attempt}"
    if has_live(name):
        return
    number = 1
    while DBOS.get_workflow_status(name) is not None:
        number += 1
        name = f"{key.id}:{key.attempt}:{number}"
    where = where_to()
    with SetWorkflowID(name):
        if rereads:
            _start_reread(key, where)
            return
        if where is None:
            DBOS.start_workflow(sync_job, str(key.id), key.attempt, None)
            return
        queue = queues.find(queues.JOBS, where.root)
        with SetEnqueueOptions(queue_partition_key=str(where.account_id)):
            queue.enqueue(sync_job, str(key.id), key.attempt, where.root)


def _start_reread(key: JobKey, where: Where | None) -> None:
    if where is None:
        DBOS.start_workflow(reread_job, str(key.id), key.attempt)
        return
    with SetEnqueueOptions(queue_partition_key=str(where.account_id)):
        queues.find(queues.JOBS, None).enqueue(reread_job, str(key.id), key.attempt)


def has_live(name: str) -> bool:
    """Whether a workflow of this name, a later one of the same attempt, or a batch of one goes on."""
    found = DBOS.list_workflows(
        workflow_id_prefix=[name],
        status=list(LIVE),
        app_version=VERSION,
        limit=1,
        load_input=False,
        load_output=False,
    )
    return bool(found)


@DBOS.workflow(name="sync_job", max_recovery_attempts=None)
def sync_job(job_id: str, attempt: int, root: str | None) -> None:
    """One attempt of a job: what services have is collected, then the scan, and then what is to be read, here or shared out.

    What is collected comes in portions, each filed before the next one. Where a service wants to be asked later, the
    workflow ends, and another one goes on then.
    """

    def work(key: JobKey) -> None:
        progress: Progress = "portion"
        while progress == "portion":
            progress = "on"
            while progress == "on":
                progress = DBOS.run_step({"name": "collect"}, _collect, key)
            if progress == "wait":
                return
            goes_on = DBOS.run_step({"name": "scan"}, _scan, key)
            if goes_on and progress == "end" and _running().shares_work:
                batches = DBOS.run_step({"name": "share out"}, _share_out, key)
                if len(batches) > 1:
                    _enqueue(key, batches, root)
                    return
            while goes_on:
                goes_on = DBOS.run_step({"name": "process"}, _process, key)

    _guarded(JobKey(UUID(job_id), attempt), work)


@DBOS.workflow(name="reread_job", max_recovery_attempts=None)
def reread_job(job_id: str, attempt: int) -> None:
    """One attempt of a job that rereads stored originals; it is not shared out, so that syncs go first."""

    def work(key: JobKey) -> None:
        goes_on = DBOS.run_step({"name": "plan"}, _plan_reread, key)
        while goes_on:
            goes_on = DBOS.run_step({"name": "reread"}, _reread, key)

    _guarded(JobKey(UUID(job_id), attempt), work)


@DBOS.workflow(name="sync_batch", max_recovery_attempts=None)
def sync_batch(job_id: str, attempt: int, number: int) -> None:
    """One batch of an attempt."""

    def work(key: JobKey) -> None:
        DBOS.run_step({"name": "batch"}, _process_batch, key, number)

    _guarded(JobKey(UUID(job_id), attempt), work)


def _guarded(key: JobKey, work: Callable[[JobKey], None]) -> None:
    try:
        work(key)
    except NotOurs:
        _log.info("job %s: attempt %s is over", key.id, key.attempt)
    except JobFailed as error:
        _log.warning("job %s failed: %s", key.id, error)
        _fail(key, str(error))
    except Exception as error:
        if _running().stopping.is_set():
            raise Stopping from None
        _log.exception("job %s failed", key.id)
        _fail(key, DISK_FULL if is_disk_full(error) else _UNEXPECTED)
    finally:
        if _engine is not None:
            _engine.forget(key)


def _enqueue(key: JobKey, batches: Sequence[int], root: str | None) -> None:
    """Hands out the batches."""
    queue = queues.find(queues.BATCHES, root)
    workflow = DBOS.workflow_id
    for number in batches:
        with (
            SetWorkflowID(f"{workflow}/{number}"),
            SetEnqueueOptions(queue_partition_key=str(key.id)),
        ):
            queue.enqueue(sync_batch, str(key.id), key.attempt, number)


def _collect(key: JobKey) -> Progress:
    return _running().attempt(key).collect()


def _scan(key: JobKey) -> bool:
    return _running().attempt(key).scan()


def _share_out(key: JobKey) -> list[int]:
    return _running().attempt(key).share_out()


def _plan_reread(key: JobKey) -> bool:
    return _running().reread_attempt(key).scan()


def _reread(key: JobKey) -> bool:
    return _for_a_step(_running().reread_attempt(key))


def _process(key: JobKey) -> bool:
    return _for_a_step(_running().attempt(key))


def _for_a_step(attempt: Attempt) -> bool:
    until = time.monotonic() + _STEP_S
    while attempt.process():
        if time.monotonic() >= until:
            return True
    return False


def _process_batch(key: JobKey, number: int) -> None:
    _running().attempt(key).process_batch(number)


def _fail(key: JobKey, reason: str) -> None:
    try:
        _running().attempt(key).fail(reason)
    except NotOurs:
        _log.info("job %s: attempt %s is over", key.id, key.attempt)


def _running() -> Engine:
    if _engine is None:
        raise Stopping
    return _engine
