# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Literal, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="GarminSourceRequest")


@_attrs_define
class GarminSourceRequest:
    """A Garmin account, by its owner's key of the Personal API. An account here has one at most: Garmin does not say
    whose a key is, so two keys of one account cannot be told from those of two.

        Attributes:
            kind (Literal['garmin']):
            key (str): The key of Garmin's Personal API, from Garmin Connect (Settings, Personal API). It is kept sealed and
                never shown.
            name (None | str | Unset): Defaults to the source's own name.
            key_ends_on (datetime.date | None | Unset): The last day on which the key is good. Without it, the longest that
                Garmin gives one: 365 days.
            follow_deletions (bool | Unset): Whether an activity that was deleted at Garmin is deleted here, too. Otherwise
                it stays, and the item of the sync that noticed says so. Default: False.
    """

    kind: Literal["garmin"]
    key: str
    name: None | str | Unset = UNSET
    key_ends_on: datetime.date | None | Unset = UNSET
    follow_deletions: bool | Unset = False

    def to_dict(self) -> dict[str, Any]:
        kind = self.kind

        key = self.key

        name: None | str | Unset
        name = UNSET if isinstance(self.name, Unset) else self.name

        key_ends_on: None | str | Unset
        if isinstance(self.key_ends_on, Unset):
            key_ends_on = UNSET
        elif isinstance(self.key_ends_on, datetime.date):
            key_ends_on = self.key_ends_on.isoformat()
        else:
            key_ends_on = self.key_ends_on

        follow_deletions = self.follow_deletions

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "kind": kind,
                "key": key,
            }
        )
        if name is not UNSET:
            field_dict["name"] = name
        if key_ends_on is not UNSET:
            field_dict["key_ends_on"] = key_ends_on
        if follow_deletions is not UNSET:
            field_dict["follow_deletions"] = follow_deletions

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        kind = cast(Literal["garmin"], d.pop("kind"))
        if kind != "garmin":
            raise ValueError(f"kind must match const 'garmin', got '{kind}'")

        key = d.pop("key")
        if not isinstance(key, str):
            raise TypeError("key: expected text")

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

        def _parse_key_ends_on(data: object) -> datetime.date | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            if not isinstance(data, str):
                raise TypeError("key_ends_on: not of a type that the contract allows")
            return datetime.date.fromisoformat(data)

        key_ends_on = _parse_key_ends_on(d.pop("key_ends_on", UNSET))

        follow_deletions = d.pop("follow_deletions", UNSET)
        if not isinstance(follow_deletions, bool) and not isinstance(follow_deletions, Unset):
            raise TypeError("follow_deletions: expected true or false")

        return cls(
            kind=kind,
            key=key,
            name=name,
            key_ends_on=key_ends_on,
            follow_deletions=follow_deletions,
        )
