"""Whether anything in the database has changed since, for what is remembered of it."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from fittrack_backend.storage.database import Database


class Changes:
    """For one thread at a time. On SQLite to ask costs microseconds and waits for nothing: the number stands in memory that all
    connections share. PostgreSQL has nothing of the kind."""

    def __init__(self, database: Database) -> None:
        # It makes no file where there is none.
        self._file = (
            f"{Path(str(database.url.database)).absolute().as_uri()}?mode=rw"
            if database.is_sqlite
            else None
        )
        self._connection: sqlite3.Connection | None = None

    def version(self) -> int | None:
        """A number that is another one once anybody has committed a change, also another process; None where that cannot be told."""
        if self._file is None:
            return None
        try:
            if self._connection is None:
                self._connection = sqlite3.connect(
                    self._file, timeout=0, isolation_level=None, check_same_thread=False, uri=True
                )
            (version,) = self._connection.execute("PRAGMA data_version").fetchone()
        except sqlite3.Error:
            return None
        assert isinstance(version, int)
        return version

    def close(self) -> None:
        """Closes its connection; asked again, it opens another."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None
