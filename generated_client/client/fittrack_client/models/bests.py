# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.best_effort import BestEffort


T = TypeVar("T", bound="Bests")


@_attrs_define
class Bests:
    """
    Attributes:
        items (list[BestEffort]): By sport; the times over distances first, the shortest distance first; then the power,
            the shortest time first; the best of each first. One of an activity.
        pending (int): How many activities were not looked at yet, which happens in the background after a sync.
    """

    items: list[BestEffort]
    pending: int
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        items = []
        for items_item_data in self.items:
            items_item = items_item_data.to_dict()
            items.append(items_item)

        pending = self.pending

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "items": items,
                "pending": pending,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.best_effort import BestEffort

        d = dict(src_dict)
        items = []
        _items = d.pop("items")
        if not isinstance(_items, list):
            raise TypeError("items: expected a list")
        for items_item_data in _items:
            items_item = BestEffort.from_dict(items_item_data)

            items.append(items_item)

        pending = d.pop("pending")
        if not (isinstance(pending, int) and not isinstance(pending, bool)):
            raise TypeError("pending: expected a whole number")

        _instance = cls(
            items=items,
            pending=pending,
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
