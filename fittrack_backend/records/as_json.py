"""Records as JSON: inside a column of the database, and as the contract's examples."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from attrs import frozen

from fittrack_backend.records.fields import (
    Json,
    JsonObject,
    Record,
    RecordField,
    Sparse,
    fields_of,
    once_a_record,
)

R = TypeVar("R", bound=Record)


def to_json(record: Record) -> JsonObject:
    """The record as JSON, its times in UTC; of a sparse one only what it has."""
    found: JsonObject = dict(vars(record))
    if isinstance(record, Sparse) and None in found.values():
        found = {name: value for name, value in found.items() if value is not None}
    for change in _changes(type(record)):
        value = found.get(change.name)
        if value is not None:
            found[change.name] = change.encode(value)
    return found


def from_json(record: type[R], data: Mapping[str, Json]) -> R:
    """The record that `to_json` made JSON of. A field that it did not have then has its default."""
    values: dict[str, object] = dict(data)
    names = fields_of(record).keys()
    if values.keys() != names:
        values = {name: value for name, value in data.items() if name in names}
    for change in _changes(record):
        value = values.get(change.name)
        if value is not None:
            values[change.name] = change.decode(value)
    return (sparse if issubclass(record, Sparse) else made)(record, values)


def sparse(record: type[R], values: Mapping[str, object]) -> R:
    """The sparse record with these values: its fields that they lack are None and cost nothing."""
    found = record.__new__(record)
    vars(found).update(values)
    return found


def changed(record: R, values: Mapping[str, object]) -> R:
    """The record with other values in these fields."""
    return (sparse if isinstance(record, Sparse) else made)(
        type(record), {**vars(record), **values}
    )


def made(record: type[R], values: Mapping[str, object]) -> R:
    """The record with these values, such as those of a row whose columns follow from its fields."""
    names = fields_of(record)
    if values.keys() == names.keys():  # as `__init__` would do it, in a tenth of the time
        return sparse(record, {name: values[name] for name in names})
    return record(**values)


def example_of(record: type[Record]) -> JsonObject:
    """The record in the contract's examples."""
    return {name: _example(field) for name, field in fields_of(record).items()}


def _example(field: RecordField) -> Json:
    if issubclass(field.type, Record):
        one = example_of(field.type)
        return [one] if field.many else one
    return next(iter(field.means.examples), field.means.example)


@frozen
class _Change:
    """How the values of a field change on their way to JSON and back, where JSON lacks their type."""

    name: str
    encode: Callable[[Any], Json]
    decode: Callable[[Any], object]


@once_a_record
def _changes(record: type[Record]) -> Sequence[_Change]:
    return [change for field in fields_of(record).values() if (change := _change(field))]


def _change(field: RecordField) -> _Change | None:
    kind = field.type
    if issubclass(kind, Record):
        of_one = _Change(field.name, to_json, lambda data: from_json(kind, data))
    elif issubclass(kind, dt.datetime):
        of_one = _Change(field.name, _encode_time, dt.datetime.fromisoformat)
    elif issubclass(kind, dt.date):
        of_one = _Change(field.name, dt.date.isoformat, dt.date.fromisoformat)
    else:
        assert kind in (bool, int, float, str), f"{kind} has no form in JSON"
        return _Change(field.name, list, tuple) if field.many else None
    return _of_each(of_one) if field.many else of_one


def _of_each(change: _Change) -> _Change:
    return _Change(
        change.name,
        lambda values: [change.encode(value) for value in values],
        lambda values: tuple([change.decode(value) for value in values]),
    )


def _encode_time(time: dt.datetime) -> str:
    return (time if time.tzinfo is dt.UTC else time.astimezone(dt.UTC)).isoformat()
