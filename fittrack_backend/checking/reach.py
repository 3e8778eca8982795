"""Whether what several servers share can be reached: the database in PostgreSQL with its workers, and the place of originals."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TypeVar

from attrs import frozen
from sqlalchemy import func, select, text
from sqlalchemy.exc import SQLAlchemyError

from fittrack_backend.checking.check import CannotCheck
from fittrack_backend.os_errors import in_a_line, os_reason
from fittrack_backend.settings import Settings
from fittrack_backend.storage.database import Database
from fittrack_backend.storage.migrations import HEAD, revision_of
from fittrack_backend.storage.originals_place import open_store
from fittrack_backend.storage.tables import WorkerRow
from fittrack_backend.sync.workers import LOST_AFTER_S

T = TypeVar("T")

PATIENCE_S = 10.0
"""For an answer: a bucket is asked again and again for longer, and a network can swallow what is sent."""


@frozen
class SharedDatabase:
    """What a database in PostgreSQL says."""

    version: str
    """PostgreSQL's own."""
    revision: str | None
    """Of its tables; None where there are none yet."""
    working: int
    """How many processes live that take work from the queues."""
    heard_s: float | None
    """How many seconds ago one of those was last heard of, also one that is lost; None for never."""

    @property
    def is_older(self) -> bool:
        return self.revision is not None and self.revision < HEAD

    @property
    def is_newer(self) -> bool:
        return self.revision is not None and self.revision > HEAD


def shared_database(settings: Settings) -> SharedDatabase:
    """Asks the database. Raises CannotCheck."""
    return _soon(lambda: _asked(settings))


def originals_place(settings: Settings) -> None:
    """Raises CannotCheck where originals cannot be kept."""

    def look() -> None:
        try:
            open_store(settings.originals).check()
        except OSError as error:
            raise CannotCheck(os_reason(error)) from error

    _soon(look)


def _asked(settings: Settings) -> SharedDatabase:
    database = Database(settings.database_url)
    try:
        with database.engine.connect() as connection:
            version = str(connection.scalar(text("SHOW server_version")))
            revision = revision_of(connection)
            if revision != HEAD:
                return SharedDatabase(version, revision, 0, None)
            silent_s = func.extract("epoch", func.now() - WorkerRow.seen_at)
            rows = connection.execute(select(WorkerRow.queues, silent_s)).all()
        silences = [max(float(silent), 0.0) for queues, silent in rows if queues]
        working = sum(silent < LOST_AFTER_S for silent in silences)
        return SharedDatabase(version, revision, working, min(silences, default=None))
    except SQLAlchemyError as error:
        raise CannotCheck(in_a_line(error)) from error
    finally:
        database.dispose()


def _soon(look: Callable[[], T]) -> T:
    """What a look finds; raises CannotCheck where that takes too long, and what it raises."""
    found: list[T] = []
    failed: list[BaseException] = []

    def run() -> None:
        try:
            found.append(look())
        except BaseException as error:
            failed.append(error)

    thread = threading.Thread(target=run, name="reach", daemon=True)
    thread.start()
    thread.join(PATIENCE_S)
    if failed:
        raise failed[0]
    if not found:
        raise CannotCheck(f"it does not answer within {PATIENCE_S:.0f} seconds")
    return found[0]
