"""Makes texts and numbers of files fit for any database: no NUL, no half characters, no odd numbers."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any, TypeVar

from fittrack_backend.records.as_json import changed
from fittrack_backend.records.fields import Record, RecordField, fields_of, once_a_record

_LARGEST = 2**31 - 1

R = TypeVar("R", bound=Record)


def text(value: str | None, longest: int | None = None) -> str | None:
    """Without NUL and lone surrogates, which PostgreSQL and UTF-8 refuse; cut to `longest`."""
    if value is None:
        return None
    clean = value.replace("\0", "").encode("utf-8", "replace").decode()
    return clean[:longest]


def real(value: float | None) -> float | None:
    """The number, or None for what is not finite."""
    return float(value) if value is not None and math.isfinite(value) else None


def whole(value: float | None) -> int | None:
    """The number rounded, or None for what does not fit into 32 bits."""
    if value is None or not math.isfinite(value) or abs(value) > _LARGEST:
        return None
    return value if type(value) is int else round(value)


def values_of(record: Record) -> dict[str, object]:
    """The record's values by name, each fit for any database."""
    return vars(record) | _made_fit(record)


def storable(record: R) -> R:
    """The record with values that are fit for any database: mostly itself."""
    unfit = _made_fit(record)
    return changed(record, unfit) if unfit else record


def _made_fit(record: Record) -> dict[str, object]:
    """The values that are not fit, made so."""
    values = vars(record)
    found: dict[str, object] = {}
    cleaners = _cleaners(type(record))
    for name, value in values.items():
        clean = cleaners.get(name)
        if clean is None or value is None:
            continue
        if clean is real and type(value) is float and math.isfinite(value):
            continue
        if not (clean is whole and type(value) is int and abs(value) <= _LARGEST):
            fit = clean(value)
            if fit is not value and (fit != value or type(fit) is not type(value)):
                found[name] = fit
    return found


@once_a_record
def _cleaners(record: type[Record]) -> Mapping[str, Callable[[Any], object]]:
    found = ((field.name, _cleaner(field)) for field in fields_of(record).values())
    return {name: clean for name, clean in found if clean is not None}


def _cleaner(field: RecordField) -> Callable[[Any], object] | None:
    if issubclass(field.type, Record):
        return _storable_each if field.many else storable
    cleaners: dict[type, Callable[[Any], object]] = {
        str: partial(text, longest=field.means.longest),
        float: real,
        int: whole,
    }
    one = cleaners.get(field.type)
    if one is None or not field.many:
        return one
    return lambda values: tuple([one(each) for each in values])


def _storable_each(records: Iterable[R]) -> tuple[R, ...]:
    return tuple([storable(record) for record in records])
