"""Columns that follow from the fields of a record."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import (
    JSON,
    Boolean,
    Date,
    DateTime,
    Dialect,
    Double,
    Integer,
    String,
    TypeDecorator,
    Uuid,
)
from sqlalchemy.orm import MappedColumn, mapped_column
from sqlalchemy.types import TypeEngine

from fittrack_backend.records.activities import Place
from fittrack_backend.records.as_json import from_json, to_json
from fittrack_backend.records.fields import JsonObject, Record, RecordField
from fittrack_backend.storage.json_text import Encoded, json_text

V = TypeVar("V")
Bind = Callable[[Any], Any]
"""Makes of a value what the database takes."""


class UtcDateTime(TypeDecorator[dt.datetime]):
    """A time in UTC; SQLite keeps it without its zone, so it is put back on reading."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: dt.datetime | None, dialect: Dialect) -> dt.datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a time without a zone")
        return value.astimezone(dt.UTC)

    def bind_processor(self, dialect: Dialect) -> Bind | None:
        """Straight to SQLite's text: a row that a sync writes has six times."""
        return _as_utc if dialect.name == "sqlite" else super().bind_processor(dialect)

    def process_result_value(
        self, value: dt.datetime | None, dialect: Dialect
    ) -> dt.datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=dt.UTC) if value.tzinfo is None else value.astimezone(dt.UTC)

    def result_processor(
        self, dialect: Dialect, coltype: object
    ) -> Callable[[Any], dt.datetime | None] | None:
        """Straight from SQLite's text: lists have three times in each row."""
        return _in_utc if dialect.name == "sqlite" else super().result_processor(dialect, coltype)


def _in_utc(value: str | None) -> dt.datetime | None:
    return None if value is None else dt.datetime.fromisoformat(f"{value}+00:00")


def _as_utc(value: dt.datetime | None) -> str | None:
    if value is None:
        return None
    if value.tzinfo is None:
        raise ValueError("a time without a zone")
    return value.astimezone(dt.UTC).replace(tzinfo=None).isoformat(" ", "microseconds")


class AsJson(TypeDecorator[V]):
    """A value that is kept as JSON."""

    impl = JSON
    cache_ok = True

    def bind_processor(self, dialect: Dialect) -> Bind | None:
        """Straight to SQLite's text: half of what a sync writes are such values."""
        usual = super().bind_processor(dialect)
        if usual is None or dialect.name != "sqlite":
            return usual
        as_json = self.process_bind_param

        def text_of(value: Any) -> Any:
            return usual(value) if value is None else json_text(as_json(value, dialect))

        return text_of


class OneRecord(AsJson[Record]):
    """A record, kept as a JSON object."""

    cache_ok = True

    def __init__(self, record: type[Record]) -> None:
        super().__init__(none_as_null=True)
        self.record = record

    def process_bind_param(
        self, value: Record | Encoded | None, dialect: Dialect
    ) -> JsonObject | Encoded | None:
        return to_json(value) if isinstance(value, Record) else value

    def process_result_value(self, value: JsonObject | None, dialect: Dialect) -> Record | None:
        return None if value is None else from_json(self.record, value)


class Records(AsJson[tuple[Record, ...]]):
    """Some records, kept as a JSON array of objects."""

    cache_ok = True

    def __init__(self, record: type[Record]) -> None:
        super().__init__()
        self.record = record

    def process_bind_param(
        self, value: tuple[Record, ...] | Encoded | None, dialect: Dialect
    ) -> list[JsonObject] | Encoded | None:
        return [to_json(one) for one in value] if isinstance(value, tuple) else value

    def process_result_value(
        self, value: list[JsonObject] | None, dialect: Dialect
    ) -> tuple[Record, ...] | None:
        return None if value is None else tuple([from_json(self.record, one) for one in value])


class Places(AsJson[tuple[Place, ...]]):
    """Some places, kept as a JSON array of `[seconds since 1970, latitude, longitude]`.

    There are up to 32 in a recording: as objects they would be most of what is written of it.
    """

    cache_ok = True

    def process_bind_param(
        self, value: tuple[Place, ...] | None, dialect: Dialect
    ) -> list[tuple[float, float, float]] | None:
        if value is None:
            return None
        return [(place.at.timestamp(), place.lat, place.lon) for place in value]

    def process_result_value(
        self, value: list[tuple[float, float, float]] | None, dialect: Dialect
    ) -> tuple[Place, ...] | None:
        if value is None:
            return None
        return tuple(
            [Place(dt.datetime.fromtimestamp(at, dt.UTC), lat, lon) for at, lat, lon in value]
        )


class Texts(AsJson[tuple[str, ...]]):
    """Some texts, kept as a JSON array."""

    cache_ok = True

    def process_bind_param(
        self, value: tuple[str, ...] | None, dialect: Dialect
    ) -> list[str] | None:
        return None if value is None else list(value)

    def process_result_value(
        self, value: list[str] | None, dialect: Dialect
    ) -> tuple[str, ...] | None:
        return None if value is None else tuple(value)


_TYPES: Mapping[type, TypeEngine[Any]] = {
    bool: Boolean(),
    int: Integer(),
    float: Double(),
    dt.date: Date(),
    dt.datetime: UtcDateTime(),
    UUID: Uuid(),
}


def column_of(field: RecordField) -> MappedColumn[object]:
    """The field's column."""
    return mapped_column(_type_of(field), nullable=field.optional)


def _type_of(field: RecordField) -> TypeEngine[Any]:
    if issubclass(field.type, Record):
        return Records(field.type) if field.many else OneRecord(field.type)
    if field.type is str:
        return Texts() if field.many else String(field.means.longest)
    return _TYPES[field.type]
