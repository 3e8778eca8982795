"""FIT files at random, byte by byte: what encoders do not write and devices do.

Fields of the profile in any order and size, either byte order, local types that are defined again, developer fields of
every base type, compressed timestamps, counters that begin anew, heart rates of straps, several sessions.
"""

from __future__ import annotations

import random
import struct

from attrs import define, field
from garmin_fit_sdk import Profile
from garmin_fit_sdk.fit import BASE_TYPE_DEFINITIONS, FIELD_TYPE_TO_BASE_TYPE

from tests.unit.readers.fit_bytes import START, fit_seconds, with_checksum

_RECORD, _HR, _HRV, _EVENT, _SESSION = 20, 132, 78, 21, 18
_DESCRIPTION, _DEVELOPER = 206, 207
_FIELDS = {
    number: entry
    for number, entry in Profile["messages"][_RECORD]["fields"].items()
    if number != 253 and entry["name"] not in ("compressed_speed_distance", "heart_rate")
}
_UNKNOWN = (61, 66, 90, 107, 134, 135, 136, 143, 144)
_BASE_TYPES = (
    0x00,
    0x01,
    0x02,
    0x83,
    0x84,
    0x85,
    0x86,
    0x07,
    0x88,
    0x89,
    0x0A,
    0x8B,
    0x8C,
    0x0D,
    0x8E,
    0x8F,
    0x90,
)


@define
class FieldPlan:
    """How a field lies in a message."""

    number: int
    base_type: int
    count: int

    @property
    def size(self) -> int:
        return self.count * int(BASE_TYPE_DEFINITIONS[self.base_type & 0x1F]["size"])


@define
class Generated:
    """A FIT file, and whether it needs a decoder that understands compressed timestamps."""

    seed: int
    is_compressed: bool
    body: bytearray = field(factory=bytearray)

    def bytes(self) -> bytes:
        return with_checksum(bytes(self.body))


def generated(seed: int, *, is_compressed: bool = False) -> Generated:
    """The file of this seed, always the same."""
    return _Writer(random.Random(seed), Generated(seed, is_compressed)).write()


