# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Literal, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="TokenGrant")


@_attrs_define
class TokenGrant:
    """Signed in: a pair of tokens.

    Attributes:
        kind (Literal['token_grant']):
        token_type (Literal['Bearer']):
        access_token (str):
        refresh_token (str):
        expires_in (int): Seconds until the access token expires.
        expires_at (datetime.datetime): When the access token expires.
        refresh_expires_at (datetime.datetime): When the refresh token expires unless it is used.
        session_id (UUID):
        username (str):
    """

    kind: Literal["token_grant"]
    token_type: Literal["Bearer"]
    access_token: str
    refresh_token: str
    expires_in: int
    expires_at: datetime.datetime
    refresh_expires_at: datetime.datetime
    session_id: UUID
    username: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        kind = self.kind

        token_type = self.token_type

        access_token = self.access_token

        refresh_token = self.refresh_token

        expires_in = self.expires_in

        expires_at = self.expires_at.isoformat().replace("+00:00", "Z")

        refresh_expires_at = self.refresh_expires_at.isoformat().replace("+00:00", "Z")

        session_id = str(self.session_id)

        username = self.username

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "kind": kind,
                "token_type": token_type,
                "access_token": access_token,
                "refresh_token": refresh_token,
                "expires_in": expires_in,
                "expires_at": expires_at,
                "refresh_expires_at": refresh_expires_at,
                "session_id": session_id,
                "username": username,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        kind = cast(Literal["token_grant"], d.pop("kind"))
        if kind != "token_grant":
            raise ValueError(f"kind must match const 'token_grant', got '{kind}'")

        token_type = cast(Literal["Bearer"], d.pop("token_type"))
        if token_type != "Bearer":
            raise ValueError(f"token_type must match const 'Bearer', got '{token_type}'")

        access_token = d.pop("access_token")
        if not isinstance(access_token, str):
            raise TypeError("access_token: expected text")

        refresh_token = d.pop("refresh_token")
        if not isinstance(refresh_token, str):
            raise TypeError("refresh_token: expected text")

        expires_in = d.pop("expires_in")
        if not (isinstance(expires_in, int) and not isinstance(expires_in, bool)):
            raise TypeError("expires_in: expected a whole number")

        expires_at = datetime.datetime.fromisoformat(d.pop("expires_at"))

        refresh_expires_at = datetime.datetime.fromisoformat(d.pop("refresh_expires_at"))

        session_id = UUID(d.pop("session_id"))

        username = d.pop("username")
        if not isinstance(username, str):
            raise TypeError("username: expected text")

        _instance = cls(
            kind=kind,
            token_type=token_type,
            access_token=access_token,
            refresh_token=refresh_token,
            expires_in=expires_in,
            expires_at=expires_at,
            refresh_expires_at=refresh_expires_at,
            session_id=session_id,
            username=username,
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
