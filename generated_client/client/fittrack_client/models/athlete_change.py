# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define

from ..models.athlete_change_sex_any_of_0 import (
    AthleteChangeSexAnyOf0,
    check_athlete_change_sex_any_of_0,
)
from ..types import UNSET, Unset

T = TypeVar("T", bound="AthleteChange")


@_attrs_define
class AthleteChange:
    """What is to change. What is left out stays; null takes a value back.

    Attributes:
        from_day (datetime.date | None | Unset): From which day on it holds. Null: from the first day on.
        max_hr_bpm (int | None | Unset):
        resting_hr_bpm (int | None | Unset):
        threshold_hr_bpm (int | None | Unset): The heart rate at the lactate threshold.
        threshold_power_w (int | None | Unset): The functional threshold power (FTP).
        sex (AthleteChangeSexAnyOf0 | None | Unset): Whose weights count for Banister's TRIMP.
        hr_zones_bpm (list[int] | None | Unset): Where the zones of the heart rate begin, from zone 1 on; in any order.
        power_zones_w (list[int] | None | Unset): Where the zones of the power begin, from zone 2 on; in any order.
    """

    from_day: datetime.date | None | Unset = UNSET
    max_hr_bpm: int | None | Unset = UNSET
    resting_hr_bpm: int | None | Unset = UNSET
    threshold_hr_bpm: int | None | Unset = UNSET
    threshold_power_w: int | None | Unset = UNSET
    sex: AthleteChangeSexAnyOf0 | None | Unset = UNSET
    hr_zones_bpm: list[int] | None | Unset = UNSET
    power_zones_w: list[int] | None | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        from_day: None | str | Unset
        if isinstance(self.from_day, Unset):
            from_day = UNSET
        elif isinstance(self.from_day, datetime.date):
            from_day = self.from_day.isoformat()
        else:
            from_day = self.from_day

        max_hr_bpm: int | None | Unset
        max_hr_bpm = UNSET if isinstance(self.max_hr_bpm, Unset) else self.max_hr_bpm

        resting_hr_bpm: int | None | Unset
        resting_hr_bpm = UNSET if isinstance(self.resting_hr_bpm, Unset) else self.resting_hr_bpm

        threshold_hr_bpm: int | None | Unset
        if isinstance(self.threshold_hr_bpm, Unset):
            threshold_hr_bpm = UNSET
        else:
            threshold_hr_bpm = self.threshold_hr_bpm

        threshold_power_w: int | None | Unset
        if isinstance(self.threshold_power_w, Unset):
            threshold_power_w = UNSET
        else:
            threshold_power_w = self.threshold_power_w

        sex: None | str | Unset
        sex = UNSET if isinstance(self.sex, Unset) else self.sex

        hr_zones_bpm: list[int] | None | Unset
        if isinstance(self.hr_zones_bpm, Unset):
            hr_zones_bpm = UNSET
        elif isinstance(self.hr_zones_bpm, list):
            hr_zones_bpm = self.hr_zones_bpm

        else:
            hr_zones_bpm = self.hr_zones_bpm

        power_zones_w: list[int] | None | Unset
        if isinstance(self.power_zones_w, Unset):
            power_zones_w = UNSET
        elif isinstance(self.power_zones_w, list):
            power_zones_w = self.power_zones_w

        else:
            power_zones_w = self.power_zones_w

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if from_day is not UNSET:
            field_dict["from_day"] = from_day
        if max_hr_bpm is not UNSET:
            field_dict["max_hr_bpm"] = max_hr_bpm
        if resting_hr_bpm is not UNSET:
            field_dict["resting_hr_bpm"] = resting_hr_bpm
        if threshold_hr_bpm is not UNSET:
            field_dict["threshold_hr_bpm"] = threshold_hr_bpm
        if threshold_power_w is not UNSET:
            field_dict["threshold_power_w"] = threshold_power_w
        if sex is not UNSET:
            field_dict["sex"] = sex
        if hr_zones_bpm is not UNSET:
            field_dict["hr_zones_bpm"] = hr_zones_bpm
        if power_zones_w is not UNSET:
            field_dict["power_zones_w"] = power_zones_w

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)

        def _parse_from_day(data: object) -> datetime.date | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            if not isinstance(data, str):
                raise TypeError("from_day: not of a type that the contract allows")
            return datetime.date.fromisoformat(data)

        from_day = _parse_from_day(d.pop("from_day", UNSET))

        def _parse_max_hr_bpm(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            max_hr_bpm_type_0 = data
            if not (isinstance(max_hr_bpm_type_0, int) and not isinstance(max_hr_bpm_type_0, bool)):
                raise TypeError("max_hr_bpm_type_0: expected a whole number")

            return max_hr_bpm_type_0

        max_hr_bpm = _parse_max_hr_bpm(d.pop("max_hr_bpm", UNSET))

        def _parse_resting_hr_bpm(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            resting_hr_bpm_type_0 = data
            if not (
                isinstance(resting_hr_bpm_type_0, int)
                and not isinstance(resting_hr_bpm_type_0, bool)
            ):
                raise TypeError("resting_hr_bpm_type_0: expected a whole number")

            return resting_hr_bpm_type_0

        resting_hr_bpm = _parse_resting_hr_bpm(d.pop("resting_hr_bpm", UNSET))

        def _parse_threshold_hr_bpm(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            threshold_hr_bpm_type_0 = data
            if not (
                isinstance(threshold_hr_bpm_type_0, int)
                and not isinstance(threshold_hr_bpm_type_0, bool)
            ):
                raise TypeError("threshold_hr_bpm_type_0: expected a whole number")

            return threshold_hr_bpm_type_0

        threshold_hr_bpm = _parse_threshold_hr_bpm(d.pop("threshold_hr_bpm", UNSET))

        def _parse_threshold_power_w(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            threshold_power_w_type_0 = data
            if not (
                isinstance(threshold_power_w_type_0, int)
                and not isinstance(threshold_power_w_type_0, bool)
            ):
                raise TypeError("threshold_power_w_type_0: expected a whole number")

            return threshold_power_w_type_0

        threshold_power_w = _parse_threshold_power_w(d.pop("threshold_power_w", UNSET))

        def _parse_sex(data: object) -> AthleteChangeSexAnyOf0 | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            if not isinstance(data, str):
                raise TypeError("sex: not of a type that the contract allows")
            return check_athlete_change_sex_any_of_0(data)

        sex = _parse_sex(d.pop("sex", UNSET))

        def _parse_hr_zones_bpm(data: object) -> list[int] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            if not isinstance(data, list):
                raise TypeError("hr_zones_bpm: not of a type that the contract allows")
            hr_zones_bpm_type_0 = []
            _hr_zones_bpm_type_0 = data
            if not isinstance(_hr_zones_bpm_type_0, list):
                raise TypeError("hr_zones_bpm_type_0: expected a list")
            for hr_zones_bpm_type_0_item_data in _hr_zones_bpm_type_0:
                hr_zones_bpm_type_0_item = hr_zones_bpm_type_0_item_data
                if not (
                    isinstance(hr_zones_bpm_type_0_item, int)
                    and not isinstance(hr_zones_bpm_type_0_item, bool)
                ):
                    raise TypeError("hr_zones_bpm_type_0_item: expected a whole number")

                hr_zones_bpm_type_0.append(hr_zones_bpm_type_0_item)

            return hr_zones_bpm_type_0

        hr_zones_bpm = _parse_hr_zones_bpm(d.pop("hr_zones_bpm", UNSET))

        def _parse_power_zones_w(data: object) -> list[int] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            if not isinstance(data, list):
                raise TypeError("power_zones_w: not of a type that the contract allows")
            power_zones_w_type_0 = []
            _power_zones_w_type_0 = data
            if not isinstance(_power_zones_w_type_0, list):
                raise TypeError("power_zones_w_type_0: expected a list")
            for power_zones_w_type_0_item_data in _power_zones_w_type_0:
                power_zones_w_type_0_item = power_zones_w_type_0_item_data
                if not (
                    isinstance(power_zones_w_type_0_item, int)
                    and not isinstance(power_zones_w_type_0_item, bool)
                ):
                    raise TypeError("power_zones_w_type_0_item: expected a whole number")

                power_zones_w_type_0.append(power_zones_w_type_0_item)

            return power_zones_w_type_0

        power_zones_w = _parse_power_zones_w(d.pop("power_zones_w", UNSET))

        return cls(
            from_day=from_day,
            max_hr_bpm=max_hr_bpm,
            resting_hr_bpm=resting_hr_bpm,
            threshold_hr_bpm=threshold_hr_bpm,
            threshold_power_w=threshold_power_w,
            sex=sex,
            hr_zones_bpm=hr_zones_bpm,
            power_zones_w=power_zones_w,
        )
