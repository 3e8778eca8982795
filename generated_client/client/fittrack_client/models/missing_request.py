# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="MissingRequest")


@_attrs_define
class MissingRequest:
    """Digests of files that a client could send.

    Attributes:
        sha256 (list[str]):
    """

    sha256: list[str]

    def to_dict(self) -> dict[str, Any]:
        sha256 = self.sha256

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "sha256": sha256,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        sha256 = []
        _sha256 = d.pop("sha256")
        if not isinstance(_sha256, list):
            raise TypeError("sha256: expected a list")
        for sha256_item_data in _sha256:
            sha256_item = sha256_item_data
            if not isinstance(sha256_item, str):
                raise TypeError("sha256_item: expected text")

            sha256.append(sha256_item)

        return cls(
            sha256=sha256,
        )
