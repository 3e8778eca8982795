"""Positions on the earth, in degrees of WGS 84: latitude, then longitude."""

from __future__ import annotations

import math
from typing import TypeAlias

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
