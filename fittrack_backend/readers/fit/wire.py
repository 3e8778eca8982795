"""The FIT protocol: from bytes to messages.

Written for three things that garmin-fit-sdk's own decoder does not do: it takes apart only the
messages that are asked for, and so is many times as quick; it understands compressed timestamps;
and it continues after a damaged part. What fields mean still comes from the SDK's profile, and
tests hold the results against the SDK's.

Source: "Flexible and Interoperable Data Transfer (FIT) Protocol", Garmin.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import islice

from attrs import define, field

from fittrack_backend.readers.fit.definitions import (
    COMPRESSED,
    DEFINITION,
    Definition,
    Value,
    read_definition,
)
from fittrack_backend.readers.fit.parts import CRC_SIZE, Part
from fittrack_backend.readers.fit.profile import Wanted
from fittrack_backend.readers.fit.recovery import Search
from fittrack_backend.readers.fit.times import EARLIEST, LATEST

_TAIL = 1024
_MOST_WANTED = 1_000_000
"""How many messages are taken apart in one go: more than a day with ten records a second."""
_MOST_MESSAGES = 5_000_000
_MOST_DEFINITIONS = 1_000_000
"""Some writers define each record anew."""


@define
class Message:
    """One message: its wanted fields by name, scaled, without those that are not set.

    An array keeps its length: where some of its values are not set, these are NaN. `clock` is the
    last full timestamp up to and including this message, in FIT seconds.
    """

    number: int
    values: dict[str, Value]
    clock: int | None


def messages(part: Part, wanted: Wanted, every: int = 1) -> Iterator[Message]:
    """The wanted messages of `part` in their order, the first of `every` so many; see `data_messages`."""
    data, shift_s = part.data, part.clock_shift_s
    for definition, at, clock, is_compressed in islice(
        data_messages(part, wanted), None, None, every
    ):
        values = definition.values(data, at)
        now = clock.now()
        if is_compressed and now is not None:
            values["timestamp"] = now
        if shift_s:
            _set_clock(values, shift_s)
        yield Message(definition.number, values, now)


def data_messages(part: Part, wanted: Wanted) -> Iterator[tuple[Definition, int, Clock, bool]]:
    """Where the wanted messages of `part` lie: how, from which byte on, the clock, and whether the header has
    a compressed timestamp, which the clock then shows.

    Where bytes cannot be understood, the next place from which several messages follow each other
    soundly is looked for; how many bytes were passed over is noted in `part`, and how many messages there
    are of each number. So is a limit on the number of messages, behind which nothing is read.
    """
    data, at, end = part.data, part.start, part.end
    part.passed_over, part.left_out_from = 0, None
    counts: dict[int, int] = defaultdict(int)
    part.counts = counts
    known: list[Definition | None] = [None] * 16
    clock = Clock(data)
    search = Search(data, end, known, wanted)
    left, definitions_left, wanted_left = _MOST_MESSAGES, _MOST_DEFINITIONS, _MOST_WANTED
    while at < end:
        left -= 1
        if left < 0:
            part.limit = f"{_MOST_MESSAGES:,} messages"
            return
        header = data[at]
        if header < DEFINITION:
            definition = known[header & 0x0F]
        elif header >= COMPRESSED:
            definition = known[header >> 5 & 0x03]
        else:
            defined = read_definition(data, at, end, wanted)
            if defined is not None:
                definitions_left -= 1
                if definitions_left < 0:
                    part.limit = f"{_MOST_DEFINITIONS:,} definitions of messages"
                    return
                known[header & 0x0F], at = defined
                continue
            definition = None
        if definition is not None and (after := at + definition.step) <= end:
            counts[definition.number] += 1
            if definition.time_at:
                clock.at, clock.definition = at, definition
                if clock.anchor is None:
                    clock.note_anchor()
            if header >= COMPRESSED:
                clock.advance(header & 0x1F)
            if definition.is_wanted:
                wanted_left -= 1
                if wanted_left < 0:
                    part.limit = f"{_MOST_WANTED:,} messages of the kinds that are read"
                    return
                yield definition, at, clock, header >= COMPRESSED
            at = after
            continue
        found = search.resume(at + 1, clock.anchor)
        if found is None:
            begins = definition is not None or DEFINITION <= header < COMPRESSED
            if begins and end - at < _TAIL:
                part.cut = True
            elif end - at > CRC_SIZE:
                part.left_out_from = at
            return
        part.passed_over += found - at
        at = found


def _set_clock(values: dict[str, Value], shift_s: int) -> None:
    """Dates times that count from when the device was switched on."""
    for name in ("timestamp", "start_time", "time_created"):
        time = values.get(name)
        if isinstance(time, int) and time < EARLIEST:
            values[name] = time + shift_s


@define
class Clock:
    """The time as the messages give it; looked up only when somebody asks."""

    data: bytes
    at: int = 0
    definition: Definition | None = None
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
