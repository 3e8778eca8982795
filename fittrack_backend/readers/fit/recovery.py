"""Finds where messages continue after damage."""

from __future__ import annotations

from attrs import define

from fittrack_backend.readers.fit.definitions import (
    COMPRESSED,
    DEFINITION,
    DEVELOPER,
    RESERVED,
    Definition,
    is_strict_definition,
    read_definition,
)
from fittrack_backend.readers.fit.profile import Wanted
from fittrack_backend.readers.fit.times import EARLIEST, LATEST

_SEARCH_LIMIT = 1 << 20
_CANDIDATE_LIMIT = 5_000
"""How many bytes are searched, and how many likely places tried, for one file in all."""
_CHAIN = 6
_SAME_RECORDING_S = 40 * 86_400


@define
class Search:
    """Searches the bytes after damage for the next sound message, within limits."""

    data: bytes
    end: int
    known: list[Definition | None]
    wanted: Wanted
    bytes_left: int = _SEARCH_LIMIT
    candidates_left: int = _CANDIDATE_LIMIT

    def resume(self, after: int, anchor: int | None) -> int | None:
        """The first place from `after` on where several sound messages follow each other."""
        for at in range(after, min(self.end, after + self.bytes_left)):
            self.bytes_left -= 1
            header = self.data[at]
            if header & (COMPRESSED | RESERVED):
                continue
            if header < DEFINITION:
                if header & DEVELOPER or self.known[header] is None:
                    continue
            elif not is_strict_definition(self.data, at, self.end):
                continue
            if not self.candidates_left:
                return None
            self.candidates_left -= 1
            if self._sound_from(at, anchor):
                return at
        return None

    def _sound_from(self, at: int, anchor: int | None) -> bool:
        defined: dict[int, Definition] = {}
        evidence = 0
        for _ in range(_CHAIN):
            if at == self.end or evidence >= _CHAIN:
                break
            header = self.data[at]
            if header & (COMPRESSED | RESERVED):
                return False
            if header & DEFINITION:
                strict = is_strict_definition(self.data, at, self.end)
                found = read_definition(self.data, at, self.end, self.wanted) if strict else None
                if found is None:
                    return False
                defined[header & 0x0F], at = found
                evidence += 2
                continue
            definition = defined.get(header & 0x0F) or self.known[header & 0x0F]
            if definition is None or header & DEVELOPER or at + definition.step > self.end:
                return False
            if definition.time_at:
                told = definition.time(self.data, at)
                near = told if anchor is None else anchor
                if not EARLIEST <= told < LATEST or abs(told - near) > _SAME_RECORDING_S:
                    return False
                evidence += 1
            at += definition.step
        return evidence >= 2
