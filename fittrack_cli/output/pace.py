"""How people of a sport say how fast they are: minutes for a kilometre or a mile, for 100 m or yards in the water, for 500 m in a
boat, or kilometres or miles an hour."""

from __future__ import annotations

from typing import Literal

Way = Literal["speed", "pace", "pace_100m", "pace_500m"]
"""How the speed of a sport is given."""

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


def way_of(sport: str | None) -> Way:
    """How the speed of a sport is given; as a speed where nothing else is usual."""
    return _WAYS.get(sport or "", "speed")


def rate_name(way: Way) -> str:
    """What it is called: `pace` or `speed`."""
    return "speed" if way == "speed" else "pace"
