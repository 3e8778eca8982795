"""Taking up jobs that waited for a service: no workflow, worker or thread of theirs waits, only a time in the database.

On one machine the server looks for them; where several processes share the work, whoever looks after the work of others does
(`takeover`).
"""

from __future__ import annotations

import datetime as dt
import logging
import threading
from collections.abc import Callable

from sqlalchemy import select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from fittrack_backend.storage.database import Database
from fittrack_backend.storage.tables import SyncJobRow
from fittrack_backend.sync.claim import UNFINISHED, JobKey

_log = logging.getLogger("fittrack.sync")

_LOOK_S = 60.0
_AGAIN_S = 0.25
"""How soon one is tried again that could not be taken up: its last workflow may be about to end."""


class Waking:
    """Starts jobs when their time has come."""

    def __init__(self, database: Database, start: Callable[[JobKey], bool]) -> None:
        self._database = database
        self._start = start
        self._changed = threading.Event()

    def look(self) -> None:
        """Somebody may wait since a moment ago."""
        self._changed.set()

    def run(self, stopping: threading.Event) -> None:
        """Looks until the process stops; `look` is called then, too."""
        while not stopping.is_set():
            try:
                wait_s = self._wake()
            except DBAPIError as error:
                _log.warning("cannot look for jobs that wait: %s", error)
                wait_s = _AGAIN_S
            self._changed.wait(wait_s)
            self._changed.clear()

    def _wake(self) -> float:
        """Starts those whose time has come; returns how many seconds it is until the next one's."""
        with self._database.session() as session:
            waiting = _waiting(session)
        now = dt.datetime.now(dt.UTC)
        due = [key for key, until in waiting if until <= now]
        for key in due:
            self._start(key)
        later = [(until - now).total_seconds() for _, until in waiting if until > now]
        return min([*later, _AGAIN_S if due else _LOOK_S])


def _waiting(session: Session) -> list[tuple[JobKey, dt.datetime]]:
    query = select(SyncJobRow.id, SyncJobRow.attempt, SyncJobRow.waiting_until).where(
        SyncJobRow.state.in_(UNFINISHED), SyncJobRow.waiting_until.is_not(None)
    )
    return [
        (JobKey(row.id, row.attempt), row.waiting_until)
        for row in session.execute(query)
        if row.waiting_until is not None
    ]
