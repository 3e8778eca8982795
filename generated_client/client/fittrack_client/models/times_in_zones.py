# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="TimesInZones")


@_attrs_define
class TimesInZones:
    """How long the session, or a lap of it, was in each zone, from the lowest one.

    A boundary is the upper end of a zone: the first time is what lay below the first boundary, and what lay
    above the last one has none. Files that give times without boundaries leave them to the device's settings.

        Attributes:
            lap_index (int | None): Null: it is of the whole session.
            hr_s (list[float]):
            hr_high_bpm (list[int]):
            speed_s (list[float]):
            speed_high_m_s (list[float]):
            cadence_s (list[float]):
            cadence_high_rpm (list[int]):
            power_s (list[float]):
            power_high_w (list[int]):
            hr_zones_from (None | str): What the zones of the heart rate were taken from: `custom`, `percent_max_hr`, …
            max_hr_bpm (int | None): The athlete's.
            resting_hr_bpm (int | None):
            threshold_hr_bpm (int | None):
            power_zones_from (None | str):
            threshold_power_w (int | None):
    """

    lap_index: int | None
    hr_s: list[float]
    hr_high_bpm: list[int]
    speed_s: list[float]
    speed_high_m_s: list[float]
    cadence_s: list[float]
    cadence_high_rpm: list[int]
    power_s: list[float]
    power_high_w: list[int]
    hr_zones_from: None | str
    max_hr_bpm: int | None
    resting_hr_bpm: int | None
    threshold_hr_bpm: int | None
    power_zones_from: None | str
    threshold_power_w: int | None
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        lap_index: int | None
        lap_index = self.lap_index

        hr_s = self.hr_s

        hr_high_bpm = self.hr_high_bpm

        speed_s = self.speed_s

        speed_high_m_s = self.speed_high_m_s

        cadence_s = self.cadence_s

        cadence_high_rpm = self.cadence_high_rpm

        power_s = self.power_s

        power_high_w = self.power_high_w

        hr_zones_from: None | str
        hr_zones_from = self.hr_zones_from

        max_hr_bpm: int | None
        max_hr_bpm = self.max_hr_bpm

        resting_hr_bpm: int | None
        resting_hr_bpm = self.resting_hr_bpm

        threshold_hr_bpm: int | None
        threshold_hr_bpm = self.threshold_hr_bpm

        power_zones_from: None | str
        power_zones_from = self.power_zones_from

        threshold_power_w: int | None
        threshold_power_w = self.threshold_power_w

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "lap_index": lap_index,
                "hr_s": hr_s,
                "hr_high_bpm": hr_high_bpm,
                "speed_s": speed_s,
                "speed_high_m_s": speed_high_m_s,
                "cadence_s": cadence_s,
                "cadence_high_rpm": cadence_high_rpm,
                "power_s": power_s,
                "power_high_w": power_high_w,
                "hr_zones_from": hr_zones_from,
                "max_hr_bpm": max_hr_bpm,
                "resting_hr_bpm": resting_hr_bpm,
                "threshold_hr_bpm": threshold_hr_bpm,
                "power_zones_from": power_zones_from,
                "threshold_power_w": threshold_power_w,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)

        def _parse_lap_index(data: object) -> int | None:
            if data is None:
                return data
            lap_index_type_0 = data
            if not (isinstance(lap_index_type_0, int) and not isinstance(lap_index_type_0, bool)):
                raise TypeError("lap_index_type_0: expected a whole number")

            return lap_index_type_0

        lap_index = _parse_lap_index(d.pop("lap_index"))

        hr_s = []
        _hr_s = d.pop("hr_s")
        if not isinstance(_hr_s, list):
            raise TypeError("hr_s: expected a list")
        for hr_s_item_data in _hr_s:
            hr_s_item = hr_s_item_data
            if not (isinstance(hr_s_item, (float, int)) and not isinstance(hr_s_item, bool)):
                raise TypeError("hr_s_item: expected a number")

            hr_s.append(hr_s_item)

        hr_high_bpm = []
        _hr_high_bpm = d.pop("hr_high_bpm")
        if not isinstance(_hr_high_bpm, list):
            raise TypeError("hr_high_bpm: expected a list")
        for hr_high_bpm_item_data in _hr_high_bpm:
            hr_high_bpm_item = hr_high_bpm_item_data
            if not (isinstance(hr_high_bpm_item, int) and not isinstance(hr_high_bpm_item, bool)):
                raise TypeError("hr_high_bpm_item: expected a whole number")

            hr_high_bpm.append(hr_high_bpm_item)

        speed_s = []
        _speed_s = d.pop("speed_s")
        if not isinstance(_speed_s, list):
            raise TypeError("speed_s: expected a list")
        for speed_s_item_data in _speed_s:
            speed_s_item = speed_s_item_data
            if not (isinstance(speed_s_item, (float, int)) and not isinstance(speed_s_item, bool)):
                raise TypeError("speed_s_item: expected a number")

            speed_s.append(speed_s_item)

        speed_high_m_s = []
        _speed_high_m_s = d.pop("speed_high_m_s")
        if not isinstance(_speed_high_m_s, list):
            raise TypeError("speed_high_m_s: expected a list")
        for speed_high_m_s_item_data in _speed_high_m_s:
            speed_high_m_s_item = speed_high_m_s_item_data
            if not (
                isinstance(speed_high_m_s_item, (float, int))
                and not isinstance(speed_high_m_s_item, bool)
            ):
                raise TypeError("speed_high_m_s_item: expected a number")

            speed_high_m_s.append(speed_high_m_s_item)

        cadence_s = []
        _cadence_s = d.pop("cadence_s")
        if not isinstance(_cadence_s, list):
            raise TypeError("cadence_s: expected a list")
        for cadence_s_item_data in _cadence_s:
            cadence_s_item = cadence_s_item_data
            if not (
                isinstance(cadence_s_item, (float, int)) and not isinstance(cadence_s_item, bool)
            ):
                raise TypeError("cadence_s_item: expected a number")

            cadence_s.append(cadence_s_item)

        cadence_high_rpm = []
        _cadence_high_rpm = d.pop("cadence_high_rpm")
        if not isinstance(_cadence_high_rpm, list):
            raise TypeError("cadence_high_rpm: expected a list")
        for cadence_high_rpm_item_data in _cadence_high_rpm:
            cadence_high_rpm_item = cadence_high_rpm_item_data
            if not (
                isinstance(cadence_high_rpm_item, int)
                and not isinstance(cadence_high_rpm_item, bool)
            ):
                raise TypeError("cadence_high_rpm_item: expected a whole number")

            cadence_high_rpm.append(cadence_high_rpm_item)

        power_s = []
        _power_s = d.pop("power_s")
        if not isinstance(_power_s, list):
            raise TypeError("power_s: expected a list")
        for power_s_item_data in _power_s:
            power_s_item = power_s_item_data
            if not (isinstance(power_s_item, (float, int)) and not isinstance(power_s_item, bool)):
                raise TypeError("power_s_item: expected a number")

            power_s.append(power_s_item)

        power_high_w = []
        _power_high_w = d.pop("power_high_w")
        if not isinstance(_power_high_w, list):
            raise TypeError("power_high_w: expected a list")
        for power_high_w_item_data in _power_high_w:
            power_high_w_item = power_high_w_item_data
            if not (isinstance(power_high_w_item, int) and not isinstance(power_high_w_item, bool)):
                raise TypeError("power_high_w_item: expected a whole number")

            power_high_w.append(power_high_w_item)

        def _parse_hr_zones_from(data: object) -> None | str:
            if data is None:
                return data
            if not isinstance(data, str):
                raise TypeError("hr_zones_from: not of a type that the contract allows")
            hr_zones_from_type_0 = data
            if not isinstance(hr_zones_from_type_0, str):
                raise TypeError("hr_zones_from_type_0: expected text")

            return hr_zones_from_type_0

        hr_zones_from = _parse_hr_zones_from(d.pop("hr_zones_from"))

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

        def _parse_power_zones_from(data: object) -> None | str:
            if data is None:
                return data
            if not isinstance(data, str):
                raise TypeError("power_zones_from: not of a type that the contract allows")
            power_zones_from_type_0 = data
            if not isinstance(power_zones_from_type_0, str):
                raise TypeError("power_zones_from_type_0: expected text")

            return power_zones_from_type_0

        power_zones_from = _parse_power_zones_from(d.pop("power_zones_from"))

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

        _instance = cls(
            lap_index=lap_index,
            hr_s=hr_s,
            hr_high_bpm=hr_high_bpm,
            speed_s=speed_s,
            speed_high_m_s=speed_high_m_s,
            cadence_s=cadence_s,
            cadence_high_rpm=cadence_high_rpm,
            power_s=power_s,
            power_high_w=power_high_w,
            hr_zones_from=hr_zones_from,
            max_hr_bpm=max_hr_bpm,
            resting_hr_bpm=resting_hr_bpm,
            threshold_hr_bpm=threshold_hr_bpm,
            power_zones_from=power_zones_from,
            threshold_power_w=threshold_power_w,
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
