# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.daily_health import DailyHealth


T = TypeVar("T", bound="DailyHealthList")


@_attrs_define
class DailyHealthList:
    """
    Attributes:
        items (list[DailyHealth]):
        next_cursor (None | str):
        total (int | None | Unset): How many there are in all, on this page and others. Null unless `include_total` asks
            for it.
    """

    items: list[DailyHealth]
    next_cursor: None | str
    total: int | None | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        items = []
        for items_item_data in self.items:
            items_item = items_item_data.to_dict()
            items.append(items_item)

        next_cursor: None | str
        next_cursor = self.next_cursor

        total: int | None | Unset
        total = UNSET if isinstance(self.total, Unset) else self.total

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "items": items,
                "next_cursor": next_cursor,
            }
        )
        if total is not UNSET:
            field_dict["total"] = total

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.daily_health import DailyHealth

        d = dict(src_dict)
        items = []
        _items = d.pop("items")
        if not isinstance(_items, list):
            raise TypeError("items: expected a list")
        for items_item_data in _items:
            items_item = DailyHealth.from_dict(items_item_data)

            items.append(items_item)

        def _parse_next_cursor(data: object) -> None | str:
            if data is None:
                return data
            if not isinstance(data, str):
                raise TypeError("next_cursor: not of a type that the contract allows")
            next_cursor_type_0 = data
            if not isinstance(next_cursor_type_0, str):
                raise TypeError("next_cursor_type_0: expected text")

            return next_cursor_type_0

        next_cursor = _parse_next_cursor(d.pop("next_cursor"))

        def _parse_total(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            total_type_0 = data
            if not (isinstance(total_type_0, int) and not isinstance(total_type_0, bool)):
                raise TypeError("total_type_0: expected a whole number")

            return total_type_0

        total = _parse_total(d.pop("total", UNSET))

        _instance = cls(
            items=items,
            next_cursor=next_cursor,
            total=total,
        )

        additional_properties: dict[str, Any] = {}
        for prop_name, prop_dict in d.items():
            additional = prop_dict

            additional_properties[prop_name] = additional

        _instance.additional_properties = additional_properties
        return _instance

    @property
    def additional_keys(self) -> list[str]:
        return list(self.additional_properties.keys())

    def __getitem__(self, key: str) -> Any:
        return self.additional_properties[key]

    def __setitem__(self, key: str, value: Any) -> None:
        self.additional_properties[key] = value

    def __delitem__(self, key: str) -> None:
        del self.additional_properties[key]

    def __contains__(self, key: str) -> bool:
        return key in self.additional_properties
