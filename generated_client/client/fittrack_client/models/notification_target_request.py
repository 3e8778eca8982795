# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define

from ..models.notification_topic import NotificationTopic, check_notification_topic
from ..models.target_kind import TargetKind, check_target_kind
from ..types import UNSET, Unset

T = TypeVar("T", bound="NotificationTargetRequest")


@_attrs_define
class NotificationTargetRequest:
    """A target to be added.

    Attributes:
        url (str): A webhook, a topic of ntfy, or a Gotify server. It is not shown again.
        kind (TargetKind | Unset): What is at a target. `webhook`: anything that takes Standard Webhooks. `ntfy`: a
            topic. `gotify`: a server.
        secret (None | str | Unset): What a webhook's messages are signed with (`whsec_` and 24 to 64 bytes in base64;
            without it, the server makes one up), an access token of ntfy, or an application's token of Gotify, which needs
            it.
        name (None | str | Unset): Without it, the host's name.
        topics (list[NotificationTopic] | Unset):
        silence_days (int | Unset): After how many days without a sync it is told of silence. Default: 3.
    """

    url: str
    kind: TargetKind | Unset = UNSET
    secret: None | str | Unset = UNSET
    name: None | str | Unset = UNSET
    topics: list[NotificationTopic] | Unset = UNSET
    silence_days: int | Unset = 3

    def to_dict(self) -> dict[str, Any]:
        url = self.url

        kind: str | Unset = UNSET
        if not isinstance(self.kind, Unset):
            kind = self.kind

        secret: None | str | Unset
        secret = UNSET if isinstance(self.secret, Unset) else self.secret

        name: None | str | Unset
        name = UNSET if isinstance(self.name, Unset) else self.name

        topics: list[str] | Unset = UNSET
        if not isinstance(self.topics, Unset):
            topics = []
            for topics_item_data in self.topics:
                topics_item: str = topics_item_data
                topics.append(topics_item)

        silence_days = self.silence_days

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "url": url,
            }
        )
        if kind is not UNSET:
            field_dict["kind"] = kind
        if secret is not UNSET:
            field_dict["secret"] = secret
        if name is not UNSET:
            field_dict["name"] = name
        if topics is not UNSET:
            field_dict["topics"] = topics
        if silence_days is not UNSET:
            field_dict["silence_days"] = silence_days

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        url = d.pop("url")
        if not isinstance(url, str):
            raise TypeError("url: expected text")

        _kind = d.pop("kind", UNSET)
        kind: TargetKind | Unset
        kind = UNSET if isinstance(_kind, Unset) else check_target_kind(_kind)

        def _parse_secret(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            if not isinstance(data, str):
                raise TypeError("secret: not of a type that the contract allows")
            secret_type_0 = data
            if not isinstance(secret_type_0, str):
                raise TypeError("secret_type_0: expected text")

            return secret_type_0

        secret = _parse_secret(d.pop("secret", UNSET))

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

        _topics = d.pop("topics", UNSET)
        topics: list[NotificationTopic] | Unset = UNSET
        if _topics is not UNSET:
            if not isinstance(_topics, list):
                raise TypeError("topics: expected a list")
            topics = []
            for topics_item_data in _topics:
                topics_item = check_notification_topic(topics_item_data)

                topics.append(topics_item)

        silence_days = d.pop("silence_days", UNSET)
        if not (
            isinstance(silence_days, int) and not isinstance(silence_days, bool)
        ) and not isinstance(silence_days, Unset):
            raise TypeError("silence_days: expected a whole number")

        return cls(
            url=url,
            kind=kind,
            secret=secret,
            name=name,
            topics=topics,
            silence_days=silence_days,
        )
