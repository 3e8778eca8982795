# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define

from ..models.challenge_method import ChallengeMethod, check_challenge_method
from ..types import UNSET, Unset

T = TypeVar("T", bound="ChallengeAnswer")


@_attrs_define
class ChallengeAnswer:
    """The second step of signing in.

    Attributes:
        code (str): A code from the authenticator (TOTP, RFC 6238: six digits) or, where the method says so, a recovery
            code.
        method (ChallengeMethod | Unset): How a challenge can be answered.
    """

    code: str
    method: ChallengeMethod | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        code = self.code

        method: str | Unset = UNSET
        if not isinstance(self.method, Unset):
            method = self.method

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "code": code,
            }
        )
        if method is not UNSET:
            field_dict["method"] = method

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        code = d.pop("code")
        if not isinstance(code, str):
            raise TypeError("code: expected text")

        _method = d.pop("method", UNSET)
        method: ChallengeMethod | Unset
        method = UNSET if isinstance(_method, Unset) else check_challenge_method(_method)

        return cls(
            code=code,
            method=method,
        )
