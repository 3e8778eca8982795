# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="LoginRequest")


@_attrs_define
class LoginRequest:
    """The first step of signing in.

    Attributes:
        username (str):
        password (str):
        client_name (None | str | Unset): How the session shows in the list of sessions.
        device_secret (None | str | Unset): Random. The client keeps it on its device and shows it to this server alone.
            Once an account was signed in to with it, wrong tries of this device are counted by themselves, so that nobody
            else's keep it out.
    """

    username: str
    password: str
    client_name: None | str | Unset = UNSET
    device_secret: None | str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        username = self.username

        password = self.password

        client_name: None | str | Unset
        client_name = UNSET if isinstance(self.client_name, Unset) else self.client_name

        device_secret: None | str | Unset
        device_secret = UNSET if isinstance(self.device_secret, Unset) else self.device_secret

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "username": username,
                "password": password,
            }
        )
        if client_name is not UNSET:
            field_dict["client_name"] = client_name
        if device_secret is not UNSET:
            field_dict["device_secret"] = device_secret

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        username = d.pop("username")
        if not isinstance(username, str):
            raise TypeError("username: expected text")

        password = d.pop("password")
        if not isinstance(password, str):
            raise TypeError("password: expected text")

        def _parse_client_name(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            if not isinstance(data, str):
                raise TypeError("client_name: not of a type that the contract allows")
            client_name_type_0 = data
            if not isinstance(client_name_type_0, str):
                raise TypeError("client_name_type_0: expected text")

            return client_name_type_0

        client_name = _parse_client_name(d.pop("client_name", UNSET))

        def _parse_device_secret(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            if not isinstance(data, str):
                raise TypeError("device_secret: not of a type that the contract allows")
            device_secret_type_0 = data
            if not isinstance(device_secret_type_0, str):
                raise TypeError("device_secret_type_0: expected text")

            return device_secret_type_0

        device_secret = _parse_device_secret(d.pop("device_secret", UNSET))

        return cls(
            username=username,
            password=password,
            client_name=client_name,
            device_secret=device_secret,
        )
