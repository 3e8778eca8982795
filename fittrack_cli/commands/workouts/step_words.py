"""A workout's steps in words: how long each goes on, and what to hold meanwhile.

Durations and targets are those of the FIT profile (`wkt_step_duration`, `wkt_step_target`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fittrack_cli.output.cells import distance, duration, number

if TYPE_CHECKING:
    from fittrack_client.models.workout_step import WorkoutStep

_OPEN = ("open", "invalid")

_ZONED = ("heart_rate", "power", "speed", "cadence")

MAX_ZONE = 10

_REPEAT = "repeat_until_"


def how_long(step: WorkoutStep) -> str:
    """How long a step goes on, in words: `5:00`, `1.0 km`, `4 times from step 2`."""
    kind = step.duration_type or ""
    value = step.duration_value
    if step.repeat_from is not None:
        start = f"from step {step.repeat_from + 1}"
        if step.repeat_count is not None:
            return f"{step.repeat_count} times {start}"
        return f"{start} until {kind.removeprefix(_REPEAT).replace('_', ' ')}{_amount(kind, value)}"
    if not kind or kind in _OPEN:
        return "until lap is pressed" if kind == "open" else "-"
    if value is None:
        return kind.replace("_", " ")
    if kind in ("time", "repetition_time", "time_only"):
        return duration(value)
    if kind == "distance":
        return distance(value)
    if kind == "calories":
        return f"{number(value)} kcal"
    return f"{kind.replace('_', ' ')} {number(value)}"


def target(step: WorkoutStep) -> str:
    """What to hold during a step, in words: `heart rate 140-150`."""
    kind = step.target_type or ""
    if not kind or kind in _OPEN:
        return "-"
    name = kind.replace("_", " ")
    low, high = step.target_low, step.target_high
    if low is None and high is None:
        return name
    if low is None or high is None or low == high:
        value = low if low is not None else high or 0.0
        is_zone = low == high and kind in _ZONED and value <= MAX_ZONE
        return f"{name} {'zone ' if is_zone else ''}{number(value)}"
    return f"{name} {number(low)}-{number(high)}"


def _amount(kind: str, value: float | None) -> str:
    if value is None:
        return ""
    if kind.endswith("time"):
        return f" {duration(value)}"
    return f" {distance(value)}" if kind.endswith("distance") else f" {number(value)}"
