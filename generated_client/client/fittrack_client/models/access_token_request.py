# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define

from ..models.scope import Scope, check_scope
from ..types import UNSET, Unset

T = TypeVar("T", bound="AccessTokenRequest")


@_attrs_define
class AccessTokenRequest:
    """A token for a script, with only the rights it needs.

    Attributes:
        name (str):
        scopes (list[Scope]):
        expires_in_days (int | None | Unset): Null: it does not expire. Default: 90.
    """

    name: str
    scopes: list[Scope]
    expires_in_days: int | None | Unset = 90

    def to_dict(self) -> dict[str, Any]:
        name = self.name

        scopes = []
        for scopes_item_data in self.scopes:
            scopes_item: str = scopes_item_data
            scopes.append(scopes_item)

        expires_in_days: int | None | Unset
        expires_in_days = UNSET if isinstance(self.expires_in_days, Unset) else self.expires_in_days

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "name": name,
                "scopes": scopes,
            }
        )
        if expires_in_days is not UNSET:
            field_dict["expires_in_days"] = expires_in_days

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        name = d.pop("name")
        if not isinstance(name, str):
            raise TypeError("name: expected text")

        scopes = []
        _scopes = d.pop("scopes")
        if not isinstance(_scopes, list):
            raise TypeError("scopes: expected a list")
        for scopes_item_data in _scopes:
            scopes_item = check_scope(scopes_item_data)

            scopes.append(scopes_item)

        def _parse_expires_in_days(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            expires_in_days_type_0 = data
            if not (
                isinstance(expires_in_days_type_0, int)
                and not isinstance(expires_in_days_type_0, bool)
            ):
                raise TypeError("expires_in_days_type_0: expected a whole number")

            return expires_in_days_type_0

        expires_in_days = _parse_expires_in_days(d.pop("expires_in_days", UNSET))

        return cls(
            name=name,
            scopes=scopes,
            expires_in_days=expires_in_days,
        )
