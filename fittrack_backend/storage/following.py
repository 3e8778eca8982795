"""Tables that follow others by triggers: what is written to one is told by the other in the same transaction.

Triggers, not code beside each writer: whoever writes cannot forget it, and neither can a process of the last version
that still runs. What they do adds and takes away, so two that write at once on PostgreSQL lose nothing.
"""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen
from sqlalchemy import Connection, inspect

ANY: tuple[str, ...] = ()


@frozen
class Following:
    """What becomes of rows of `table` that count, as SQL in which `{row}` is the row.

    `gained` runs for a row that counts now, `lost` for one that counted until now; both where one of `columns` changed in a row that
    counts before and after; of `ANY` column, at each UPDATE. A row that is neither is nobody's business. Where nothing is to be
    done, there is no trigger.
    """

    name: str
    table: str
    columns: Sequence[str]
    counts: str
    gained: Sequence[str]
    lost: Sequence[str]


def install(connection: Connection, followings: Sequence[Following]) -> None:
    """Lets these tables follow from now on."""
    of_dialect = _in_sqlite if connection.dialect.name == "sqlite" else _in_postgresql
    for one in followings:
        for statement in of_dialect(one):
            connection.exec_driver_sql(statement)


def uninstall(connection: Connection, followings: Sequence[Following]) -> None:
    """Lets them follow no more."""
    tables = set(inspect(connection).get_table_names())
    for one in followings:
        if one.table in tables:
            for name in _names(connection, one):
                of_table = "" if connection.dialect.name == "sqlite" else f" ON {one.table}"
                connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {name}{of_table}")


def is_installed(connection: Connection, followings: Sequence[Following]) -> bool:
    """Whether all of them follow."""
    query = (
        "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        if connection.dialect.name == "sqlite"
        else "SELECT tgname FROM pg_trigger WHERE tgenabled <> 'D'"
    )
    there = {name for (name,) in connection.exec_driver_sql(query)}
    return all(name in there for one in followings for name in _names(connection, one))


_WHEN = ("inserted", "deleted", "changed_from", "changed_to")


def _names(connection: Connection, one: Following) -> list[str]:
    if connection.dialect.name == "sqlite":
        return [f"{one.name}_{when}" for when, does in zip(_WHEN, _done(one), strict=True) if does]
    return [one.name]


def _done(one: Following) -> tuple[Sequence[str], ...]:
    """What is done at each of `_WHEN`."""
    return one.gained, one.lost, one.lost, one.gained


def _in_sqlite(one: Following) -> list[str]:
    of = f"UPDATE{_of_columns(one)}"
    changed = (
        f"({_columns(one, 'OLD')}) IS NOT ({_columns(one, 'NEW')}) AND " if one.columns else ""
    )
    events = (
        ("INSERT", one.counts, "NEW"),
        ("DELETE", one.counts, "OLD"),
        (of, changed + one.counts, "OLD"),
        (of, changed + one.counts, "NEW"),
    )

    def trigger(when: str, event: str, condition: str, row: str, statements: Sequence[str]) -> str:
        body = " ".join(f"{statement.format(row=row)};" for statement in statements)
        return (
            f"CREATE TRIGGER {one.name}_{when} AFTER {event} ON {one.table} "
            f"WHEN {condition.format(row=row)} BEGIN {body} END"
        )

    return [
        trigger(when, *event, statements)
        for when, event, statements in zip(_WHEN, events, _done(one), strict=True)
        if statements
    ]


def _in_postgresql(one: Following) -> list[str]:
    def when(row: str, statements: Sequence[str]) -> str:
        body = " ".join(f"{statement.format(row=row)};" for statement in statements)
        return f"IF {one.counts.format(row=row)} THEN {body} END IF;"

    changed = "TRUE"
    if one.columns:
        changed = f"({_columns(one, 'OLD')}) IS DISTINCT FROM ({_columns(one, 'NEW')})"
    gained, lost = when("NEW", one.gained), when("OLD", one.lost)
    return [
        f"CREATE OR REPLACE FUNCTION {one.name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"IF TG_OP = 'INSERT' THEN {gained} "
        f"ELSIF TG_OP = 'DELETE' THEN {lost} "
        f"ELSIF {changed} THEN {lost} {gained} END IF; "
        "RETURN NULL; END $$",
        f"CREATE TRIGGER {one.name} AFTER INSERT OR DELETE OR UPDATE{_of_columns(one)} "
        f"ON {one.table} FOR EACH ROW EXECUTE FUNCTION {one.name}()",
    ]


def _of_columns(one: Following) -> str:
    return f" OF {', '.join(one.columns)}" if one.columns else ""


def _columns(one: Following, row: str) -> str:
    return ", ".join(f"{row}.{column}" for column in one.columns)
