# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.athlete_then_sex import AthleteThenSex, check_athlete_then_sex
from ..models.value_from import ValueFrom, check_value_from

T = TypeVar("T", bound="AthleteThen")


@_attrs_define
class AthleteThen:
    """The values by which an activity was judged, and where each is from.

    Attributes:
        max_hr_bpm (float | None):
        max_hr_from (None | ValueFrom):
        resting_hr_bpm (float | None):
        resting_hr_from (None | ValueFrom):
        threshold_hr_bpm (float | None):
        threshold_hr_from (None | ValueFrom):
        threshold_power_w (float | None):
        threshold_power_from (None | ValueFrom):
        sex (AthleteThenSex):
        sex_from (ValueFrom): Where a value of the athlete is from: the account's own settings; the activity's file, as
            the device knew it; the latest resting heart rate among the days of health up to then; the highest heart rate
            that any activity held for ten seconds; or nothing, and the usual is assumed.
    """

    max_hr_bpm: float | None
    max_hr_from: None | ValueFrom
    resting_hr_bpm: float | None
    resting_hr_from: None | ValueFrom
    threshold_hr_bpm: float | None
    threshold_hr_from: None | ValueFrom
    threshold_power_w: float | None
    threshold_power_from: None | ValueFrom
    sex: AthleteThenSex
    sex_from: ValueFrom
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        max_hr_bpm: float | None
        max_hr_bpm = self.max_hr_bpm

        max_hr_from: None | str
        max_hr_from = self.max_hr_from

        resting_hr_bpm: float | None
        resting_hr_bpm = self.resting_hr_bpm

        resting_hr_from: None | str
        resting_hr_from = self.resting_hr_from

        threshold_hr_bpm: float | None
        threshold_hr_bpm = self.threshold_hr_bpm

        threshold_hr_from: None | str
        threshold_hr_from = self.threshold_hr_from

        threshold_power_w: float | None
        threshold_power_w = self.threshold_power_w

        threshold_power_from: None | str
        threshold_power_from = self.threshold_power_from

        sex: str = self.sex

        sex_from: str = self.sex_from

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "max_hr_bpm": max_hr_bpm,
                "max_hr_from": max_hr_from,
                "resting_hr_bpm": resting_hr_bpm,
                "resting_hr_from": resting_hr_from,
                "threshold_hr_bpm": threshold_hr_bpm,
                "threshold_hr_from": threshold_hr_from,
                "threshold_power_w": threshold_power_w,
                "threshold_power_from": threshold_power_from,
                "sex": sex,
                "sex_from": sex_from,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)

        def _parse_max_hr_bpm(data: object) -> float | None:
            if data is None:
                return data
            max_hr_bpm_type_0 = data
            if not (
                isinstance(max_hr_bpm_type_0, (float, int))
                and not isinstance(max_hr_bpm_type_0, bool)
            ):
                raise TypeError("max_hr_bpm_type_0: expected a number")

            return max_hr_bpm_type_0

        max_hr_bpm = _parse_max_hr_bpm(d.pop("max_hr_bpm"))

        def _parse_max_hr_from(data: object) -> None | ValueFrom:
            if data is None:
                return data
            if not isinstance(data, str):
                raise TypeError("max_hr_from: not of a type that the contract allows")
            return check_value_from(data)

        max_hr_from = _parse_max_hr_from(d.pop("max_hr_from"))

        def _parse_resting_hr_bpm(data: object) -> float | None:
            if data is None:
                return data
            resting_hr_bpm_type_0 = data
            if not (
                isinstance(resting_hr_bpm_type_0, (float, int))
                and not isinstance(resting_hr_bpm_type_0, bool)
            ):
                raise TypeError("resting_hr_bpm_type_0: expected a number")

            return resting_hr_bpm_type_0

        resting_hr_bpm = _parse_resting_hr_bpm(d.pop("resting_hr_bpm"))

        def _parse_resting_hr_from(data: object) -> None | ValueFrom:
            if data is None:
                return data
            if not isinstance(data, str):
                raise TypeError("resting_hr_from: not of a type that the contract allows")
            return check_value_from(data)

        resting_hr_from = _parse_resting_hr_from(d.pop("resting_hr_from"))

        def _parse_threshold_hr_bpm(data: object) -> float | None:
            if data is None:
                return data
            threshold_hr_bpm_type_0 = data
            if not (
                isinstance(threshold_hr_bpm_type_0, (float, int))
                and not isinstance(threshold_hr_bpm_type_0, bool)
            ):
                raise TypeError("threshold_hr_bpm_type_0: expected a number")

            return threshold_hr_bpm_type_0

        threshold_hr_bpm = _parse_threshold_hr_bpm(d.pop("threshold_hr_bpm"))

        def _parse_threshold_hr_from(data: object) -> None | ValueFrom:
            if data is None:
                return data
            if not isinstance(data, str):
                raise TypeError("threshold_hr_from: not of a type that the contract allows")
            return check_value_from(data)

        threshold_hr_from = _parse_threshold_hr_from(d.pop("threshold_hr_from"))

        def _parse_threshold_power_w(data: object) -> float | None:
            if data is None:
                return data
            threshold_power_w_type_0 = data
            if not (
                isinstance(threshold_power_w_type_0, (float, int))
                and not isinstance(threshold_power_w_type_0, bool)
            ):
                raise TypeError("threshold_power_w_type_0: expected a number")

            return threshold_power_w_type_0

        threshold_power_w = _parse_threshold_power_w(d.pop("threshold_power_w"))

        def _parse_threshold_power_from(data: object) -> None | ValueFrom:
            if data is None:
                return data
            if not isinstance(data, str):
                raise TypeError("threshold_power_from: not of a type that the contract allows")
            return check_value_from(data)

        threshold_power_from = _parse_threshold_power_from(d.pop("threshold_power_from"))

        sex = check_athlete_then_sex(d.pop("sex"))

        sex_from = check_value_from(d.pop("sex_from"))

        _instance = cls(
            max_hr_bpm=max_hr_bpm,
            max_hr_from=max_hr_from,
            resting_hr_bpm=resting_hr_bpm,
            resting_hr_from=resting_hr_from,
            threshold_hr_bpm=threshold_hr_bpm,
            threshold_hr_from=threshold_hr_from,
            threshold_power_w=threshold_power_w,
            threshold_power_from=threshold_power_from,
            sex=sex,
            sex_from=sex_from,
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
