# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.source_kind import SourceKind, check_source_kind
from ..models.source_state import SourceState, check_source_state

T = TypeVar("T", bound="Source")


@_attrs_define
class Source:
    """A place that data is synced from.

    Attributes:
        id (UUID):
        kind (SourceKind): Where a source's data comes from.
        name (str):
        path (None | str): The folder, for a folder source.
        connected_at (datetime.datetime):
        last_sync_at (datetime.datetime | None): When a job on it last ended well.
        state (SourceState): Whether a source can be synced. `needs_key`: the service refuses its key, and its owner has
            to bring another one.
            `disconnected`: no sync reads it; what came from it stays, unless it was forgotten.
        key_ends_on (datetime.date | None): The last day on which its key is good, as far as is known; null for a source
            without one.
        follow_deletions (bool | None): Whether activities that were deleted there are deleted here, too; null for a
            kind that knows of none.
        watched (bool): Whether a sync starts by itself when something changes in its folder.
    """

    id: UUID
    kind: SourceKind
    name: str
    path: None | str
    connected_at: datetime.datetime
    last_sync_at: datetime.datetime | None
    state: SourceState
    key_ends_on: datetime.date | None
    follow_deletions: bool | None
    watched: bool
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = str(self.id)

        kind: str = self.kind

        name = self.name

        path: None | str
        path = self.path

        connected_at = self.connected_at.isoformat().replace("+00:00", "Z")

        last_sync_at: None | str
        if isinstance(self.last_sync_at, datetime.datetime):
            last_sync_at = self.last_sync_at.isoformat().replace("+00:00", "Z")
        else:
            last_sync_at = self.last_sync_at

        state: str = self.state

        key_ends_on: None | str
        if isinstance(self.key_ends_on, datetime.date):
            key_ends_on = self.key_ends_on.isoformat()
        else:
            key_ends_on = self.key_ends_on

        follow_deletions: bool | None
        follow_deletions = self.follow_deletions

        watched = self.watched

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "kind": kind,
                "name": name,
                "path": path,
                "connected_at": connected_at,
                "last_sync_at": last_sync_at,
                "state": state,
                "key_ends_on": key_ends_on,
                "follow_deletions": follow_deletions,
                "watched": watched,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        id = UUID(d.pop("id"))

        kind = check_source_kind(d.pop("kind"))

        name = d.pop("name")
        if not isinstance(name, str):
            raise TypeError("name: expected text")

        def _parse_path(data: object) -> None | str:
            if data is None:
                return data
            if not isinstance(data, str):
                raise TypeError("path: not of a type that the contract allows")
            path_type_0 = data
            if not isinstance(path_type_0, str):
                raise TypeError("path_type_0: expected text")

            return path_type_0

        path = _parse_path(d.pop("path"))

        connected_at = datetime.datetime.fromisoformat(d.pop("connected_at"))

        def _parse_last_sync_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            if not isinstance(data, str):
                raise TypeError("last_sync_at: not of a type that the contract allows")
            return datetime.datetime.fromisoformat(data)

        last_sync_at = _parse_last_sync_at(d.pop("last_sync_at"))

        state = check_source_state(d.pop("state"))

        def _parse_key_ends_on(data: object) -> datetime.date | None:
            if data is None:
                return data
            if not isinstance(data, str):
                raise TypeError("key_ends_on: not of a type that the contract allows")
            return datetime.date.fromisoformat(data)

        key_ends_on = _parse_key_ends_on(d.pop("key_ends_on"))

        def _parse_follow_deletions(data: object) -> bool | None:
            if data is None:
                return data
            follow_deletions_type_0 = data
            if not isinstance(follow_deletions_type_0, bool):
                raise TypeError("follow_deletions_type_0: expected true or false")

            return follow_deletions_type_0

        follow_deletions = _parse_follow_deletions(d.pop("follow_deletions"))

        watched = d.pop("watched")
        if not isinstance(watched, bool):
            raise TypeError("watched: expected true or false")

        _instance = cls(
            id=id,
            kind=kind,
            name=name,
            path=path,
            connected_at=connected_at,
            last_sync_at=last_sync_at,
            state=state,
            key_ends_on=key_ends_on,
            follow_deletions=follow_deletions,
            watched=watched,
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
