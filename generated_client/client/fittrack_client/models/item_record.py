# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.item_outcome import ItemOutcome, check_item_outcome
from ..models.sync_type import SyncType, check_sync_type

T = TypeVar("T", bound="ItemRecord")


@_attrs_define
class ItemRecord:
    """A record that an item holds.

    Attributes:
        type_ (SyncType): What a sync covers.
        id (None | UUID): The activity or workout; null for a day's health.
        date (datetime.date | None): The day, for health.
        outcome (ItemOutcome): How one item of a job ended. `pending`: it has not been looked at yet. `merged`: the
            activity
            that it holds was there already, and it is another recording of it.
    """

    type_: SyncType
    id: None | UUID
    date: datetime.date | None
    outcome: ItemOutcome
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        type_: str = self.type_

        id: None | str
        id = str(self.id) if isinstance(self.id, UUID) else self.id

        date: None | str
        date = self.date.isoformat() if isinstance(self.date, datetime.date) else self.date

        outcome: str = self.outcome

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "type": type_,
                "id": id,
                "date": date,
                "outcome": outcome,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        type_ = check_sync_type(d.pop("type"))

        def _parse_id(data: object) -> None | UUID:
            if data is None:
                return data
            if not isinstance(data, str):
                raise TypeError("id: not of a type that the contract allows")
            return UUID(data)

        id = _parse_id(d.pop("id"))

        def _parse_date(data: object) -> datetime.date | None:
            if data is None:
                return data
            if not isinstance(data, str):
                raise TypeError("date: not of a type that the contract allows")
            return datetime.date.fromisoformat(data)

        date = _parse_date(d.pop("date"))

        outcome = check_item_outcome(d.pop("outcome"))

        _instance = cls(
            type_=type_,
            id=id,
            date=date,
            outcome=outcome,
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
