# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="ExerciseSet")


@_attrs_define
class ExerciseSet:
    """A set of strength training, or the rest after it.

    Attributes:
        index (int):
        start_time (datetime.datetime | None):
        type_ (None | str): `active` or `rest`.
        category (None | str): The kind of exercise.
        exercise (None | str):
        repetitions (int | None):
        weight_kg (float | None):
        duration_s (float | None):
        workout_step_index (int | None): The step of the planned workout that it was.
    """

    index: int
    start_time: datetime.datetime | None
    type_: None | str
    category: None | str
    exercise: None | str
    repetitions: int | None
    weight_kg: float | None
    duration_s: float | None
    workout_step_index: int | None
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        index = self.index

        start_time: None | str
        if isinstance(self.start_time, datetime.datetime):
            start_time = self.start_time.isoformat().replace("+00:00", "Z")
        else:
            start_time = self.start_time

        type_: None | str
        type_ = self.type_

        category: None | str
        category = self.category

        exercise: None | str
        exercise = self.exercise

        repetitions: int | None
        repetitions = self.repetitions

        weight_kg: float | None
        weight_kg = self.weight_kg

        duration_s: float | None
        duration_s = self.duration_s

        workout_step_index: int | None
        workout_step_index = self.workout_step_index

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "index": index,
                "start_time": start_time,
                "type": type_,
                "category": category,
                "exercise": exercise,
                "repetitions": repetitions,
                "weight_kg": weight_kg,
                "duration_s": duration_s,
                "workout_step_index": workout_step_index,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        index = d.pop("index")
        if not (isinstance(index, int) and not isinstance(index, bool)):
            raise TypeError("index: expected a whole number")

        def _parse_start_time(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            if not isinstance(data, str):
                raise TypeError("start_time: not of a type that the contract allows")
            return datetime.datetime.fromisoformat(data)

        start_time = _parse_start_time(d.pop("start_time"))

        def _parse_type_(data: object) -> None | str:
            if data is None:
                return data
            if not isinstance(data, str):
                raise TypeError("type_: not of a type that the contract allows")
            type_type_0 = data
            if not isinstance(type_type_0, str):
                raise TypeError("type_type_0: expected text")

            return type_type_0

        type_ = _parse_type_(d.pop("type"))

        def _parse_category(data: object) -> None | str:
            if data is None:
                return data
            if not isinstance(data, str):
                raise TypeError("category: not of a type that the contract allows")
            category_type_0 = data
            if not isinstance(category_type_0, str):
                raise TypeError("category_type_0: expected text")

            return category_type_0

        category = _parse_category(d.pop("category"))

        def _parse_exercise(data: object) -> None | str:
            if data is None:
                return data
            if not isinstance(data, str):
                raise TypeError("exercise: not of a type that the contract allows")
            exercise_type_0 = data
            if not isinstance(exercise_type_0, str):
                raise TypeError("exercise_type_0: expected text")

            return exercise_type_0

        exercise = _parse_exercise(d.pop("exercise"))

        def _parse_repetitions(data: object) -> int | None:
            if data is None:
                return data
            repetitions_type_0 = data
            if not (
                isinstance(repetitions_type_0, int) and not isinstance(repetitions_type_0, bool)
            ):
                raise TypeError("repetitions_type_0: expected a whole number")

            return repetitions_type_0

        repetitions = _parse_repetitions(d.pop("repetitions"))

        def _parse_weight_kg(data: object) -> float | None:
            if data is None:
                return data
            weight_kg_type_0 = data
            if not (
                isinstance(weight_kg_type_0, (float, int))
                and not isinstance(weight_kg_type_0, bool)
            ):
                raise TypeError("weight_kg_type_0: expected a number")

            return weight_kg_type_0

        weight_kg = _parse_weight_kg(d.pop("weight_kg"))

        def _parse_duration_s(data: object) -> float | None:
            if data is None:
                return data
            duration_s_type_0 = data
            if not (
                isinstance(duration_s_type_0, (float, int))
                and not isinstance(duration_s_type_0, bool)
            ):
                raise TypeError("duration_s_type_0: expected a number")

            return duration_s_type_0

        duration_s = _parse_duration_s(d.pop("duration_s"))

        def _parse_workout_step_index(data: object) -> int | None:
            if data is None:
                return data
            workout_step_index_type_0 = data
            if not (
                isinstance(workout_step_index_type_0, int)
                and not isinstance(workout_step_index_type_0, bool)
            ):
                raise TypeError("workout_step_index_type_0: expected a whole number")

            return workout_step_index_type_0

        workout_step_index = _parse_workout_step_index(d.pop("workout_step_index"))

        _instance = cls(
            index=index,
            start_time=start_time,
            type_=type_,
            category=category,
            exercise=exercise,
            repetitions=repetitions,
            weight_kg=weight_kg,
            duration_s=duration_s,
            workout_step_index=workout_step_index,
        )

        additional_properties: dict[str, Any] = {}
        for prop_name, prop_dict in d.items():
            additional = prop_dict

            additional_properties[prop_name] = additional

        _instance.additional_properties = additional_properties
        return _instance

    @property
    def additional_keys(self) -> list[str]:
        return list(self.additional_properties.keys())

    def __getitem__(self, key: str) -> Any:
        return self.additional_properties[key]

    def __setitem__(self, key: str, value: Any) -> None:
        self.additional_properties[key] = value

    def __delitem__(self, key: str) -> None:
        del self.additional_properties[key]

    def __contains__(self, key: str) -> bool:
        return key in self.additional_properties
