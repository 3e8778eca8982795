# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="TotpRemoval")


@_attrs_define
class TotpRemoval:
    """Removing the second factor takes the password and a code of that factor.

    Attributes:
        password (str):
        code (str): A code from the authenticator (TOTP, RFC 6238: six digits) or, where the method says so, a recovery
            code.
    """

    password: str
    code: str

    def to_dict(self) -> dict[str, Any]:
        password = self.password

        code = self.code

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "password": password,
                "code": code,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        password = d.pop("password")
        if not isinstance(password, str):
            raise TypeError("password: expected text")

        code = d.pop("code")
        if not isinstance(code, str):
            raise TypeError("code: expected text")

        return cls(
            password=password,
            code=code,
        )
