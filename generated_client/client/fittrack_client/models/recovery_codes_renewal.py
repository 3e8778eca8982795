# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="RecoveryCodesRenewal")


@_attrs_define
class RecoveryCodesRenewal:
    """New recovery codes take a code of the second factor, or one of the old recovery codes.

    Attributes:
        code (str): A code from the authenticator (TOTP, RFC 6238: six digits) or, where the method says so, a recovery
            code.
    """

    code: str

    def to_dict(self) -> dict[str, Any]:
        code = self.code

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "code": code,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        code = d.pop("code")
        if not isinstance(code, str):
            raise TypeError("code: expected text")

        return cls(
            code=code,
        )
