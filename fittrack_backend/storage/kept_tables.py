"""The tables that triggers keep, all of them: begun anew with each upgrade of the tables."""

from __future__ import annotations

from sqlalchemy import Connection, text

from fittrack_backend.storage import activity_lines, activity_names, activity_sums, needed_originals
from fittrack_backend.storage.following import Following, install, is_installed, uninstall


def follow(connection: Connection) -> None:
    """Fills them, and lets them follow from now on."""
    let_go(connection)
    activity_sums.add_up_again(connection)
    activity_names.note_again(connection)
    needed_originals.note_again(connection)
    activity_lines.begin_again(connection)
    install(connection, _all(connection))


def follow_while_others_wait(connection: Connection) -> None:
    """The same, while servers run: nobody writes what they follow from until the transaction ends."""
    if connection.dialect.name == "sqlite":
        # The driver begins a transaction with the first change of data, not with one of tables.
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    else:
        tables = ", ".join(sorted({one.table for one in _all(connection)}))
        connection.execute(text(f"LOCK TABLE {tables} IN SHARE ROW EXCLUSIVE MODE"))
    follow(connection)


def let_go(connection: Connection) -> None:
    """Lets them follow no more."""
    uninstall(connection, _all(connection))


def are_kept(connection: Connection) -> bool:
    """Whether all of them follow."""
    return is_installed(connection, _all(connection))


def _all(connection: Connection) -> list[Following]:
    return [
        *activity_sums.followings(connection.dialect.name),
        *activity_names.followings(),
        *needed_originals.followings(),
        *activity_lines.followings(),
    ]
