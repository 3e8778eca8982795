# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.athlete_values_sex_any_of_0 import (
    AthleteValuesSexAnyOf0,
    check_athlete_values_sex_any_of_0,
)

T = TypeVar("T", bound="AthleteValues")


@_attrs_define
class AthleteValues:
    """What an athlete says of themselves; None, and no bounds, is what they do not say.

    Attributes:
        max_hr_bpm (int | None):
        resting_hr_bpm (int | None):
        threshold_hr_bpm (int | None): The heart rate at the lactate threshold.
        threshold_power_w (int | None): The functional threshold power (FTP).
        sex (AthleteValuesSexAnyOf0 | None): Whose weights count for Banister's TRIMP.
        hr_zones_bpm (list[int]): Where the zones of the heart rate begin, from zone 1 on; below it is zone 0. None:
            they follow from the rest.
        power_zones_w (list[int]): Where the zones of the power begin, from zone 2 on; below it is zone 1. None: they
            follow from the rest.
    """

    max_hr_bpm: int | None
    resting_hr_bpm: int | None
    threshold_hr_bpm: int | None
    threshold_power_w: int | None
    sex: AthleteValuesSexAnyOf0 | None
    hr_zones_bpm: list[int]
    power_zones_w: list[int]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        max_hr_bpm: int | None
        max_hr_bpm = self.max_hr_bpm

        resting_hr_bpm: int | None
        resting_hr_bpm = self.resting_hr_bpm

        threshold_hr_bpm: int | None
        threshold_hr_bpm = self.threshold_hr_bpm

        threshold_power_w: int | None
        threshold_power_w = self.threshold_power_w

        sex: None | str
        sex = self.sex

        hr_zones_bpm = self.hr_zones_bpm

        power_zones_w = self.power_zones_w

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "max_hr_bpm": max_hr_bpm,
                "resting_hr_bpm": resting_hr_bpm,
                "threshold_hr_bpm": threshold_hr_bpm,
                "threshold_power_w": threshold_power_w,
                "sex": sex,
                "hr_zones_bpm": hr_zones_bpm,
                "power_zones_w": power_zones_w,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)

        def _parse_max_hr_bpm(data: object) -> int | None:
            if data is None:
                return data
            max_hr_bpm_type_0 = data
            if not (isinstance(max_hr_bpm_type_0, int) and not isinstance(max_hr_bpm_type_0, bool)):
                raise TypeError("max_hr_bpm_type_0: expected a whole number")

            return max_hr_bpm_type_0

        max_hr_bpm = _parse_max_hr_bpm(d.pop("max_hr_bpm"))

        def _parse_resting_hr_bpm(data: object) -> int | None:
            if data is None:
                return data
            resting_hr_bpm_type_0 = data
            if not (
                isinstance(resting_hr_bpm_type_0, int)
                and not isinstance(resting_hr_bpm_type_0, bool)
            ):
                raise TypeError("resting_hr_bpm_type_0: expected a whole number")

            return resting_hr_bpm_type_0

        resting_hr_bpm = _parse_resting_hr_bpm(d.pop("resting_hr_bpm"))

        def _parse_threshold_hr_bpm(data: object) -> int | None:
            if data is None:
                return data
            threshold_hr_bpm_type_0 = data
            if not (
                isinstance(threshold_hr_bpm_type_0, int)
                and not isinstance(threshold_hr_bpm_type_0, bool)
            ):
                raise TypeError("threshold_hr_bpm_type_0: expected a whole number")

            return threshold_hr_bpm_type_0

        threshold_hr_bpm = _parse_threshold_hr_bpm(d.pop("threshold_hr_bpm"))

        def _parse_threshold_power_w(data: object) -> int | None:
            if data is None:
                return data
            threshold_power_w_type_0 = data
            if not (
                isinstance(threshold_power_w_type_0, int)
                and not isinstance(threshold_power_w_type_0, bool)
            ):
                raise TypeError("threshold_power_w_type_0: expected a whole number")

            return threshold_power_w_type_0

        threshold_power_w = _parse_threshold_power_w(d.pop("threshold_power_w"))

        def _parse_sex(data: object) -> AthleteValuesSexAnyOf0 | None:
            if data is None:
                return data
            if not isinstance(data, str):
                raise TypeError("sex: not of a type that the contract allows")
            return check_athlete_values_sex_any_of_0(data)

        sex = _parse_sex(d.pop("sex"))

        hr_zones_bpm = []
        _hr_zones_bpm = d.pop("hr_zones_bpm")
        if not isinstance(_hr_zones_bpm, list):
            raise TypeError("hr_zones_bpm: expected a list")
        for hr_zones_bpm_item_data in _hr_zones_bpm:
            hr_zones_bpm_item = hr_zones_bpm_item_data
            if not (isinstance(hr_zones_bpm_item, int) and not isinstance(hr_zones_bpm_item, bool)):
                raise TypeError("hr_zones_bpm_item: expected a whole number")

            hr_zones_bpm.append(hr_zones_bpm_item)

        power_zones_w = []
        _power_zones_w = d.pop("power_zones_w")
        if not isinstance(_power_zones_w, list):
            raise TypeError("power_zones_w: expected a list")
        for power_zones_w_item_data in _power_zones_w:
            power_zones_w_item = power_zones_w_item_data
            if not (
                isinstance(power_zones_w_item, int) and not isinstance(power_zones_w_item, bool)
            ):
                raise TypeError("power_zones_w_item: expected a whole number")

            power_zones_w.append(power_zones_w_item)

        _instance = cls(
            max_hr_bpm=max_hr_bpm,
            resting_hr_bpm=resting_hr_bpm,
            threshold_hr_bpm=threshold_hr_bpm,
            threshold_power_w=threshold_power_w,
            sex=sex,
            hr_zones_bpm=hr_zones_bpm,
            power_zones_w=power_zones_w,
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
