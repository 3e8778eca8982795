# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.remaining_access import RemainingAccess


T = TypeVar("T", bound="PasswordChanged")


@_attrs_define
class PasswordChanged:
    """What the change of password ended, and what is left.

    Attributes:
        ended_sessions (int):
        ended_access_tokens (int):
        ended_invitations (int):
        remaining (RemainingAccess): What lets somebody into the account, besides the session that asks.
    """

    ended_sessions: int
    ended_access_tokens: int
    ended_invitations: int
    remaining: RemainingAccess
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        ended_sessions = self.ended_sessions

        ended_access_tokens = self.ended_access_tokens

        ended_invitations = self.ended_invitations

        remaining = self.remaining.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "ended_sessions": ended_sessions,
                "ended_access_tokens": ended_access_tokens,
                "ended_invitations": ended_invitations,
                "remaining": remaining,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.remaining_access import RemainingAccess

        d = dict(src_dict)
        ended_sessions = d.pop("ended_sessions")
        if not (isinstance(ended_sessions, int) and not isinstance(ended_sessions, bool)):
            raise TypeError("ended_sessions: expected a whole number")

        ended_access_tokens = d.pop("ended_access_tokens")
        if not (isinstance(ended_access_tokens, int) and not isinstance(ended_access_tokens, bool)):
            raise TypeError("ended_access_tokens: expected a whole number")

        ended_invitations = d.pop("ended_invitations")
        if not (isinstance(ended_invitations, int) and not isinstance(ended_invitations, bool)):
            raise TypeError("ended_invitations: expected a whole number")

        remaining = RemainingAccess.from_dict(d.pop("remaining"))

        _instance = cls(
            ended_sessions=ended_sessions,
            ended_access_tokens=ended_access_tokens,
            ended_invitations=ended_invitations,
            remaining=remaining,
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
