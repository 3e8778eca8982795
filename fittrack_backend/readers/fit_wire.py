"""The FIT protocol: from bytes to messages.

Written for three things that garmin-fit-sdk's own decoder does not do: it takes apart only the
messages that are asked for, and so is many times as quick; it understands compressed timestamps;
and it carries on behind a damaged part. What fields mean still comes from the SDK's profile, and
tests hold the results against the SDK's.

Source: "Flexible and Interoperable Data Transfer (FIT) Protocol", Garmin.
"""

from __future__ import annotations

import math
import struct
from collections.abc import Iterator, Mapping

from attrs import define, field, frozen

from fittrack_backend.readers.fit_profile import (
    BASE_TYPE_MASK,
    BASE_TYPES,
    STRING,
    TIMESTAMP_FIELD,
    Field,
    Wanted,
    known_message,
)

HEADER_SIZES = (12, 14)
SIGNATURE = b".FIT"
CRC_SIZE = 2

EARLIEST = 0x10000000
"""Below this a FIT time counts from when the device was switched on, and is no date."""
LATEST = 3_471_379_200
"""2100-01-01 in FIT seconds (since 1989-12-31T00:00:00Z)."""

_COMPRESSED = 0x80
_DEFINITION = 0x40
_DEVELOPER = 0x20
_RESERVED = 0x10

_SEARCH_LIMIT = 1 << 20
_CANDIDATE_LIMIT = 5_000
"""How many bytes and likely places are tried, in all, as the place where the messages go on."""
_CHAIN = 6
_MOST_FIELDS = 100
_TAIL = 1024
_SAME_RECORDING_S = 40 * 86_400

Value = int | float | str | tuple[int | float, ...]


@frozen
class Message:
    """One message: its wanted fields by name, scaled, without those that are not set.

    An array keeps its length: where some of its values are not set, these are NaN. `clock` is the last full timestamp up to and including this message, in FIT seconds.
    """

    number: int
    values: dict[str, Value]
    clock: int | None


@define
class Part:
    """One FIT file among those that are chained in a file, and what was found wrong with it.

    Messages lie in `start` … `end`. The findings about the messages are complete once
    `messages` has run to its end.
    """

    data: bytes
    start: int
    end: int
    cut: bool = False
    bad_checksum: bool = False
    no_length: bool = False
    wrong_length: bool = False
    ignored_after: int = 0
    passed_over: int = 0
    left_out_from: int | None = None

    @property
    def incomplete(self) -> bool:
        """Whether messages are missing, or may be."""
        return bool(
            self.cut or self.no_length or self.passed_over or self.left_out_from is not None
        )


def is_header(data: bytes, at: int) -> bool:
    """Whether a FIT file header begins at `at`."""
    return len(data) >= at + 12 and data[at] in HEADER_SIZES and data[at + 8 : at + 12] == SIGNATURE


def _next_header(data: bytes, after: int) -> int | None:
    found = data.find(SIGNATURE, after + 8)
    while found != -1:
        if is_header(data, found - 8):
            return found - 8
        found = data.find(SIGNATURE, found + 1)
    return None


def parts(data: bytes) -> Iterator[Part]:
    """The FIT files chained in `data`, each with its bounds and its checksum compared.

    A header whose length is missing or wrong is made good: the messages then end where the next
    header begins, or the file ends.
    """
    at: int | None = 0 if is_header(data, 0) else _next_header(data, 0)
    while at is not None:
        part = _part_at(data, at)
        at = part.end if is_header(data, part.end) else None
        if at is None:
            after = part.end if part.cut else min(len(data), part.end + CRC_SIZE)
            at = after if is_header(data, after) else _next_header(data, after)
            rest = data[after : len(data) if at is None else at]
            if rest.strip(b"\0"):
                part.ignored_after = len(rest)
        yield part


def _part_at(data: bytes, at: int) -> Part:
    size = len(data)
    start = at + data[at]
    length = int.from_bytes(data[at + 4 : at + 8], "little")
    end = start + length
    if length and end + CRC_SIZE <= size:
        part = Part(data, start, end)
        after = end + CRC_SIZE
        if crc(data, at, end) != int.from_bytes(data[end:after], "little"):
            if is_header(data, after) or not data[after:].strip(b"\0"):
                part.bad_checksum = True
            else:
                part.wrong_length = True
                part.end = _end_without_length(data, at, start)
        return part
    if length and end <= size:
        return Part(data, start, end, cut=True)
    following = _next_header(data, start)
    if length and following is None:
        return Part(data, min(start, size), size, cut=True)
    part = Part(data, min(start, size), _end_without_length(data, at, start))
    part.no_length, part.wrong_length = not length, bool(length)
    return part


