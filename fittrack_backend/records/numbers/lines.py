"""Values between samples: on the straight line from one point to the next."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeAlias

Point: TypeAlias = tuple[float, float]


def values_at(points: Sequence[Point], places: Iterable[float]) -> Iterator[float]:
    """The values at these places, which grow and lie within the points, as do the points' own places.

    There are at least two points. It goes through both once.
    """
    at = 1
    for place in places:
        while at < len(points) - 1 and points[at][0] < place:
            at += 1
        (before, low), (after, high) = points[at - 1], points[at]
        share = (place - before) / (after - before)
        yield low + min(1.0, max(0.0, share)) * (high - low)
