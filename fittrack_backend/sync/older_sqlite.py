"""SQLite before 3.42, which lacks what DBOS asks of it under Python 3.12 and newer.

DBOS takes for granted that such a Python comes with an SQLite that knows `unixepoch('subsec')`.
A Python that was built on Debian 12 does not.
"""

from __future__ import annotations

import sqlite3
import sys
import time
from typing import Any

LACKS_SUBSEC = sys.version_info >= (3, 12) and sqlite3.sqlite_version_info < (3, 42)


class ConnectionWithSubsec(sqlite3.Connection):
    """A connection on which `unixepoch('subsec')` is the time in seconds, with its fraction."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.create_function("unixepoch", 1, _unixepoch)


def _unixepoch(modifier: object) -> float:
    if modifier != "subsec":
        raise ValueError(f"unixepoch({modifier!r}) is not provided")
    return time.time()


def engine_options(url: str) -> dict[str, dict[str, type[sqlite3.Connection]]]:
    """Options of SQLAlchemy's `create_engine` that DBOS needs for the database at `url`."""
    if LACKS_SUBSEC and url.startswith("sqlite"):
        return {"connect_args": {"factory": ConnectionWithSubsec}}
    return {}
