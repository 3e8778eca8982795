# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.activity import Activity


T = TypeVar("T", bound="Removal")


@_attrs_define
class Removal:
    """What is taken away, or what came back.

    Attributes:
        activities (int): Activities that go, or came back, as a whole.
        days (int): Days of health data.
        workouts (int):
        changed_activities (int): Activities that stay, since they have other recordings too.
        changed_days (int): Days that stay, since other files say something of them too.
        first_activities (list[Activity]): The latest of those that go as a whole, five at most.
    """

    activities: int
    days: int
    workouts: int
    changed_activities: int
    changed_days: int
    first_activities: list[Activity]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        activities = self.activities

        days = self.days

        workouts = self.workouts

        changed_activities = self.changed_activities

        changed_days = self.changed_days

        first_activities = []
        for first_activities_item_data in self.first_activities:
            first_activities_item = first_activities_item_data.to_dict()
            first_activities.append(first_activities_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "activities": activities,
                "days": days,
                "workouts": workouts,
                "changed_activities": changed_activities,
                "changed_days": changed_days,
                "first_activities": first_activities,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.activity import Activity

        d = dict(src_dict)
        activities = d.pop("activities")
        if not (isinstance(activities, int) and not isinstance(activities, bool)):
            raise TypeError("activities: expected a whole number")

        days = d.pop("days")
        if not (isinstance(days, int) and not isinstance(days, bool)):
            raise TypeError("days: expected a whole number")

        workouts = d.pop("workouts")
        if not (isinstance(workouts, int) and not isinstance(workouts, bool)):
            raise TypeError("workouts: expected a whole number")

        changed_activities = d.pop("changed_activities")
        if not (isinstance(changed_activities, int) and not isinstance(changed_activities, bool)):
            raise TypeError("changed_activities: expected a whole number")

        changed_days = d.pop("changed_days")
        if not (isinstance(changed_days, int) and not isinstance(changed_days, bool)):
            raise TypeError("changed_days: expected a whole number")

        first_activities = []
        _first_activities = d.pop("first_activities")
        if not isinstance(_first_activities, list):
            raise TypeError("first_activities: expected a list")
        for first_activities_item_data in _first_activities:
            first_activities_item = Activity.from_dict(first_activities_item_data)

            first_activities.append(first_activities_item)

        _instance = cls(
            activities=activities,
            days=days,
            workouts=workouts,
            changed_activities=changed_activities,
            changed_days=changed_days,
            first_activities=first_activities,
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
