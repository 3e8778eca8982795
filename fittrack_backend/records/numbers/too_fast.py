"""Where a track goes faster than anyone does: a car on the way home, a receiver that jumped, a distance that was wrong.

No best effort leads through such a place. A jump is told over `LEAST_M` at least, so that the noise of a second is none; what
is jumped is a part of the track in which a sport's `FASTEST` is surpassed. The speed of which a track may be at all
(`records.strays`) is that of an airliner; in a sport that has best times it is far less:

- on foot 12.5 m/s: the fastest that was ever measured, from 60 to 80 m of the world record over 100 m, is 12.4 m/s (Berlin 2009);
- else 60 m/s, as nothing below that is a stray.

A receiver that loses the sky stands still, and jumps to where the athlete is when it has the sky again: in a tunnel, under trees. Where
the whole way since it last moved was no faster than anyone goes, nothing jumped: the athlete is taken to have moved evenly all that time,
and best efforts lead through. So an effort is never quicker than it can have been, and a race through a tunnel has its times.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from attrs import frozen

from fittrack_backend.records.numbers.distances import Mark
from fittrack_backend.records.strays import SUSPICIOUS_M_S

ON_FOOT = frozenset({"running", "walking", "hiking", "snowshoeing"})
ON_FOOT_M_S = 12.5
LEAST_M = 50.0


@frozen
class Possible:
    """The parts of a track in which nothing is too fast, and how many metres lie in what is."""

    parts: tuple[Sequence[Mark], ...]
    left_out_m: float


def fastest_of(sport: str) -> float:
    """Which speed nobody surpasses in that sport, in m/s."""
    return ON_FOOT_M_S if sport in ON_FOOT else SUSPICIOUS_M_S


def possible(track: Sequence[Mark], fastest_m_s: float) -> Possible:
    """The parts of a track between the places where it is faster than that over `LEAST_M`, with two marks at least."""
    track = caught_up(track, fastest_m_s)
    jumps = _jumps(track, fastest_m_s)
    parts: list[Sequence[Mark]] = []
    left_out_m, first = 0.0, 0
    for at, is_jump in enumerate(jumps):
        if is_jump:
            left_out_m += track[at + 1].metres - track[at].metres
            parts.append(track[first : at + 1])
            first = at + 1
    parts.append(track[first:])
    return Possible(tuple(part for part in parts if len(part) > 1), left_out_m)


def caught_up(track: Sequence[Mark], fastest_m_s: float) -> Sequence[Mark]:
    """The track, where a receiver stood still and then caught up in one step as if the athlete had moved on evenly."""
    found = list(track)
    for at, (one, other) in enumerate(pairwise(track)):
        stood_still = one.left_s > one.arrived_s
        if (
            stood_still
            and other.metres - one.metres >= LEAST_M
            and _is_too_fast(one, other, fastest_m_s)
        ):
            moving = one._replace(left_s=one.arrived_s)
            if not _is_too_fast(moving, other, fastest_m_s):
                found[at] = moving
    return found


def _jumps(track: Sequence[Mark], fastest_m_s: float) -> list[bool]:
    """Whether the way from each mark to the next is too fast, or lies between two that are."""
    jumps = [False] * len(track)
    end = 0
    for start, mark in enumerate(track):
        while end < len(track) and track[end].metres - mark.metres < LEAST_M:
            end += 1
        if end == len(track):
            break
        if not _is_too_fast(mark, track[end], fastest_m_s):
            continue
        # What is before and after the jump itself was only there to measure it.
        legs = [
            at for at in range(start, end) if _is_too_fast(track[at], track[at + 1], fastest_m_s)
        ]
        jumps[legs[0] : legs[-1] + 1] = [True] * (legs[-1] + 1 - legs[0])
    return jumps


def _is_too_fast(one: Mark, other: Mark, fastest_m_s: float) -> bool:
    return other.metres - one.metres > fastest_m_s * (other.arrived_s - one.left_s)
