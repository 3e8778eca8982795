# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="Lap")


@_attrs_define
class Lap:
    """A part of an activity (FIT profile: `lap`).

    Attributes:
        index (int):
        start_time (datetime.datetime):
        distance_m (float | None):
        timer_s (float | None):
        elapsed_s (float | None):
        calories_kcal (int | None):
        avg_hr_bpm (int | None):
        max_hr_bpm (int | None):
        ascent_m (float | None):
    """

    index: int
    start_time: datetime.datetime
    distance_m: float | None
    timer_s: float | None
    elapsed_s: float | None
    calories_kcal: int | None
    avg_hr_bpm: int | None
    max_hr_bpm: int | None
    ascent_m: float | None
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        index = self.index

        start_time = self.start_time.isoformat().replace("+00:00", "Z")

        distance_m: float | None
        distance_m = self.distance_m

        timer_s: float | None
        timer_s = self.timer_s

        elapsed_s: float | None
        elapsed_s = self.elapsed_s

        calories_kcal: int | None
        calories_kcal = self.calories_kcal

        avg_hr_bpm: int | None
        avg_hr_bpm = self.avg_hr_bpm

        max_hr_bpm: int | None
        max_hr_bpm = self.max_hr_bpm

        ascent_m: float | None
        ascent_m = self.ascent_m

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "index": index,
                "start_time": start_time,
                "distance_m": distance_m,
                "timer_s": timer_s,
                "elapsed_s": elapsed_s,
                "calories_kcal": calories_kcal,
                "avg_hr_bpm": avg_hr_bpm,
                "max_hr_bpm": max_hr_bpm,
                "ascent_m": ascent_m,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        index = d.pop("index")
        if not (isinstance(index, int) and not isinstance(index, bool)):
            raise TypeError("index: expected a whole number")

        start_time = datetime.datetime.fromisoformat(d.pop("start_time"))

        def _parse_distance_m(data: object) -> float | None:
            if data is None:
                return data
            distance_m_type_0 = data
            if not (
                isinstance(distance_m_type_0, (float, int))
                and not isinstance(distance_m_type_0, bool)
            ):
                raise TypeError("distance_m_type_0: expected a number")

            return distance_m_type_0

        distance_m = _parse_distance_m(d.pop("distance_m"))

        def _parse_timer_s(data: object) -> float | None:
            if data is None:
                return data
            timer_s_type_0 = data
            if not (
                isinstance(timer_s_type_0, (float, int)) and not isinstance(timer_s_type_0, bool)
            ):
                raise TypeError("timer_s_type_0: expected a number")

            return timer_s_type_0

        timer_s = _parse_timer_s(d.pop("timer_s"))

        def _parse_elapsed_s(data: object) -> float | None:
            if data is None:
                return data
            elapsed_s_type_0 = data
            if not (
                isinstance(elapsed_s_type_0, (float, int))
                and not isinstance(elapsed_s_type_0, bool)
            ):
                raise TypeError("elapsed_s_type_0: expected a number")

            return elapsed_s_type_0

        elapsed_s = _parse_elapsed_s(d.pop("elapsed_s"))

        def _parse_calories_kcal(data: object) -> int | None:
            if data is None:
                return data
            calories_kcal_type_0 = data
            if not (
                isinstance(calories_kcal_type_0, int) and not isinstance(calories_kcal_type_0, bool)
            ):
                raise TypeError("calories_kcal_type_0: expected a whole number")

            return calories_kcal_type_0

        calories_kcal = _parse_calories_kcal(d.pop("calories_kcal"))

        def _parse_avg_hr_bpm(data: object) -> int | None:
            if data is None:
                return data
            avg_hr_bpm_type_0 = data
            if not (isinstance(avg_hr_bpm_type_0, int) and not isinstance(avg_hr_bpm_type_0, bool)):
                raise TypeError("avg_hr_bpm_type_0: expected a whole number")

            return avg_hr_bpm_type_0

        avg_hr_bpm = _parse_avg_hr_bpm(d.pop("avg_hr_bpm"))

        def _parse_max_hr_bpm(data: object) -> int | None:
            if data is None:
                return data
            max_hr_bpm_type_0 = data
            if not (isinstance(max_hr_bpm_type_0, int) and not isinstance(max_hr_bpm_type_0, bool)):
                raise TypeError("max_hr_bpm_type_0: expected a whole number")

            return max_hr_bpm_type_0

        max_hr_bpm = _parse_max_hr_bpm(d.pop("max_hr_bpm"))

        def _parse_ascent_m(data: object) -> float | None:
            if data is None:
                return data
            ascent_m_type_0 = data
            if not (
                isinstance(ascent_m_type_0, (float, int)) and not isinstance(ascent_m_type_0, bool)
            ):
                raise TypeError("ascent_m_type_0: expected a number")

            return ascent_m_type_0

        ascent_m = _parse_ascent_m(d.pop("ascent_m"))

        _instance = cls(
            index=index,
            start_time=start_time,
            distance_m=distance_m,
            timer_s=timer_s,
            elapsed_s=elapsed_s,
            calories_kcal=calories_kcal,
            avg_hr_bpm=avg_hr_bpm,
            max_hr_bpm=max_hr_bpm,
            ascent_m=ascent_m,
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
