# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="DiveGas")


@_attrs_define
class DiveGas:
    """A gas that a diver had.

    Attributes:
        index (int):
        oxygen_percent (int | None):
        helium_percent (int | None):
        status (None | str):
        mode (None | str):
    """

    index: int
    oxygen_percent: int | None
    helium_percent: int | None
    status: None | str
    mode: None | str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        index = self.index

        oxygen_percent: int | None
        oxygen_percent = self.oxygen_percent

        helium_percent: int | None
        helium_percent = self.helium_percent

        status: None | str
        status = self.status

        mode: None | str
        mode = self.mode

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "index": index,
                "oxygen_percent": oxygen_percent,
                "helium_percent": helium_percent,
                "status": status,
                "mode": mode,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        index = d.pop("index")
        if not (isinstance(index, int) and not isinstance(index, bool)):
            raise TypeError("index: expected a whole number")

        def _parse_oxygen_percent(data: object) -> int | None:
            if data is None:
                return data
            oxygen_percent_type_0 = data
            if not (
                isinstance(oxygen_percent_type_0, int)
                and not isinstance(oxygen_percent_type_0, bool)
            ):
                raise TypeError("oxygen_percent_type_0: expected a whole number")

            return oxygen_percent_type_0

        oxygen_percent = _parse_oxygen_percent(d.pop("oxygen_percent"))

        def _parse_helium_percent(data: object) -> int | None:
            if data is None:
                return data
            helium_percent_type_0 = data
            if not (
                isinstance(helium_percent_type_0, int)
                and not isinstance(helium_percent_type_0, bool)
            ):
                raise TypeError("helium_percent_type_0: expected a whole number")

            return helium_percent_type_0

        helium_percent = _parse_helium_percent(d.pop("helium_percent"))

        def _parse_status(data: object) -> None | str:
            if data is None:
                return data
            if not isinstance(data, str):
                raise TypeError("status: not of a type that the contract allows")
            status_type_0 = data
            if not isinstance(status_type_0, str):
                raise TypeError("status_type_0: expected text")

            return status_type_0

        status = _parse_status(d.pop("status"))

        def _parse_mode(data: object) -> None | str:
            if data is None:
                return data
            if not isinstance(data, str):
                raise TypeError("mode: not of a type that the contract allows")
            mode_type_0 = data
            if not isinstance(mode_type_0, str):
                raise TypeError("mode_type_0: expected text")

            return mode_type_0

        mode = _parse_mode(d.pop("mode"))

        _instance = cls(
            index=index,
            oxygen_percent=oxygen_percent,
            helium_percent=helium_percent,
            status=status,
            mode=mode,
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
