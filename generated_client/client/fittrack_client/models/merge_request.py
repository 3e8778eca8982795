# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar
from uuid import UUID

from attrs import define as _attrs_define

T = TypeVar("T", bound="MergeRequest")


@_attrs_define
class MergeRequest:
    """Which activities are the same one.

    Attributes:
        activity_ids (list[UUID]): The others: their ids will lead to this one.
    """

    activity_ids: list[UUID]

    def to_dict(self) -> dict[str, Any]:
        activity_ids = []
        for activity_ids_item_data in self.activity_ids:
            activity_ids_item = str(activity_ids_item_data)
            activity_ids.append(activity_ids_item)

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "activity_ids": activity_ids,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        activity_ids = []
        _activity_ids = d.pop("activity_ids")
        if not isinstance(_activity_ids, list):
            raise TypeError("activity_ids: expected a list")
        for activity_ids_item_data in _activity_ids:
            activity_ids_item = UUID(activity_ids_item_data)

            activity_ids.append(activity_ids_item)

        return cls(
            activity_ids=activity_ids,
        )
