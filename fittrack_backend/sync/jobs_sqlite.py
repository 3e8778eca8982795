"""Connections to DBOS's database where that is SQLite.

**Each step is a commit that a job waits for.** As SQLite comes, each makes and removes a journal and waits for the disk
four times. With a log (WAL) and `synchronous = NORMAL` it waits for none: a process that is killed loses nothing, and when the power fails the
last steps may be gone. That does no harm: what is to be done follows from our own database, which waits for the disk, and a step
that is done again finds what is done (`job_workflows`).

**SQLite before 3.42** lacks what DBOS asks of it under Python 3.12 and newer: it takes for granted that such a Python comes with
an SQLite that knows `unixepoch('subsec')`. A Python that was built on Debian 12 does not.
"""

from __future__ import annotations

import sqlite3
import sys
import time
from typing import Any

LACKS_SUBSEC = sys.version_info >= (3, 12) and sqlite3.sqlite_version_info < (3, 42)
_BUSY_TIMEOUT_MS = 30_000


class JobsConnection(sqlite3.Connection):
    """A connection that need not wait for the disk, and on which `unixepoch('subsec')` is the time in seconds, with
    its fraction."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if LACKS_SUBSEC:
            self.create_function("unixepoch", 1, _unixepoch)
        for setting in (
            f"busy_timeout = {_BUSY_TIMEOUT_MS}",
            "journal_mode = WAL",
            "synchronous = NORMAL",
        ):
            self.execute(f"PRAGMA {setting}")


def _unixepoch(modifier: object) -> float:
    if modifier != "subsec":
        raise ValueError(f"unixepoch({modifier!r}) is not provided")
    return time.time()


def engine_options() -> dict[str, dict[str, type[sqlite3.Connection]]]:
    """Options of SQLAlchemy's `create_engine` for it."""
    return {"connect_args": {"factory": JobsConnection}}
