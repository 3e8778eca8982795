"""Best efforts over a distance: the shortest time in which the athlete covered it.

    best(d) = least of t(s + d) - t(s) over all s

where t(s) lies on the line between the samples around s. As that line bends at samples only, the least
is where the effort begins or ends at one: two pointers find it, in a time that grows with the samples.

The time is elapsed time, so pauses and gaps within an effort count, as they do in a race. That is
Strava's rule ("Moving Time, Speed, and Pace Calculations": best efforts are always based on elapsed
time). Standing still before it or after it does not count. Across a gap the athlete is assumed to
have moved evenly.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from attrs import frozen

from fittrack_backend.records.numbers.distances import MILE_M, Mark, marks
from fittrack_backend.records.numbers.spans import Column
from fittrack_backend.records.numbers.too_fast import possible

HALF_MARATHON_M = 21_097.5
MARATHON_M = 42_195.0
RUNNING_DISTANCES_M = (
    400.0,
    800.0,
    1000.0,
    MILE_M,
    5000.0,
    10_000.0,
    HALF_MARATHON_M,
    MARATHON_M,
)
"""World Athletics: a marathon is 42.195 km, and a mile the international one."""
LEAST_M = 1.0
"""No effort is shorter: the rounding of distances would decide its time."""


@frozen
class BestTime:
    """The quickest part of that distance: its time, when it began, and how far from the start."""

    distance_m: float
    seconds: float
    start_s: float
    start_m: float


def best_times(
    times: Column,
    distances: Column,
    over_m: Sequence[float] = RUNNING_DISTANCES_M,
    fastest_m_s: float = math.inf,
) -> tuple[BestTime, ...]:
    """The quickest part of each of these distances that the track is long enough for.

    `distances` count from the start, in metres. None of less than a metre has a best, and none leads through a place where
    the track is faster than `fastest_m_s` (`too_fast`). Of equal times the first one is given.
    """
    parts = possible(marks(times, distances), fastest_m_s).parts
    found: list[BestTime] = []
    for metres in over_m:
        efforts = (effort for part in parts for effort in _efforts_over(part, metres))
        best = min(efforts, default=None)
        if best is not None:
            seconds, start_m, start_s = best
            found.append(BestTime(metres, seconds, start_s, start_m))
    return tuple(found)


def _efforts_over(part: Sequence[Mark], metres: float) -> Iterator[tuple[float, float, float]]:
    if LEAST_M <= metres <= part[-1].metres - part[0].metres:
        yield from _efforts(part, metres)


def _efforts(track: Sequence[Mark], metres: float) -> Iterator[tuple[float, float, float]]:
    """All efforts over that distance that begin or end at a sample: their time, and where and when they
    begin."""
    at = 1
    for start in track:
        end_m = start.metres + metres
        while at < len(track) and track[at].metres < end_m:
            at += 1
        if at == len(track):
            break
        end_s = _between(track[at - 1], track[at], end_m)
        yield end_s - start.left_s, start.metres, start.left_s
    at = 0
    for end in track:
        start_m = end.metres - metres
        if start_m < track[0].metres:
            continue
        while track[at + 1].metres <= start_m:
            at += 1
        start_s = _between(track[at], track[at + 1], start_m)
        yield end.arrived_s - start_s, start_m, start_s


def _between(before: Mark, after: Mark, metres: float) -> float:
    """When the athlete was there, on the way from one mark to the next."""
    share = (metres - before.metres) / (after.metres - before.metres)
    return before.left_s + share * (after.arrived_s - before.left_s)
