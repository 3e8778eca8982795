"""Samples that nobody asked for yet, read and kept in the background, and before them the lines of lists, which take less.

What is left to do is in the database, so whoever starts next goes on; one process at a time does it, whichever has
time. It makes way for syncs: it waits until none has run in this process for a while, and looks again before each
file.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable

from sqlalchemy.exc import SQLAlchemyError

from fittrack_backend.readers import SAMPLES_VERSION
from fittrack_backend.storage.database import Database
from fittrack_backend.storage.kept_lines import keep_lines
from fittrack_backend.storage.one_at_a_time import FILLING_SAMPLES, one_at_a_time
from fittrack_backend.storage.samples_to_come import OriginalToRead, mark, next_to_read
from fittrack_backend.sync.sample_reader import SampleReader

_log = logging.getLogger("fittrack.sync")

QUIET_S = 5.0
"""How long no sync must have run: who has just synced wants to look at what came."""
LOOK_S = 30.0
"""How often it looks for what other processes brought, where several share the work."""
_AWAY_S = 300.0
"""How long it waits where the place for originals cannot be used, or nothing can be kept."""
_PUT_OFF_S = 3600.0
"""How long it waits before it tries those again that could not be read for now."""
_MOST_AWAY = 3
"""So many originals in a row that cannot be read for now: it is not they, but their place."""
_TURN = 20
"""Files of a turn; then another process may take one."""


class SampleFilling:
    """The work of one process. `is_syncing` says whether a sync runs in it."""

    def __init__(
        self, database: Database, reader: SampleReader, is_syncing: Callable[[], bool]
    ) -> None:
        self._database = database
        self._reader = reader
        self._is_syncing = is_syncing
        self._woken = threading.Event()
        self._put_off: set[str] = set()
        """Originals that cannot be read for now."""
        self._away_in_a_row = 0

    def wake(self) -> None:
        """There may be something to do, or the process ends."""
        self._woken.set()

    def run(self, stopping: threading.Event) -> None:
        """Reads what is to come until the process ends."""
        while self._is_quiet(stopping):
            self._woken.clear()
            try:
                keep_lines(self._database, lambda: stopping.is_set() or self._is_syncing())
                pause_s = self._fill(stopping)
            except SQLAlchemyError as error:
                _log.warning("samples are not read in the background for now: %s", error)
                pause_s = _AWAY_S
            self._reader.rest()
            if pause_s == _AWAY_S:
                stopping.wait(pause_s)
            else:
                self._woken.wait(pause_s)

    def _is_quiet(self, stopping: threading.Event) -> bool:
        """Waits until no sync has run for a while; False when the process ends."""
        since = time.monotonic()
        while time.monotonic() < since + QUIET_S:
            if self._is_syncing():
                since = time.monotonic()
            if stopping.wait(min(QUIET_S, 0.5)):
                return False
        return not stopping.is_set()

    def _fill(self, stopping: threading.Event) -> float | None:
        """Reads turn by turn until a sync begins or nothing is left; how long to wait then, None for ever."""
        while True:
            with one_at_a_time(self._database, FILLING_SAMPLES) as ours:
                if not ours:
                    return LOOK_S
                with self._database.session() as session:
                    found = next_to_read(session, SAMPLES_VERSION, _TURN, self._put_off)
                for original in found:
                    if stopping.is_set() or self._is_syncing():
                        return 0.0
                    if not self._read(original, stopping):
                        return _AWAY_S
            if not found:
                return self._until_more()

    def _until_more(self) -> float | None:
        if self._put_off:
            self._put_off.clear()
            return _PUT_OFF_S
        return None if self._database.is_sqlite else LOOK_S

    def _read(self, original: OriginalToRead, stopping: threading.Event) -> bool:
        """Reads and keeps the samples of an original; False where it is better to wait before the next one."""
        batch = self._reader.fill(original)
        while not batch.wait(0.2):
            if stopping.is_set():
                return True
        (found,) = batch.results()
        if found.outcome == "away":
            self._put_off.add(original.sha256)
            self._away_in_a_row += 1
            return self._away_in_a_row % _MOST_AWAY != 0
        self._away_in_a_row = 0
        if not found.kept:
            return False
        if found.outcome != "read":
            _log.info("no samples of original %s: %s", original.sha256, found.reason)
        # Also of one that cannot be read: trying again would give the same.
        with self._database.session() as session:
            mark(session, original, SAMPLES_VERSION, found.numbers)
        return True
