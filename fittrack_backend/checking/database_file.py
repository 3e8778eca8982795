"""The file of an SQLite database: whether its pages, rows and indexes are whole."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy.exc import DatabaseError

from fittrack_backend.checking.findings import Checked, Finding

_OF_AN_INDEX = (
    " missing from index ",
    "wrong # of entries in index ",
    "non-unique entry in index ",
)
_MOST = 100


def check(checked: Checked) -> Iterator[Finding]:
    """An index is made anew from the rows of its table; nothing else of the file can be repaired."""
    damages = _damages(checked)
    if not damages:
        return
    only_indexes = all(any(words in one for words in _OF_AN_INDEX) for one in damages)
    if only_indexes and checked.repair:
        try:
            with checked.database.engine.connect() as connection:
                connection.exec_driver_sql("REINDEX")
                connection.commit()
            left = _damages(checked)
        except DatabaseError as error:
            left = [str(error.orig)]
        damages, only_indexes = left or damages, not left
    for one in damages:
        if only_indexes:
            yield Finding("database-index", checked.mended, f"the database: {one}")
        else:
            what = f"the database file is damaged ({one}): restore a backup"
            yield Finding("database-file", "lost", what)


def _damages(checked: Checked) -> list[str]:
    try:
        with checked.database.engine.connect() as connection:
            found = connection.exec_driver_sql(f"PRAGMA integrity_check({_MOST})")
            return [str(row[0]) for row in found if row[0] != "ok"]
    except DatabaseError as error:
        return [str(error.orig)]
