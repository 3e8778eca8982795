# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.athlete_values import AthleteValues


T = TypeVar("T", bound="AthleteSettings")


@_attrs_define
class AthleteSettings:
    """What an athlete says of themselves from a day on.

    Attributes:
        from_day (datetime.date | None): Null: from the first day on.
        values (AthleteValues): What an athlete says of themselves; None, and no bounds, is what they do not say.
    """

    from_day: datetime.date | None
    values: AthleteValues
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from_day: None | str
        if isinstance(self.from_day, datetime.date):
            from_day = self.from_day.isoformat()
        else:
            from_day = self.from_day

        values = self.values.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "from_day": from_day,
                "values": values,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.athlete_values import AthleteValues

        d = dict(src_dict)

        def _parse_from_day(data: object) -> datetime.date | None:
            if data is None:
                return data
            if not isinstance(data, str):
                raise TypeError("from_day: not of a type that the contract allows")
            return datetime.date.fromisoformat(data)

        from_day = _parse_from_day(d.pop("from_day"))

        values = AthleteValues.from_dict(d.pop("values"))

        _instance = cls(
            from_day=from_day,
            values=values,
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
