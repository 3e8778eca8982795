# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="SourceChange")


@_attrs_define
class SourceChange:
    """What to change of a source; what is left out stays.

    Attributes:
        name (None | str | Unset):
        key (None | str | Unset): A new key, for a Garmin account. It is tried before it is kept.
        key_ends_on (datetime.date | None | Unset): The last day on which the key is good. Without it, the longest that
            Garmin gives one: 365 days.
        follow_deletions (bool | None | Unset):
    """

    name: None | str | Unset = UNSET
    key: None | str | Unset = UNSET
    key_ends_on: datetime.date | None | Unset = UNSET
    follow_deletions: bool | None | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        name: None | str | Unset
        name = UNSET if isinstance(self.name, Unset) else self.name

        key: None | str | Unset
        key = UNSET if isinstance(self.key, Unset) else self.key

        key_ends_on: None | str | Unset
        if isinstance(self.key_ends_on, Unset):
            key_ends_on = UNSET
        elif isinstance(self.key_ends_on, datetime.date):
            key_ends_on = self.key_ends_on.isoformat()
        else:
            key_ends_on = self.key_ends_on

        follow_deletions: bool | None | Unset
        if isinstance(self.follow_deletions, Unset):
            follow_deletions = UNSET
        else:
            follow_deletions = self.follow_deletions

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if name is not UNSET:
            field_dict["name"] = name
        if key is not UNSET:
            field_dict["key"] = key
        if key_ends_on is not UNSET:
            field_dict["key_ends_on"] = key_ends_on
        if follow_deletions is not UNSET:
            field_dict["follow_deletions"] = follow_deletions

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)

        def _parse_name(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            if not isinstance(data, str):
                raise TypeError("name: not of a type that the contract allows")
            name_type_0 = data
            if not isinstance(name_type_0, str):
                raise TypeError("name_type_0: expected text")

            return name_type_0

        name = _parse_name(d.pop("name", UNSET))

        def _parse_key(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            if not isinstance(data, str):
                raise TypeError("key: not of a type that the contract allows")
            key_type_0 = data
            if not isinstance(key_type_0, str):
                raise TypeError("key_type_0: expected text")

            return key_type_0

        key = _parse_key(d.pop("key", UNSET))

        def _parse_key_ends_on(data: object) -> datetime.date | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            if not isinstance(data, str):
                raise TypeError("key_ends_on: not of a type that the contract allows")
            return datetime.date.fromisoformat(data)

        key_ends_on = _parse_key_ends_on(d.pop("key_ends_on", UNSET))

        def _parse_follow_deletions(data: object) -> bool | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            follow_deletions_type_0 = data
            if not isinstance(follow_deletions_type_0, bool):
                raise TypeError("follow_deletions_type_0: expected true or false")

            return follow_deletions_type_0

        follow_deletions = _parse_follow_deletions(d.pop("follow_deletions", UNSET))

        return cls(
            name=name,
            key=key,
            key_ends_on=key_ends_on,
            follow_deletions=follow_deletions,
        )
