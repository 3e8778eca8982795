# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Literal, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.challenge_method import ChallengeMethod, check_challenge_method

T = TypeVar("T", bound="MfaChallenge")


@_attrs_define
class MfaChallenge:
    """The password was right; a second factor is needed.

    Attributes:
        kind (Literal['mfa_challenge']):
        challenge_id (UUID):
        methods (list[ChallengeMethod]):
        expires_at (datetime.datetime):
        tries_remaining (int):
    """

    kind: Literal["mfa_challenge"]
    challenge_id: UUID
    methods: list[ChallengeMethod]
    expires_at: datetime.datetime
    tries_remaining: int
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        kind = self.kind

        challenge_id = str(self.challenge_id)

        methods = []
        for methods_item_data in self.methods:
            methods_item: str = methods_item_data
            methods.append(methods_item)

        expires_at = self.expires_at.isoformat().replace("+00:00", "Z")

        tries_remaining = self.tries_remaining

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "kind": kind,
                "challenge_id": challenge_id,
                "methods": methods,
                "expires_at": expires_at,
                "tries_remaining": tries_remaining,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        kind = cast(Literal["mfa_challenge"], d.pop("kind"))
        if kind != "mfa_challenge":
            raise ValueError(f"kind must match const 'mfa_challenge', got '{kind}'")

        challenge_id = UUID(d.pop("challenge_id"))

        methods = []
        _methods = d.pop("methods")
        if not isinstance(_methods, list):
            raise TypeError("methods: expected a list")
        for methods_item_data in _methods:
            methods_item = check_challenge_method(methods_item_data)

            methods.append(methods_item)

        expires_at = datetime.datetime.fromisoformat(d.pop("expires_at"))

        tries_remaining = d.pop("tries_remaining")
        if not (isinstance(tries_remaining, int) and not isinstance(tries_remaining, bool)):
            raise TypeError("tries_remaining: expected a whole number")

        _instance = cls(
            kind=kind,
            challenge_id=challenge_id,
            methods=methods,
            expires_at=expires_at,
            tries_remaining=tries_remaining,
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
