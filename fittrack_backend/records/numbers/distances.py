"""The distance of a track as it grows: what grades and best times are worked out from.

A distance counts from the start, so none can be less than one before it. Where it is, the most samples that
agree are taken (the longest part that does not fall), and the others are left out as if they had no
distance: one that is far too great, or a device that began again at zero. Where the athlete stands still,
several samples have one distance.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from fittrack_backend.records.numbers.spans import DISTANCE_M, Column, known

MILE_M = 1609.344
"""The international mile."""


class Mark(NamedTuple):
    """A distance from the start, and the first and last time at which the athlete was there."""

    metres: float
    arrived_s: float
    left_s: float


def track(times: Column, distances: Column) -> list[tuple[float, float]]:
    """Times and distances, both in their order."""
    points = list(known(times, distances, DISTANCE_M))
    return [points[at] for at in growing([metres for _, metres in points])]


def marks(times: Column, distances: Column) -> list[Mark]:
    """Where the athlete was when, in the order of growing distances, each once."""
    found: list[Mark] = []
    for time, metres in track(times, distances):
        if found and metres == found[-1].metres:
            found[-1] = found[-1]._replace(left_s=time)
        else:
            found.append(Mark(metres, time, time))
    return found


def growing(values: Sequence[float]) -> list[int]:
    """The indexes of the longest part of these values, in their order, that never falls."""
    if all(before <= after for before, after in pairwise(values)):
        return list(range(len(values)))
    lowest_ends: list[float] = []
    ends: list[int] = []
    before: list[int | None] = []
    for index, value in enumerate(values):
        length = bisect_right(lowest_ends, value)
        before.append(ends[length - 1] if length else None)
        lowest_ends[length : length + 1] = [value]
        ends[length : length + 1] = [index]
    return _chain(before, ends[-1])


def _chain(before: Sequence[int | None], last: int) -> list[int]:
    found: list[int] = []
    at: int | None = last
    while at is not None:
        found.append(at)
        at = before[at]
    return found[::-1]
