"""The points of a track in TCX and GPX, and what can be summed up from them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from itertools import compress, groupby, pairwise

from attrs import define, field, frozen

from fittrack_backend.records.activities import Place, some_places
from fittrack_backend.records.positions import Position, legs_m
from fittrack_backend.records.strays import FASTEST_M_S, find_strays, is_too_far, jumps_left_out

MOST_POINTS = 1_000_000
"""Of one track: more than a day with ten points a second."""


@define
class Points:
    """The points of a track, by column. The stretch changes where the recording paused; laps count from 0; times are in
    seconds since 1970; what is counted is the distance in metres that the device had counted by then."""

    stretches: list[int] = field(factory=list)
    times: list[float | None] = field(factory=list)
    positions: list[Position | None] = field(factory=list)
    altitudes_m: list[float | None] = field(factory=list)
    heart_bpms: list[int | None] = field(factory=list)
    laps: list[int] = field(factory=list)
    counted_m: list[float | None] = field(factory=list)
    _legs_m: list[float] | None = field(default=None, init=False)
    """Worked out when all points are there."""

    def __len__(self) -> int:
        return len(self.times)

    def add(
        self,
        stretch: int,
        time: float | None,
        position: Position | None,
        altitude_m: float | None = None,
        heart_bpm: int | None = None,
        lap: int = 0,
        counted_m: float | None = None,
    ) -> None:
        """Takes in the next point."""
        self.stretches.append(stretch)
        self.times.append(time)
        self.positions.append(position)
        self.altitudes_m.append(altitude_m)
        self.heart_bpms.append(heart_bpm)
        self.laps.append(lap)
        self.counted_m.append(counted_m)

    def extend(self, more: Points) -> None:
        """Takes in the next points."""
        for mine, its in zip(self._columns(), more._columns(), strict=True):
            mine.extend(its)

    def part(self, first: int, end: int) -> Points:
        """The points from one index up to another."""
        return Points(*(column[first:end] for column in self._columns()))

    def only(self, chosen: Sequence[bool]) -> Points:
        """The chosen ones."""
        return Points(*(list(compress(column, chosen)) for column in self._columns()))

    def by(self, column: Sequence[int]) -> Iterator[tuple[int, Points]]:
        """The parts of the track that have the same number in a column, in their order."""
        first = 0
        for number, group in groupby(column):
            end = first + sum(1 for _ in group)
            yield number, self.part(first, end)
            first = end

    def legs_m(self) -> list[float]:
        """The great circles from each position to the next, of points that all have one (WGS 84, mean radius)."""
        if self._legs_m is None or len(self._legs_m) != len(self) - 1:
            self._legs_m = legs_m([one for one in self.positions if one is not None])
        return self._legs_m

    def _columns(self) -> list[list]:  # type: ignore[type-arg]
        return [
            self.stretches,
            self.times,
            self.positions,
            self.altitudes_m,
            self.heart_bpms,
            self.laps,
            self.counted_m,
        ]


def sound(points: Points) -> tuple[Points, tuple[str, ...]]:
    """The points without what cannot be true (`records.strays`), and what was left out, in sentences."""
    legs = None if None in points.positions else points.legs_m()
    strays = find_strays(points.times, points.positions, legs)
    if not strays.remarks:
        return points, ()
    kept = points.only([True] * len(points))
    for index in strays.positions:
        kept.positions[index] = None
    return kept.only([index not in strays.times for index in range(len(kept))]), strays.remarks


def first_place(points: Points) -> tuple[float | None, float | None]:
    """The first latitude and longitude in degrees, None without positions."""
    return next((one for one in points.positions if one is not None), (None, None))


def places_of(points: Points) -> tuple[Place, ...]:
    """Some of the places, evenly spread over the points that have a time and a position."""
    known = [
        (time, position)
        for time, position in zip(points.times, points.positions, strict=True)
        if time is not None and position is not None
    ]
    ordered = all(before[0] <= after[0] for before, after in pairwise(known))
    some = some_places(known if ordered else sorted(known))
    return tuple(Place(moment(time), *position) for time, position in some)


def moment(seconds: float) -> dt.datetime:
    """Seconds since 1970 as a time in UTC."""
    return dt.datetime.fromtimestamp(seconds, dt.UTC)


def span_s(times: Sequence[float | None]) -> float | None:
    """The time from the first to the last in seconds, None without times."""
    known = [one for one in times if one is not None]
    return round(max(known) - min(known), 3) if known else None


@frozen
class Way:
    """The length of a track: within each lap in metres, and what is to be said of it."""

    by_lap: dict[int, float]
    remarks: tuple[str, ...]


def way_of(points: Points) -> Way:
    """The great circles from point to point, not across pauses and not along jumps. Laps without a position have no length."""
    if None in points.positions:
        points = points.only([one is not None for one in points.positions])
    by_lap = dict.fromkeys(points.laps, 0.0)
    jumps = 0
    ends = zip(pairwise(points.stretches), pairwise(points.times), points.laps[1:], strict=True)
    for metres, ((stretch, next_stretch), times, lap) in zip(points.legs_m(), ends, strict=True):
        if stretch != next_stretch:
            continue
        if metres > FASTEST_M_S and _is_jump(metres, *times):
            jumps += 1
        else:
            by_lap[lap] += metres
    return Way(by_lap, tuple(jumps_left_out(jumps)))


def _is_jump(metres: float, before: float | None, after: float | None) -> bool:
    if before is None or after is None:
        return False
    return is_too_far(metres, abs(after - before))
