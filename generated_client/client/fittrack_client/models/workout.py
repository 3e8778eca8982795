# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.file_format import FileFormat, check_file_format

T = TypeVar("T", bound="Workout")


@_attrs_define
class Workout:
    """A planned workout.

    Attributes:
        id (UUID):
        name (None | str):
        sport (None | str):
        step_count (int):
        source_id (None | UUID):
        file_name (str):
        file_format (FileFormat): The format of an original, found from its bytes. `csv` and `json` are what a service
            says of an activity or a day: a row of a table in its export, or an answer.
        file_sha256 (str):
        created_at (datetime.datetime):
        updated_at (datetime.datetime):
    """

    id: UUID
    name: None | str
    sport: None | str
    step_count: int
    source_id: None | UUID
    file_name: str
    file_format: FileFormat
    file_sha256: str
    created_at: datetime.datetime
    updated_at: datetime.datetime
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = str(self.id)

        name: None | str
        name = self.name

        sport: None | str
        sport = self.sport

        step_count = self.step_count

        source_id: None | str
        source_id = str(self.source_id) if isinstance(self.source_id, UUID) else self.source_id

        file_name = self.file_name

        file_format: str = self.file_format

        file_sha256 = self.file_sha256

        created_at = self.created_at.isoformat().replace("+00:00", "Z")

        updated_at = self.updated_at.isoformat().replace("+00:00", "Z")

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "name": name,
                "sport": sport,
                "step_count": step_count,
                "source_id": source_id,
                "file_name": file_name,
                "file_format": file_format,
                "file_sha256": file_sha256,
                "created_at": created_at,
                "updated_at": updated_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        id = UUID(d.pop("id"))

        def _parse_name(data: object) -> None | str:
            if data is None:
                return data
            if not isinstance(data, str):
                raise TypeError("name: not of a type that the contract allows")
            name_type_0 = data
            if not isinstance(name_type_0, str):
                raise TypeError("name_type_0: expected text")

            return name_type_0

        name = _parse_name(d.pop("name"))

        def _parse_sport(data: object) -> None | str:
            if data is None:
                return data
            if not isinstance(data, str):
                raise TypeError("sport: not of a type that the contract allows")
            sport_type_0 = data
            if not isinstance(sport_type_0, str):
                raise TypeError("sport_type_0: expected text")

            return sport_type_0

        sport = _parse_sport(d.pop("sport"))

        step_count = d.pop("step_count")
        if not (isinstance(step_count, int) and not isinstance(step_count, bool)):
            raise TypeError("step_count: expected a whole number")

        def _parse_source_id(data: object) -> None | UUID:
            if data is None:
                return data
            if not isinstance(data, str):
                raise TypeError("source_id: not of a type that the contract allows")
            return UUID(data)

        source_id = _parse_source_id(d.pop("source_id"))

        file_name = d.pop("file_name")
        if not isinstance(file_name, str):
            raise TypeError("file_name: expected text")

        file_format = check_file_format(d.pop("file_format"))

        file_sha256 = d.pop("file_sha256")
        if not isinstance(file_sha256, str):
            raise TypeError("file_sha256: expected text")

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        updated_at = datetime.datetime.fromisoformat(d.pop("updated_at"))

        _instance = cls(
            id=id,
            name=name,
            sport=sport,
            step_count=step_count,
            source_id=source_id,
            file_name=file_name,
            file_format=file_format,
            file_sha256=file_sha256,
            created_at=created_at,
            updated_at=updated_at,
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
