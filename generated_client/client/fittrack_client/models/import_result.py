# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="ImportResult")


@_attrs_define
class ImportResult:
    """What an import brought.

    Attributes:
        activities (int): New ones, also deleted and merged ones.
        recordings (int): New ones.
        days (int): New days of health.
        workouts (int): New planned workouts.
        sources (int): New sources. They are disconnected.
        sync_jobs (int): New jobs, with their items.
        originals (int): Original files that the server did not have.
        unchanged (int): Records that the account had already.
        missing (int): Original files that were lost before the export was made.
        has_new_ids (bool): Whether all came with other ids, since another account of this server has some of them.
        passed_over (list[str]): Entries of a newer version of the export, which this server does not know.
    """

    activities: int
    recordings: int
    days: int
    workouts: int
    sources: int
    sync_jobs: int
    originals: int
    unchanged: int
    missing: int
    has_new_ids: bool
    passed_over: list[str]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        activities = self.activities

        recordings = self.recordings

        days = self.days

        workouts = self.workouts

        sources = self.sources

        sync_jobs = self.sync_jobs

        originals = self.originals

        unchanged = self.unchanged

        missing = self.missing

        has_new_ids = self.has_new_ids

        passed_over = self.passed_over

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "activities": activities,
                "recordings": recordings,
                "days": days,
                "workouts": workouts,
                "sources": sources,
                "sync_jobs": sync_jobs,
                "originals": originals,
                "unchanged": unchanged,
                "missing": missing,
                "has_new_ids": has_new_ids,
                "passed_over": passed_over,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        activities = d.pop("activities")
        if not (isinstance(activities, int) and not isinstance(activities, bool)):
            raise TypeError("activities: expected a whole number")

        recordings = d.pop("recordings")
        if not (isinstance(recordings, int) and not isinstance(recordings, bool)):
            raise TypeError("recordings: expected a whole number")

        days = d.pop("days")
        if not (isinstance(days, int) and not isinstance(days, bool)):
            raise TypeError("days: expected a whole number")

        workouts = d.pop("workouts")
        if not (isinstance(workouts, int) and not isinstance(workouts, bool)):
            raise TypeError("workouts: expected a whole number")

        sources = d.pop("sources")
        if not (isinstance(sources, int) and not isinstance(sources, bool)):
            raise TypeError("sources: expected a whole number")

        sync_jobs = d.pop("sync_jobs")
        if not (isinstance(sync_jobs, int) and not isinstance(sync_jobs, bool)):
            raise TypeError("sync_jobs: expected a whole number")

        originals = d.pop("originals")
        if not (isinstance(originals, int) and not isinstance(originals, bool)):
            raise TypeError("originals: expected a whole number")

        unchanged = d.pop("unchanged")
        if not (isinstance(unchanged, int) and not isinstance(unchanged, bool)):
            raise TypeError("unchanged: expected a whole number")

        missing = d.pop("missing")
        if not (isinstance(missing, int) and not isinstance(missing, bool)):
            raise TypeError("missing: expected a whole number")

        has_new_ids = d.pop("has_new_ids")
        if not isinstance(has_new_ids, bool):
            raise TypeError("has_new_ids: expected true or false")

        passed_over = []
        _passed_over = d.pop("passed_over")
        if not isinstance(_passed_over, list):
            raise TypeError("passed_over: expected a list")
        for passed_over_item_data in _passed_over:
            passed_over_item = passed_over_item_data
            if not isinstance(passed_over_item, str):
                raise TypeError("passed_over_item: expected text")

            passed_over.append(passed_over_item)

        _instance = cls(
            activities=activities,
            recordings=recordings,
            days=days,
            workouts=workouts,
            sources=sources,
            sync_jobs=sync_jobs,
            originals=originals,
            unchanged=unchanged,
            missing=missing,
            has_new_ids=has_new_ids,
            passed_over=passed_over,
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
