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

from fittrack_backend.records.as_json import made
from fittrack_backend.records.fields import Record, RecordField, fields_of, once_a_record

R = TypeVar("R", bound=Record)

_LONG_AGO = dt.datetime.min.replace(tzinfo=dt.UTC)
_ALONE = frozenset({0})

Given = tuple[int, Any]
"""The index of a record that has a value, and the value."""


def merged(records: Sequence[R]) -> R:
    """The records as one. There is at least one."""
    return merged_with_givers(records)[0] if len(records) > 1 else records[0]


def merged_with_givers(records: Sequence[R]) -> tuple[R, Mapping[str, frozenset[int]]]:
    """The records as one, and by field the indexes of those that give its value."""
    each = [vars(one) for one in records]
    rules = _with_rules(type(records[0]))
    if len(each) == 1:
        return records[0], {name: _ALONE for name in rules if each[0].get(name) is not None}
    values: dict[str, object] = dict(each[0])
    givers: dict[str, frozenset[int]] = {}
    for name, field in rules.items():
        told = [(at, value) for at, one in enumerate(each) if (value := one.get(name)) is not None]
        if told:
            values[name], of = _value(field, told, records)
            givers[name] = frozenset([at for at, _ in of])
    return made(type(records[0]), values), givers


def _value(
    field: RecordField, told: Sequence[Given], records: Sequence[Record]
) -> tuple[object, Sequence[Given]]:
    match field.means.merged:
        case "greatest":
            best = max(told, key=_its_value)
        case "least":
            best = min(told, key=_its_value)
        case "last":
            best = max(told, key=lambda one: getattr(records[one[0]], "told_at", None) or _LONG_AGO)
        case "mean":
            counted = field.means.counted
            assert counted is not None, f"{field.name} does not say of how many values it is"
            counts = [getattr(records[at], counted) or 1 for at, _ in told]
            total = sum(value * count for (_, value), count in zip(told, counts, strict=True))
            return total / sum(counts), told
        case _:
            return sum(value for _, value in told), told
    return best[1], [best]


def _its_value(one: Given) -> Any:
    return one[1]


@once_a_record
def _with_rules(record: type[Record]) -> Mapping[str, RecordField]:
    return {name: one for name, one in fields_of(record).items() if one.means.merged is not None}
