# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.gear_kind import GearKind, check_gear_kind

T = TypeVar("T", bound="Gear")


@_attrs_define
class Gear:
    """Shoes, a bike, or other gear. A sum is null where no activity has the value.

    Attributes:
        name (str): What it is called at the service. `gear` of an activity is this name.
        kind (GearKind | None): What it is, as the service says, or by the sports that were done with it; null where
            these do not tell.
        brand (None | str): Null where the service does not say.
        model (None | str):
        sports (list[str]): The sports of its activities, the one with the most activities first.
        activity_count (int):
        distance_m (float | None):
        timer_s (float | None): Time without pauses.
        first_day (datetime.date): The day of its first activity.
        last_day (datetime.date): The day of its last activity.
    """

    name: str
    kind: GearKind | None
    brand: None | str
    model: None | str
    sports: list[str]
    activity_count: int
    distance_m: float | None
    timer_s: float | None
    first_day: datetime.date
    last_day: datetime.date
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        name = self.name

        kind: None | str
        kind = self.kind

        brand: None | str
        brand = self.brand

        model: None | str
        model = self.model

        sports = self.sports

        activity_count = self.activity_count

        distance_m: float | None
        distance_m = self.distance_m

        timer_s: float | None
        timer_s = self.timer_s

        first_day = self.first_day.isoformat()

        last_day = self.last_day.isoformat()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "name": name,
                "kind": kind,
                "brand": brand,
                "model": model,
                "sports": sports,
                "activity_count": activity_count,
                "distance_m": distance_m,
                "timer_s": timer_s,
                "first_day": first_day,
                "last_day": last_day,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        name = d.pop("name")
        if not isinstance(name, str):
            raise TypeError("name: expected text")

        def _parse_kind(data: object) -> GearKind | None:
            if data is None:
                return data
            if not isinstance(data, str):
                raise TypeError("kind: not of a type that the contract allows")
            return check_gear_kind(data)

        kind = _parse_kind(d.pop("kind"))

        def _parse_brand(data: object) -> None | str:
            if data is None:
                return data
            if not isinstance(data, str):
                raise TypeError("brand: not of a type that the contract allows")
            brand_type_0 = data
            if not isinstance(brand_type_0, str):
                raise TypeError("brand_type_0: expected text")

            return brand_type_0

        brand = _parse_brand(d.pop("brand"))

        def _parse_model(data: object) -> None | str:
            if data is None:
                return data
            if not isinstance(data, str):
                raise TypeError("model: not of a type that the contract allows")
            model_type_0 = data
            if not isinstance(model_type_0, str):
                raise TypeError("model_type_0: expected text")

            return model_type_0

        model = _parse_model(d.pop("model"))

        sports = []
        _sports = d.pop("sports")
        if not isinstance(_sports, list):
            raise TypeError("sports: expected a list")
        for sports_item_data in _sports:
            sports_item = sports_item_data
            if not isinstance(sports_item, str):
                raise TypeError("sports_item: expected text")

            sports.append(sports_item)

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

        first_day = datetime.date.fromisoformat(d.pop("first_day"))

        last_day = datetime.date.fromisoformat(d.pop("last_day"))

        _instance = cls(
            name=name,
            kind=kind,
            brand=brand,
            model=model,
            sports=sports,
            activity_count=activity_count,
            distance_m=distance_m,
            timer_s=timer_s,
            first_day=first_day,
            last_day=last_day,
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
