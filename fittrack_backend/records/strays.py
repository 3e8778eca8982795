"""Points of a track that cannot be true: no satellite fix, a jump that no one makes, a clock not yet set.

The rule, and what it spares:

- A point at 0° N 0° E is a receiver without a fix, unless the track is there.
- Between two points no one goes faster than `FASTEST_M_S`, which an airliner with the wind behind it does
  not reach. The track is cut where it would be faster; the part with the most points is taken as true, and
  from it outward every part that can be reached at a possible speed. Small parts that cannot are left out;
  of larger ones, which may be as true, only the jump is not counted.
- Below that speed a point is left out only as a spike: far quicker there and back than the track ever is,
  while the points around it are near each other. A flight, a train or a car in a walk goes on in its
  direction, so it is no spike; a walk with a point every half hour is slow, however far its points lie apart.
- A few points long before or after all others are of a clock that was not set, or were left in the device's
  memory. What is long depends on how long the others last: a walk of three days may rest for one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

from attrs import frozen

from fittrack_backend.records.positions import Position, haversine_m, legs_m

FASTEST_M_S = 333.0
SUSPICIOUS_M_S = 60.0
"""Below this nothing is a spike: a car's speed."""
SPIKE = 10.0
"""How many times quicker than usual, and how many times the direct way, a spike goes."""
LONGEST_SPIKE = 3
FEW = 20
FEW_SHARE = 0.05
"""A part is small up to this many points, or up to this share of all."""
DAY_S = 86_400.0
LONG_BREAK = 4.0
"""How many times the length of the others a break must last before what lies beyond is doubted."""
_HERE_M = 100_000.0


@frozen
class Strays:
    """What is not true of a track: the indexes of points to leave out as a whole, because of their time,
    and of those whose position only is to be left out; and both in sentences for people."""

    times: frozenset[int]
    positions: frozenset[int]
    remarks: tuple[str, ...]


NONE = Strays(frozenset(), frozenset(), ())


def find_strays(
    times: Sequence[float | None],
    positions: Sequence[Position | None],
    legs: Sequence[float] | None = None,
) -> Strays:
    """The strays among points, given by their times in seconds (of any epoch) and their positions in
    degrees, in the order in which they were recorded; `legs` are the metres from each to the next, where that is
    known and all have a position."""
    if _is_usual(times, positions, legs):
        return NONE
    stale = stale_times(times)
    unfixed = _unfixed(positions)
    track = [
        (index, time, position)
        for index, (time, position) in enumerate(zip(times, positions, strict=True))
        if time is not None and position is not None and index not in stale and index not in unfixed
    ]
    thrown = _thrown(track)
    remarks = stale_remarks(len(stale))
    if unfixed:
        remarks.append(f"the {_positions(len(unfixed))} left out: at 0° N 0° E, without a fix")
    if thrown:
        remarks.append(f"the {_positions(len(thrown))} left out: no one gets there that fast")
    return Strays(frozenset(stale), frozenset(unfixed | thrown), tuple(remarks))


def _is_usual(
    times: Sequence[float | None],
    positions: Sequence[Position | None],
    legs: Sequence[float] | None,
) -> bool:
    """Whether all points have times within a day and positions that are near each other: most tracks do, and have
    no strays."""
    known = [one for one in times if one is not None]
    placed = [one for one in positions if one is not None]
    if not known or not len(known) == len(placed) == len(times) or (0.0, 0.0) in placed:
        return False
    if max(known) - min(known) > DAY_S:
        return False
    return max(legs_m(placed) if legs is None else legs, default=0.0) <= SUSPICIOUS_M_S


def is_jump(one: Position, other: Position, seconds: float) -> bool:
    """Whether no one gets from one position to the other in that time."""
    return is_too_far(haversine_m(one, other), seconds)


def is_too_far(metres: float, seconds: float) -> bool:
    """Whether no one gets that far in that time."""
    return metres > FASTEST_M_S * max(seconds, 1.0)


def stale_remarks(count: int) -> list[str]:
    """What to say of points that were left out because of their times."""
    return [f"{_points(count)} left out: recorded long before or after all others"] if count else []


def jumps_left_out(count: int) -> list[str]:
    """What to say of jumps that were not counted in a distance."""
    if not count:
        return []
    legs = "a leg was" if count == 1 else f"{count} legs were"
    return [f"{legs} not counted in the distance: no one gets there that fast"]


def _points(count: int) -> str:
    return "a point was" if count == 1 else f"{count} points were"


