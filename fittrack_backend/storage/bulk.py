"""Many rows in one statement."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import Table as SqlTable
from sqlalchemy import bindparam
from sqlalchemy.orm import Session


def insert_rows(session: Session, table: SqlTable, rows: Sequence[Mapping[str, object]]) -> None:
    """Adds rows."""
    if rows:
        session.execute(table.insert(), rows)


def update_rows(
    session: Session,
    table: SqlTable,
    rows: Sequence[Mapping[str, object]],
    names: Iterable[str],
) -> None:
    """Writes these columns of rows that are there, which their `id` names."""
    if not rows:
        return
    columns = {name: f"new_{name}" for name in names}
    session.execute(
        table.update()
        .where(table.c.id == bindparam("row_id"))
        .values({name: bindparam(new) for name, new in columns.items()}),
        [
            {"row_id": row["id"], **{new: row[name] for name, new in columns.items()}}
            for row in rows
        ],
    )
