"""Many activities in SQLite, for what is measured at any number of them: those that were synced, again and again on earlier days."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

_DAYS_APART = 7
_COPIED = {"activities": "id", "recordings": "activity_id"}
"""Tables, and which of their columns names the activity."""


def multiply_activities(database: Path, count: int) -> None:
    """Copies the activities that are there, with their recordings, until there are so many. The copies have ids, digests and
    days of their own; a server may run meanwhile."""
    with closing(sqlite3.connect(database, isolation_level=None, timeout=60)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("CREATE TEMP TABLE of_old (old TEXT, new TEXT)")
        ids = "SELECT id, lower(hex(randomblob(16))) FROM activities WHERE id IN (SELECT id FROM first) LIMIT ?"
        connection.execute("CREATE TEMP TABLE first AS SELECT id FROM activities")
        (there,) = connection.execute("SELECT count(*) FROM first").fetchone()
        for times in range(1, -(-count // there)):
            connection.execute("DELETE FROM of_old")
            connection.execute(f"INSERT INTO of_old {ids}", (count - there * times,))
            for table, activity in _COPIED.items():
                connection.execute(_copy(connection, table, activity, days=_DAYS_APART * times))
        connection.execute("COMMIT")


def _copy(connection: sqlite3.Connection, table: str, activity: str, *, days: int) -> str:
    columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
    values = ", ".join(_value(column, activity, days) for column in columns)
    return (
        f"INSERT INTO {table} ({', '.join(columns)}) SELECT {values} "  # noqa: S608 (names of our own columns)
        f"FROM of_old JOIN {table} AS it ON it.{activity} = of_old.old"
    )


def _value(column: str, activity: str, days: int) -> str:
    if column == activity:
        return "of_old.new"
    if column == "id":
        return "lower(hex(randomblob(16)))"
    if column == "file_sha256":
        return "lower(hex(randomblob(32)))"
    if column in ("start_time", "end_time"):
        return f"strftime('%Y-%m-%d %H:%M:%S', it.{column}, '-{days} days') || '.000000'"
    if column == "local_start_time":
        local = f"strftime('%Y-%m-%dT%H:%M:%S', substr(it.{column}, 1, 19), '-{days} days')"
        return f"{local} || substr(it.{column}, 20)"
    if column == "date":
        return f"date(it.date, '-{days} days')"
    return f"it.{column}"
