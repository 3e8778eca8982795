# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="WorkoutStep")


@_attrs_define
class WorkoutStep:
    """A step of a planned workout (FIT profile: `workout_step`).

    Attributes:
        index (int):
        name (None | str):
        intensity (None | str):
        duration_type (None | str):
        duration_value (float | None): In seconds, metres or kilocalories, as the duration's type says.
        target_type (None | str):
        target_low (float | None):
        target_high (float | None):
        repeat_from (int | None): For a repetition: the first step of it.
        repeat_count (int | None):
        notes (None | str):
    """

    index: int
    name: None | str
    intensity: None | str
    duration_type: None | str
    duration_value: float | None
    target_type: None | str
    target_low: float | None
    target_high: float | None
    repeat_from: int | None
    repeat_count: int | None
    notes: None | str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        index = self.index

        name: None | str
        name = self.name

        intensity: None | str
        intensity = self.intensity

        duration_type: None | str
        duration_type = self.duration_type

        duration_value: float | None
        duration_value = self.duration_value

        target_type: None | str
        target_type = self.target_type

        target_low: float | None
        target_low = self.target_low

        target_high: float | None
        target_high = self.target_high

        repeat_from: int | None
        repeat_from = self.repeat_from

        repeat_count: int | None
        repeat_count = self.repeat_count

        notes: None | str
        notes = self.notes

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "index": index,
                "name": name,
                "intensity": intensity,
                "duration_type": duration_type,
                "duration_value": duration_value,
                "target_type": target_type,
                "target_low": target_low,
                "target_high": target_high,
                "repeat_from": repeat_from,
                "repeat_count": repeat_count,
                "notes": notes,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        index = d.pop("index")
        if not (isinstance(index, int) and not isinstance(index, bool)):
            raise TypeError("index: expected a whole number")

        def _parse_name(data: object) -> None | str:
            if data is None:
                return data
            if not isinstance(data, str):
                raise TypeError("name: not of a type that the contract allows")
            name_type_0 = data
            if not isinstance(name_type_0, str):
                raise TypeError("name_type_0: expected text")

            return name_type_0

        name = _parse_name(d.pop("name"))

        def _parse_intensity(data: object) -> None | str:
            if data is None:
                return data
            if not isinstance(data, str):
                raise TypeError("intensity: not of a type that the contract allows")
            intensity_type_0 = data
            if not isinstance(intensity_type_0, str):
                raise TypeError("intensity_type_0: expected text")

            return intensity_type_0

        intensity = _parse_intensity(d.pop("intensity"))

        def _parse_duration_type(data: object) -> None | str:
            if data is None:
                return data
            if not isinstance(data, str):
                raise TypeError("duration_type: not of a type that the contract allows")
            duration_type_type_0 = data
            if not isinstance(duration_type_type_0, str):
                raise TypeError("duration_type_type_0: expected text")

            return duration_type_type_0

        duration_type = _parse_duration_type(d.pop("duration_type"))

        def _parse_duration_value(data: object) -> float | None:
            if data is None:
                return data
            duration_value_type_0 = data
            if not (
                isinstance(duration_value_type_0, (float, int))
                and not isinstance(duration_value_type_0, bool)
            ):
                raise TypeError("duration_value_type_0: expected a number")

            return duration_value_type_0

        duration_value = _parse_duration_value(d.pop("duration_value"))

        def _parse_target_type(data: object) -> None | str:
            if data is None:
                return data
            if not isinstance(data, str):
                raise TypeError("target_type: not of a type that the contract allows")
            target_type_type_0 = data
            if not isinstance(target_type_type_0, str):
                raise TypeError("target_type_type_0: expected text")

            return target_type_type_0

        target_type = _parse_target_type(d.pop("target_type"))

        def _parse_target_low(data: object) -> float | None:
            if data is None:
                return data
            target_low_type_0 = data
            if not (
                isinstance(target_low_type_0, (float, int))
                and not isinstance(target_low_type_0, bool)
            ):
                raise TypeError("target_low_type_0: expected a number")

            return target_low_type_0

        target_low = _parse_target_low(d.pop("target_low"))

        def _parse_target_high(data: object) -> float | None:
            if data is None:
                return data
            target_high_type_0 = data
            if not (
                isinstance(target_high_type_0, (float, int))
                and not isinstance(target_high_type_0, bool)
            ):
                raise TypeError("target_high_type_0: expected a number")

            return target_high_type_0

        target_high = _parse_target_high(d.pop("target_high"))

        def _parse_repeat_from(data: object) -> int | None:
            if data is None:
                return data
            repeat_from_type_0 = data
            if not (
                isinstance(repeat_from_type_0, int) and not isinstance(repeat_from_type_0, bool)
            ):
                raise TypeError("repeat_from_type_0: expected a whole number")

            return repeat_from_type_0

        repeat_from = _parse_repeat_from(d.pop("repeat_from"))

        def _parse_repeat_count(data: object) -> int | None:
            if data is None:
                return data
            repeat_count_type_0 = data
            if not (
                isinstance(repeat_count_type_0, int) and not isinstance(repeat_count_type_0, bool)
            ):
                raise TypeError("repeat_count_type_0: expected a whole number")

            return repeat_count_type_0

        repeat_count = _parse_repeat_count(d.pop("repeat_count"))

        def _parse_notes(data: object) -> None | str:
            if data is None:
                return data
            if not isinstance(data, str):
                raise TypeError("notes: not of a type that the contract allows")
            notes_type_0 = data
            if not isinstance(notes_type_0, str):
                raise TypeError("notes_type_0: expected text")

            return notes_type_0

        notes = _parse_notes(d.pop("notes"))

        _instance = cls(
            index=index,
            name=name,
            intensity=intensity,
            duration_type=duration_type,
            duration_value=duration_value,
            target_type=target_type,
            target_low=target_low,
            target_high=target_high,
            repeat_from=repeat_from,
            repeat_count=repeat_count,
            notes=notes,
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
