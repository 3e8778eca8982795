"""Planned workouts in FIT files."""

from __future__ import annotations

from typing import Any

from tools.corpus.expectations import Made, expected
from tools.corpus.fit import Message, fit_file, message


def workouts() -> dict[str, Made]:
    """Plans: steps by zone, by values of one's own, and a repetition."""
    to_distance: dict[str, Any] = {"duration_type": "distance", "duration_value": 50_000}
    warm_up: dict[str, Any] = {
        "wkt_step_name": "Warm up",
        "duration_type": "time",
        "duration_value": 60_000,
    }
    cool_down: dict[str, Any] = {"wkt_step_name": "Cool down", "duration_type": "hr_less_than"}
    cool_down |= {"duration_value": 225}  # above 100 FIT counts beats per minute + 100
    repeat = {
        "wkt_step_name": "Again",
        "duration_type": "repeat_until_steps_cmplt",
        "duration_value": 1,
        "target_type": "open",
        "target_value": 3,
    }
    by_zone = [
        _step(0, "warmup", "heart_rate", warm_up, zone=2),
        _step(1, "active", "power", {"wkt_step_name": "Hard", **to_distance}, zone=5),
        _step(2, "active", "power", {"wkt_step_name": "Easy", **to_distance}, zone=3),
        _step(3, "cooldown", "power", cool_down, zone=1),
    ]
    by_values = [
        _step(0, "warmup", "heart_rate", warm_up, between=(50, 60)),
        _step(1, "active", "power", to_distance, between=(1300, 1310)),
        _step(2, "active", "power", to_distance, between=(1260, 1270)),
        _step(3, "cooldown", "power", cool_down, between=(1220, 1230)),
    ]
    repeated = [
        *by_zone[:3],
        message("workout_step", message_index=3, intensity="active", **repeat),
        _step(4, "cooldown", "power", cool_down, zone=1),
    ]
    return {
        "workout-steps.fit": _workout("Steps by zone", by_zone),
        "workout-custom-targets.fit": _workout("Own targets", by_values),
        "workout-repeats.fit": _workout("Three times", repeated),
    }


def _step(
    index: int,
    intensity: str,
    target: str,
    told: dict[str, Any],
    *,
    zone: int = 0,
    between: tuple[int, int] = (0, 0),
) -> Message:
    return message(
        "workout_step",
        message_index=index,
        intensity=intensity,
        target_type=target,
        target_value=zone,
        custom_target_value_low=between[0] or None,
        custom_target_value_high=between[1] or None,
        **told,
    )


def _workout(name: str, steps: list[Message]) -> Made:
    plan = message("workout", wkt_name=name, sport="running", num_valid_steps=len(steps))
    told = [{"name": name, "steps": len(steps)}]
    return Made(
        fit_file(plan, *steps, type="workout"),
        expected(file_types=["workout"], workout=told, workout_steps=len(steps)),
    )
