"""How long answers took to begin, by operation and status."""

from __future__ import annotations

from bisect import bisect_left

from attrs import define, field
from starlette.types import Scope

BOUNDS_S = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
"""Upper bounds of the buckets; above the last one is another bucket."""
NO_OPERATION = "none"


@define
class Times:
    """The answers of one operation with one status."""

    buckets: list[int] = field(factory=lambda: [0] * (len(BOUNDS_S) + 1))
    """How many fell into each bucket alone."""
    total_s: float = 0.0


class AnswerTimes:
    """Since the server started. Written by one event loop."""

    def __init__(self) -> None:
        self._times: dict[tuple[str, int], Times] = {}

    def note(self, scope: Scope, status: int, seconds: float) -> None:
        """An answer began so long after its request."""
        route = scope.get("route")
        key = (getattr(route, "operation_id", None) or NO_OPERATION, status)
        times = self._times.setdefault(key, Times())
        times.buckets[bisect_left(BOUNDS_S, seconds)] += 1
        times.total_s += seconds

    def by_operation(self) -> dict[tuple[str, int], Times]:
        """The times so far, by operation and status."""
        return dict(self._times)
