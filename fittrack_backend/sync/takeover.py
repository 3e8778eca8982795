"""Taking over what a lost process had, where several share the work.

DBOS gives its workflows back to their queues, and one living process takes each. What has no workflow at all is
started: its server may have died between the commit of the job and handing it to the queue.
"""

from __future__ import annotations

import logging
import os
import threading
import time
from collections.abc import Callable

from dbos import DBOS
from sqlalchemy.exc import DBAPIError

from fittrack_backend.storage.database import Database, end_connections
from fittrack_backend.storage.one_at_a_time import MOVING_WORK, one_at_a_time
from fittrack_backend.sync import claim, job_workflows, queues, workers
from fittrack_backend.sync.claim import JobKey
from fittrack_backend.sync.workers import Worker

_log = logging.getLogger("fittrack.sync")

LOOK_S = 5.0
"""How often a process looks for lost ones and for jobs that nobody does."""
_UNATTENDED_S = 45.0
"""How long work may wait in a queue that nobody takes from, before it is put into another one."""
_MOVED_AT_ONCE = 1_000
"""Workflows of a queue that one look moves: the next look moves more, and the lost are not forgotten over it."""


def keep_alive(database: Database, worker: Worker, stopping: threading.Event) -> None:
    """Says again and again that this process lives, until it stops; then that it ends."""
    while not stopping.wait(workers.BEAT_S):
        try:
            with database.session() as session:
                workers.beat(session, worker)
        except DBAPIError as error:
            _log.warning("cannot say that this process lives: %s", error)
    try:
        with database.session() as session:
            workers.leave(session, worker.executor)
    except DBAPIError as error:
        _log.warning("cannot say that this process ends: %s", error)


class Takeover:
    """Looks after the work of others. Every process does it: twice does no harm."""

    def __init__(self, database: Database, start: Callable[[JobKey], bool]) -> None:
        self._database = database
        self._start = start
        self._well_since: float | None = None
        self._unattended: dict[str, float] = {}

    def run(self, stopping: threading.Event) -> None:
        """Looks until the process stops."""
        while not stopping.wait(LOOK_S):
            try:
                self._look()
            except Exception as error:
                if stopping.is_set():
                    return
                self._well_since = None
                _log.warning("cannot look after the work of others: %s", error)

    def _look(self) -> None:
        with self._database.session() as session:
            attended = workers.attended(session)
            lost = workers.lost(session)
            unfinished = claim.unfinished(session)
        if self._can_tell_who_is_lost():
            self._take_over(lost)
        self._put_elsewhere(attended)
        for key in unfinished:
            self._start(key)

    def _can_tell_who_is_lost(self) -> bool:
        """Not so soon after the database was away: nobody could say that he lives."""
        now = time.monotonic()
        if self._well_since is None:
            self._well_since = now
        return now - self._well_since >= workers.BEAT_S * 2

    def _take_over(self, lost: list[str]) -> None:
        pending = DBOS.list_workflows(
            status="PENDING", app_version=job_workflows.VERSION, load_input=False, load_output=False
        )
        owners = {one.executor_id for one in pending if one.executor_id is not None}
        for executor in lost:
            with self._database.session() as session:
                end_connections(session, executor)  # one that only stands still holds rows
            if executor not in owners:
                continue
            _log.warning("taking over the work of the process %s, which is lost", executor)
            DBOS._recover_pending_workflows([executor])  # noqa: SLF001 (tests/unit/sync/test_takeover.py)
        with self._database.session() as session:
            workers.watch_strangers(session, owners)
            workers.forget(session, lost)

    def _put_elsewhere(self, attended: set[str]) -> None:
        """Puts what waits where nobody takes from into the queue that is right now.

        Queues that somebody attends are not looked into: 100,000 batches may wait there.
        """
        unattended = {queue.name for queue in DBOS.list_queues()} - attended
        now = time.monotonic()
        self._unattended = {
            name: self._unattended.get(name, now) for name in unattended if _waiting(name, limit=1)
        }
        late = [name for name, since in self._unattended.items() if now - since >= _UNATTENDED_S]
        if not late:
            return
        with one_at_a_time(self._database, MOVING_WORK) as ours:
            if ours:
                self._move(late, attended)

    def _move(self, late: list[str], attended: set[str]) -> None:
        """Two at once could list the same work, and the later one put back what a worker has just taken: DBOS's
        call asks nothing of where the work is by then."""
        with self._database.session() as session:
            roots = workers.roots(session)
        for name in late:
            kind, _, lost_root = name.partition(":")
            root = workers.root_of([os.fsencode(lost_root)], roots)
            if queues.name(kind, root) not in attended:
                continue
            target = queues.find(kind, root).name
            for workflow_id in _waiting(name, limit=_MOVED_AT_ONCE):
                DBOS.resume_workflow(workflow_id, queue_name=target)


def _waiting(queue: str, *, limit: int) -> list[str]:
    """The workflows that wait in a queue, the oldest first, at most so many."""
    found = DBOS.list_workflows(
        status="ENQUEUED",
        queue_name=queue,
        app_version=job_workflows.VERSION,
        limit=limit,
        load_input=False,
        load_output=False,
    )
    return [one.workflow_id for one in found]
