# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="SampleColumn")


@_attrs_define
class SampleColumn:
    """One value of each row.

    Attributes:
        name (str): With the unit at its end: `hr_bpm`.
        kind (str): `float`, `int`, `text`, or `numbers`: several in each row.
        unit (None | str): `m/s`, `bpm`, …; of a developer field whatever the file says.
        field (None | str): What the file's format calls it (FIT profile, or an element of TCX or GPX).
        developer (bool): Whether the file brought name and unit itself (a FIT developer field, or an extension that
            nobody knows).
        stands_for (None | str): The column that a developer field is meant to replace, where it says so.
        values (list[float | list[float | None] | None | str]): One for each `time`; null where the device recorded
            none.
    """

    name: str
    kind: str
    unit: None | str
    field: None | str
    developer: bool
    stands_for: None | str
    values: list[float | list[float | None] | None | str]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        name = self.name

        kind = self.kind

        unit: None | str
        unit = self.unit

        field: None | str
        field = self.field

        developer = self.developer

        stands_for: None | str
        stands_for = self.stands_for

        values = []
        for values_item_data in self.values:
            values_item: float | list[float | None] | None | str
            if isinstance(values_item_data, list):
                values_item = []
                for values_item_type_2_item_data in values_item_data:
                    values_item_type_2_item: float | None
                    values_item_type_2_item = values_item_type_2_item_data
                    values_item.append(values_item_type_2_item)

            else:
                values_item = values_item_data
            values.append(values_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "name": name,
                "kind": kind,
                "unit": unit,
                "field": field,
                "developer": developer,
                "stands_for": stands_for,
                "values": values,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        name = d.pop("name")
        if not isinstance(name, str):
            raise TypeError("name: expected text")

        kind = d.pop("kind")
        if not isinstance(kind, str):
            raise TypeError("kind: expected text")

        def _parse_unit(data: object) -> None | str:
            if data is None:
                return data
            if not isinstance(data, str):
                raise TypeError("unit: not of a type that the contract allows")
            unit_type_0 = data
            if not isinstance(unit_type_0, str):
                raise TypeError("unit_type_0: expected text")

            return unit_type_0

        unit = _parse_unit(d.pop("unit"))

        def _parse_field(data: object) -> None | str:
            if data is None:
                return data
            if not isinstance(data, str):
                raise TypeError("field: not of a type that the contract allows")
            field_type_0 = data
            if not isinstance(field_type_0, str):
                raise TypeError("field_type_0: expected text")

            return field_type_0

        field = _parse_field(d.pop("field"))

        developer = d.pop("developer")
        if not isinstance(developer, bool):
            raise TypeError("developer: expected true or false")

        def _parse_stands_for(data: object) -> None | str:
            if data is None:
                return data
            if not isinstance(data, str):
                raise TypeError("stands_for: not of a type that the contract allows")
            stands_for_type_0 = data
            if not isinstance(stands_for_type_0, str):
                raise TypeError("stands_for_type_0: expected text")

            return stands_for_type_0

        stands_for = _parse_stands_for(d.pop("stands_for"))

        values = []
        _values = d.pop("values")
        if not isinstance(_values, list):
            raise TypeError("values: expected a list")
        for values_item_data in _values:

            def _parse_values_item(data: object) -> float | list[float | None] | None | str:
                if data is None:
                    return data
                try:
                    values_item_type_0 = data
                    if not (
                        isinstance(values_item_type_0, (float, int))
                        and not isinstance(values_item_type_0, bool)
                    ):
                        raise TypeError("values_item_type_0: expected a number")

                    return values_item_type_0
                except (TypeError, ValueError, AttributeError, KeyError):
                    pass
                try:
                    if not isinstance(data, str):
                        raise TypeError()
                    values_item_type_1 = data
                    if not isinstance(values_item_type_1, str):
                        raise TypeError("values_item_type_1: expected text")

                    return values_item_type_1
                except (TypeError, ValueError, AttributeError, KeyError):
                    pass
                if not isinstance(data, list):
                    raise TypeError("values_item: not of a type that the contract allows")
                values_item_type_2 = []
                _values_item_type_2 = data
                if not isinstance(_values_item_type_2, list):
                    raise TypeError("values_item_type_2: expected a list")
                for values_item_type_2_item_data in _values_item_type_2:

                    def _parse_values_item_type_2_item(data: object) -> float | None:
                        if data is None:
                            return data
                        values_item_type_2_item_type_0 = data
                        if not (
                            isinstance(values_item_type_2_item_type_0, (float, int))
                            and not isinstance(values_item_type_2_item_type_0, bool)
                        ):
                            raise TypeError("values_item_type_2_item_type_0: expected a number")

                        return values_item_type_2_item_type_0

                    values_item_type_2_item = _parse_values_item_type_2_item(
                        values_item_type_2_item_data
                    )

                    values_item_type_2.append(values_item_type_2_item)

                return values_item_type_2

            values_item = _parse_values_item(values_item_data)

            values.append(values_item)

        _instance = cls(
            name=name,
            kind=kind,
            unit=unit,
            field=field,
            developer=developer,
            stands_for=stands_for,
            values=values,
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
