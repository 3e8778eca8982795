# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="DaySource")


@_attrs_define
class DaySource:
    """A file that says something about a day.

    Attributes:
        file_sha256 (str):
        gives (list[str]): The values of the day that are from this file.
        file_name (None | str): Its name in the source; null where it is not known.
        source_id (None | UUID): The source that it came from; null once that is disconnected.
    """

    file_sha256: str
    gives: list[str]
    file_name: None | str
    source_id: None | UUID
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        file_sha256 = self.file_sha256

        gives = self.gives

        file_name: None | str
        file_name = self.file_name

        source_id: None | str
        source_id = str(self.source_id) if isinstance(self.source_id, UUID) else self.source_id

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "file_sha256": file_sha256,
                "gives": gives,
                "file_name": file_name,
                "source_id": source_id,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        file_sha256 = d.pop("file_sha256")
        if not isinstance(file_sha256, str):
            raise TypeError("file_sha256: expected text")

        gives = []
        _gives = d.pop("gives")
        if not isinstance(_gives, list):
            raise TypeError("gives: expected a list")
        for gives_item_data in _gives:
            gives_item = gives_item_data
            if not isinstance(gives_item, str):
                raise TypeError("gives_item: expected text")

            gives.append(gives_item)

        def _parse_file_name(data: object) -> None | str:
            if data is None:
                return data
            if not isinstance(data, str):
                raise TypeError("file_name: not of a type that the contract allows")
            file_name_type_0 = data
            if not isinstance(file_name_type_0, str):
                raise TypeError("file_name_type_0: expected text")

            return file_name_type_0

        file_name = _parse_file_name(d.pop("file_name"))

        def _parse_source_id(data: object) -> None | UUID:
            if data is None:
                return data
            if not isinstance(data, str):
                raise TypeError("source_id: not of a type that the contract allows")
            return UUID(data)

        source_id = _parse_source_id(d.pop("source_id"))

        _instance = cls(
            file_sha256=file_sha256,
            gives=gives,
            file_name=file_name,
            source_id=source_id,
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
