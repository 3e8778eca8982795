# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar
from uuid import UUID

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="SplitRequest")


@_attrs_define
class SplitRequest:
    """Which recordings are of another activity.

    Attributes:
        recording_ids (list[UUID] | None | Unset): Those that leave and become one other activity. Without: each
            recording becomes an activity of its own.
    """

    recording_ids: list[UUID] | None | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        recording_ids: list[str] | None | Unset
        if isinstance(self.recording_ids, Unset):
            recording_ids = UNSET
        elif isinstance(self.recording_ids, list):
            recording_ids = []
            for recording_ids_type_0_item_data in self.recording_ids:
                recording_ids_type_0_item = str(recording_ids_type_0_item_data)
                recording_ids.append(recording_ids_type_0_item)

        else:
            recording_ids = self.recording_ids

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if recording_ids is not UNSET:
            field_dict["recording_ids"] = recording_ids

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)

        def _parse_recording_ids(data: object) -> list[UUID] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            if not isinstance(data, list):
                raise TypeError("recording_ids: not of a type that the contract allows")
            recording_ids_type_0 = []
            _recording_ids_type_0 = data
            if not isinstance(_recording_ids_type_0, list):
                raise TypeError("recording_ids_type_0: expected a list")
            for recording_ids_type_0_item_data in _recording_ids_type_0:
                recording_ids_type_0_item = UUID(recording_ids_type_0_item_data)

                recording_ids_type_0.append(recording_ids_type_0_item)

            return recording_ids_type_0

        recording_ids = _parse_recording_ids(d.pop("recording_ids", UNSET))

        return cls(
            recording_ids=recording_ids,
        )
