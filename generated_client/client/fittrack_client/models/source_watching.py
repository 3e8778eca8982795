# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="SourceWatching")


@_attrs_define
class SourceWatching:
    """Whether a source's folder is watched.

    Attributes:
        watched (bool):
    """

    watched: bool

    def to_dict(self) -> dict[str, Any]:
        watched = self.watched

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "watched": watched,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        watched = d.pop("watched")
        if not isinstance(watched, bool):
            raise TypeError("watched: expected true or false")

        return cls(
            watched=watched,
        )
