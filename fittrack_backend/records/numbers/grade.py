"""Grade: the rise over the distance, smoothed.

    grade = (altitude(d + w/2) - altitude(d - w/2)) / w        w = `SMOOTHED_OVER_M`

where altitude(d) lies on the line between the samples around d. That is the slope of the moving average
of the altitude over w metres, so a metre of noise in one altitude makes 2 % at the most. At both ends
the part of w that lies in the track is used. 0.1 is 10 % uphill; the distance is what the device
counted, whether along the slope or flat: at 10 % the two differ by 0.5 %.

The length of 50 m is our own choice, between hills that are there and altitudes in whole metres.
"""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

from fittrack_backend.records.numbers.distances import growing
from fittrack_backend.records.numbers.lines import Point, values_at
from fittrack_backend.records.numbers.spans import ALTITUDE_M, DISTANCE_M, Column, is_within

SMOOTHED_OVER_M = 50.0
LEAST_M = 10.0
"""A track shorter than this has no grade."""


class Stretch(NamedTuple):
    """A part of the track between two samples, in metres from the start, and its grade."""

    start_m: float
    end_m: float
    grade: float


def stretches(distances: Column, altitudes: Column) -> list[Stretch]:
    """The track from sample to sample with the grade in the middle of each; empty without altitudes.

    Samples that lack one of both are left out, and all but the first of those at one distance.
    """
    points = _profile(distances, altitudes)
    if len(points) < 2 or points[-1][0] - points[0][0] < LEAST_M:
        return []
    first, last = points[0][0], points[-1][0]
    middles = [(before + after) / 2 for (before, _), (after, _) in pairwise(points)]
    half = SMOOTHED_OVER_M / 2
    lower = [max(first, middle - half) for middle in middles]
    upper = [min(last, middle + half) for middle in middles]
    rises = zip(values_at(points, lower), values_at(points, upper), strict=True)
    return [
        Stretch(before, after, (top - bottom) / (end - start))
        for ((before, _), (after, _)), start, end, (bottom, top) in zip(
            pairwise(points), lower, upper, rises, strict=True
        )
    ]


def _profile(distances: Column, altitudes: Column) -> list[Point]:
    """Distances, each once and growing, and altitudes."""
    points = [
        (metres, altitude)
        for metres, altitude in zip(distances, altitudes, strict=False)
        if metres is not None
        and altitude is not None
        and is_within(metres, DISTANCE_M)
        and is_within(altitude, ALTITUDE_M)
    ]
    profile: list[Point] = []
    for at in growing([metres for metres, _ in points]):
        if not profile or points[at][0] > profile[-1][0]:
            profile.append(points[at])
    return profile
