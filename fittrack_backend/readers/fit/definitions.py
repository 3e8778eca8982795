"""Definition messages: how the data messages after them lie in the bytes."""

from __future__ import annotations

import math
import struct
from collections.abc import Mapping
from functools import lru_cache

from attrs import frozen

from fittrack_backend.readers.fit.profile import (
    BASE_TYPE_MASK,
    BASE_TYPES,
    STRING,
    TIMESTAMP_FIELD,
    Field,
    Wanted,
    known_message,
)

COMPRESSED = 0x80
DEFINITION = 0x40
DEVELOPER = 0x20
RESERVED = 0x10
"""Bits of a message's header."""

_MOST_FIELDS = 100

Value = int | float | str | tuple[int | float, ...]

_NOTHING = struct.Struct("")
_LITTLE_TIME = struct.Struct("<I")
_BIG_TIME = struct.Struct(">I")


class Definition:
    """How one kind of message lies in the bytes; only wanted fields are taken apart."""

    __slots__ = (
        "big",
        "developer",
        "fields",
        "is_wanted",
        "layout",
        "number",
        "others",
        "single",
        "step",
        "time_at",
        "time_layout",
    )

    def __init__(self, number: int, step: int) -> None:
        self.number = number
        self.step = step
        self.time_at = 0
        self.time_layout = _LITTLE_TIME
        self.is_wanted = False
        self.layout = _NOTHING
        self.single: list[tuple[str, int, int, float, float]] = []
        """Single numbers: name, index in what the layout gives, invalid value, scale and offset."""
        self.others: list[_Slot] = []
        """Texts and arrays."""
        self.big = False
        self.fields = b""
        self.developer = b""
        """Of a message that is wanted whole: its fields and developer fields as the definition lists them."""

    def time(self, data: bytes, at: int) -> int:
        return int(self.time_layout.unpack_from(data, at + self.time_at)[0])

    def values(self, data: bytes, at: int) -> dict[str, Value]:
        found: dict[str, Value] = {}
        raw = self.layout.unpack_from(data, at + 1)
        for name, index, invalid, scale, offset in self.single:
            value = raw[index]
            if value != invalid:
                if scale != 1.0:
                    value = value / scale
                found[name] = value - offset if offset else value
        for slot in self.others:
            value = slot.read(raw)
            if value is not None:
                found[slot.field.name] = value
        return found


@frozen
class _Slot:
    field: Field
    index: int
    count: int
    invalid: int
    text: bool

    def read(self, raw: tuple[int | float | bytes, ...]) -> Value | None:
        first = raw[self.index]
        if isinstance(first, bytes):
            text = first.split(b"\0", 1)[0] if self.text else b""
            return text.decode("utf-8", "replace") if text else None
        values = raw[self.index : self.index + self.count]
        if all(value == self.invalid for value in values):
            return None
        return tuple(
            math.nan if isinstance(value, bytes) or value == self.invalid else self._scaled(value)
            for value in values
        )

    def _scaled(self, value: int | float) -> int | float:
        if self.field.scale != 1.0:
            value = value / self.field.scale
        return value - self.field.offset if self.field.offset else value


def read_definition(
    data: bytes, at: int, end: int, wanted: Wanted
) -> tuple[Definition, int] | None:
    """The definition message at `at` and where it ends; None where it cannot be one."""
    if at + 6 > end or data[at + 2] > 1:
        return None
    fields_at = at + 6
    developer_at = fields_at + 3 * data[at + 5]
    after = developer_at
    if data[at] & DEVELOPER:
        if developer_at >= end:
            return None
        after = developer_at + 1 + 3 * data[developer_at]
    if after > end:
        return None
    return _definition_of(data[at + 2 : after], wanted), after


@lru_cache(maxsize=1024)
def _definition_of(message: bytes, wanted: Wanted) -> Definition:
    """What a definition message says after its first two bytes. Files of one device have the same ones."""
    big = message[0] == 1
    number = int.from_bytes(message[1:3], "big" if big else "little")
    developer_at = 4 + 3 * message[3]
    step = 1 + sum(message[5:developer_at:3]) + sum(message[developer_at + 2 :: 3])
    definition = Definition(number, step)
    fields = message[4:developer_at]
    _lay_out(definition, fields, big, wanted.messages.get(number))
    if number in wanted.whole and fields:
        definition.is_wanted, definition.big = True, big
        definition.fields, definition.developer = fields, message[developer_at + 1 :]
    return definition


def _global_number(data: bytes, at: int, big: bool) -> int:
    return int.from_bytes(data[at + 3 : at + 5], "big" if big else "little")


def _lay_out(
    definition: Definition, entries: bytes, big: bool, chosen: Mapping[int, Field] | None
) -> None:
    if chosen is None and TIMESTAMP_FIELD not in entries[::3]:
        return
    layout = [">" if big else "<"]
    offset = 1
    index = 0
    for i in range(0, len(entries), 3):
        number, size, kind = entries[i], entries[i + 1], entries[i + 2] & BASE_TYPE_MASK
        base = BASE_TYPES.get(kind)
        if number == TIMESTAMP_FIELD and size == 4:
            definition.time_at = offset
            definition.time_layout = _BIG_TIME if big else _LITTLE_TIME
        offset += size
        wanted_field = chosen.get(number) if chosen is not None else None
        if wanted_field is None or base is None or size == 0 or size % base.size:
            layout.append(f"{size}x")
            continue
        count = 1 if kind == STRING else size // base.size
        layout.append(f"{size}s" if kind == STRING else f"{count}{base.code}")
        if count == 1 and kind != STRING:
            definition.single.append(
                (wanted_field.name, index, base.invalid, wanted_field.scale, wanted_field.offset)
            )
        else:
            slot = _Slot(wanted_field, index, count, base.invalid, kind == STRING)
            definition.others.append(slot)
        index += count
    if chosen is not None and entries:
        definition.is_wanted = True
        definition.layout = struct.Struct("".join(layout))


def is_strict_definition(data: bytes, at: int, end: int) -> bool:
    """Whether a definition message that leaves nothing to doubt begins at `at`."""
    if at + 6 > end or data[at + 1] or data[at + 2] > 1:
        return False
    count = data[at + 5]
    fields = data[at + 6 : at + 6 + 3 * count]
    if not 0 < count <= _MOST_FIELDS or len(fields) < 3 * count:
        return False
    if not known_message(_global_number(data, at, data[at + 2] == 1)):
        return False
    for i in range(0, len(fields), 3):
        base = BASE_TYPES.get(fields[i + 2] & BASE_TYPE_MASK)
        if base is None or not fields[i + 1] or fields[i + 1] % base.size:
            return False
        if bool(fields[i + 2] & 0x80) != (base.size > 1):
            return False
    return True
