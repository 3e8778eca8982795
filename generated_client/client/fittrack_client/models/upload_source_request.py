# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="UploadSourceRequest")


@_attrs_define
class UploadSourceRequest:
    """Files that are sent to the server. The first upload connects it by itself.

    Attributes:
        kind (Literal['upload']):
        name (None | str | Unset): Defaults to the source's own name.
    """

    kind: Literal["upload"]
    name: None | str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        kind = self.kind

        name: None | str | Unset
        name = UNSET if isinstance(self.name, Unset) else self.name

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "kind": kind,
            }
        )
        if name is not UNSET:
            field_dict["name"] = name

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        kind = cast(Literal["upload"], d.pop("kind"))
        if kind != "upload":
            raise ValueError(f"kind must match const 'upload', got '{kind}'")

        def _parse_name(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            if not isinstance(data, str):
                raise TypeError("name: not of a type that the contract allows")
            name_type_0 = data
            if not isinstance(name_type_0, str):
                raise TypeError("name_type_0: expected text")

            return name_type_0

        name = _parse_name(d.pop("name", UNSET))

        return cls(
            kind=kind,
            name=name,
        )
