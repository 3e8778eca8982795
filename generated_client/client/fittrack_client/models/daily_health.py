# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.weight import Weight


T = TypeVar("T", bound="DailyHealth")


@_attrs_define
class DailyHealth:
    """A day's totals, in the athlete's local time.

    Attributes:
        date (datetime.date):
        steps (int | None):
        distance_m (float | None):
        active_calories_kcal (int | None):
        resting_calories_kcal (int | None):
        active_minutes (float | None):
        weight_kg (float | None): The last weighing of the day.
        weights (list[Weight]):
        updated_at (datetime.datetime):
    """

    date: datetime.date
    steps: int | None
    distance_m: float | None
    active_calories_kcal: int | None
    resting_calories_kcal: int | None
    active_minutes: float | None
    weight_kg: float | None
    weights: list[Weight]
    updated_at: datetime.datetime
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        date = self.date.isoformat()

        steps: int | None
        steps = self.steps

        distance_m: float | None
        distance_m = self.distance_m

        active_calories_kcal: int | None
        active_calories_kcal = self.active_calories_kcal

        resting_calories_kcal: int | None
        resting_calories_kcal = self.resting_calories_kcal

        active_minutes: float | None
        active_minutes = self.active_minutes

        weight_kg: float | None
        weight_kg = self.weight_kg

        weights = []
        for weights_item_data in self.weights:
            weights_item = weights_item_data.to_dict()
            weights.append(weights_item)

        updated_at = self.updated_at.isoformat().replace("+00:00", "Z")

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "date": date,
                "steps": steps,
                "distance_m": distance_m,
                "active_calories_kcal": active_calories_kcal,
                "resting_calories_kcal": resting_calories_kcal,
                "active_minutes": active_minutes,
                "weight_kg": weight_kg,
                "weights": weights,
                "updated_at": updated_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.weight import Weight

        d = dict(src_dict)
        date = datetime.date.fromisoformat(d.pop("date"))

        def _parse_steps(data: object) -> int | None:
            if data is None:
                return data
            steps_type_0 = data
            if not (isinstance(steps_type_0, int) and not isinstance(steps_type_0, bool)):
                raise TypeError("steps_type_0: expected a whole number")

            return steps_type_0

        steps = _parse_steps(d.pop("steps"))

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

        def _parse_active_calories_kcal(data: object) -> int | None:
            if data is None:
                return data
            active_calories_kcal_type_0 = data
            if not (
                isinstance(active_calories_kcal_type_0, int)
                and not isinstance(active_calories_kcal_type_0, bool)
            ):
                raise TypeError("active_calories_kcal_type_0: expected a whole number")

            return active_calories_kcal_type_0

        active_calories_kcal = _parse_active_calories_kcal(d.pop("active_calories_kcal"))

        def _parse_resting_calories_kcal(data: object) -> int | None:
            if data is None:
                return data
            resting_calories_kcal_type_0 = data
            if not (
                isinstance(resting_calories_kcal_type_0, int)
                and not isinstance(resting_calories_kcal_type_0, bool)
            ):
                raise TypeError("resting_calories_kcal_type_0: expected a whole number")

            return resting_calories_kcal_type_0

        resting_calories_kcal = _parse_resting_calories_kcal(d.pop("resting_calories_kcal"))

        def _parse_active_minutes(data: object) -> float | None:
            if data is None:
                return data
            active_minutes_type_0 = data
            if not (
                isinstance(active_minutes_type_0, (float, int))
                and not isinstance(active_minutes_type_0, bool)
            ):
                raise TypeError("active_minutes_type_0: expected a number")

            return active_minutes_type_0

        active_minutes = _parse_active_minutes(d.pop("active_minutes"))

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

        weights = []
        _weights = d.pop("weights")
        if not isinstance(_weights, list):
            raise TypeError("weights: expected a list")
        for weights_item_data in _weights:
            weights_item = Weight.from_dict(weights_item_data)

            weights.append(weights_item)

        updated_at = datetime.datetime.fromisoformat(d.pop("updated_at"))

        _instance = cls(
            date=date,
            steps=steps,
            distance_m=distance_m,
            active_calories_kcal=active_calories_kcal,
            resting_calories_kcal=resting_calories_kcal,
            active_minutes=active_minutes,
            weight_kg=weight_kg,
            weights=weights,
            updated_at=updated_at,
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
