# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="IgnoredFile")


@_attrs_define
class IgnoredFile:
    """A file that its owner knows to be bad. As long as its content is the same, jobs skip it.

    Attributes:
        id (UUID):
        source_id (UUID):
        name (str): The file, relative to the source's folder.
        reason (str): What was wrong with it.
        ignored_at (datetime.datetime):
    """

    id: UUID
    source_id: UUID
    name: str
    reason: str
    ignored_at: datetime.datetime
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = str(self.id)

        source_id = str(self.source_id)

        name = self.name

        reason = self.reason

        ignored_at = self.ignored_at.isoformat().replace("+00:00", "Z")

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "source_id": source_id,
                "name": name,
                "reason": reason,
                "ignored_at": ignored_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        id = UUID(d.pop("id"))

        source_id = UUID(d.pop("source_id"))

        name = d.pop("name")
        if not isinstance(name, str):
            raise TypeError("name: expected text")

        reason = d.pop("reason")
        if not isinstance(reason, str):
            raise TypeError("reason: expected text")

        ignored_at = datetime.datetime.fromisoformat(d.pop("ignored_at"))

        _instance = cls(
            id=id,
            source_id=source_id,
            name=name,
            reason=reason,
            ignored_at=ignored_at,
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
