# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="Registration")


@_attrs_define
class Registration:
    """A new account. The first one registers freely, the others by invitation.

    Attributes:
        username (str): Letters, digits and `._@+-`; upper and lower case are the same.
        password (str): At least 10 characters.
        invitation (None | str | Unset): The invitation's code, after the first account.
        time_zone (None | str | Unset):
    """

    username: str
    password: str
    invitation: None | str | Unset = UNSET
    time_zone: None | str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        username = self.username

        password = self.password

        invitation: None | str | Unset
        invitation = UNSET if isinstance(self.invitation, Unset) else self.invitation

        time_zone: None | str | Unset
        time_zone = UNSET if isinstance(self.time_zone, Unset) else self.time_zone

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "username": username,
                "password": password,
            }
        )
        if invitation is not UNSET:
            field_dict["invitation"] = invitation
        if time_zone is not UNSET:
            field_dict["time_zone"] = time_zone

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

        def _parse_invitation(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            if not isinstance(data, str):
                raise TypeError("invitation: not of a type that the contract allows")
            invitation_type_0 = data
            if not isinstance(invitation_type_0, str):
                raise TypeError("invitation_type_0: expected text")

            return invitation_type_0

        invitation = _parse_invitation(d.pop("invitation", UNSET))

        def _parse_time_zone(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            if not isinstance(data, str):
                raise TypeError("time_zone: not of a type that the contract allows")
            time_zone_type_0 = data
            if not isinstance(time_zone_type_0, str):
                raise TypeError("time_zone_type_0: expected text")

            return time_zone_type_0

        time_zone = _parse_time_zone(d.pop("time_zone", UNSET))

        return cls(
            username=username,
            password=password,
            invitation=invitation,
            time_zone=time_zone,
        )
