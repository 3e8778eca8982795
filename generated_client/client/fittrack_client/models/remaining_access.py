# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="RemainingAccess")


@_attrs_define
class RemainingAccess:
    """What lets somebody into the account, besides the session that asks.

    Attributes:
        sessions (int): Other sessions.
        access_tokens (int): Access tokens for scripts.
        invitations (int): Invitations that were not used.
        mfa_enabled (bool): Whether signing in asks for a second factor.
        mfa_enabled_at (datetime.datetime | None): When the second factor was confirmed; null where there is none or
            that is not known.
    """

    sessions: int
    access_tokens: int
    invitations: int
    mfa_enabled: bool
    mfa_enabled_at: datetime.datetime | None
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        sessions = self.sessions

        access_tokens = self.access_tokens

        invitations = self.invitations

        mfa_enabled = self.mfa_enabled

        mfa_enabled_at: None | str
        if isinstance(self.mfa_enabled_at, datetime.datetime):
            mfa_enabled_at = self.mfa_enabled_at.isoformat().replace("+00:00", "Z")
        else:
            mfa_enabled_at = self.mfa_enabled_at

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "sessions": sessions,
                "access_tokens": access_tokens,
                "invitations": invitations,
                "mfa_enabled": mfa_enabled,
                "mfa_enabled_at": mfa_enabled_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        sessions = d.pop("sessions")
        if not (isinstance(sessions, int) and not isinstance(sessions, bool)):
            raise TypeError("sessions: expected a whole number")

        access_tokens = d.pop("access_tokens")
        if not (isinstance(access_tokens, int) and not isinstance(access_tokens, bool)):
            raise TypeError("access_tokens: expected a whole number")

        invitations = d.pop("invitations")
        if not (isinstance(invitations, int) and not isinstance(invitations, bool)):
            raise TypeError("invitations: expected a whole number")

        mfa_enabled = d.pop("mfa_enabled")
        if not isinstance(mfa_enabled, bool):
            raise TypeError("mfa_enabled: expected true or false")

        def _parse_mfa_enabled_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            if not isinstance(data, str):
                raise TypeError("mfa_enabled_at: not of a type that the contract allows")
            return datetime.datetime.fromisoformat(data)

        mfa_enabled_at = _parse_mfa_enabled_at(d.pop("mfa_enabled_at"))

        _instance = cls(
            sessions=sessions,
            access_tokens=access_tokens,
            invitations=invitations,
            mfa_enabled=mfa_enabled,
            mfa_enabled_at=mfa_enabled_at,
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
