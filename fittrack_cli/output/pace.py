"""Speeds as people of a sport say them: minutes for a kilometre, for 100 m in the water, for 500 m in a boat, or
kilometres an hour."""

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
_PER_M: dict[Way, tuple[float, str]] = {
    "pace": (1000.0, "/km"),
    "pace_100m": (100.0, "/100 m"),
    "pace_500m": (500.0, "/500 m"),
}
_SLOWEST_S = 100 * 60
"""A pace of more says nothing: who stands has none."""


def way_of(sport: str | None) -> Way:
    """How the speed of a sport is given; in km/h where nothing else is usual."""
    return _WAYS.get(sport or "", "speed")


def rate_text(speed_m_s: float, way: Way) -> str:
    """A speed in metres a second as `5:23 /km`, `1:52 /100 m`, `2:05 /500 m` or `32.4 km/h`; `-` for the pace
    of who does not move on."""
    if way == "speed":
        return f"{speed_m_s * 3.6:.1f} km/h"
    metres, unit = _PER_M[way]
    if speed_m_s <= 0 or metres / speed_m_s >= _SLOWEST_S:
        return "-"
    minutes, seconds = divmod(round(metres / speed_m_s), 60)
    return f"{minutes}:{seconds:02} {unit}"


def length_of(way: Way) -> float:
    """The metres for which a pace says the minutes; a kilometre where the sport has a speed."""
    return 1000.0 if way == "speed" else _PER_M[way][0]


def rate_name(way: Way) -> str:
    """What it is called: `pace` or `speed`."""
    return "speed" if way == "speed" else "pace"
