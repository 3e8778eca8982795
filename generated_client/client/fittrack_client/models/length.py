# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="Length")


@_attrs_define
class Length:
    """One length of a pool, or a rest between two.

    Attributes:
        index (int):
        start_time (datetime.datetime | None):
        type_ (None | str): `active` or `idle`, a rest.
        swim_stroke (None | str):
        elapsed_s (float | None):
        timer_s (float | None):
        strokes (int | None):
        avg_speed_m_s (float | None):
        avg_cadence_rpm (int | None): Strokes a minute.
        avg_respiration_rate_per_min (float | None):
        max_respiration_rate_per_min (float | None):
        calories_kcal (int | None):
    """

    index: int
    start_time: datetime.datetime | None
    type_: None | str
    swim_stroke: None | str
    elapsed_s: float | None
    timer_s: float | None
    strokes: int | None
    avg_speed_m_s: float | None
    avg_cadence_rpm: int | None
    avg_respiration_rate_per_min: float | None
    max_respiration_rate_per_min: float | None
    calories_kcal: int | None
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

        swim_stroke: None | str
        swim_stroke = self.swim_stroke

        elapsed_s: float | None
        elapsed_s = self.elapsed_s

        timer_s: float | None
        timer_s = self.timer_s

        strokes: int | None
        strokes = self.strokes

        avg_speed_m_s: float | None
        avg_speed_m_s = self.avg_speed_m_s

        avg_cadence_rpm: int | None
        avg_cadence_rpm = self.avg_cadence_rpm

        avg_respiration_rate_per_min: float | None
        avg_respiration_rate_per_min = self.avg_respiration_rate_per_min

        max_respiration_rate_per_min: float | None
        max_respiration_rate_per_min = self.max_respiration_rate_per_min

        calories_kcal: int | None
        calories_kcal = self.calories_kcal

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "index": index,
                "start_time": start_time,
                "type": type_,
                "swim_stroke": swim_stroke,
                "elapsed_s": elapsed_s,
                "timer_s": timer_s,
                "strokes": strokes,
                "avg_speed_m_s": avg_speed_m_s,
                "avg_cadence_rpm": avg_cadence_rpm,
                "avg_respiration_rate_per_min": avg_respiration_rate_per_min,
                "max_respiration_rate_per_min": max_respiration_rate_per_min,
                "calories_kcal": calories_kcal,
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

        def _parse_swim_stroke(data: object) -> None | str:
            if data is None:
                return data
            if not isinstance(data, str):
                raise TypeError("swim_stroke: not of a type that the contract allows")
            swim_stroke_type_0 = data
            if not isinstance(swim_stroke_type_0, str):
                raise TypeError("swim_stroke_type_0: expected text")

            return swim_stroke_type_0

        swim_stroke = _parse_swim_stroke(d.pop("swim_stroke"))

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

        def _parse_strokes(data: object) -> int | None:
            if data is None:
                return data
            strokes_type_0 = data
            if not (isinstance(strokes_type_0, int) and not isinstance(strokes_type_0, bool)):
                raise TypeError("strokes_type_0: expected a whole number")

            return strokes_type_0

        strokes = _parse_strokes(d.pop("strokes"))

        def _parse_avg_speed_m_s(data: object) -> float | None:
            if data is None:
                return data
            avg_speed_m_s_type_0 = data
            if not (
                isinstance(avg_speed_m_s_type_0, (float, int))
                and not isinstance(avg_speed_m_s_type_0, bool)
            ):
                raise TypeError("avg_speed_m_s_type_0: expected a number")

            return avg_speed_m_s_type_0

        avg_speed_m_s = _parse_avg_speed_m_s(d.pop("avg_speed_m_s"))

        def _parse_avg_cadence_rpm(data: object) -> int | None:
            if data is None:
                return data
            avg_cadence_rpm_type_0 = data
            if not (
                isinstance(avg_cadence_rpm_type_0, int)
                and not isinstance(avg_cadence_rpm_type_0, bool)
            ):
                raise TypeError("avg_cadence_rpm_type_0: expected a whole number")

            return avg_cadence_rpm_type_0

        avg_cadence_rpm = _parse_avg_cadence_rpm(d.pop("avg_cadence_rpm"))

        def _parse_avg_respiration_rate_per_min(data: object) -> float | None:
            if data is None:
                return data
            avg_respiration_rate_per_min_type_0 = data
            if not (
                isinstance(avg_respiration_rate_per_min_type_0, (float, int))
                and not isinstance(avg_respiration_rate_per_min_type_0, bool)
            ):
                raise TypeError("avg_respiration_rate_per_min_type_0: expected a number")

            return avg_respiration_rate_per_min_type_0

        avg_respiration_rate_per_min = _parse_avg_respiration_rate_per_min(
            d.pop("avg_respiration_rate_per_min")
        )

        def _parse_max_respiration_rate_per_min(data: object) -> float | None:
            if data is None:
                return data
            max_respiration_rate_per_min_type_0 = data
            if not (
                isinstance(max_respiration_rate_per_min_type_0, (float, int))
                and not isinstance(max_respiration_rate_per_min_type_0, bool)
            ):
                raise TypeError("max_respiration_rate_per_min_type_0: expected a number")

            return max_respiration_rate_per_min_type_0

        max_respiration_rate_per_min = _parse_max_respiration_rate_per_min(
            d.pop("max_respiration_rate_per_min")
        )

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

        _instance = cls(
            index=index,
            start_time=start_time,
            type_=type_,
            swim_stroke=swim_stroke,
            elapsed_s=elapsed_s,
            timer_s=timer_s,
            strokes=strokes,
            avg_speed_m_s=avg_speed_m_s,
            avg_cadence_rpm=avg_cadence_rpm,
            avg_respiration_rate_per_min=avg_respiration_rate_per_min,
            max_respiration_rate_per_min=max_respiration_rate_per_min,
            calories_kcal=calories_kcal,
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
