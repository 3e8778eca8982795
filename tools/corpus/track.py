"""A made-up way over the ocean: where somebody is, how far along, and how fast the heart beats."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterator
from itertools import pairwise

from attrs import evolve, frozen

STEP_S = 60
"""Seconds between two points."""
ODOMETER_STEP_M = 200.16
"""What the device counts from point to point: 3.336 m/s."""
STEP_DEGREES = 0.0018
"""To the north, from point to point."""
EARTH_RADIUS_M = 6_371_008.8
"""The mean radius of WGS 84."""
BPM = 140


@frozen
class Point:
    """One point; `second` counts from the start."""

    second: int
    lat: float
    lon: float
    altitude_m: float
    odometer_m: float
    bpm: int


@frozen
class Track:
    """Points every minute, due north; what is told of it follows from them."""

    start: dt.datetime
    points: tuple[Point, ...]

    @property
    def seconds(self) -> int:
        """From the first point to the last."""
        return self.points[-1].second - self.points[0].second

    @property
    def end(self) -> dt.datetime:
        """When the last point was."""
        return self.at(self.points[-1])

    def at(self, point: Point) -> dt.datetime:
        """When somebody was there."""
        return self.start + dt.timedelta(seconds=point.second)

    @property
    def odometer_m(self) -> float:
        """What the device counted."""
        return round(self.points[-1].odometer_m - self.points[0].odometer_m, 2)

    @property
    def walked_m(self) -> float:
        """What the positions add up to, along great circles."""
        return round(sum(great_circle_m(one, next) for one, next in pairwise(self.points)), 2)

    @property
    def mean_bpm(self) -> int:
        """The mean of the points' heart rates."""
        return round(sum(point.bpm for point in self.points) / len(self.points))

    @property
    def max_bpm(self) -> int:
        """The greatest of the points' heart rates."""
        return max(point.bpm for point in self.points)

    def shown(self) -> Iterator[tuple[dt.datetime, Point]]:
        """Each point with its time."""
        return ((self.at(point), point) for point in self.points)


def track(start: dt.datetime, seconds: int = 1200, *, wavering: bool = False) -> Track:
    """A track of that many seconds; a wavering heart beats 140, 145, 150 and 155 in turn."""
    count = seconds // STEP_S + 1
    points = (
        Point(
            second=number * STEP_S,
            lat=round(10 + number * STEP_DEGREES, 7),
            lon=-140.0,
            altitude_m=round(100 + 3 * math.sin(number / 4), 1),
            odometer_m=round(number * ODOMETER_STEP_M, 2),
            bpm=BPM + (5 * number % 20 if wavering else 0),
        )
        for number in range(count)
    )
    return Track(start, tuple(points))


def laid(track: Track, places: dict[int, tuple[float, float]]) -> Track:
    """The track with some of its points at other places."""
    return evolve(
        track,
        points=tuple(
            evolve(point, lat=places[number][0], lon=places[number][1])
            if number in places
            else point
            for number, point in enumerate(track.points)
        ),
    )


def great_circle_m(one: Point, other: Point) -> float:
    """The distance of two points by the spherical law of cosines, as good as the haversine here."""
    lat1, lat2 = math.radians(one.lat), math.radians(other.lat)
    across = math.radians(other.lon - one.lon)
    cosine = math.sin(lat1) * math.sin(lat2) + math.cos(lat1) * math.cos(lat2) * math.cos(across)
    return EARTH_RADIUS_M * math.acos(max(-1.0, min(1.0, cosine)))
