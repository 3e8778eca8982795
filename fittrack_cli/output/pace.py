"""How people of a sport say how fast they are: minutes for a kilometre or a mile, for 100 m or yards in the water, for 500 m in a
boat, or kilometres or miles an hour."""

from __future__ import annotations

from typing import Literal

from fittrack_cli.output.systems import YARD_M

Way = Literal["speed", "pace", "pace_100m", "pace_pool_m", "pace_pool_yd", "pace_500m"]
"""How the speed of a sport is given; in a pool by the unit that the pool has."""

_WAYS: dict[str, Way] = {
    **dict.fromkeys(
        (
            "running",
            "walking",
            "hiking",
            "mountaineering",
            "snowshoeing",
            "transition",
            "wheelchair_push_run",
            "wheelchair_push_walk",
        ),
        "pace",
    ),
    "swimming": "pace_100m",
    "rowing": "pace_500m",
}


def way_of(sport: str | None, pool_length_m: object = None) -> Way:
    """How the speed of a sport is given, in a pool of that length if it was in one; as a speed where nothing else is usual."""
    way = _WAYS.get(sport or "", "speed")
    if way == "pace_100m" and isinstance(pool_length_m, int | float) and pool_length_m > 0:
        return "pace_pool_yd" if _is_in_yards(pool_length_m) else "pace_pool_m"
    return way


def _is_in_yards(length_m: float) -> bool:
    """Whether a pool has whole yards and no whole metres, to the centimetre that files have."""
    yards = round(length_m / YARD_M)
    return abs(yards * YARD_M - length_m) < 0.006 and abs(round(length_m) - length_m) >= 0.006


def rate_name(way: Way) -> str:
    """What it is called: `pace` or `speed`."""
    return "speed" if way == "speed" else "pace"
