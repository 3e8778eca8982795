# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="Total")


@_attrs_define
class Total:
    """What the activities of a period, or of a sport, add up to. A sum is null where none has the value.

    Attributes:
        name (str): The week (ISO 8601), month, year or sport.
        first_day (datetime.date): The period's first day; of a sport, the day of its first activity.
        last_day (datetime.date): The period's last day; of a sport, the day of its last activity.
        activity_count (int):
        distance_m (float | None):
        timer_s (float | None): Time without pauses.
        elapsed_s (float | None): Time with pauses.
        ascent_m (float | None):
        calories_kcal (int | None):
    """

    name: str
    first_day: datetime.date
    last_day: datetime.date
    activity_count: int
    distance_m: float | None
    timer_s: float | None
    elapsed_s: float | None
    ascent_m: float | None
    calories_kcal: int | None
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        name = self.name

        first_day = self.first_day.isoformat()

        last_day = self.last_day.isoformat()

        activity_count = self.activity_count

        distance_m: float | None
        distance_m = self.distance_m

        timer_s: float | None
        timer_s = self.timer_s

        elapsed_s: float | None
        elapsed_s = self.elapsed_s

        ascent_m: float | None
        ascent_m = self.ascent_m

        calories_kcal: int | None
        calories_kcal = self.calories_kcal

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "name": name,
                "first_day": first_day,
                "last_day": last_day,
                "activity_count": activity_count,
                "distance_m": distance_m,
                "timer_s": timer_s,
                "elapsed_s": elapsed_s,
                "ascent_m": ascent_m,
                "calories_kcal": calories_kcal,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        name = d.pop("name")
        if not isinstance(name, str):
            raise TypeError("name: expected text")

        first_day = datetime.date.fromisoformat(d.pop("first_day"))

        last_day = datetime.date.fromisoformat(d.pop("last_day"))

        activity_count = d.pop("activity_count")
        if not (isinstance(activity_count, int) and not isinstance(activity_count, bool)):
            raise TypeError("activity_count: expected a whole number")

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
            name=name,
            first_day=first_day,
            last_day=last_day,
            activity_count=activity_count,
            distance_m=distance_m,
            timer_s=timer_s,
            elapsed_s=elapsed_s,
            ascent_m=ascent_m,
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
