# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="PasswordChange")


@_attrs_define
class PasswordChange:
    """The old password proves who asks; every other session ends.

    Attributes:
        current_password (str):
        new_password (str): At least 10 characters.
    """

    current_password: str
    new_password: str

    def to_dict(self) -> dict[str, Any]:
        current_password = self.current_password

        new_password = self.new_password

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "current_password": current_password,
                "new_password": new_password,
            }
        )

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

        return cls(
            current_password=current_password,
            new_password=new_password,
        )
