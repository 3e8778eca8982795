"""Objects within rows as columns of their own, for formats that know only cells: `counts.new`.

Lists stay as they are: one has as many entries as it likes, and no sign between them is safe from their texts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from operator import itemgetter
from typing import NamedTuple

from fittrack_cli.output.columns import Row
from fittrack_contract import FIELDS

_MEMBERS = {"counts": FIELDS["SyncCounts"]}
"""The objects in the contract's lists, whose columns are there even if no row is."""

_DEEPEST = 8
"""What lies deeper stays as it is: a hostile answer is a thousand deep."""


class Flat(NamedTuple):
    """What a row with objects is as one without."""

    names: tuple[str, ...]
    values_of: Callable[[Row], Sequence[object]]


def flat(fields: Sequence[str], rows: Iterable[Row]) -> Flat:
    """The columns for these fields, by the objects that `rows`, some of those to come, have in them.

    An object that is missing has empty columns. One that stands where none did in `rows` stays an object.
    """
    known = list(rows)
    paths = [path for field in fields for path in _paths((field,), known, _MEMBERS.get(field, ()))]
    if all(len(path) == 1 for path in paths):
        return Flat(tuple(fields), _values_of(tuple(fields)))
    return Flat(
        tuple(".".join(path) for path in paths),
        lambda row: [_at(row, path) for path in paths],
    )


def _values_of(fields: tuple[str, ...]) -> Callable[[Row], Sequence[object]]:
    if len(fields) < 2:  # of one alone, a getter makes no tuple
        return lambda row: [row.get(field) for field in fields]
    every = itemgetter(*fields)

    def values_of(row: Row) -> Sequence[object]:
        try:
            found: tuple[object, ...] = every(row)
        except KeyError:
            return [row.get(field) for field in fields]
        return found

    return values_of


def _paths(
    path: tuple[str, ...], rows: Sequence[Row], members: Sequence[str]
) -> list[tuple[str, ...]]:
    found = [value for row in rows if (value := _at(row, path)) is not None]
    if len(path) > _DEEPEST or not all(isinstance(value, dict) and value for value in found):
        return [path]  # also an object without members, of which there would be nothing to see
    names = dict.fromkeys([*members, *(name for value in found for name in value)])  # type: ignore[attr-defined]
    inner = [one for name in names for one in _paths((*path, name), rows, ())]
    return inner or [path]


def _at(row: Row, path: Sequence[str]) -> object:
    value: object = row
    for name in path:
        value = value.get(name) if isinstance(value, dict) else None
    return value
