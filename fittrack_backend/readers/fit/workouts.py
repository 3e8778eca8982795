"""Planned workouts in FIT files."""

from __future__ import annotations

from attrs import define, field

from fittrack_backend.readers.fit import values as of
from fittrack_backend.readers.fit.parts import Part
from fittrack_backend.readers.fit.profile import known_name_of, name_of, number_of, wanted
from fittrack_backend.readers.fit.wire import Message, messages
from fittrack_backend.readers.measures import NAME_LIMIT, NOTES_LIMIT
from fittrack_backend.records.workouts import PlannedStep, PlannedWorkout

STEP_FIELDS = (
    "message_index",
    "wkt_step_name",
    "duration_type",
    "duration_value",
    "target_type",
    "target_value",
    "custom_target_value_low",
    "custom_target_value_high",
    "intensity",
    "notes",
)
_WANTED = wanted(
    {
        "workout": ("wkt_name", "sport", "wkt_description"),
        "workout_step": STEP_FIELDS,
    }
)
MESSAGES = frozenset(_WANTED.messages)
"""The numbers of the messages that make a workout."""
_WORKOUT = number_of("workout")
_MOST_WORKOUTS = 1_000
_MOST_STEPS = 5_000
_INDEX_MASK = 0x0FFF

_REPEAT = "repeat_until_"


@define
class _Draft:
    message: Message | None
    steps: list[PlannedStep] = field(factory=list)


def read_workouts(part: Part) -> list[PlannedWorkout]:
    """The planned workouts of a FIT file; steps without a workout message make one without name."""
    drafts: list[_Draft] = []
    steps = 0
    for message in messages(part, _WANTED):
        if message.number == _WORKOUT:
            if drafts and drafts[-1].message is None:
                drafts[-1].message = message
            elif len(drafts) >= _MOST_WORKOUTS:
                part.limit = f"{_MOST_WORKOUTS:,} workouts"
                break
            else:
                drafts.append(_Draft(message))
        elif steps >= _MOST_STEPS:
            part.limit = f"{_MOST_STEPS:,} steps of workouts"
            break
        else:
            steps += 1
            if not drafts:
                drafts.append(_Draft(None))
            drafts[-1].steps.append(step_of(message, len(drafts[-1].steps)))
    return [_workout(draft) for draft in drafts]


def _workout(draft: _Draft) -> PlannedWorkout:
    name = sport = notes = None
    if draft.message is not None:
        name = of.text(draft.message, "wkt_name", NAME_LIMIT)
        sport = known_name_of("sport", draft.message.values.get("sport"))
        notes = of.text(draft.message, "wkt_description", NOTES_LIMIT)
    steps = tuple(sorted(draft.steps, key=lambda step: step.index))
    return PlannedWorkout(name=name, sport=sport, steps=steps, notes=notes)


def step_of(message: Message, position: int) -> PlannedStep:
    """A step of a workout; `position` is its index where it does not say."""
    index = of.whole(message, "message_index")
    duration_type = name_of("wkt_step_duration", message.values.get("duration_type"))
    target_type = name_of("wkt_step_target", message.values.get("target_type"))
    duration = of.amount(message, "duration_value")
    target = of.amount(message, "target_value")
    repeat_from = repeat_count = None
    low = high = duration_value = None
    duration_unit = target_unit = None
    if duration_type is not None and duration_type.startswith(_REPEAT):
        repeat_from = None if duration is None else int(duration)
        if duration_type == "repeat_until_steps_cmplt":
            repeat_count = None if target is None else int(target)
        else:
            kind = duration_type.removeprefix(_REPEAT)
            duration_value, duration_unit = _duration(kind, target)
    else:
        duration_value, duration_unit = _duration(duration_type, duration)
        low, high, target_unit = _target(message, target_type, target)
    return PlannedStep(
        index=position if index is None else index & _INDEX_MASK,
        name=of.text(message, "wkt_step_name", NAME_LIMIT),
        intensity=name_of("intensity", message.values.get("intensity")),
        duration_type=duration_type,
        duration_value=duration_value,
        target_type=target_type,
        target_low=low,
        target_high=high,
        repeat_from=repeat_from,
        repeat_count=repeat_count,
        notes=of.text(message, "notes", NOTES_LIMIT),
        duration_unit=duration_unit,
        target_unit=target_unit,
    )


def _duration(kind: str | None, value: float | None) -> tuple[float | None, str | None]:
    if kind is None or value is None:
        return None, None
    if kind in ("time", "repetition_time", "time_only"):
        return value / 1000, "s"
    if kind == "distance":
        return value / 100, "m"
    if kind == "calories":
        return value, "kcal"
    if kind == "reps":
        return value, "reps"
    if kind == "training_peaks_tss":
        return value, "tss"
    if kind.startswith("hr_"):
        return _heart_rate(value)
    if "power" in kind:
        return _power(value)
    return None, None


def _target(
    message: Message, kind: str | None, zone: float | None
) -> tuple[float | None, float | None, str | None]:
    if kind is None or kind == "open":
        return None, None, None
    if zone:
        unit = "stroke" if kind == "swim_stroke" else "zone"
        return zone, zone, unit
    low, low_unit = _target_value(kind, of.amount(message, "custom_target_value_low"))
    high, high_unit = _target_value(kind, of.amount(message, "custom_target_value_high"))
    return low, high, high_unit or low_unit


def _target_value(kind: str, value: float | None) -> tuple[float | None, str | None]:
    if value is None:
        return None, None
    if kind.startswith("speed"):
        return value / 1000, "m/s"
    if kind.startswith("heart_rate"):
        return _heart_rate(value)
    if kind.startswith("power"):
        return _power(value)
    return value, "rpm" if kind == "cadence" else None


def _heart_rate(value: float) -> tuple[float, str]:
    """FIT's `workout_hr`: up to 100 per cent of the maximum, above that beats per minute + 100."""
    return (value, "%hr") if value <= 100 else (value - 100, "bpm")


def _power(value: float) -> tuple[float, str]:
    """FIT's `workout_power`: up to 1000 per cent of the threshold, above that watts + 1000."""
    return (value, "%ftp") if value <= 1000 else (value - 1000, "W")
