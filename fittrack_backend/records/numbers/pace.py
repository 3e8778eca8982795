"""Pace: the time for a distance that is usual in a sport.

    pace (s) = distance (m) / speed (m/s)

Runners and walkers count minutes for a kilometre, swimmers for 100 m, rowers for 500 m (the split that
ergometers show). All other sports have a speed, and no pace. Sports are named as in the FIT profile
(`sport`, `sub_sport`).
"""

from __future__ import annotations

import math
from types import MappingProxyType
from typing import Final

METRES_OF_PACE: Final = MappingProxyType(
    {
        "running": 1000.0,
        "walking": 1000.0,
        "hiking": 1000.0,
        "snowshoeing": 1000.0,
        "cross_country_skiing": 1000.0,
        "swimming": 100.0,
        "rowing": 500.0,
        "treadmill": 1000.0,
        "indoor_running": 1000.0,
        "indoor_walking": 1000.0,
        "lap_swimming": 100.0,
        "indoor_rowing": 500.0,
    }
)
"""The distance of a pace by sport; and by sub-sport for what a sport such as `fitness_equipment` hides."""


def metres_of_pace(sport: str, sub_sport: str | None = None) -> float | None:
    """The distance that a pace is for in that sport, in metres; None where speed is usual."""
    return METRES_OF_PACE.get(sport) or METRES_OF_PACE.get(sub_sport or "")


def pace_s(speed_m_s: float | None, metres: float) -> float | None:
    """The seconds for that distance at that speed: `pace_s(3.0, 1000)` is 333.3, 5:33 min/km.

    None for no speed, a speed of zero, less than zero or not a number, and for a pace beyond a day.
    """
    if speed_m_s is None or not 0 < speed_m_s < math.inf or not 0 < metres < math.inf:
        return None
    seconds = metres / speed_m_s
    return seconds if seconds <= 86_400 else None


def speed_m_s(distance_m: float | None, seconds: float | None) -> float | None:
    """The mean speed over a distance, in m/s; None where either is not known or the time is zero."""
    if distance_m is None or seconds is None or not seconds > 0 or not distance_m >= 0:
        return None
    speed = distance_m / seconds
    return speed if math.isfinite(speed) else None
