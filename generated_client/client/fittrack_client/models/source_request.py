# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define

from ..models.source_kind import SourceKind, check_source_kind
from ..types import UNSET, Unset

T = TypeVar("T", bound="SourceRequest")


@_attrs_define
class SourceRequest:
    """A folder of training files on the server's machine, or a mounted watch.

    Attributes:
        path (str): Absolute, as the server sees it.
        kind (SourceKind | Unset): Where a source's data comes from.
        name (None | str | Unset): Defaults to the folder's name.
    """

    path: str
    kind: SourceKind | Unset = UNSET
    name: None | str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        path = self.path

        kind: str | Unset = UNSET
        if not isinstance(self.kind, Unset):
            kind = self.kind

        name: None | str | Unset
        name = UNSET if isinstance(self.name, Unset) else self.name

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "path": path,
            }
        )
        if kind is not UNSET:
            field_dict["kind"] = kind
        if name is not UNSET:
            field_dict["name"] = name

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        path = d.pop("path")
        if not isinstance(path, str):
            raise TypeError("path: expected text")

        _kind = d.pop("kind", UNSET)
        kind: SourceKind | Unset
        kind = UNSET if isinstance(_kind, Unset) else check_source_kind(_kind)

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
            path=path,
            kind=kind,
            name=name,
        )
