"""What is right for a file, as `expected.json` has it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from attrs import frozen

Values = dict[str, Any]
"""A JSON object."""


@frozen
class Made:
    """A file with what is right of it."""

    data: bytes
    expected: Values


def session(
    start: dt.datetime,
    sport: str,
    sub_sport: str | None,
    *,
    distance_m: float | None,
    timer_s: float | None,
    elapsed_s: float | None = None,
    calories: int | None = None,
    avg_hr: int | None = None,
    max_hr: int | None = None,
    ascent_m: int | None = None,
) -> Values:
    """One activity; its elapsed time is the timer's where nothing else is said."""
    return {
        "start_time": start.isoformat(),
        "sport": sport,
        "sub_sport": sub_sport,
        "distance_m": distance_m,
        "timer_s": timer_s,
        "elapsed_s": timer_s if elapsed_s is None else elapsed_s,
        "calories": calories,
        "avg_hr": avg_hr,
        "max_hr": max_hr,
        "ascent_m": ascent_m,
    }


def expected(*sessions: Values, file_types: Sequence[str] = ("activity",), **more: Any) -> Values:
    """What a file holds; all that is not said is none."""
    none: Values = {"workout": [], "workout_steps": 0, "monitoring": 0, "weights": []}
    return {"file_types": list(file_types), "sessions": list(sessions), **none, **more}


def as_json(found: Mapping[str, Made]) -> dict[str, Values]:
    """The right values by the file's name."""
    return {name: found[name].expected for name in sorted(found)}