def _positions(count: int) -> str:
    return "position of a point was" if count == 1 else f"positions of {count} points were"


def _is_few(count: int, of: int) -> bool:
    return count < of / 2 and (count <= FEW or count <= of * FEW_SHARE)


def stale_times(times: Sequence[float | None]) -> set[int]:
    """The indexes of a few times that lie long before or after all others."""
    timed = [(index, time) for index, time in enumerate(times) if time is not None]
    groups: list[list[tuple[int, float]]] = []
    for index, time in timed:
        if groups and abs(time - groups[-1][-1][1]) <= DAY_S:
            groups[-1].append((index, time))
        else:
            groups.append([(index, time)])
    if len(groups) < 2:
        return set()
    main = max(groups, key=len)
    first, last = min(time for _, time in main), max(time for _, time in main)
    longest_break_s = max(DAY_S, LONG_BREAK * (last - first))
    return {
        index
        for group in groups
        if group is not main and _is_few(len(group), len(timed))
        for index, time in group
        if time < first - longest_break_s or time > last + longest_break_s
    }


def _unfixed(positions: Sequence[Position | None]) -> set[int]:
    at_zero = {index for index, position in enumerate(positions) if position == (0.0, 0.0)}
    if not at_zero:
        return set()
    is_elsewhere = any(
        position is not None
        and position != (0.0, 0.0)
        and haversine_m(position, (0.0, 0.0)) > _HERE_M
        for position in positions
    )
    return at_zero if is_elsewhere else set()


_Point = tuple[int, float, Position]


def _speed(one: _Point, other: _Point) -> float:
    return _speed_over(haversine_m(one[2], other[2]), one, other)


def _speed_over(metres: float, one: _Point, other: _Point) -> float:
    return metres / max(other[1] - one[1], 1.0)


def _speeds(track: Sequence[_Point]) -> list[float]:
    legs = legs_m([position for _, _, position in track])
    return [
        _speed_over(metres, one, other)
        for metres, (one, other) in zip(legs, pairwise(track), strict=True)
    ]


def _thrown(track: Sequence[_Point]) -> set[int]:
    speeds = _speeds(track)
    if max(speeds, default=0.0) <= SUSPICIOUS_M_S:
        return set()
    beyond = set(_beyond_reach(track, speeds))
    rest = [point for point in track if point[0] not in beyond]
    return beyond | set(_spikes(rest))


def _beyond_reach(track: Sequence[_Point], speeds: Sequence[float]) -> Iterator[int]:
    """Small parts of the track that cannot be reached from the others."""
    parts: list[list[_Point]] = [[track[0]]]
    for point, speed in zip(track[1:], speeds, strict=True):
        if speed > FASTEST_M_S:
            parts.append([point])
        else:
            parts[-1].append(point)
    main = max(range(len(parts)), key=lambda number: len(parts[number]))
    for numbers, step in (
        (range(main + 1, len(parts)), 1),
        (range(main - 1, -1, -1), -1),
    ):
        edge = parts[main][-1] if step == 1 else parts[main][0]
        for number in numbers:
            part = parts[number]
            near, far = (part[0], part[-1]) if step == 1 else (part[-1], part[0])
            pair = (edge, near) if step == 1 else (near, edge)
            if _speed(*pair) > FASTEST_M_S and _is_few(len(part), len(track)):
                yield from (index for index, _, _ in part)
            else:
                edge = far


def _spikes(track: Sequence[_Point]) -> Iterator[int]:
    speeds = _speeds(track)
    if max(speeds, default=0.0) <= SUSPICIOUS_M_S:
        return
    limit = max(SUSPICIOUS_M_S, SPIKE * median(speeds))
    at = 0
    while at < len(track) - 2:
        if speeds[at] > limit:
            for length in range(1, min(LONGEST_SPIKE, len(track) - at - 2) + 1):
                if _is_spike(track, speeds, at, length, limit):
                    yield from (index for index, _, _ in track[at + 1 : at + 1 + length])
                    at += length
                    break
        at += 1


def _is_spike(
    track: Sequence[_Point], speeds: Sequence[float], at: int, length: int, limit: float
) -> bool:
    before, after = track[at], track[at + length + 1]
    direct_m = haversine_m(before[2], after[2])
    there_m = haversine_m(before[2], track[at + 1][2])
    back_m = haversine_m(track[at + length][2], after[2])
    return (
        speeds[at + length] > limit
        and _speed(before, after) <= limit
        and there_m + back_m > SPIKE * max(direct_m, 1.0)
    )
