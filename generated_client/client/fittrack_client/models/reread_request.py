# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar
from uuid import UUID

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="RereadRequest")


@_attrs_define
class RereadRequest:
    """What to read again. Without members: everything.

    Attributes:
        since (datetime.date | None | Unset): Only what has a record on or after this one of the athlete's own days, and
            planned workouts, which have none.
        activity_ids (list[UUID] | None | Unset): Only the originals of these activities.
    """

    since: datetime.date | None | Unset = UNSET
    activity_ids: list[UUID] | None | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        since: None | str | Unset
        if isinstance(self.since, Unset):
            since = UNSET
        elif isinstance(self.since, datetime.date):
            since = self.since.isoformat()
        else:
            since = self.since

        activity_ids: list[str] | None | Unset
        if isinstance(self.activity_ids, Unset):
            activity_ids = UNSET
        elif isinstance(self.activity_ids, list):
            activity_ids = []
            for activity_ids_type_0_item_data in self.activity_ids:
                activity_ids_type_0_item = str(activity_ids_type_0_item_data)
                activity_ids.append(activity_ids_type_0_item)

        else:
            activity_ids = self.activity_ids

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if since is not UNSET:
            field_dict["since"] = since
        if activity_ids is not UNSET:
            field_dict["activity_ids"] = activity_ids

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)

        def _parse_since(data: object) -> datetime.date | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            if not isinstance(data, str):
                raise TypeError("since: not of a type that the contract allows")
            return datetime.date.fromisoformat(data)

        since = _parse_since(d.pop("since", UNSET))

        def _parse_activity_ids(data: object) -> list[UUID] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            if not isinstance(data, list):
                raise TypeError("activity_ids: not of a type that the contract allows")
            activity_ids_type_0 = []
            _activity_ids_type_0 = data
            if not isinstance(_activity_ids_type_0, list):
                raise TypeError("activity_ids_type_0: expected a list")
            for activity_ids_type_0_item_data in _activity_ids_type_0:
                activity_ids_type_0_item = UUID(activity_ids_type_0_item_data)

                activity_ids_type_0.append(activity_ids_type_0_item)

            return activity_ids_type_0

        activity_ids = _parse_activity_ids(d.pop("activity_ids", UNSET))

        return cls(
            since=since,
            activity_ids=activity_ids,
        )
