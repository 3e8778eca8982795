"""A connection to SQLite for small reads in the event loop."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable
from typing import TypeVar
from uuid import UUID

from sqlalchemy import create_engine, event
from sqlalchemy.exc import OperationalError
from sqlalchemy.pool import StaticPool

from fittrack_backend.storage.account_reads import AccountReads
from fittrack_backend.storage.database import Database
from fittrack_backend.storage.json_text import from_json_text

T = TypeVar("T")

SLOW_S = 0.2
"""A read that took longer than this was no small one: the disk is slow, or the machine is very busy."""
REST_S = 10.0
"""So long after that, reads wait in threads, where nobody waits for them."""


class ReadsAtHand:
    """A connection to SQLite for the event loop. It changes nothing, and waits for nobody."""

    def __init__(self, database: Database, clock: Callable[[], float] = time.monotonic) -> None:
        assert database.is_sqlite
        self._clock = clock
        self._rests_until = -float("inf")
        self._engine = create_engine(
            database.url,
            hide_parameters=True,
            json_deserializer=from_json_text,
            connect_args={"timeout": 0, "check_same_thread": False},
            poolclass=StaticPool,
        )
        event.listen(self._engine, "connect", _only_reads)

    def read(self, account_id: UUID, read: Callable[[AccountReads], T]) -> T | None:
        """What `read` finds of the account; None where the database would keep it waiting, or did lately."""
        began = self._clock()
        if began < self._rests_until:
            return None
        try:
            return read(AccountReads(self._engine, account_id))
        except OperationalError:
            return None
        finally:
            ended = self._clock()
            if ended - began > SLOW_S:
                self._rests_until = ended + REST_S

    def close(self) -> None:
        """Closes its connection."""
        self._engine.dispose()


def _only_reads(connection: sqlite3.Connection, _record: object) -> None:
    connection.execute("PRAGMA query_only = ON")