def _end_without_length(data: bytes, at: int, start: int) -> int:
    following = _next_header(data, start)
    limit = len(data) if following is None else following
    return max(min(start, limit), limit - CRC_SIZE) if limit - start >= CRC_SIZE else limit


class _Definition:
    """How one kind of message lies in the bytes; only wanted fields are taken apart."""

    __slots__ = ("layout", "number", "slots", "step", "time_at", "time_layout")

    def __init__(self, number: int, step: int) -> None:
        self.number = number
        self.step = step
        self.time_at = 0
        self.time_layout = _LITTLE_TIME
        self.layout: struct.Struct | None = None
        self.slots: list[_Slot] = []

    def time(self, data: bytes, at: int) -> int:
        return int(self.time_layout.unpack_from(data, at + self.time_at)[0])

    def values(self, data: bytes, at: int) -> dict[str, Value]:
        found: dict[str, Value] = {}
        if self.layout is None:
            return found
        raw = self.layout.unpack_from(data, at + 1)
        for slot in self.slots:
            value = slot.read(raw)
            if value is not None:
                found[slot.field.name] = value
        return found


_LITTLE_TIME = struct.Struct("<I")
_BIG_TIME = struct.Struct(">I")


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
        if self.count == 1:
            return None if first == self.invalid else self._scaled(first)
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


def _definition(data: bytes, at: int, end: int, wanted: Wanted) -> tuple[_Definition, int] | None:
    """The definition message at `at` and where it ends; None where it cannot be one."""
    if at + 6 > end or data[at + 2] > 1:
        return None
    big = data[at + 2] == 1
    number = _global_number(data, at, big)
    fields_at = at + 6
    developer_at = fields_at + 3 * data[at + 5]
    after = developer_at
    step = 1
    if data[at] & _DEVELOPER:
        if developer_at >= end:
            return None
        after = developer_at + 1 + 3 * data[developer_at]
        if after > end:
            return None
        step += sum(data[developer_at + 2 : after : 3])
    if after > end:
        return None
    step += sum(data[fields_at + 1 : developer_at : 3])
    definition = _Definition(number, step)
    _lay_out(definition, data[fields_at:developer_at], big, wanted.get(number))
    return definition, after


def _global_number(data: bytes, at: int, big: bool) -> int:
    return int.from_bytes(data[at + 3 : at + 5], "big" if big else "little")


