"""Planned workouts in TCX files (`Workouts` of the Training Center Database v2)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from attrs import define, field

from fittrack_backend.readers.measures import (
    NAME_LIMIT,
    NOTES_LIMIT,
    clean_text,
    left_out_of,
    not_negative,
    parse_number,
)
from fittrack_backend.readers.sports import sport_of
from fittrack_backend.readers.xml_stream import TooMuch
from fittrack_backend.records.workouts import PlannedStep, PlannedWorkout

_MOST_WORKOUTS = 1_000
_MOST_STEPS = 5_000
_STEPS = ("Step", "Child")
_INTENSITIES = {"Active": "active", "Resting": "rest"}
_DURATIONS = {
    "Seconds": ("time", "s"),
    "Meters": ("distance", "m"),
    "Calories": ("calories", "kcal"),
}
"""By the element in a duration: FIT's word and the unit."""
_TARGETS = {"Speed": "speed", "HeartRate": "heart_rate", "Cadence": "cadence", "None": "open"}
_OF_HEART = {"HeartRateAbove": "hr_greater_than", "HeartRateBelow": "hr_less_than"}
_PERCENT = "HeartRateAsPercentOfMax"


@define
class _Step:
    name: str | None = None
    intensity: str | None = None
    duration_type: str | None = None
    duration_value: float | None = None
    duration_unit: str | None = None
    target_type: str | None = None
    low: float | None = None
    high: float | None = None
    target_unit: str | None = None
    repetitions: int | None = None
    children: list[_Step] = field(factory=list)


@define
class _Draft:
    sport: str | None
    name: str | None = None
    notes: str | None = None
    steps: list[_Step] = field(factory=list)

    def record(self) -> PlannedWorkout:
        steps: list[PlannedStep] = []
        _lay_out(self.steps, steps)
        return PlannedWorkout(
            name=self.name, sport=self.sport, steps=tuple(steps), notes=self.notes
        )


def _lay_out(steps: Iterable[_Step], into: list[PlannedStep]) -> None:
    """Steps in a row as FIT has them: what is repeated, then the step that says how often."""
    for step in steps:
        first = len(into)
        _lay_out(step.children, into)
        is_repeat = bool(step.children) or step.repetitions is not None
        into.append(
            PlannedStep(
                index=len(into),
                name=step.name,
                intensity=step.intensity,
                duration_type="repeat_until_steps_cmplt" if is_repeat else step.duration_type,
                duration_value=step.duration_value,
                target_type=step.target_type,
                target_low=step.low,
                target_high=step.high,
                repeat_from=first if is_repeat else None,
                repeat_count=step.repetitions,
                notes=None,
                duration_unit=step.duration_unit,
                target_unit=step.target_unit,
            )
        )


@define
class WorkoutReader:
    """Listens to the elements within `Workouts`."""

    workouts: list[PlannedWorkout] = field(factory=list)
    left_out: dict[str, None] = field(factory=dict)
    """What was too long to be kept, in sentences."""
    _begun: int = 0
    _steps: int = 0
    _draft: _Draft | None = None
    _open: list[_Step] = field(factory=list)
    _in_percent: bool = False

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""
        if name == "Workout":
            if self._begun >= _MOST_WORKOUTS:
                raise TooMuch(f"there are more than {_MOST_WORKOUTS:,} workouts in it")
            self._begun += 1
            self.finish()
            sport, _ = sport_of(attributes.get("Sport"))
            self._draft, self._open = _Draft(sport), []
        elif self._draft is None:
            return
        elif name in _STEPS:
            if self._steps >= _MOST_STEPS:
                raise TooMuch(f"there are more than {_MOST_STEPS:,} steps of workouts in it")
            self._steps += 1
            self._open.append(_Step())
        elif name == "Duration" and self._open:
            kind = _type_of(attributes)
            self._open[-1].duration_type = _OF_HEART.get(kind, "open")
        elif name == "Target" and self._open:
            self._open[-1].target_type = _TARGETS.get(_type_of(attributes))
        elif name in ("HeartRate", "Low", "High"):
            self._in_percent = _type_of(attributes) == _PERCENT

    def end(self, name: str, parent: str, text: str) -> None:
        """An element ends."""
        draft = self._draft
        if draft is None:
            return
        if name == "Workout":
            self.finish()
        elif name in _STEPS and self._open:
            step = self._open.pop()
            (self._open[-1].children if self._open else draft.steps).append(step)
        elif parent == "Workout" and name == "Name":
            draft.name = clean_text(text, NAME_LIMIT)
            self._note_left_out(text, NAME_LIMIT, "name")
        elif parent == "Workout" and name == "Notes":
            draft.notes = clean_text(text, NOTES_LIMIT)
            self._note_left_out(text, NOTES_LIMIT, "description")
        elif self._open:
            self._take(self._open[-1], name, parent, text)

    def _note_left_out(self, text: str, limit: int, what: str) -> None:
        self.left_out |= dict.fromkeys(left_out_of(text, limit, f"workout's {what}"))

    def finish(self) -> None:
        """The workout that is being read is complete, or as complete as it gets."""
        draft, self._draft = self._draft, None
        while draft is not None and self._open:
            step = self._open.pop()
            (self._open[-1].children if self._open else draft.steps).append(step)
        if draft is not None and (draft.steps or draft.name):
            self.workouts.append(draft.record())

    def _take(self, step: _Step, name: str, parent: str, text: str) -> None:
        value = not_negative(parse_number(text))
        if parent in _STEPS:
            if name == "Name":
                step.name = clean_text(text, NAME_LIMIT)
                self.left_out |= dict.fromkeys(left_out_of(text, NAME_LIMIT, "step's name"))
            elif name == "Intensity":
                step.intensity = _INTENSITIES.get(text.strip())
            elif name == "Repetitions":
                step.repetitions = None if value is None else int(value)
        elif parent == "Duration" and name in _DURATIONS:
            step.duration_type, step.duration_unit = _DURATIONS[name]
            step.duration_value = value
        elif parent == "HeartRate" and name == "Value":
            step.duration_value, step.duration_unit = value, self._unit()
        else:
            self._take_target(step, name, parent, value)

    def _take_target(self, step: _Step, name: str, parent: str, value: float | None) -> None:
        if name == "Number":
            step.low = step.high = value
            step.target_unit = "zone"
        elif name == "LowInMetersPerSecond":
            step.low, step.target_unit = value, "m/s"
        elif name == "HighInMetersPerSecond":
            step.high, step.target_unit = value, "m/s"
        elif name == "Value" and parent in ("Low", "High"):
            step.target_unit = self._unit()
            if parent == "Low":
                step.low = value
            else:
                step.high = value
        elif name == "Low" and parent == "Target":
            step.low, step.target_unit = value, "rpm"
        elif name == "High" and parent == "Target":
            step.high, step.target_unit = value, "rpm"

    def _unit(self) -> str:
        return "%hr" if self._in_percent else "bpm"


def _type_of(attributes: Mapping[str, str]) -> str:
    """The local name of an element's `xsi:type`, without `_t`."""
    for name, value in attributes.items():
        if name.rpartition("}")[2].rpartition(":")[2] == "type":
            return value.strip().rpartition(":")[2].removesuffix("_t")
    return ""
