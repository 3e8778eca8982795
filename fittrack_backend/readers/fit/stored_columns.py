"""Messages of one kind as columns of stored values, whatever definitions they lie in.

A layout is compiled once for each definition, and rows become columns all at once: an object for each field of each
message is what garmin-fit-sdk spends its time on.
"""

from __future__ import annotations

import math
import struct
from array import array
from collections.abc import Sequence
from typing import cast

from attrs import define, field, frozen

from fittrack_backend.readers.fit.definitions import Definition
from fittrack_backend.readers.fit.developer_fields import DeveloperField, DeveloperFields
from fittrack_backend.readers.fit.profile import BASE_TYPE_MASK, BASE_TYPES, STRING, BaseType
from fittrack_backend.readers.fit.wire import Clock

Stored = int | float | str | tuple[int | float | None, ...] | None
"""A stored value; None where it is not set."""

_BYTE = 0x0D
_FLOATS = ("f", "d")
_MOST_CELLS = 24_000_000
"""More than a week with a record a second and thirty fields in each."""


@frozen
class Key:
    """Which field it is: the number in the profile, or what the file says of a developer field."""

    number: int
    developer: DeveloperField | None = None


@define
class StoredColumn:
    """The values of a field; the rest says what the file's definitions declare."""

    values: list[Stored]
    is_float: bool = False
    is_array: bool = False
    is_text: bool = False
    is_number: bool = False
    _different: frozenset[Stored] | None = field(default=None, init=False)

    def different(self) -> frozenset[Stored]:
        """The values that there are, each once."""
        if self._different is None:
            self._different = frozenset(self.values)
        return self._different


@define
class StoredColumns:
    """Takes in the messages of one kind.

    `clocks` are the times that are known where each message lies (FIT seconds), NaN where none is; `stamps` the times
    in compressed headers.
    """

    count: int = 0
    clocks: array[float] | None = None
    stamps: dict[int, int] = field(factory=dict)
    _layouts: list[_Layout] = field(factory=list)
    _by_definition: dict[Definition, _Layout] = field(factory=dict)

    def add(
        self,
        data: bytes,
        at: int,
        definition: Definition,
        clock: Clock,
        is_compressed: bool,
        described: DeveloperFields,
    ) -> None:
        layout = self._by_definition.get(definition)
        if layout is None:
            layout = _Layout.of(definition, described)
            self._by_definition[definition] = layout
            self._layouts.append(layout)
        layout.rows.append(layout.struct.unpack_from(data, at + 1))
        layout.indexes.append(self.count)
        if is_compressed and (now := clock.now()) is not None:
            self.stamps[self.count] = now
        if self.clocks is not None:
            now = clock.now()
            self.clocks.append(math.nan if now is None else now)
        self.count += 1

    def forget_definitions(self) -> None:
        """What a developer field is has changed."""
        self._by_definition.clear()

    def columns(self) -> dict[Key, StoredColumn]:
        """The fields that the messages have, by what they are; a field that is never set too.

        Fields beyond a limit on the memory are left out.
        """
        found: dict[Key, StoredColumn] = {}
        for layout in self._layouts:
            taken = list(zip(*layout.rows, strict=True))
            for slot in layout.slots:
                column = found.get(slot.key)
                if column is None:
                    if (len(found) + 1) * self.count > _MOST_CELLS:
                        continue
                    column = found[slot.key] = StoredColumn([])
                column.is_float |= slot.base.code in _FLOATS
                column.is_array |= slot.count > 1
                column.is_text |= slot.count == 0
                column.is_number |= slot.count > 0
                values = slot.values(taken)
                if not column.values and len(values) == self.count:
                    column.values = values
                else:
                    _spread(column, layout.indexes, values, self.count)
            layout.rows.clear()
        return found


def _spread(
    column: StoredColumn, indexes: Sequence[int], values: Sequence[Stored], count: int
) -> None:
    if not column.values:
        column.values = [None] * count
    target = column.values
    for index, value in zip(indexes, values, strict=True):
        if value is not None:
            target[index] = value


@frozen
class _Slot:
    """A field in a layout: the index of its first number and how many it has; none for a text."""

    key: Key
    index: int
    count: int
    base: BaseType
    is_bytes: bool

    def values(self, taken: Sequence[tuple[int | float | bytes, ...]]) -> list[Stored]:
        if self.count == 0:
            return [_text(value) for value in cast("tuple[bytes, ...]", taken[self.index])]
        if self.count == 1:
            return cast("list[Stored]", self._single(taken[self.index]))
        parts = [taken[at] for at in range(self.index, self.index + self.count)]
        if self.is_bytes:
            unset = (self.base.invalid,) * self.count
            rows = cast("zip[tuple[int, ...]]", zip(*parts, strict=True))
            return [None if row == unset else row for row in rows]
        unset_too = (None,) * self.count
        singles = zip(*map(self._single, parts), strict=True)
        return [None if row == unset_too else row for row in singles]

    def _single(self, numbers: tuple[int | float | bytes, ...]) -> list[int | float | None]:
        values = cast("tuple[int | float, ...]", numbers)
        if self.base.code in _FLOATS:
            isfinite = math.isfinite
            return [value if isfinite(value) else None for value in values]
        invalid = self.base.invalid
        if invalid in values:
            return [None if value == invalid else value for value in values]
        return list(values)


def _text(value: bytes) -> str | None:
    # The last character may be cut where the field ends.
    return value.split(b"\0", 1)[0].decode("utf-8", "ignore") or None


@define
class _Layout:
    struct: struct.Struct
    slots: list[_Slot]
    rows: list[tuple[int | float | bytes, ...]] = field(factory=list)
    indexes: array[int] = field(factory=lambda: array("L"))

    @classmethod
    def of(cls, definition: Definition, described: DeveloperFields) -> _Layout:
        codes: list[str] = [">" if definition.big else "<"]
        slots: list[_Slot] = []
        index = 0
        for key, size, base_type in _fields_of(definition, described):
            base = BASE_TYPES.get(base_type)
            if base is None or not size or size % base.size:
                codes.append(f"{size}x")
                continue
            is_text = base_type == STRING
            count = 0 if is_text else size // base.size
            codes.append(f"{size}s" if is_text else f"{count}{base.code}")
            slots.append(_Slot(key, index, count, base, base_type == _BYTE))
            index += count or 1
        return cls(struct.Struct("".join(codes)), slots)


_NOT_DESCRIBED = -1


def _fields_of(definition: Definition, described: DeveloperFields) -> list[tuple[Key, int, int]]:
    """The fields in their order: which, of how many bytes, of which base type. A developer field that is not described
    has none."""
    entries, developer = definition.fields, definition.developer
    found = [
        (Key(entries[at]), entries[at + 1], entries[at + 2] & BASE_TYPE_MASK)
        for at in range(0, len(entries), 3)
    ]
    for at in range(0, len(developer), 3):
        number, size, index = developer[at], developer[at + 1], developer[at + 2]
        known = described.known.get((index, number))
        base_type = _NOT_DESCRIBED if known is None else known.base_type
        found.append((Key(number, known), size, base_type))
    return found
