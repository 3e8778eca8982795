# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="Split")


@_attrs_define
class Split:
    """A part of an activity that the device told apart by what was done: a run between walks, a climb, a
    ride in a ski lift, an interval.

        Attributes:
            index (int):
            start_time (datetime.datetime | None):
            end_time (datetime.datetime | None):
            elapsed_s (float | None):
            type_ (None | str): What kind of part it is: `run_active`, `climb_rest`, `ski_lift_split`, …
            timer_s (float | None):
            moving_s (float | None):
            distance_m (float | None):
            avg_speed_m_s (float | None):
            max_speed_m_s (float | None):
            avg_vertical_speed_m_s (float | None):
            ascent_m (float | None):
            descent_m (float | None):
            avg_hr_bpm (int | None):
            max_hr_bpm (int | None):
            avg_power_w (int | None):
            max_power_w (int | None):
            calories_kcal (int | None):
            start_altitude_m (float | None):
    """

    index: int
    start_time: datetime.datetime | None
    end_time: datetime.datetime | None
    elapsed_s: float | None
    type_: None | str
    timer_s: float | None
    moving_s: float | None
    distance_m: float | None
    avg_speed_m_s: float | None
    max_speed_m_s: float | None
    avg_vertical_speed_m_s: float | None
    ascent_m: float | None
    descent_m: float | None
    avg_hr_bpm: int | None
    max_hr_bpm: int | None
    avg_power_w: int | None
    max_power_w: int | None
    calories_kcal: int | None
    start_altitude_m: float | None
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        index = self.index

        start_time: None | str
        if isinstance(self.start_time, datetime.datetime):
            start_time = self.start_time.isoformat().replace("+00:00", "Z")
        else:
            start_time = self.start_time

        end_time: None | str
        if isinstance(self.end_time, datetime.datetime):
            end_time = self.end_time.isoformat().replace("+00:00", "Z")
        else:
            end_time = self.end_time

        elapsed_s: float | None
        elapsed_s = self.elapsed_s

        type_: None | str
        type_ = self.type_

        timer_s: float | None
        timer_s = self.timer_s

        moving_s: float | None
        moving_s = self.moving_s

        distance_m: float | None
        distance_m = self.distance_m

        avg_speed_m_s: float | None
        avg_speed_m_s = self.avg_speed_m_s

        max_speed_m_s: float | None
        max_speed_m_s = self.max_speed_m_s

        avg_vertical_speed_m_s: float | None
        avg_vertical_speed_m_s = self.avg_vertical_speed_m_s

        ascent_m: float | None
        ascent_m = self.ascent_m

        descent_m: float | None
        descent_m = self.descent_m

        avg_hr_bpm: int | None
        avg_hr_bpm = self.avg_hr_bpm

        max_hr_bpm: int | None
        max_hr_bpm = self.max_hr_bpm

        avg_power_w: int | None
        avg_power_w = self.avg_power_w

        max_power_w: int | None
        max_power_w = self.max_power_w

        calories_kcal: int | None
        calories_kcal = self.calories_kcal

        start_altitude_m: float | None
        start_altitude_m = self.start_altitude_m

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "index": index,
                "start_time": start_time,
                "end_time": end_time,
                "elapsed_s": elapsed_s,
                "type": type_,
                "timer_s": timer_s,
                "moving_s": moving_s,
                "distance_m": distance_m,
                "avg_speed_m_s": avg_speed_m_s,
                "max_speed_m_s": max_speed_m_s,
                "avg_vertical_speed_m_s": avg_vertical_speed_m_s,
                "ascent_m": ascent_m,
                "descent_m": descent_m,
                "avg_hr_bpm": avg_hr_bpm,
                "max_hr_bpm": max_hr_bpm,
                "avg_power_w": avg_power_w,
                "max_power_w": max_power_w,
                "calories_kcal": calories_kcal,
                "start_altitude_m": start_altitude_m,
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

        def _parse_end_time(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            if not isinstance(data, str):
                raise TypeError("end_time: not of a type that the contract allows")
            return datetime.datetime.fromisoformat(data)

        end_time = _parse_end_time(d.pop("end_time"))

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

        def _parse_moving_s(data: object) -> float | None:
            if data is None:
                return data
            moving_s_type_0 = data
            if not (
                isinstance(moving_s_type_0, (float, int)) and not isinstance(moving_s_type_0, bool)
            ):
                raise TypeError("moving_s_type_0: expected a number")

            return moving_s_type_0

        moving_s = _parse_moving_s(d.pop("moving_s"))

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

        def _parse_max_speed_m_s(data: object) -> float | None:
            if data is None:
                return data
            max_speed_m_s_type_0 = data
            if not (
                isinstance(max_speed_m_s_type_0, (float, int))
                and not isinstance(max_speed_m_s_type_0, bool)
            ):
                raise TypeError("max_speed_m_s_type_0: expected a number")

            return max_speed_m_s_type_0

        max_speed_m_s = _parse_max_speed_m_s(d.pop("max_speed_m_s"))

        def _parse_avg_vertical_speed_m_s(data: object) -> float | None:
            if data is None:
                return data
            avg_vertical_speed_m_s_type_0 = data
            if not (
                isinstance(avg_vertical_speed_m_s_type_0, (float, int))
                and not isinstance(avg_vertical_speed_m_s_type_0, bool)
            ):
                raise TypeError("avg_vertical_speed_m_s_type_0: expected a number")

            return avg_vertical_speed_m_s_type_0

        avg_vertical_speed_m_s = _parse_avg_vertical_speed_m_s(d.pop("avg_vertical_speed_m_s"))

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

        def _parse_descent_m(data: object) -> float | None:
            if data is None:
                return data
            descent_m_type_0 = data
            if not (
                isinstance(descent_m_type_0, (float, int))
                and not isinstance(descent_m_type_0, bool)
            ):
                raise TypeError("descent_m_type_0: expected a number")

            return descent_m_type_0

        descent_m = _parse_descent_m(d.pop("descent_m"))

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

        def _parse_avg_power_w(data: object) -> int | None:
            if data is None:
                return data
            avg_power_w_type_0 = data
            if not (
                isinstance(avg_power_w_type_0, int) and not isinstance(avg_power_w_type_0, bool)
            ):
                raise TypeError("avg_power_w_type_0: expected a whole number")

            return avg_power_w_type_0

        avg_power_w = _parse_avg_power_w(d.pop("avg_power_w"))

        def _parse_max_power_w(data: object) -> int | None:
            if data is None:
                return data
            max_power_w_type_0 = data
            if not (
                isinstance(max_power_w_type_0, int) and not isinstance(max_power_w_type_0, bool)
            ):
                raise TypeError("max_power_w_type_0: expected a whole number")

            return max_power_w_type_0

        max_power_w = _parse_max_power_w(d.pop("max_power_w"))

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

        def _parse_start_altitude_m(data: object) -> float | None:
            if data is None:
                return data
            start_altitude_m_type_0 = data
            if not (
                isinstance(start_altitude_m_type_0, (float, int))
                and not isinstance(start_altitude_m_type_0, bool)
            ):
                raise TypeError("start_altitude_m_type_0: expected a number")

            return start_altitude_m_type_0

        start_altitude_m = _parse_start_altitude_m(d.pop("start_altitude_m"))

        _instance = cls(
            index=index,
            start_time=start_time,
            end_time=end_time,
            elapsed_s=elapsed_s,
            type_=type_,
            timer_s=timer_s,
            moving_s=moving_s,
            distance_m=distance_m,
            avg_speed_m_s=avg_speed_m_s,
            max_speed_m_s=max_speed_m_s,
            avg_vertical_speed_m_s=avg_vertical_speed_m_s,
            ascent_m=ascent_m,
            descent_m=descent_m,
            avg_hr_bpm=avg_hr_bpm,
            max_hr_bpm=max_hr_bpm,
            avg_power_w=avg_power_w,
            max_power_w=max_power_w,
            calories_kcal=calories_kcal,
            start_altitude_m=start_altitude_m,
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
