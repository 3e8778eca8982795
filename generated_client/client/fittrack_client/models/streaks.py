# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.streak import Streak


T = TypeVar("T", bound="Streaks")


@_attrs_define
class Streaks:
    """Streaks of the activities that were asked for. Null where there is none.

    Attributes:
        current_days (None | Streak): The one that reaches today or yesterday, in the account's time zone: today is not
            over.
        longest_days (None | Streak): The longest; the latest of several.
        current_weeks (None | Streak): The one that reaches this week or the last one.
        longest_weeks (None | Streak): The longest; the latest of several.
    """

    current_days: None | Streak
    longest_days: None | Streak
    current_weeks: None | Streak
    longest_weeks: None | Streak
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.streak import Streak

        current_days: dict[str, Any] | None
        if isinstance(self.current_days, Streak):
            current_days = self.current_days.to_dict()
        else:
            current_days = self.current_days

        longest_days: dict[str, Any] | None
        if isinstance(self.longest_days, Streak):
            longest_days = self.longest_days.to_dict()
        else:
            longest_days = self.longest_days

        current_weeks: dict[str, Any] | None
        if isinstance(self.current_weeks, Streak):
            current_weeks = self.current_weeks.to_dict()
        else:
            current_weeks = self.current_weeks

        longest_weeks: dict[str, Any] | None
        if isinstance(self.longest_weeks, Streak):
            longest_weeks = self.longest_weeks.to_dict()
        else:
            longest_weeks = self.longest_weeks

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "current_days": current_days,
                "longest_days": longest_days,
                "current_weeks": current_weeks,
                "longest_weeks": longest_weeks,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.streak import Streak

        d = dict(src_dict)

        def _parse_current_days(data: object) -> None | Streak:
            if data is None:
                return data
            if not isinstance(data, dict):
                raise TypeError("current_days: not of a type that the contract allows")
            return Streak.from_dict(data)

        current_days = _parse_current_days(d.pop("current_days"))

        def _parse_longest_days(data: object) -> None | Streak:
            if data is None:
                return data
            if not isinstance(data, dict):
                raise TypeError("longest_days: not of a type that the contract allows")
            return Streak.from_dict(data)

        longest_days = _parse_longest_days(d.pop("longest_days"))

        def _parse_current_weeks(data: object) -> None | Streak:
            if data is None:
                return data
            if not isinstance(data, dict):
                raise TypeError("current_weeks: not of a type that the contract allows")
            return Streak.from_dict(data)

        current_weeks = _parse_current_weeks(d.pop("current_weeks"))

        def _parse_longest_weeks(data: object) -> None | Streak:
            if data is None:
                return data
            if not isinstance(data, dict):
                raise TypeError("longest_weeks: not of a type that the contract allows")
            return Streak.from_dict(data)

        longest_weeks = _parse_longest_weeks(d.pop("longest_weeks"))

        _instance = cls(
            current_days=current_days,
            longest_days=longest_days,
            current_weeks=current_weeks,
            longest_weeks=longest_weeks,
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
