# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.load_measure import LoadMeasure, check_load_measure

if TYPE_CHECKING:
    from ..models.load_day import LoadDay
    from ..models.values_from import ValuesFrom


T = TypeVar("T", bound="TrainingLoad")


@_attrs_define
class TrainingLoad:
    """
    Attributes:
        measure (LoadMeasure):
        items (list[LoadDay]): Each day, the earliest first; 3,660 at most, the last ones.
        without_load (int): Activities of these days without one: no heart rate and no power, or too little is known of
            the athlete.
        pending (int): How many activities were not looked at yet, which happens in the background after a sync.
        values_from (ValuesFrom): Where the values of the athlete were from, by which the loads were worked out.
    """

    measure: LoadMeasure
    items: list[LoadDay]
    without_load: int
    pending: int
    values_from: ValuesFrom
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        measure: str = self.measure

        items = []
        for items_item_data in self.items:
            items_item = items_item_data.to_dict()
            items.append(items_item)

        without_load = self.without_load

        pending = self.pending

        values_from = self.values_from.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "measure": measure,
                "items": items,
                "without_load": without_load,
                "pending": pending,
                "values_from": values_from,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.load_day import LoadDay
        from ..models.values_from import ValuesFrom

        d = dict(src_dict)
        measure = check_load_measure(d.pop("measure"))

        items = []
        _items = d.pop("items")
        if not isinstance(_items, list):
            raise TypeError("items: expected a list")
        for items_item_data in _items:
            items_item = LoadDay.from_dict(items_item_data)

            items.append(items_item)

        without_load = d.pop("without_load")
        if not (isinstance(without_load, int) and not isinstance(without_load, bool)):
            raise TypeError("without_load: expected a whole number")

        pending = d.pop("pending")
        if not (isinstance(pending, int) and not isinstance(pending, bool)):
            raise TypeError("pending: expected a whole number")

        values_from = ValuesFrom.from_dict(d.pop("values_from"))

        _instance = cls(
            measure=measure,
            items=items,
            without_load=without_load,
            pending=pending,
            values_from=values_from,
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
