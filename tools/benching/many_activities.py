"""Many activities in a database, for what is measured at any number of them: those that were synced, again and again on earlier days."""

# ruff: noqa: S608 (names of our own tables and columns)
from __future__ import annotations

from collections.abc import Callable, Mapping

from sqlalchemy import Connection, inspect

from fittrack_backend.storage.database import Database

_DAYS_APART = 7
_COPIED = {"activities": "id", "recordings": "activity_id"}
"""Tables, and which of their columns names the activity."""
_TIMES = ("start_time", "end_time")
_WITH_LAPS = 200_000
"""Of more activities the copies have no laps and no parts, which are nine tenths of 20 KB an activity."""
_AT_ONCE = 20_000
"""So many are of one transaction."""


def multiply_activities(database: Database, count: int) -> None:
    """Copies the activities that are there, with their recordings, until there are so many. The copies have ids, digests and
    days of their own, and laps where they are not too many for it; a server may run meanwhile."""
    values = _of_sqlite if database.is_sqlite else _of_postgresql
    new_id = "lower(hex(randomblob(16)))" if database.is_sqlite else "gen_random_uuid()"
    with database.engine.connect() as connection:
        run = connection.exec_driver_sql
        run("CREATE TEMP TABLE first AS SELECT id FROM activities")
        run(f"CREATE TEMP TABLE of_old AS SELECT id AS old, {new_id} AS new FROM first LIMIT 0")
        (there,) = run("SELECT count(*) FROM first").one()
        laps = {} if count <= _WITH_LAPS else {"laps": "'[]'", "parts": "NULL"}
        for times in range(1, -(-count // there)):
            run("DELETE FROM of_old")
            run(f"INSERT INTO of_old SELECT id, {new_id} FROM first LIMIT {count - there * times}")
            for table, activity in _COPIED.items():
                changed = {"id": new_id, **values(_DAYS_APART * times), activity: "of_old.new"}
                run(_copy(connection, table, activity, laps | changed))
            if there * times % _AT_ONCE < there:
                connection.commit()
        run("DROP TABLE first")
        run("DROP TABLE of_old")
        if not database.is_sqlite:
            run("ANALYZE")  # as it does by itself, a minute later
        connection.commit()


def _copy(connection: Connection, table: str, activity: str, changed: Mapping[str, str]) -> str:
    columns = [column["name"] for column in inspect(connection).get_columns(table)]
    values = ", ".join(changed.get(column, f"it.{column}") for column in columns)
    return (
        f"INSERT INTO {table} ({', '.join(columns)}) SELECT {values} "
        f"FROM of_old JOIN {table} AS it ON it.{activity} = of_old.old"
    )


def _of_sqlite(days: int) -> dict[str, str]:
    def earlier(column: str) -> str:
        return f"strftime('%Y-%m-%d %H:%M:%S', it.{column}, '-{days} days') || '.000000'"

    local = f"strftime('%Y-%m-%dT%H:%M:%S', substr(it.local_start_time, 1, 19), '-{days} days')"
    return _values(earlier, "lower(hex(randomblob(32)))", local, f"date(it.date, '-{days} days')")


def _of_postgresql(days: int) -> dict[str, str]:
    def earlier(column: str) -> str:
        return f"it.{column} - interval '{days} days'"

    digest = "encode(sha256(CAST(CAST(gen_random_uuid() AS text) AS bytea)), 'hex')"
    local = f"CAST(substr(it.local_start_time, 1, 19) AS timestamp) - interval '{days} days'"
    text = f"""to_char({local}, 'YYYY-MM-DD"T"HH24:MI:SS')"""
    return _values(earlier, digest, text, f"it.date - {days}")


def _values(
    earlier: Callable[[str], str], digest: str, local_start_time: str, date: str
) -> dict[str, str]:
    return {
        **{column: earlier(column) for column in _TIMES},
        "file_sha256": digest,
        "local_start_time": f"{local_start_time} || substr(it.local_start_time, 20)",
        "date": date,
    }
