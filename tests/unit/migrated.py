"""An empty database with all tables, copied rather than migrated anew for each test."""

from __future__ import annotations

import functools
import tempfile
from pathlib import Path

from fittrack_backend.storage.database import Database


def migrated(path: Path) -> Database:
    """A database at `path`, as `Database.migrate` leaves it."""
    path.write_bytes(_empty())
    return Database(f"sqlite:///{path}")


@functools.cache
def _empty() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "empty.db"
        database = Database(f"sqlite:///{path}")
        database.migrate()
        database.dispose()  # the last connection moves what is in the write-ahead log into the file
        return path.read_bytes()
