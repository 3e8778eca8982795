"""The points of a track in TCX and GPX, and what can be summed up from them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from itertools import pairwise

from attrs import evolve, frozen

from fittrack_backend.records.activities import Place, some_places
from fittrack_backend.records.positions import Position, haversine_m
from fittrack_backend.records.strays import find_strays, is_jump, jumps_left_out

MOST_POINTS = 1_000_000
"""Of one track: more than a day with ten points a second."""


@frozen
class Point:
    """A point of a track. `stretch` changes where the recording paused; `lap` counts from 0; `time` is
    in seconds since 1970; `counted_m` is the distance that the device had counted by then."""

    stretch: int
    time: float | None
    position: Position | None
    altitude_m: float | None
    heart_bpm: int | None
    lap: int = 0
    counted_m: float | None = None


def sound(points: Sequence[Point]) -> tuple[list[Point], tuple[str, ...]]:
    """The points without what cannot be true (`records.strays`), and what was left out, in sentences."""
    strays = find_strays([point.time for point in points], [point.position for point in points])
    if not strays.remarks:
        return list(points), ()
    kept = [
        evolve(point, position=None) if index in strays.positions else point
        for index, point in enumerate(points)
        if index not in strays.times
    ]
    return kept, strays.remarks


def first_place(points: Iterable[Point]) -> tuple[float | None, float | None]:
    """The first latitude and longitude in degrees, None without positions."""
    return next((one.position for one in points if one.position is not None), (None, None))


def places_of(points: Iterable[Point]) -> tuple[Place, ...]:
    """Some of the places, evenly spread over the points that have a time and a position."""
    known = [
        (one.time, one.position)
        for one in points
        if one.time is not None and one.position is not None
    ]
    ordered = all(before[0] <= after[0] for before, after in pairwise(known))
    some = some_places(known if ordered else sorted(known))
    return tuple(Place(moment(time), *position) for time, position in some)


def moment(seconds: float) -> dt.datetime:
    """Seconds since 1970 as a time in UTC."""
    return dt.datetime.fromtimestamp(seconds, dt.UTC)


def span_s(points: Iterable[Point]) -> float | None:
    """The time from the first to the last in seconds, None without times."""
    times = [point.time for point in points if point.time is not None]
    return round(max(times) - min(times), 3) if times else None


@frozen
class Way:
    """The length of a track: within each lap in metres, and what is to be said of it."""

    by_lap: dict[int, float]
    remarks: tuple[str, ...]


def way_of(points: Iterable[Point]) -> Way:
    """The great circles from point to point, not across pauses and not along jumps (WGS 84, mean
    radius). Laps without a position have no length."""
    by_lap: dict[int, float] = {}
    jumps = 0
    placed = [point for point in points if point.position is not None]
    for point in placed:
        by_lap.setdefault(point.lap, 0.0)
    for before, after in pairwise(placed):
        if before.stretch == after.stretch:
            metres = _leg_m(before, after)
            by_lap[after.lap] += metres or 0.0
            jumps += metres is None
    return Way(by_lap, tuple(jumps_left_out(jumps)))


def _leg_m(before: Point, after: Point) -> float | None:
    """The metres from one point to the next; None for a jump."""
    assert before.position is not None
    assert after.position is not None
    if before.time is not None and after.time is not None:
        seconds = abs(after.time - before.time)
        if is_jump(before.position, after.position, seconds):
            return None
    return haversine_m(before.position, after.position)
