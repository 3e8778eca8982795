"""The FIT files that are chained in a file, and where each begins and ends."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import define, field

from fittrack_backend.readers.fit.checksum import crc
from fittrack_backend.readers.fit.profile import number_of

HEADER_SIZES = (12, 14)
SIGNATURE = b".FIT"
CRC_SIZE = 2
_RECORD = number_of("record")


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
    counts: dict[int, int] = field(factory=dict)
    """How many messages there are of each number."""
    passed_over: int = 0
    left_out_from: int | None = None
    limit: str | None = None
    """Of what there is more than is read: "5,000 days"."""
    clock_shift_s: int = 0
    """What is to be added to times that count from when the device was switched on."""

    @property
    def records(self) -> int:
        """How many records there are."""
        return self.counts.get(_RECORD, 0)

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
