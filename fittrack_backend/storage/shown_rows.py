"""Rows of long lists as the contract shows them, made of what the database's driver gives.

What SQLite has as text and JSON has as text stays text: no time and no id becomes an object only to be written again.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from itertools import starmap
from typing import Any, TypeAlias
from uuid import UUID

import msgspec
from attrs import frozen

from fittrack_backend.records.fields import Record, RecordField, fields_of, once_a_record
from fittrack_backend.storage.json_text import from_json_text
from fittrack_backend.storage.scope import AccountSession
from fittrack_backend.storage.shown import connected_sources

ShownRow: TypeAlias = msgspec.Struct
"""A row with the fields of its record, whose values JSON has as the record's."""
_Change: TypeAlias = Callable[[Any], object]


@frozen
class _Form:
    """What rows of a record become, and how the values in some of their columns change for it."""

    struct: type[msgspec.Struct]
    changes: Sequence[tuple[int, _Change]]
    source: int
    """The place of `source_id`."""


def all_of(
    database: AccountSession, record: type[Record], rows: Sequence[tuple[Any, ...]]
) -> list[ShownRow]:
    """The rows, whose columns are the record's fields in their order, without sources that were disconnected."""
    if not rows:
        return []
    is_sqlite = database.get_bind().dialect.name == "sqlite"
    form = _FORM_OF_SQLITE(record) if is_sqlite else _FORM_OF_POSTGRESQL(record)
    columns: list[Sequence[object]] = list(zip(*rows, strict=True))
    for place, change in form.changes:
        columns[place] = _changed(columns[place], change)
    connected = connected_sources(database)
    sources = {(one.hex if is_sqlite else one): one for one in connected}
    columns[form.source] = list(map(sources.get, columns[form.source]))  # type: ignore[arg-type]
    return list(starmap(form.struct, zip(*columns, strict=True)))


def _changed(column: Sequence[object], change: _Change) -> Sequence[object]:
    """The column's values after the change, each of them made once: rows of one batch have many in common."""
    different = set(column)
    if len(different) * 2 > len(column):
        return [None if value is None else change(value) for value in column]
    known = {value: None if value is None else change(value) for value in different}
    return [known[value] for value in column]


def _form(record: type[Record], change_of: Callable[[RecordField], _Change | None]) -> _Form:
    fields = fields_of(record)
    assert not any(issubclass(field.type, Record) for field in fields.values())
    changes = [
        (place, change)
        for place, (name, field) in enumerate(fields.items())
        if name != "source_id" and (change := change_of(field)) is not None
    ]
    # Nothing in it leads back to it: the collector of garbage need not look.
    struct = msgspec.defstruct(record.__name__, [(name, Any) for name in fields], gc=False)
    return _Form(struct, changes, list(fields).index("source_id"))


def _of_sqlite(field: RecordField) -> _Change | None:
    if field.many:
        return from_json_text
    return _OF_SQLITE.get(field.type)


def _of_postgresql(field: RecordField) -> _Change | None:
    return _in_utc if field.type is dt.datetime else None


def _uuid(digits: str) -> str:
    return f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}"


def _time(text: str) -> str:
    """A time as RFC 3339 has it; SQLite's has always six digits of a second, and no zone."""
    if text[19:] == ".000000":
        return f"{text[:10]}T{text[11:19]}Z"
    return f"{text[:10]}T{text[11:]}Z"


def _in_utc(time: dt.datetime) -> dt.datetime:
    return time.astimezone(dt.UTC)


_OF_SQLITE: dict[type, _Change] = {UUID: _uuid, dt.datetime: _time, bool: bool}
_FORM_OF_SQLITE = once_a_record(lambda record: _form(record, _of_sqlite))
_FORM_OF_POSTGRESQL = once_a_record(lambda record: _form(record, _of_postgresql))
