# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.notification_topic import NotificationTopic, check_notification_topic
from ..models.target_kind import TargetKind, check_target_kind

T = TypeVar("T", bound="NotificationTarget")


@_attrs_define
class NotificationTarget:
    """Somewhere that the server tells what happened.

    Attributes:
        id (UUID):
        kind (TargetKind): What is at a target. `webhook`: anything that takes Standard Webhooks. `ntfy`: a topic.
            `gotify`: a server.
        name (str):
        server (str): Its URL up to the host: what comes after that can be a secret.
        topics (list[NotificationTopic]):
        silence_days (int):
        created_at (datetime.datetime):
        last_delivered_at (datetime.datetime | None):
        last_failed_at (datetime.datetime | None):
        last_failure (None | str): Why it last took none.
    """

    id: UUID
    kind: TargetKind
    name: str
    server: str
    topics: list[NotificationTopic]
    silence_days: int
    created_at: datetime.datetime
    last_delivered_at: datetime.datetime | None
    last_failed_at: datetime.datetime | None
    last_failure: None | str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = str(self.id)

        kind: str = self.kind

        name = self.name

        server = self.server

        topics = []
        for topics_item_data in self.topics:
            topics_item: str = topics_item_data
            topics.append(topics_item)

        silence_days = self.silence_days

        created_at = self.created_at.isoformat().replace("+00:00", "Z")

        last_delivered_at: None | str
        if isinstance(self.last_delivered_at, datetime.datetime):
            last_delivered_at = self.last_delivered_at.isoformat().replace("+00:00", "Z")
        else:
            last_delivered_at = self.last_delivered_at

        last_failed_at: None | str
        if isinstance(self.last_failed_at, datetime.datetime):
            last_failed_at = self.last_failed_at.isoformat().replace("+00:00", "Z")
        else:
            last_failed_at = self.last_failed_at

        last_failure: None | str
        last_failure = self.last_failure

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "kind": kind,
                "name": name,
                "server": server,
                "topics": topics,
                "silence_days": silence_days,
                "created_at": created_at,
                "last_delivered_at": last_delivered_at,
                "last_failed_at": last_failed_at,
                "last_failure": last_failure,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        id = UUID(d.pop("id"))

        kind = check_target_kind(d.pop("kind"))

        name = d.pop("name")
        if not isinstance(name, str):
            raise TypeError("name: expected text")

        server = d.pop("server")
        if not isinstance(server, str):
            raise TypeError("server: expected text")

        topics = []
        _topics = d.pop("topics")
        if not isinstance(_topics, list):
            raise TypeError("topics: expected a list")
        for topics_item_data in _topics:
            topics_item = check_notification_topic(topics_item_data)

            topics.append(topics_item)

        silence_days = d.pop("silence_days")
        if not (isinstance(silence_days, int) and not isinstance(silence_days, bool)):
            raise TypeError("silence_days: expected a whole number")

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        def _parse_last_delivered_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            if not isinstance(data, str):
                raise TypeError("last_delivered_at: not of a type that the contract allows")
            return datetime.datetime.fromisoformat(data)

        last_delivered_at = _parse_last_delivered_at(d.pop("last_delivered_at"))

        def _parse_last_failed_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            if not isinstance(data, str):
                raise TypeError("last_failed_at: not of a type that the contract allows")
            return datetime.datetime.fromisoformat(data)

        last_failed_at = _parse_last_failed_at(d.pop("last_failed_at"))

        def _parse_last_failure(data: object) -> None | str:
            if data is None:
                return data
            if not isinstance(data, str):
                raise TypeError("last_failure: not of a type that the contract allows")
            last_failure_type_0 = data
            if not isinstance(last_failure_type_0, str):
                raise TypeError("last_failure_type_0: expected text")

            return last_failure_type_0

        last_failure = _parse_last_failure(d.pop("last_failure"))

        _instance = cls(
            id=id,
            kind=kind,
            name=name,
            server=server,
            topics=topics,
            silence_days=silence_days,
            created_at=created_at,
            last_delivered_at=last_delivered_at,
            last_failed_at=last_failed_at,
            last_failure=last_failure,
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
