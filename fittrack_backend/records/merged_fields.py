"""Several records of one thing become one, field by field, by the rule that each field names.

| rule | the value of the whole |
|---|---|
| `greatest`, `least` | the greatest, or the least, that any record has |
| `sum` | that of all records |
| `last` | that of the record whose `told_at` is the latest |
| `mean` | the mean, each record's value as often as its `counted` field says |

Fields without a rule are as in the first record.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from attrs import frozen

from fittrack_backend.records.as_json import made
from fittrack_backend.records.fields import Record, RecordField, fields_of, once_a_record

R = TypeVar("R", bound=Record)

_LONG_AGO = dt.datetime.min.replace(tzinfo=dt.UTC)


def merged(records: Sequence[R]) -> R:
    """The records as one. There is at least one."""
    return merged_with_givers(records)[0]


def merged_with_givers(records: Sequence[R]) -> tuple[R, Mapping[str, frozenset[int]]]:
    """The records as one, and by field the indexes of those that give its value."""
    values: dict[str, object] = dict(vars(records[0]))
    givers: dict[str, frozenset[int]] = {}
    for field in _with_rules(type(records[0])):
        told = [
            _Told(index, value, record)
            for index, record in enumerate(records)
            if (value := getattr(record, field.name)) is not None
        ]
        if told:
            values[field.name], of = _value(field, told)
            givers[field.name] = frozenset(one.index for one in of)
    if len(records) == 1:
        return records[0], givers
    return made(type(records[0]), values), givers


@frozen
class _Told:
    """What one record has of a field."""

    index: int
    value: Any
    record: Record


def _value(field: RecordField, told: Sequence[_Told]) -> tuple[object, Sequence[_Told]]:
    match field.means.merged:
        case "greatest":
            best = max(told, key=lambda one: one.value)
        case "least":
            best = min(told, key=lambda one: one.value)
        case "last":
            best = max(told, key=lambda one: getattr(one.record, "told_at", None) or _LONG_AGO)
        case "mean":
            counted = field.means.counted
            assert counted is not None, f"{field.name} does not say of how many values it is"
            counts = [getattr(one.record, counted) or 1 for one in told]
            total = sum(one.value * count for one, count in zip(told, counts, strict=True))
            return total / sum(counts), told
        case _:
            return sum(one.value for one in told), told
    return best.value, [best]


@once_a_record
def _with_rules(record: type[Record]) -> Sequence[RecordField]:
    return [one for one in fields_of(record).values() if one.means.merged is not None]
