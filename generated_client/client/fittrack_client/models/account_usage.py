# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="AccountUsage")


@_attrs_define
class AccountUsage:
    """How much an account has, and the most that it may have.

    Attributes:
        original_bytes (int): The size of the original files that its records need, each once.
        activities (int): Activities that were not deleted.
        quota_bytes (int | None): The most of `original_bytes`.
        quota_activities (int | None): The most activities.
        quota_uploads_a_day (int | None): The most uploads in a day.
    """

    original_bytes: int
    activities: int
    quota_bytes: int | None
    quota_activities: int | None
    quota_uploads_a_day: int | None
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        original_bytes = self.original_bytes

        activities = self.activities

        quota_bytes: int | None
        quota_bytes = self.quota_bytes

        quota_activities: int | None
        quota_activities = self.quota_activities

        quota_uploads_a_day: int | None
        quota_uploads_a_day = self.quota_uploads_a_day

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "original_bytes": original_bytes,
                "activities": activities,
                "quota_bytes": quota_bytes,
                "quota_activities": quota_activities,
                "quota_uploads_a_day": quota_uploads_a_day,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        original_bytes = d.pop("original_bytes")
        if not (isinstance(original_bytes, int) and not isinstance(original_bytes, bool)):
            raise TypeError("original_bytes: expected a whole number")

        activities = d.pop("activities")
        if not (isinstance(activities, int) and not isinstance(activities, bool)):
            raise TypeError("activities: expected a whole number")

        def _parse_quota_bytes(data: object) -> int | None:
            if data is None:
                return data
            quota_bytes_type_0 = data
            if not (
                isinstance(quota_bytes_type_0, int) and not isinstance(quota_bytes_type_0, bool)
            ):
                raise TypeError("quota_bytes_type_0: expected a whole number")

            return quota_bytes_type_0

        quota_bytes = _parse_quota_bytes(d.pop("quota_bytes"))

        def _parse_quota_activities(data: object) -> int | None:
            if data is None:
                return data
            quota_activities_type_0 = data
            if not (
                isinstance(quota_activities_type_0, int)
                and not isinstance(quota_activities_type_0, bool)
            ):
                raise TypeError("quota_activities_type_0: expected a whole number")

            return quota_activities_type_0

        quota_activities = _parse_quota_activities(d.pop("quota_activities"))

        def _parse_quota_uploads_a_day(data: object) -> int | None:
            if data is None:
                return data
            quota_uploads_a_day_type_0 = data
            if not (
                isinstance(quota_uploads_a_day_type_0, int)
                and not isinstance(quota_uploads_a_day_type_0, bool)
            ):
                raise TypeError("quota_uploads_a_day_type_0: expected a whole number")

            return quota_uploads_a_day_type_0

        quota_uploads_a_day = _parse_quota_uploads_a_day(d.pop("quota_uploads_a_day"))

        _instance = cls(
            original_bytes=original_bytes,
            activities=activities,
            quota_bytes=quota_bytes,
            quota_activities=quota_activities,
            quota_uploads_a_day=quota_uploads_a_day,
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