def _lay_out(
    definition: _Definition, entries: bytes, big: bool, chosen: Mapping[int, Field] | None
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
        definition.slots.append(_Slot(wanted_field, index, count, base.invalid, kind == STRING))
        index += count
    if chosen is not None and entries:
        definition.layout = struct.Struct("".join(layout))


def messages(part: Part, wanted: Wanted) -> Iterator[Message]:
    """The wanted messages of `part` in their order.

    Where bytes cannot be understood, the next place from which several messages follow each other
    soundly is looked for; how many bytes were passed over is noted in `part`.
    """
    data, at, end = part.data, part.start, part.end
    part.passed_over, part.left_out_from = 0, None
    known: list[_Definition | None] = [None] * 16
    clock = _Clock(data)
    search = _Search(data, end, known, wanted)
    while at < end:
        header = data[at]
        if header < _DEFINITION:
            definition = known[header & 0x0F]
        elif header & _COMPRESSED:
            definition = known[header >> 5 & 0x03]
        else:
            defined = _definition(data, at, end, wanted)
            if defined is not None:
                known[header & 0x0F], at = defined
                continue
            definition = None
        if definition is not None and at + definition.step <= end:
            if definition.time_at:
                clock.at, clock.definition = at, definition
                if clock.anchor is None:
                    clock.note_anchor()
            if header & _COMPRESSED:
                clock.advance(header & 0x1F)
            if definition.layout is not None:
                values = definition.values(data, at)
                now = clock.now()
                if header & _COMPRESSED and now is not None:
                    values["timestamp"] = now
                yield Message(definition.number, values, now)
            at += definition.step
            continue
        found = search.resume(at + 1, clock.anchor)
        if found is None:
            begins = definition is not None or _DEFINITION <= header < _COMPRESSED
            if begins and end - at < _TAIL:
                part.cut = True
            elif end - at > CRC_SIZE:
                part.left_out_from = at
            return
        part.passed_over += found - at
        at = found


@define
class _Clock:
    """The time as the messages tell it; looked up only when somebody asks."""

    data: bytes
    at: int = 0
    definition: _Definition | None = None
    anchor: int | None = None
    _now: int | None = field(default=None, alias="now_")

    def now(self) -> int | None:
        if self.definition is not None:
            told = self.definition.time(self.data, self.at)
            if EARLIEST <= told < LATEST:
                self._now = told
            self.definition = None
        return self._now

    def advance(self, low_bits: int) -> None:
        """A compressed timestamp: the low five bits of a time less than 32 s after the last."""
        now = self.now()
        if now is not None:
            self._now = now + ((low_bits - now) & 0x1F)

    def note_anchor(self) -> None:
        self.anchor = self.now()


@define
class _Search:
    """Looks behind damage for the place where the messages go on, within limits."""

    data: bytes
    end: int
    known: list[_Definition | None]
    wanted: Wanted
    bytes_left: int = _SEARCH_LIMIT
    candidates_left: int = _CANDIDATE_LIMIT

    def resume(self, after: int, anchor: int | None) -> int | None:
        """Where several messages follow each other soundly, from `after` on."""
        for at in range(after, min(self.end, after + self.bytes_left)):
            self.bytes_left -= 1
            header = self.data[at]
            if header & (_COMPRESSED | _RESERVED):
                continue
            if header < _DEFINITION:
                if header & _DEVELOPER or self.known[header] is None:
                    continue
            elif not _strict_definition(self.data, at, self.end):
                continue
            if not self.candidates_left:
                return None
            self.candidates_left -= 1
            if self._sound_from(at, anchor):
                return at
        return None

    def _sound_from(self, at: int, anchor: int | None) -> bool:
        defined: dict[int, _Definition] = {}
        evidence = 0
        for _ in range(_CHAIN):
            if at == self.end or evidence >= _CHAIN:
                break
            header = self.data[at]
            if header & (_COMPRESSED | _RESERVED):
                return False
            if header & _DEFINITION:
                strict = _strict_definition(self.data, at, self.end)
                found = _definition(self.data, at, self.end, self.wanted) if strict else None
                if found is None:
                    return False
                defined[header & 0x0F], at = found
                evidence += 2
                continue
            definition = defined.get(header & 0x0F) or self.known[header & 0x0F]
            if definition is None or header & _DEVELOPER or at + definition.step > self.end:
                return False
            if definition.time_at:
                told = definition.time(self.data, at)
                near = told if anchor is None else anchor
                if not EARLIEST <= told < LATEST or abs(told - near) > _SAME_RECORDING_S:
                    return False
                evidence += 1
            at += definition.step
        return evidence >= 2


def _strict_definition(data: bytes, at: int, end: int) -> bool:
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


def _crc_table() -> tuple[int, ...]:
    table = []
    for byte in range(256):
        value = byte
        for _ in range(8):
            value = value >> 1 ^ 0xA001 if value & 1 else value >> 1
        table.append(value)
    return tuple(table)


_CRC_TABLE = _crc_table()
_CRC_PERIOD = 32_767
_CRC_BLOCK = 1 << 20


def crc(data: bytes, start: int, end: int) -> int:
    """The FIT checksum (CRC-16/ARC) of `data[start:end]`.

    A byte at a time is slow in Python. The polynomial is (x + 1)(x¹⁵ + x + 1), so x to the power
    of 32,767 is 1 modulo it: bits that far apart weigh the same, and long data can be folded onto
    32,767 bits with a few operations on big integers before the table takes over.
    """
    value = 0
    for at in range(start, end, _CRC_BLOCK):
        block = data[at : min(at + _CRC_BLOCK, end)]
        if len(block) * 8 > _CRC_PERIOD:
            folded = int.from_bytes(block, "little") ^ value
            span = _CRC_PERIOD
            while span < len(block) * 8:
                span *= 2
            folded <<= span - len(block) * 8
            while span > _CRC_PERIOD:
                span //= 2
                folded = (folded >> span) ^ (folded & ((1 << span) - 1))
            block = (folded << 1).to_bytes((_CRC_PERIOD + 1) // 8, "little")
            value = 0
        for byte in block:
            value = value >> 8 ^ _CRC_TABLE[(value ^ byte) & 0xFF]
    return value
