# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.job_state import JobState, check_job_state
from ..models.sync_type import SyncType, check_sync_type

if TYPE_CHECKING:
    from ..models.coverage import Coverage


T = TypeVar("T", bound="TypeOverview")


@_attrs_define
class TypeOverview:
    """How complete one type is.

    Attributes:
        type_ (SyncType): What a sync covers.
        last_success_at (datetime.datetime | None):
        last_job_id (None | UUID):
        last_job_state (JobState | None):
        running_job_id (None | UUID):
        failed_items (int): Files whose last reading failed: what is missing.
        coverage (Coverage): The days that are there.
    """

    type_: SyncType
    last_success_at: datetime.datetime | None
    last_job_id: None | UUID
    last_job_state: JobState | None
    running_job_id: None | UUID
    failed_items: int
    coverage: Coverage
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        type_: str = self.type_

        last_success_at: None | str
        if isinstance(self.last_success_at, datetime.datetime):
            last_success_at = self.last_success_at.isoformat().replace("+00:00", "Z")
        else:
            last_success_at = self.last_success_at

        last_job_id: None | str
        if isinstance(self.last_job_id, UUID):
            last_job_id = str(self.last_job_id)
        else:
            last_job_id = self.last_job_id

        last_job_state: None | str
        last_job_state = self.last_job_state

        running_job_id: None | str
        if isinstance(self.running_job_id, UUID):
            running_job_id = str(self.running_job_id)
        else:
            running_job_id = self.running_job_id

        failed_items = self.failed_items

        coverage = self.coverage.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "type": type_,
                "last_success_at": last_success_at,
                "last_job_id": last_job_id,
                "last_job_state": last_job_state,
                "running_job_id": running_job_id,
                "failed_items": failed_items,
                "coverage": coverage,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.coverage import Coverage

        d = dict(src_dict)
        type_ = check_sync_type(d.pop("type"))

        def _parse_last_success_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            if not isinstance(data, str):
                raise TypeError("last_success_at: not of a type that the contract allows")
            return datetime.datetime.fromisoformat(data)

        last_success_at = _parse_last_success_at(d.pop("last_success_at"))

        def _parse_last_job_id(data: object) -> None | UUID:
            if data is None:
                return data
            if not isinstance(data, str):
                raise TypeError("last_job_id: not of a type that the contract allows")
            return UUID(data)

        last_job_id = _parse_last_job_id(d.pop("last_job_id"))

        def _parse_last_job_state(data: object) -> JobState | None:
            if data is None:
                return data
            if not isinstance(data, str):
                raise TypeError("last_job_state: not of a type that the contract allows")
            return check_job_state(data)

        last_job_state = _parse_last_job_state(d.pop("last_job_state"))

        def _parse_running_job_id(data: object) -> None | UUID:
            if data is None:
                return data
            if not isinstance(data, str):
                raise TypeError("running_job_id: not of a type that the contract allows")
            return UUID(data)

        running_job_id = _parse_running_job_id(d.pop("running_job_id"))

        failed_items = d.pop("failed_items")
        if not (isinstance(failed_items, int) and not isinstance(failed_items, bool)):
            raise TypeError("failed_items: expected a whole number")

        coverage = Coverage.from_dict(d.pop("coverage"))

        _instance = cls(
            type_=type_,
            last_success_at=last_success_at,
            last_job_id=last_job_id,
            last_job_state=last_job_state,
            running_job_id=running_job_id,
            failed_items=failed_items,
            coverage=coverage,
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
