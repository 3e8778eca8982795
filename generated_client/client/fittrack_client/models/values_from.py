# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.value_from import ValueFrom, check_value_from

T = TypeVar("T", bound="ValuesFrom")


@_attrs_define
class ValuesFrom:
    """Where the values of the athlete were from, by which the loads were worked out.

    Attributes:
        max_hr (list[ValueFrom]):
        resting_hr (list[ValueFrom]):
        threshold_hr (list[ValueFrom]):
        threshold_power (list[ValueFrom]):
        sex (list[ValueFrom]):
    """

    max_hr: list[ValueFrom]
    resting_hr: list[ValueFrom]
    threshold_hr: list[ValueFrom]
    threshold_power: list[ValueFrom]
    sex: list[ValueFrom]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        max_hr = []
        for max_hr_item_data in self.max_hr:
            max_hr_item: str = max_hr_item_data
            max_hr.append(max_hr_item)

        resting_hr = []
        for resting_hr_item_data in self.resting_hr:
            resting_hr_item: str = resting_hr_item_data
            resting_hr.append(resting_hr_item)

        threshold_hr = []
        for threshold_hr_item_data in self.threshold_hr:
            threshold_hr_item: str = threshold_hr_item_data
            threshold_hr.append(threshold_hr_item)

        threshold_power = []
        for threshold_power_item_data in self.threshold_power:
            threshold_power_item: str = threshold_power_item_data
            threshold_power.append(threshold_power_item)

        sex = []
        for sex_item_data in self.sex:
            sex_item: str = sex_item_data
            sex.append(sex_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "max_hr": max_hr,
                "resting_hr": resting_hr,
                "threshold_hr": threshold_hr,
                "threshold_power": threshold_power,
                "sex": sex,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        max_hr = []
        _max_hr = d.pop("max_hr")
        if not isinstance(_max_hr, list):
            raise TypeError("max_hr: expected a list")
        for max_hr_item_data in _max_hr:
            max_hr_item = check_value_from(max_hr_item_data)

            max_hr.append(max_hr_item)

        resting_hr = []
        _resting_hr = d.pop("resting_hr")
        if not isinstance(_resting_hr, list):
            raise TypeError("resting_hr: expected a list")
        for resting_hr_item_data in _resting_hr:
            resting_hr_item = check_value_from(resting_hr_item_data)

            resting_hr.append(resting_hr_item)

        threshold_hr = []
        _threshold_hr = d.pop("threshold_hr")
        if not isinstance(_threshold_hr, list):
            raise TypeError("threshold_hr: expected a list")
        for threshold_hr_item_data in _threshold_hr:
            threshold_hr_item = check_value_from(threshold_hr_item_data)

            threshold_hr.append(threshold_hr_item)

        threshold_power = []
        _threshold_power = d.pop("threshold_power")
        if not isinstance(_threshold_power, list):
            raise TypeError("threshold_power: expected a list")
        for threshold_power_item_data in _threshold_power:
            threshold_power_item = check_value_from(threshold_power_item_data)

            threshold_power.append(threshold_power_item)

        sex = []
        _sex = d.pop("sex")
        if not isinstance(_sex, list):
            raise TypeError("sex: expected a list")
        for sex_item_data in _sex:
            sex_item = check_value_from(sex_item_data)

            sex.append(sex_item)

        _instance = cls(
            max_hr=max_hr,
            resting_hr=resting_hr,
            threshold_hr=threshold_hr,
            threshold_power=threshold_power,
            sex=sex,
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
