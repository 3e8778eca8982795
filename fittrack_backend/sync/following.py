"""Begins, by itself, the jobs that follow: for uploads that came while another job ran, or just before the server died."""

from __future__ import annotations

import logging
import threading

from attrs import define, field
from sqlalchemy.exc import DBAPIError

from fittrack_backend.storage.database import Database
from fittrack_backend.sync import uploads
from fittrack_backend.sync.runner import Runner

_log = logging.getLogger("fittrack.sync")

_LOOKS_EVERY_S = 5.0
"""Whatever did not wake it up, such as a job that ended in another process."""
_GATHERS_S = 0.5
"""How long to let more come after a job has ended: while many files are sent, a job for each few of them costs more than
they do."""


@define(eq=False)
class Following:
    """Looks for what waits whenever a job has ended, and now and then."""

    database: Database
    engine: Runner
    _woken: threading.Event = field(factory=threading.Event)

    def wake(self) -> None:
        """A job has ended here."""
        self._woken.set()

    def run(self, stopping: threading.Event) -> None:
        """Goes on until the server ends."""
        while not stopping.is_set():
            self._woken.clear()
            try:
                uploads.follow(self.database, self.engine)
            except DBAPIError:
                _log.warning("uploads cannot be looked for yet", exc_info=True)
            if self._woken.wait(_LOOKS_EVERY_S):
                stopping.wait(_GATHERS_S)
