# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.in_zones_zones_from import InZonesZonesFrom, check_in_zones_zones_from

T = TypeVar("T", bound="InZones")


@_attrs_define
class InZones:
    """How long a reading was in each zone.

    Attributes:
        zones_from (InZonesZonesFrom): Whose zones they are: `account`: set there; `file`: the device's, in the file;
            `threshold`, `max_hr`: percentages of the threshold, or of the maximum heart rate.
        first_zone (int): The number of the first zone.
        bounds (list[float]): Where each zone ends and the next one begins; a reading at a bound is in the upper zone.
        seconds (list[float]): One more than bounds.
    """

    zones_from: InZonesZonesFrom
    first_zone: int
    bounds: list[float]
    seconds: list[float]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        zones_from: str = self.zones_from

        first_zone = self.first_zone

        bounds = self.bounds

        seconds = self.seconds

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "zones_from": zones_from,
                "first_zone": first_zone,
                "bounds": bounds,
                "seconds": seconds,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        zones_from = check_in_zones_zones_from(d.pop("zones_from"))

        first_zone = d.pop("first_zone")
        if not (isinstance(first_zone, int) and not isinstance(first_zone, bool)):
            raise TypeError("first_zone: expected a whole number")

        bounds = []
        _bounds = d.pop("bounds")
        if not isinstance(_bounds, list):
            raise TypeError("bounds: expected a list")
        for bounds_item_data in _bounds:
            bounds_item = bounds_item_data
            if not (isinstance(bounds_item, (float, int)) and not isinstance(bounds_item, bool)):
                raise TypeError("bounds_item: expected a number")

            bounds.append(bounds_item)

        seconds = []
        _seconds = d.pop("seconds")
        if not isinstance(_seconds, list):
            raise TypeError("seconds: expected a list")
        for seconds_item_data in _seconds:
            seconds_item = seconds_item_data
            if not (isinstance(seconds_item, (float, int)) and not isinstance(seconds_item, bool)):
                raise TypeError("seconds_item: expected a number")

            seconds.append(seconds_item)

        _instance = cls(
            zones_from=zones_from,
            first_zone=first_zone,
            bounds=bounds,
            seconds=seconds,
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
