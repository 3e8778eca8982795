"""Positions on the earth, in degrees of WGS 84: latitude, then longitude."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from math import asin, cos, radians, sin, sqrt
from typing import TypeAlias

from attrs import frozen

Position: TypeAlias = tuple[float, float]

MEAN_EARTH_RADIUS_M = 6_371_008.8
"""The mean radius of the WGS 84 ellipsoid, (2a + b) / 3."""
_DIAMETER_M = 2 * MEAN_EARTH_RADIUS_M


def haversine_m(one: Position, other: Position) -> float:
    """The great-circle distance between two positions, in metres."""
    lat1, lat2 = radians(one[0]), radians(other[0])
    return _arc_m(lat1, lat2, cos(lat1), cos(lat2), one[1], other[1])


def legs_m(positions: Sequence[Position]) -> list[float]:
    """The great-circle distances from each position to the next, in metres."""
    lats = [radians(lat) for lat, _ in positions]
    lons = [lon for _, lon in positions]
    cosines = list(map(cos, lats))
    return list(map(_arc_m, lats, lats[1:], cosines, cosines[1:], lons, lons[1:]))


def _arc_m(lat1: float, lat2: float, cos1: float, cos2: float, lon1: float, lon2: float) -> float:
    """The haversine formula; latitudes in radians with their cosines, longitudes in degrees."""
    a = sin((lat2 - lat1) / 2) ** 2 + cos1 * cos2 * sin(radians(lon2 - lon1) / 2) ** 2
    root = sqrt(a)
    return _DIAMETER_M * asin(root if root < 1.0 else 1.0)


@frozen
class Area:
    """What lies between two latitudes and two longitudes, in degrees."""

    south: float
    north: float
    west: float
    east: float

    @classmethod
    def of(cls, positions: Iterable[Position]) -> Area:
        """The smallest that holds all of these; there is at least one. Also what is between two of them by
        their degrees lies in it."""
        lats, lons = zip(*positions, strict=True)
        return cls(min(lats), max(lats), min(lons), max(lons))

    def least_m(self, other: Area) -> float:
        """No two positions in the two are nearer than this, in metres."""
        lat = max(0.0, other.south - self.north, self.south - other.north)
        lon = max(0.0, min(other.west - self.east, self.west + 360 - other.east))
        lon = max(lon, min(self.west - other.east, other.west + 360 - self.east))
        furthest = max(abs(x) for x in (self.south, self.north, other.south, other.north))
        narrow = math.cos(math.radians(furthest)) * math.sin(math.radians(min(lon, 180.0)) / 2)
        a = math.sin(math.radians(lat) / 2) ** 2 + narrow**2
        return _DIAMETER_M * math.asin(min(1.0, math.sqrt(a)))
