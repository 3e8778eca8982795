"""Records as they are shown: without their source where that was disconnected."""

from __future__ import annotations

from collections.abc import Container, Sequence
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import Row, select

from fittrack_backend.errors import not_found
from fittrack_backend.records.fields import Record, fields_of
from fittrack_backend.storage.scope import AccountSession, Prepared
from fittrack_backend.storage.tables import SourceRow, Table

R = TypeVar("R", bound=Record)


def all_of(database: AccountSession, record: type[R], rows: Sequence[Row[Any]]) -> list[R]:
    """The records in the rows."""
    connected = connected_sources(database)
    names = tuple(fields_of(record))
    return [_shown(record, names, row, connected) for row in rows]


def one_of(
    database: AccountSession, table: type[Table], record: type[R], record_id: UUID, what: str
) -> R:
    """The record with that id. Raises a problem 404, which names `what` it is, when there is none."""
    query = select(*table.columns(record)).where(table.column("id") == record_id)
    row = database.execute(query).one_or_none()
    if row is None:
        raise not_found(what, record_id)
    return _shown(record, tuple(fields_of(record)), row, connected_sources(database))


def _shown(record: type[R], names: Sequence[str], row: Row[Any], connected: Container[UUID]) -> R:
    """The record with the values of a row, whose columns are its fields, called so, in their order."""
    found = record.__new__(record)
    values = vars(found)
    values.update(zip(names, row, strict=True))
    if values["source_id"] not in connected:
        values["source_id"] = None
    return found


_CONNECTED = Prepared(select(SourceRow.id).where(SourceRow.is_connected()))


def connected_sources(database: AccountSession) -> set[UUID]:
    """The sources that records are shown to come from."""
    return set(database.prepared_values(_CONNECTED))
