"""Records as they are shown: without their source where that was disconnected."""

from __future__ import annotations

from collections.abc import Container, Sequence
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import Row, select

from fittrack_backend.errors import not_found
from fittrack_backend.records.as_json import made
from fittrack_backend.records.fields import Record, fields_of
from fittrack_backend.storage.scope import AccountSession
from fittrack_backend.storage.tables import SourceRow, Table

R = TypeVar("R", bound=Record)


def all_of(database: AccountSession, record: type[R], rows: Sequence[Row[Any]]) -> list[R]:
    """The records in the rows."""
    connected = _connected_sources(database)
    return [_shown(record, row, connected) for row in rows]


def one_of(
    database: AccountSession, table: type[Table], record: type[R], record_id: UUID, what: str
) -> R:
    """The record with that id. Raises a problem 404, which names `what` it is, when there is none."""
    query = select(*table.columns(record)).where(table.column("id") == record_id)
    row = database.execute(query).one_or_none()
    if row is None:
        raise not_found(what, record_id)
    return _shown(record, row, _connected_sources(database))


def _shown(record: type[R], row: Row[Any], connected: Container[UUID]) -> R:
    values = {name: row._mapping[name] for name in fields_of(record)}  # noqa: SLF001 (public, against homonyms)
    if values["source_id"] not in connected:
        values["source_id"] = None
    return made(record, values)


def _connected_sources(database: AccountSession) -> set[UUID]:
    return set(database.scalars(select(SourceRow.id).where(SourceRow.disconnected_at.is_(None))))
