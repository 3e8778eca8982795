"""Work that one process does at a time, among all that share a database."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import text

from fittrack_backend.storage.database import Database

HOUSEKEEPING = 0x4669745469647900  # "FitTidy"
FILLING_SAMPLES = 0x46697446696C6C00  # "FitFill"
NOTIFYING = 0x4669744E6F746900  # "FitNoti"
STARTING_SYNCS = 0x4669745363686500  # "FitSche"
MOVING_WORK = 0x4669744D6F766500  # "FitMove"


@contextmanager
def one_at_a_time(database: Database, work: int) -> Iterator[bool]:
    """Whether this process is the one that does `work` now; another one's turn is over when it is done or dies.

    On SQLite there is one server, and what it does at once with a command waits for its turn to write.
    """
    if database.is_sqlite:
        yield True
        return
    with database.engine.connect() as connection:
        ours = bool(connection.scalar(text("SELECT pg_try_advisory_lock(:key)"), {"key": work}))
        connection.commit()
        try:
            yield ours
        finally:
            if ours:
                connection.execute(text("SELECT pg_advisory_unlock(:key)"), {"key": work})
                connection.commit()
