# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="TotpRemoval")


@_attrs_define
class TotpRemoval:
    """Removing the second factor takes the password and a code of that factor.

    Attributes:
        password (str):
        code (None | str | Unset): May be left out by a session that was signed in before the factor was confirmed.
    """

    password: str
    code: None | str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        password = self.password

        code: None | str | Unset
        code = UNSET if isinstance(self.code, Unset) else self.code

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "password": password,
            }
        )
        if code is not UNSET:
            field_dict["code"] = code

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        password = d.pop("password")
        if not isinstance(password, str):
            raise TypeError("password: expected text")

        def _parse_code(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            if not isinstance(data, str):
                raise TypeError("code: not of a type that the contract allows")
            code_type_0 = data
            if not isinstance(code_type_0, str):
                raise TypeError("code_type_0: expected text")

            return code_type_0

        code = _parse_code(d.pop("code", UNSET))

        return cls(
            password=password,
            code=code,
        )
