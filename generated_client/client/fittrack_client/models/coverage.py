# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="Coverage")


@_attrs_define
class Coverage:
    """The days that are there.

    Attributes:
        first_date (datetime.date | None):
        last_date (datetime.date | None):
        records (int):
        days_with_records (int):
        missing_days (int | None): For health: days without data between the first and the last.
    """

    first_date: datetime.date | None
    last_date: datetime.date | None
    records: int
    days_with_records: int
    missing_days: int | None
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        first_date: None | str
        if isinstance(self.first_date, datetime.date):
            first_date = self.first_date.isoformat()
        else:
            first_date = self.first_date

        last_date: None | str
        if isinstance(self.last_date, datetime.date):
            last_date = self.last_date.isoformat()
        else:
            last_date = self.last_date

        records = self.records

        days_with_records = self.days_with_records

        missing_days: int | None
        missing_days = self.missing_days

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "first_date": first_date,
                "last_date": last_date,
                "records": records,
                "days_with_records": days_with_records,
                "missing_days": missing_days,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)

        def _parse_first_date(data: object) -> datetime.date | None:
            if data is None:
                return data
            if not isinstance(data, str):
                raise TypeError("first_date: not of a type that the contract allows")
            return datetime.date.fromisoformat(data)

        first_date = _parse_first_date(d.pop("first_date"))

        def _parse_last_date(data: object) -> datetime.date | None:
            if data is None:
                return data
            if not isinstance(data, str):
                raise TypeError("last_date: not of a type that the contract allows")
            return datetime.date.fromisoformat(data)

        last_date = _parse_last_date(d.pop("last_date"))

        records = d.pop("records")
        if not (isinstance(records, int) and not isinstance(records, bool)):
            raise TypeError("records: expected a whole number")

        days_with_records = d.pop("days_with_records")
        if not (isinstance(days_with_records, int) and not isinstance(days_with_records, bool)):
            raise TypeError("days_with_records: expected a whole number")

        def _parse_missing_days(data: object) -> int | None:
            if data is None:
                return data
            missing_days_type_0 = data
            if not (
                isinstance(missing_days_type_0, int) and not isinstance(missing_days_type_0, bool)
            ):
                raise TypeError("missing_days_type_0: expected a whole number")

            return missing_days_type_0

        missing_days = _parse_missing_days(d.pop("missing_days"))

        _instance = cls(
            first_date=first_date,
            last_date=last_date,
            records=records,
            days_with_records=days_with_records,
            missing_days=missing_days,
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
