"""Grade-adjusted pace: the pace on flat ground that would have cost a runner as much.

    C(i) = 155.4 i^5 - 30.4 i^4 - 43.3 i^3 + 46.3 i^2 + 19.5 i + 3.6        J per kg and metre
    grade-adjusted distance = sum of (distance x C(i) / C(0)), i being the grade (`grade`)
    grade-adjusted speed = grade-adjusted distance / moving time

Source of C: A. E. Minetti and others, "Energy cost of walking and running at extreme uphill and downhill
slopes", Journal of Applied Physiology 93 (2002), 1039-1046. It was measured from -45 % to +45 %; a grade
beyond that counts as that. It is for running: a walk has another curve, a ride none. Other programs use
curves of their own (Strava's comes from its runners' heart rates), so their paces differ somewhat,
most of all downhill.
"""

from __future__ import annotations

from fittrack_backend.records.numbers.grade import stretches
from fittrack_backend.records.numbers.spans import Column

STEEPEST = 0.45
_LEVEL_COST = 3.6


def cost_of_running(grade: float) -> float:
    """The energy that a metre costs at that grade, in J per kg of the runner's weight."""
    i = max(-STEEPEST, min(STEEPEST, grade))
    return ((((155.4 * i - 30.4) * i - 43.3) * i + 46.3) * i + 19.5) * i + _LEVEL_COST


def grade_adjusted_distance_m(distances: Column, altitudes: Column) -> float | None:
    """The distance on flat ground that would have cost as much, in metres.

    None without distances and altitudes. Both columns are in metres, the distance from the start.
    """
    track = stretches(distances, altitudes)
    if not track:
        return None
    cost = sum((part.end_m - part.start_m) * cost_of_running(part.grade) for part in track)
    return cost / _LEVEL_COST
