# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="AccountChange")


@_attrs_define
class AccountChange:
    """What is to change of an account.

    Attributes:
        time_zone (str): An IANA time zone that the server knows. It gives the local time of activities that have none
            of their own.
    """

    time_zone: str

    def to_dict(self) -> dict[str, Any]:
        time_zone = self.time_zone

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "time_zone": time_zone,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        time_zone = d.pop("time_zone")
        if not isinstance(time_zone, str):
            raise TypeError("time_zone: expected text")

        return cls(
            time_zone=time_zone,
        )
