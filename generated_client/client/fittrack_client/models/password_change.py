# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="PasswordChange")


@_attrs_define
class PasswordChange:
    """The old password proves who asks; every other session ends.

    Attributes:
        current_password (str):
        new_password (str): At least 10 characters.
        everything (bool | Unset): End all access tokens for scripts, too, and invitations that were not used. Default:
            False.
    """

    current_password: str
    new_password: str
    everything: bool | Unset = False

    def to_dict(self) -> dict[str, Any]:
        current_password = self.current_password

        new_password = self.new_password

        everything = self.everything

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "current_password": current_password,
                "new_password": new_password,
            }
        )
        if everything is not UNSET:
            field_dict["everything"] = everything

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        current_password = d.pop("current_password")
        if not isinstance(current_password, str):
            raise TypeError("current_password: expected text")

        new_password = d.pop("new_password")
        if not isinstance(new_password, str):
            raise TypeError("new_password: expected text")

        everything = d.pop("everything", UNSET)
        if not isinstance(everything, bool) and not isinstance(everything, Unset):
            raise TypeError("everything: expected true or false")

        return cls(
            current_password=current_password,
            new_password=new_password,
            everything=everything,
        )
