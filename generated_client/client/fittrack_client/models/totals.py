# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.grouping import Grouping, check_grouping

if TYPE_CHECKING:
    from ..models.streaks import Streaks
    from ..models.total import Total


T = TypeVar("T", bound="Totals")


@_attrs_define
class Totals:
    """
    Attributes:
        by (Grouping):
        items (list[Total]): The periods that have an activity, the earliest first; or the sports, the one with the most
            time first. 2,000 at most: the latest periods, or the sports with the most time.
        left_out (int): How many more there are. `since` and `until` lead to them.
        streaks (Streaks): Streaks of the activities that were asked for. Null where there is none.
    """

    by: Grouping
    items: list[Total]
    left_out: int
    streaks: Streaks
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        by: str = self.by

        items = []
        for items_item_data in self.items:
            items_item = items_item_data.to_dict()
            items.append(items_item)

        left_out = self.left_out

        streaks = self.streaks.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "by": by,
                "items": items,
                "left_out": left_out,
                "streaks": streaks,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.streaks import Streaks
        from ..models.total import Total

        d = dict(src_dict)
        by = check_grouping(d.pop("by"))

        items = []
        _items = d.pop("items")
        if not isinstance(_items, list):
            raise TypeError("items: expected a list")
        for items_item_data in _items:
            items_item = Total.from_dict(items_item_data)

            items.append(items_item)

        left_out = d.pop("left_out")
        if not (isinstance(left_out, int) and not isinstance(left_out, bool)):
            raise TypeError("left_out: expected a whole number")

        streaks = Streaks.from_dict(d.pop("streaks"))

        _instance = cls(
            by=by,
            items=items,
            left_out=left_out,
            streaks=streaks,
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
