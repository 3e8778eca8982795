"""Planned workouts as FIT files."""

from collections.abc import Iterator
from datetime import datetime

from attrs import frozen
from garmin_fit_sdk import Profile

from fittrack_cli.commands.quickstart.sample_season.fit_writer import FieldValue, FitFile
from fittrack_cli.commands.quickstart.sample_season.plan import POOL_M, Intensity, Sport, Stroke


@frozen
class Step:
    """A step of a planned workout, in the profile's own terms.

    `duration` is in milliseconds (time) or centimetres (distance). `zone` is a heart rate zone. `low` and
    `high` bound a custom target: mm/s (speed), bpm + 100 (heart_rate) or watts + 1000 (power).
    """

    name: str
    intensity: Intensity
    duration_type: str
    duration: int | None = None
    target_type: str = "open"
    zone: int = 0
    low: int | None = None
    high: int | None = None
    stroke: Stroke | None = None


@frozen
class Repeat:
    """Go back to step number `first`, until it was done `times` times."""

    first: int
    times: int


@frozen
class Workout:
    """A planned workout."""

    file_name: str
    name: str
    sport: Sport
    sub_sport: str
    steps: tuple[Step | Repeat, ...]


def workout_file(workout: Workout, created: datetime) -> bytes:
    """A planned workout with its steps."""
    swimming = workout.sport == "swimming"
    fit = FitFile("workout", created)
    fit.add(
        "workout",
        sport=workout.sport,
        sub_sport=workout.sub_sport,
        num_valid_steps=len(workout.steps),
        wkt_name=workout.name,
        pool_length=float(POOL_M) if swimming else None,
        pool_length_unit="metric" if swimming else None,
    )
    for number, step in enumerate(workout.steps):
        fit.add("workout_step", message_index=number, **dict(_step_fields(step)))
    return fit.close()


def _step_fields(step: Step | Repeat) -> Iterator[tuple[str, FieldValue]]:
    if isinstance(step, Repeat):
        yield "duration_type", "repeat_until_steps_cmplt"
        yield "duration_value", step.first
        yield "target_type", "open"
        yield "target_value", step.times
        return
    yield "wkt_step_name", step.name
    yield "intensity", step.intensity
    yield "duration_type", step.duration_type
    yield "duration_value", step.duration
    yield "target_type", step.target_type
    yield "target_value", _stroke_number(step.stroke) if step.stroke else step.zone
    yield "custom_target_value_low", step.low
    yield "custom_target_value_high", step.high


def _stroke_number(stroke: Stroke) -> int:
    numbers: dict[int, str] = Profile["types"]["swim_stroke"]
    return next(int(number) for number, name in numbers.items() if name == stroke)
