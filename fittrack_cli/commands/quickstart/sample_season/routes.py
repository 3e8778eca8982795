"""Closed loops on the map that the season's runs and rides follow.

They lie around Lake Eymir near Ankara, whose clock is UTC+3 all year. Each is an outline in polar form,
with hills that close where the loop closes.
"""

from bisect import bisect_right
from itertools import pairwise
from math import cos, fsum, hypot, pi, radians, sin

from attrs import frozen

METRES_PER_DEGREE = 111_195.0
"""Length of one degree of latitude in metres, on a sphere of 6,371 km."""

SEMICIRCLES_PER_DEGREE = 2**31 / 180
"""FIT's unit of angle: 2^31 semicircles are 180 degrees."""

_CORNERS = 240


@frozen
class Hill:
    """A wave in the altitude: `height_m` above and below the middle, `count` times a loop."""

    height_m: float
    count: int


@frozen
class Terrain:
    """The kind of loop: where, how high, how hilly, and how long it is about to be."""

    latitude_deg: float
    longitude_deg: float
    altitude_m: float
    loop_m: float
    hills: tuple[Hill, ...]


LAKE = Terrain(39.8270, 32.8320, 972.0, 5_200.0, (Hill(5.0, 2), Hill(2.0, 5)))
TRAIL = Terrain(39.8105, 32.8060, 1_040.0, 6_500.0, (Hill(30.0, 1), Hill(9.0, 4)))
TRACK = Terrain(39.8935, 32.7830, 905.0, 400.0, ())
STEPPE = Terrain(39.7000, 32.7600, 1_080.0, 38_000.0, (Hill(90.0, 1), Hill(28.0, 4), Hill(6.0, 13)))


@frozen
class Place:
    """A point of a route: degrees north and east, metres above sea level."""

    latitude_deg: float
    longitude_deg: float
    altitude_m: float


class Route:
    """A loop on a terrain, walked by distance."""

    def __init__(self, terrain: Terrain, loop_m: float) -> None:
        self._terrain = terrain
        self._loop_m = loop_m
        outline = [_outline_point(corner) for corner in range(_CORNERS + 1)]
        walked = [0.0]
        for (x, y), (next_x, next_y) in pairwise(outline):
            walked.append(walked[-1] + hypot(next_x - x, next_y - y))
        self._scale = loop_m / walked[-1]
        self._outline = outline
        self._walked_m = [length * self._scale for length in walked]

    @classmethod
    def for_distance(cls, terrain: Terrain, distance_m: float) -> "Route":
        """A route that is back at its start after `distance_m`, in whole loops of about the usual length."""
        loops = max(1, round(distance_m / terrain.loop_m))
        return cls(terrain, distance_m / loops)

    def altitude_m(self, distance_m: float) -> float:
        """Metres above sea level after `distance_m` from the start."""
        turn = 2 * pi * distance_m / self._loop_m
        hills = self._terrain.hills
        return self._terrain.altitude_m + fsum(
            hill.height_m * sin(hill.count * turn + hill.count) for hill in hills
        )

    def grade(self, distance_m: float, ahead_m: float = 25.0) -> float:
        """Slope over the next metres, as a fraction (0.05 is 5 %)."""
        rise = self.altitude_m(distance_m + ahead_m) - self.altitude_m(distance_m)
        return rise / ahead_m

    def place(self, distance_m: float) -> Place:
        """The point that lies `distance_m` along the route."""
        rest_m = distance_m % self._loop_m
        corner = min(bisect_right(self._walked_m, rest_m), _CORNERS) - 1
        edge_m = self._walked_m[corner + 1] - self._walked_m[corner]
        part = (rest_m - self._walked_m[corner]) / edge_m
        x, y = self._outline[corner]
        next_x, next_y = self._outline[corner + 1]
        east_m = (x + (next_x - x) * part) * self._scale
        north_m = (y + (next_y - y) * part) * self._scale
        latitude = self._terrain.latitude_deg
        east_deg = east_m / (METRES_PER_DEGREE * cos(radians(latitude)))
        return Place(
            latitude_deg=latitude + north_m / METRES_PER_DEGREE,
            longitude_deg=self._terrain.longitude_deg + east_deg,
            altitude_m=self.altitude_m(distance_m),
        )


def _outline_point(corner: int) -> tuple[float, float]:
    angle = 2 * pi * corner / _CORNERS
    radius = 1 + 0.18 * sin(2 * angle + 0.7) + 0.09 * sin(3 * angle + 2.1)
    return 1.5 * radius * cos(angle), radius * sin(angle)
