"""Makes texts and numbers of files fit for any database: no NUL, no half characters, no odd numbers."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Any, TypeVar

from fittrack_backend.records.as_json import made
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
    return vars(record) | _changed(record)


def storable(record: R) -> R:
    """The record with values that are fit for any database: mostly itself."""
    changed = _changed(record)
    return made(type(record), vars(record) | changed) if changed else record


def _changed(record: Record) -> dict[str, object]:
    """The values that are not fit, made so."""
    values = vars(record)
    changed: dict[str, object] = {}
    for name, clean in _cleaners(type(record)):
        value = values[name]
        if value is not None:
            fit = clean(value)
            if fit is not value and (fit != value or type(fit) is not type(value)):
                changed[name] = fit
    return changed


@once_a_record
def _cleaners(record: type[Record]) -> Sequence[tuple[str, Callable[[Any], object]]]:
    found = ((field.name, _cleaner(field)) for field in fields_of(record).values())
    return [(name, clean) for name, clean in found if clean is not None]


def _cleaner(field: RecordField) -> Callable[[Any], object] | None:
    if issubclass(field.type, Record):
        return _storable_each if field.many else storable
    if field.type is str:
        one = partial(text, longest=field.means.longest)
        return (lambda texts: tuple([one(each) for each in texts])) if field.many else one
    return {float: real, int: whole}.get(field.type)


def _storable_each(records: Iterable[R]) -> tuple[R, ...]:
    return tuple([storable(record) for record in records])
