# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.sync_type import SyncType, check_sync_type

T = TypeVar("T", bound="SyncProgress")


@_attrs_define
class SyncProgress:
    """The counts of one type.

    Attributes:
        total (int):
        pending (int):
        new (int):
        updated (int):
        merged (int):
        unchanged (int):
        skipped (int):
        failed (int):
        type_ (None | SyncType): Null: files whose kind is not known.
    """

    total: int
    pending: int
    new: int
    updated: int
    merged: int
    unchanged: int
    skipped: int
    failed: int
    type_: None | SyncType
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        total = self.total

        pending = self.pending

        new = self.new

        updated = self.updated

        merged = self.merged

        unchanged = self.unchanged

        skipped = self.skipped

        failed = self.failed

        type_: None | str
        type_ = self.type_

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "total": total,
                "pending": pending,
                "new": new,
                "updated": updated,
                "merged": merged,
                "unchanged": unchanged,
                "skipped": skipped,
                "failed": failed,
                "type": type_,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        total = d.pop("total")
        if not (isinstance(total, int) and not isinstance(total, bool)):
            raise TypeError("total: expected a whole number")

        pending = d.pop("pending")
        if not (isinstance(pending, int) and not isinstance(pending, bool)):
            raise TypeError("pending: expected a whole number")

        new = d.pop("new")
        if not (isinstance(new, int) and not isinstance(new, bool)):
            raise TypeError("new: expected a whole number")

        updated = d.pop("updated")
        if not (isinstance(updated, int) and not isinstance(updated, bool)):
            raise TypeError("updated: expected a whole number")

        merged = d.pop("merged")
        if not (isinstance(merged, int) and not isinstance(merged, bool)):
            raise TypeError("merged: expected a whole number")

        unchanged = d.pop("unchanged")
        if not (isinstance(unchanged, int) and not isinstance(unchanged, bool)):
            raise TypeError("unchanged: expected a whole number")

        skipped = d.pop("skipped")
        if not (isinstance(skipped, int) and not isinstance(skipped, bool)):
            raise TypeError("skipped: expected a whole number")

        failed = d.pop("failed")
        if not (isinstance(failed, int) and not isinstance(failed, bool)):
            raise TypeError("failed: expected a whole number")

        def _parse_type_(data: object) -> None | SyncType:
            if data is None:
                return data
            if not isinstance(data, str):
                raise TypeError("type_: not of a type that the contract allows")
            return check_sync_type(data)

        type_ = _parse_type_(d.pop("type"))

        _instance = cls(
            total=total,
            pending=pending,
            new=new,
            updated=updated,
            merged=merged,
            unchanged=unchanged,
            skipped=skipped,
            failed=failed,
            type_=type_,
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
