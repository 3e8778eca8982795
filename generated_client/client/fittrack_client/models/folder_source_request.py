# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="FolderSourceRequest")


@_attrs_define
class FolderSourceRequest:
    """A folder of training files on the server's machine, or a mounted watch.

    Attributes:
        kind (Literal['folder']):
        path (str): Absolute, as the server sees it.
        name (None | str | Unset): Defaults to the source's own name.
        watch (bool | Unset): Start a sync by itself when something changes in it. Default: False.
    """

    kind: Literal["folder"]
    path: str
    name: None | str | Unset = UNSET
    watch: bool | Unset = False

    def to_dict(self) -> dict[str, Any]:
        kind = self.kind

        path = self.path

        name: None | str | Unset
        name = UNSET if isinstance(self.name, Unset) else self.name

        watch = self.watch

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "kind": kind,
                "path": path,
            }
        )
        if name is not UNSET:
            field_dict["name"] = name
        if watch is not UNSET:
            field_dict["watch"] = watch

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        kind = cast(Literal["folder"], d.pop("kind"))
        if kind != "folder":
            raise ValueError(f"kind must match const 'folder', got '{kind}'")

        path = d.pop("path")
        if not isinstance(path, str):
            raise TypeError("path: expected text")

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

        watch = d.pop("watch", UNSET)
        if not isinstance(watch, bool) and not isinstance(watch, Unset):
            raise TypeError("watch: expected true or false")

        return cls(
            kind=kind,
            path=path,
            name=name,
            watch=watch,
        )
