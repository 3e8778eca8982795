# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="Account")


@_attrs_define
class Account:
    """An account and what protects it.

    Attributes:
        id (UUID):
        username (str):
        created_at (datetime.datetime):
        mfa_enabled (bool): Whether signing in asks for a second factor.
        recovery_codes_remaining (int): Recovery codes that were not used yet.
        time_zone (None | str): The IANA zone of activities that have no local time of their own; null is UTC.
    """

    id: UUID
    username: str
    created_at: datetime.datetime
    mfa_enabled: bool
    recovery_codes_remaining: int
    time_zone: None | str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = str(self.id)

        username = self.username

        created_at = self.created_at.isoformat().replace("+00:00", "Z")

        mfa_enabled = self.mfa_enabled

        recovery_codes_remaining = self.recovery_codes_remaining

        time_zone: None | str
        time_zone = self.time_zone

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "username": username,
                "created_at": created_at,
                "mfa_enabled": mfa_enabled,
                "recovery_codes_remaining": recovery_codes_remaining,
                "time_zone": time_zone,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        id = UUID(d.pop("id"))

        username = d.pop("username")
        if not isinstance(username, str):
            raise TypeError("username: expected text")

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        mfa_enabled = d.pop("mfa_enabled")
        if not isinstance(mfa_enabled, bool):
            raise TypeError("mfa_enabled: expected true or false")

        recovery_codes_remaining = d.pop("recovery_codes_remaining")
        if not (
            isinstance(recovery_codes_remaining, int)
            and not isinstance(recovery_codes_remaining, bool)
        ):
            raise TypeError("recovery_codes_remaining: expected a whole number")

        def _parse_time_zone(data: object) -> None | str:
            if data is None:
                return data
            if not isinstance(data, str):
                raise TypeError("time_zone: not of a type that the contract allows")
            time_zone_type_0 = data
            if not isinstance(time_zone_type_0, str):
                raise TypeError("time_zone_type_0: expected text")

            return time_zone_type_0

        time_zone = _parse_time_zone(d.pop("time_zone"))

        _instance = cls(
            id=id,
            username=username,
            created_at=created_at,
            mfa_enabled=mfa_enabled,
            recovery_codes_remaining=recovery_codes_remaining,
            time_zone=time_zone,
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
