# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="RefreshRequest")


@_attrs_define
class RefreshRequest:
    """Asks for the next pair of tokens.

    Attributes:
        refresh_token (str):
        attempt (str): A random id that the client wrote down beside this refresh token before it first asked with it.
            It sends the same one whenever it asks with this token again. Another one shows that there are two holders, and
            ends the session. A client that can write nothing down sends a new one each time, and does not rotate.
        rotate (bool | Unset): False, for a client that cannot keep a new pair: the refresh token stays, and its access
            token is good for another 15 minutes. Default: True.
    """

    refresh_token: str
    attempt: str
    rotate: bool | Unset = True

    def to_dict(self) -> dict[str, Any]:
        refresh_token = self.refresh_token

        attempt = self.attempt

        rotate = self.rotate

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "refresh_token": refresh_token,
                "attempt": attempt,
            }
        )
        if rotate is not UNSET:
            field_dict["rotate"] = rotate

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        refresh_token = d.pop("refresh_token")
        if not isinstance(refresh_token, str):
            raise TypeError("refresh_token: expected text")

        attempt = d.pop("attempt")
        if not isinstance(attempt, str):
            raise TypeError("attempt: expected text")

        rotate = d.pop("rotate", UNSET)
        if not isinstance(rotate, bool) and not isinstance(rotate, Unset):
            raise TypeError("rotate: expected true or false")

        return cls(
            refresh_token=refresh_token,
            attempt=attempt,
            rotate=rotate,
        )
