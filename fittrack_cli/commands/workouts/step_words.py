"""A workout's steps in words: how long each goes on, and what to hold meanwhile.

Durations and targets are those of the FIT profile (`wkt_step_duration`, `wkt_step_target`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fittrack_cli.output.cells import words_of
from fittrack_cli.output.durations import duration

if TYPE_CHECKING:
    from fittrack_cli.output.units import Units
    from fittrack_client.models.workout_step import WorkoutStep

_OPEN = ("open", "invalid")

_ZONED = ("heart_rate", "power", "speed", "cadence")

MAX_ZONE = 10

_REPEAT = "repeat_until_"


def how_long(step: WorkoutStep, units: Units) -> str:
    """How long a step goes on, in words: `5:00`, `1.0 km`, `4 times from step 2`."""
    kind = step.duration_type or ""
    value = step.duration_value
    if step.repeat_from is not None:
        start = f"from step {step.repeat_from + 1}"
        if step.repeat_count is not None:
            return f"{step.repeat_count} times {start}"
        return f"{start} until {words_of(kind.removeprefix(_REPEAT))}{_amount(kind, value, units)}"
    if not kind or kind in _OPEN:
        return "until lap is pressed" if kind == "open" else "-"
    if value is None:
        return words_of(kind)
    if kind in ("time", "repetition_time", "time_only"):
        return duration(value)
    if kind == "distance":
        return units.text("distance_m", value)
    if kind == "calories":
        return units.text("_kcal", value)
    return f"{words_of(kind)} {units.numbers.text(value)}"


def target(step: WorkoutStep, units: Units) -> str:
    """What to hold during a step, in words: `heart rate 140-150`."""
    kind = step.target_type or ""
    if not kind or kind in _OPEN:
        return "-"
    name = words_of(kind)
    low, high = step.target_low, step.target_high
    if low is None and high is None:
        return name
    if low is None or high is None or low == high:
        value = low if low is not None else high or 0.0
        is_zone = low == high and kind in _ZONED and value <= MAX_ZONE
        return f"{name} {'zone ' if is_zone else ''}{units.numbers.text(value)}"
    return f"{name} {units.numbers.text(low)}-{units.numbers.text(high)}"


def _amount(kind: str, value: float | None, units: Units) -> str:
    if value is None:
        return ""
    if kind.endswith("time"):
        return f" {duration(value)}"
    is_far = kind.endswith("distance")
    return f" {units.text('distance_m' if is_far else '', value)}"
