"""Positions on the earth, in degrees of WGS 84: latitude, then longitude."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import TypeAlias

from attrs import frozen

Position: TypeAlias = tuple[float, float]

MEAN_EARTH_RADIUS_M = 6_371_008.8
"""The mean radius of the WGS 84 ellipsoid, (2a + b) / 3."""


def haversine_m(one: Position, other: Position) -> float:
    """The great-circle distance between two positions, in metres."""
    lat1, lat2 = math.radians(one[0]), math.radians(other[0])
    half_lat = (lat2 - lat1) / 2
    half_lon = math.radians(other[1] - one[1]) / 2
    a = math.sin(half_lat) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin(half_lon) ** 2
    return 2 * MEAN_EARTH_RADIUS_M * math.asin(min(1.0, math.sqrt(a)))


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
        return 2 * MEAN_EARTH_RADIUS_M * math.asin(min(1.0, math.sqrt(a)))
