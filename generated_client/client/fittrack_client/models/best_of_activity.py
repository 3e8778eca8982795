# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.best_of_activity_kind import BestOfActivityKind, check_best_of_activity_kind

T = TypeVar("T", bound="BestOfActivity")


@_attrs_define
class BestOfActivity:
    """A best effort of an activity: over a distance, or for a time.

    Attributes:
        kind (BestOfActivityKind): `time`: the least over a distance; `power`: the most for a time.
        distance_m (float | None): Null for `power`.
        duration_s (float): The time that it took, with pauses; for `power` the time that was asked for.
        power_w (float | None): The mean power. Null for `time`.
        from_s (float): When it began, in seconds after the recording's first sample.
    """

    kind: BestOfActivityKind
    distance_m: float | None
    duration_s: float
    power_w: float | None
    from_s: float
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        kind: str = self.kind

        distance_m: float | None
        distance_m = self.distance_m

        duration_s = self.duration_s

        power_w: float | None
        power_w = self.power_w

        from_s = self.from_s

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "kind": kind,
                "distance_m": distance_m,
                "duration_s": duration_s,
                "power_w": power_w,
                "from_s": from_s,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        kind = check_best_of_activity_kind(d.pop("kind"))

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

        duration_s = d.pop("duration_s")
        if not (isinstance(duration_s, (float, int)) and not isinstance(duration_s, bool)):
            raise TypeError("duration_s: expected a number")

        def _parse_power_w(data: object) -> float | None:
            if data is None:
                return data
            power_w_type_0 = data
            if not (
                isinstance(power_w_type_0, (float, int)) and not isinstance(power_w_type_0, bool)
            ):
                raise TypeError("power_w_type_0: expected a number")

            return power_w_type_0

        power_w = _parse_power_w(d.pop("power_w"))

        from_s = d.pop("from_s")
        if not (isinstance(from_s, (float, int)) and not isinstance(from_s, bool)):
            raise TypeError("from_s: expected a number")

        _instance = cls(
            kind=kind,
            distance_m=distance_m,
            duration_s=duration_s,
            power_w=power_w,
            from_s=from_s,
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