@define
class _Writer:
    random: random.Random
    file: Generated
    time: int = fit_seconds(START)
    developer: list[tuple[int, int, int]] = field(factory=list)
    """Developer fields that are described: index, number and base type."""
    local: dict[int, tuple[list[FieldPlan], list[tuple[FieldPlan, int]], bool, bool]] = field(
        factory=dict
    )
    """By local type: fields, developer fields with their index, byte order, and whether it has a time."""

    def write(self) -> Generated:
        self._message(0, 0, [(0, 0x00, b"\x04")])
        begun = self.time
        self._describe()
        starts = [begun]
        for _ in range(self.random.randint(1, 4)):
            self._define_records()
            for _ in range(self.random.randint(3, 25)):
                self._record()
                self._between()
            if self.random.random() < 0.3:
                starts.append(self.time + 1)
                self.time += 60
        if not self.file.is_compressed and self.random.random() < 0.4:
            self._strap(begun)
        for start, end in zip(starts, [*starts[1:], self.time], strict=True):
            values = [(253, end), (2, start), (7, (end - start) * 1000), (8, (end - start) * 1000)]
            fields = [(number, 0x86, struct.pack("<I", value)) for number, value in values]
            self._message(15, _SESSION, [*fields, (5, 0x00, b"\x01")])
        return self.file

    def _describe(self) -> None:
        for index in range(self.random.randint(0, 3)):
            self._message(13, _DEVELOPER, [(3, 0x02, bytes([index]))])
            for number in range(self.random.randint(1, 4)):
                base_type = self.random.choice(_BASE_TYPES)
                name = f"Field {index}.{number}".encode() + b"\0"
                fields = [
                    (0, 0x02, bytes([index])),
                    (1, 0x02, bytes([number])),
                    (2, 0x02, bytes([base_type])),
                    (3, 0x07, name),
                    (8, 0x07, b"kN/m\0"),
                ]
                if self.random.random() < 0.3:
                    fields += [(14, 0x84, struct.pack("<H", _RECORD)), (15, 0x02, b"\x07")]
                self._message(14, _DESCRIPTION, fields)
                self.developer.append((index, number, base_type))

    def _define_records(self) -> None:
        for local in self.random.sample(range(4), self.random.randint(1, 3)):
            fields: list[FieldPlan] = []
            for number in self.random.sample(sorted(_FIELDS), self.random.randint(1, 12)):
                base = FIELD_TYPE_TO_BASE_TYPE[_FIELDS[number]["base_type"]]
                is_array = _FIELDS[number]["array"] == "true"
                count = self.random.randint(1, 5) if is_array else 1
                fields.append(FieldPlan(number, base, count))
            if self.random.random() < 0.5:
                fields.append(FieldPlan(3, 0x02, 1))
            for number in self.random.sample(_UNKNOWN, self.random.randint(0, 2)):
                base = self.random.choice([0x02, 0x84, 0x86, 0x85])
                fields.append(FieldPlan(number, base & 0x1F, self.random.choice([1, 1, 3])))
            has_time = not (self.file.is_compressed and self.random.random() < 0.6)
            if has_time:
                fields.insert(self.random.randint(0, len(fields)), FieldPlan(253, 0x06, 1))
            developer = [
                (FieldPlan(number, base_type, self._developer_count(base_type)), index)
                for index, number, base_type in self.random.sample(
                    self.developer, self.random.randint(0, len(self.developer))
                )
            ]
            big = self.random.random() < 0.3
            self.local[local] = fields, developer, big, has_time
            self._definition(local, _RECORD, fields, developer, big)

    def _developer_count(self, base_type: int) -> int:
        if base_type == 0x07:
            return self.random.randint(2, 9)
        return self.random.choice([1, 1, 1, 2, 4])

    def _record(self) -> None:
        local = self.random.choice(sorted(self.local))
        fields, developer, big, has_time = self.local[local]
        self.time += self.random.choice([0, 1, 1, 1, 2, 5, 29])
        if has_time:
            self.file.body.append(local)
        else:
            self.file.body.append(0x80 | local << 5 | self.time & 0x1F)
        for plan in fields:
            self._value(plan, big)
        for plan, _ in developer:
            self._value(plan, big)

    def _value(self, plan: FieldPlan, big: bool) -> None:
        base = BASE_TYPE_DEFINITIONS[plan.base_type & 0x1F]
        order = ">" if big else "<"
        if plan.number == 253 and plan.size == 4:
            self.file.body += struct.pack(f"{order}I", self.time)
            return
        if plan.base_type & 0x1F == 0x07:
            text = "".join(self.random.choices("abcä ", k=self.random.randint(0, plan.count)))
            self.file.body += text.encode()[: plan.count].ljust(plan.count, b"\0")
            return
        all_invalid = self.random.random() < 0.1
        for _ in range(plan.count):
            is_invalid = all_invalid or (self.random.random() < 0.1 and base["type"] != 0x0D)
            self.file.body += self._number(base, order, is_invalid)

    def _number(self, base: dict[str, object], order: str, is_invalid: bool) -> bytes:
        code, size = str(base["type_code"]), int(str(base["size"]))
        if code in "fd":
            if is_invalid:
                return b"\xff" * size
            return struct.pack(f"{order}{code}", self.random.uniform(-1e3, 1e3))
        invalid = int(str(base["invalid"]))
        if is_invalid:
            return struct.pack(f"{order}{code}", invalid)
        bits = 8 * size
        low, high = (
            (-(1 << bits - 1), (1 << bits - 1) - 1) if base["signed"] else (0, (1 << bits) - 1)
        )
        value = self.random.choice([self.random.randint(low, high), self.random.randint(1, 100)])
        return struct.pack(f"{order}{code}", 1 if value == invalid else value)

    def _between(self) -> None:
        """What other messages lie among records."""
        if self.random.random() < 0.1:
            intervals = [self.random.randint(300, 1200) for _ in range(5)]
            self._message(12, _HRV, [(0, 0x84, struct.pack("<5H", *intervals))])
        if self.random.random() < 0.1:
            gears = bytes(self.random.randint(1, 20) for _ in range(4))
            time = struct.pack("<I", self.time)
            fields = [(253, 0x86, time), (0, 0x00, b"\x2a"), (1, 0x00, b"\x03"), (3, 0x86, gears)]
            self._message(11, _EVENT, fields)

    def _strap(self, begun: int) -> None:
        """Heart rates that a strap kept: one with a full time, then some with twelve bits each."""
        tick = self.random.randint(0, 1 << 31)
        begin = [
            (253, 0x86, struct.pack("<I", begun)),
            (0, 0x84, struct.pack("<H", self.random.randint(0, 32767))),
            (9, 0x86, struct.pack("<I", tick)),
            (6, 0x02, b"\x50"),
        ]
        self._message(10, _HR, begin)
        for _ in range(self.random.randint(1, 12)):
            packed = 0
            for place in range(8):
                tick += self.random.randint(300, 3000)
                packed |= (tick & 0xFFF) << (12 * place)
            rates = bytes(self.random.randint(60, 180) for _ in range(8))
            fields = [(10, 0x0D, packed.to_bytes(12, "little")), (6, 0x02, rates)]
            self._message(9, _HR, fields)

    def _definition(
        self,
        local: int,
        number: int,
        fields: list[FieldPlan],
        developer: list[tuple[FieldPlan, int]],
        big: bool,
    ) -> None:
        flag = 0x20 if developer else 0
        order = ">" if big else "<"
        self.file.body += struct.pack(
            f"{order}BBBHB", 0x40 | flag | local, 0, big, number, len(fields)
        )
        for plan in fields:
            wide = int(BASE_TYPE_DEFINITIONS[plan.base_type & 0x1F]["size"]) > 1
            self.file.body += bytes(
                [plan.number, plan.size, (plan.base_type & 0x1F) | (0x80 if wide else 0)]
            )
        if developer:
            self.file.body.append(len(developer))
            for plan, index in developer:
                self.file.body += bytes([plan.number, plan.size, index])

    def _message(self, local: int, number: int, fields: list[tuple[int, int, bytes]]) -> None:
        self.file.body += struct.pack("<BBBHB", 0x40 | local, 0, 0, number, len(fields))
        for field_number, base_type, value in fields:
            self.file.body += bytes([field_number, len(value), base_type])
        self.file.body.append(local)
        for _, _, value in fields:
            self.file.body += value
