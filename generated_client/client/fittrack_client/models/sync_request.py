# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar
from uuid import UUID

from attrs import define as _attrs_define

from ..models.sync_type import SyncType, check_sync_type
from ..types import UNSET, Unset

T = TypeVar("T", bound="SyncRequest")


@_attrs_define
class SyncRequest:
    """What to sync. Without members: all types, from all sources, what is new.

    Attributes:
        types (list[SyncType] | None | Unset):
        source_ids (list[UUID] | None | Unset):
        since (datetime.date | None | Unset): The first of the athlete's own days.
        until (datetime.date | None | Unset): The last of the athlete's own days, included.
        full (bool | Unset): Read everything again, changed or not. Default: False.
    """

    types: list[SyncType] | None | Unset = UNSET
    source_ids: list[UUID] | None | Unset = UNSET
    since: datetime.date | None | Unset = UNSET
    until: datetime.date | None | Unset = UNSET
    full: bool | Unset = False

    def to_dict(self) -> dict[str, Any]:
        types: list[str] | None | Unset
        if isinstance(self.types, Unset):
            types = UNSET
        elif isinstance(self.types, list):
            types = []
            for types_type_0_item_data in self.types:
                types_type_0_item: str = types_type_0_item_data
                types.append(types_type_0_item)

        else:
            types = self.types

        source_ids: list[str] | None | Unset
        if isinstance(self.source_ids, Unset):
            source_ids = UNSET
        elif isinstance(self.source_ids, list):
            source_ids = []
            for source_ids_type_0_item_data in self.source_ids:
                source_ids_type_0_item = str(source_ids_type_0_item_data)
                source_ids.append(source_ids_type_0_item)

        else:
            source_ids = self.source_ids

        since: None | str | Unset
        if isinstance(self.since, Unset):
            since = UNSET
        elif isinstance(self.since, datetime.date):
            since = self.since.isoformat()
        else:
            since = self.since

        until: None | str | Unset
        if isinstance(self.until, Unset):
            until = UNSET
        elif isinstance(self.until, datetime.date):
            until = self.until.isoformat()
        else:
            until = self.until

        full = self.full

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if types is not UNSET:
            field_dict["types"] = types
        if source_ids is not UNSET:
            field_dict["source_ids"] = source_ids
        if since is not UNSET:
            field_dict["since"] = since
        if until is not UNSET:
            field_dict["until"] = until
        if full is not UNSET:
            field_dict["full"] = full

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)

        def _parse_types(data: object) -> list[SyncType] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            if not isinstance(data, list):
                raise TypeError("types: not of a type that the contract allows")
            types_type_0 = []
            _types_type_0 = data
            if not isinstance(_types_type_0, list):
                raise TypeError("types_type_0: expected a list")
            for types_type_0_item_data in _types_type_0:
                types_type_0_item = check_sync_type(types_type_0_item_data)

                types_type_0.append(types_type_0_item)

            return types_type_0

        types = _parse_types(d.pop("types", UNSET))

        def _parse_source_ids(data: object) -> list[UUID] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            if not isinstance(data, list):
                raise TypeError("source_ids: not of a type that the contract allows")
            source_ids_type_0 = []
            _source_ids_type_0 = data
            if not isinstance(_source_ids_type_0, list):
                raise TypeError("source_ids_type_0: expected a list")
            for source_ids_type_0_item_data in _source_ids_type_0:
                source_ids_type_0_item = UUID(source_ids_type_0_item_data)

                source_ids_type_0.append(source_ids_type_0_item)

            return source_ids_type_0

        source_ids = _parse_source_ids(d.pop("source_ids", UNSET))

        def _parse_since(data: object) -> datetime.date | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            if not isinstance(data, str):
                raise TypeError("since: not of a type that the contract allows")
            return datetime.date.fromisoformat(data)

        since = _parse_since(d.pop("since", UNSET))

        def _parse_until(data: object) -> datetime.date | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            if not isinstance(data, str):
                raise TypeError("until: not of a type that the contract allows")
            return datetime.date.fromisoformat(data)

        until = _parse_until(d.pop("until", UNSET))

        full = d.pop("full", UNSET)
        if not isinstance(full, bool) and not isinstance(full, Unset):
            raise TypeError("full: expected true or false")

        return cls(
            types=types,
            source_ids=source_ids,
            since=since,
            until=until,
            full=full,
        )
