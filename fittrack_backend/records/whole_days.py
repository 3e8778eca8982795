"""What a service says of a whole day, beside what files recorded of it.

A file holds the part of a day that a device recorded until it was copied; a service says what the day was in all. So the two
never add up, and field by field:

| the rule for files | of both |
|---|---|
| `greatest`, `least` | the greatest, or the least, of all |
| `sum` | the sum of the files or what a service says, whichever is greater: both count from midnight |
| `mean` | what a service says: it was worked out from all of the day; from files, we work it out from what they have |
| `last` | the device's file, if it has the value |

Of several answers of services about one mean the one counts that is of the most values. Where two are equal, the
file comes first, then the one with the lesser digest.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from fittrack_backend.records.as_json import changed
from fittrack_backend.records.fields import RecordField, fields_of
from fittrack_backend.records.health import DayTotals
from fittrack_backend.records.merged_fields import merged_with_givers

COUNTS = frozenset(name for name in fields_of(DayTotals) if name.endswith("_count"))
"""Of how many values something is: they add up, whoever has them."""


def joined(totals: Sequence[DayTotals]) -> tuple[DayTotals, Mapping[str, frozenset[int]]]:
    """A day's totals from those of all files and services, and by field the indexes of those that give its value.
    There is at least one."""
    stated = [index for index, one in enumerate(totals) if one.whole_day]
    if not stated:
        return merged_with_givers(totals)
    recorded = [DayTotals(one.date) if one.whole_day else one for one in totals]
    found, by_files = merged_with_givers(recorded)
    givers = dict(by_files)
    values: dict[str, object] = {}
    for field in fields_of(DayTotals).values():
        told = [(i, value) for i in stated if (value := getattr(totals[i], field.name)) is not None]
        if field.means.merged is None or not told:
            continue
        value, of = _value(
            field, getattr(found, field.name), givers.get(field.name, ()), told, totals
        )
        values[field.name], givers[field.name] = value, frozenset(of)
    return changed(found, values), givers


def greater(
    recorded: float | None, by: Collection[int], stated: Iterable[tuple[int, float | None]]
) -> tuple[float | None, Collection[int]]:
    """What files add up to, or what a service says, whichever is greater; and the indexes of those who say so."""
    for index, value in stated:
        if value is not None and (recorded is None or value > recorded):
            recorded, by = value, (index,)
    return recorded, by


def _value(
    field: RecordField,
    recorded: object,
    by: Collection[int],
    stated: Sequence[tuple[int, object]],
    totals: Sequence[DayTotals],
) -> tuple[object, Collection[int]]:
    if field.name in COUNTS:
        of_all = [value for _, value in stated if isinstance(value, int)]
        count = recorded if isinstance(recorded, int) else 0
        return count + sum(of_all), {*by, *(index for index, _ in stated)}
    rule = field.means.merged
    if rule == "last" and recorded is not None:
        return recorded, by
    if rule == "last":
        index, value = stated[0]
        return value, (index,)
    if rule == "mean":
        counted = field.means.counted or ""
        index, value = max(stated, key=lambda one: getattr(totals[one[0]], counted) or 0)
        return value, (index,)
    best, givers = recorded, by
    for index, value in stated:
        if best is None or _is_better(rule, value, best):
            best, givers = value, (index,)
    return best, givers


def _is_better(rule: str | None, value: object, than: object) -> bool:
    assert isinstance(value, int | float)
    assert isinstance(than, int | float)
    return value < than if rule == "least" else value > than
