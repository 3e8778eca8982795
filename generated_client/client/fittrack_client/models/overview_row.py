# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.job_state import JobState, check_job_state
from ..models.sync_type import SyncType, check_sync_type

T = TypeVar("T", bound="OverviewRow")


@_attrs_define
class OverviewRow:
    """How complete one type is in one source.

    A row without a type counts the files whose kind is not known: they may hold any type.

        Attributes:
            source_id (UUID):
            source_name (str):
            type_ (None | SyncType): Null: files whose kind is not known.
            last_success_at (datetime.datetime | None): When a job last ended without any failure of this source and type.
            last_success_job_id (None | UUID):
            last_attempt_at (datetime.datetime | None): When a job on this source and type last ended.
            last_job_id (None | UUID):
            last_state (JobState | None): How that job ended for this source and type: `failed` where the source was away,
                whatever became of the others.
            last_reason (None | str): Why it failed or was cancelled.
            running_job_id (None | UUID):
            waiting_until (datetime.datetime | None): Until when the running job does nothing, since a service wants to be
                asked later.
            waiting_for (None | str): The service that the running job waits for.
            records (int): How many records came from this source.
            first_date (datetime.date | None): The first day with a record.
            last_date (datetime.date | None): The last day with a record.
            days_with_records (int):
            missing_days (int | None): For health: days without data between the first and the last.
            unasked_days (int | None): Days from the first with a record to today that no sync can speak for: it was not
                asked for them, or they could not be had. Null where there are no days, and for uploads, which nobody can ask
                for.
            failing_files (int): Files that fail now, each once, without those that are ignored.
            failed_job_ids (list[UUID]): The jobs whose failed items are these files; mostly one.
            ignored_files (int): Files that would fail, had their owner not ignored them.
    """

    source_id: UUID
    source_name: str
    type_: None | SyncType
    last_success_at: datetime.datetime | None
    last_success_job_id: None | UUID
    last_attempt_at: datetime.datetime | None
    last_job_id: None | UUID
    last_state: JobState | None
    last_reason: None | str
    running_job_id: None | UUID
    waiting_until: datetime.datetime | None
    waiting_for: None | str
    records: int
    first_date: datetime.date | None
    last_date: datetime.date | None
    days_with_records: int
    missing_days: int | None
    unasked_days: int | None
    failing_files: int
    failed_job_ids: list[UUID]
    ignored_files: int
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        source_id = str(self.source_id)

        source_name = self.source_name

        type_: None | str
        type_ = self.type_

        last_success_at: None | str
        if isinstance(self.last_success_at, datetime.datetime):
            last_success_at = self.last_success_at.isoformat().replace("+00:00", "Z")
        else:
            last_success_at = self.last_success_at

        last_success_job_id: None | str
        if isinstance(self.last_success_job_id, UUID):
            last_success_job_id = str(self.last_success_job_id)
        else:
            last_success_job_id = self.last_success_job_id

        last_attempt_at: None | str
        if isinstance(self.last_attempt_at, datetime.datetime):
            last_attempt_at = self.last_attempt_at.isoformat().replace("+00:00", "Z")
        else:
            last_attempt_at = self.last_attempt_at

        last_job_id: None | str
        if isinstance(self.last_job_id, UUID):
            last_job_id = str(self.last_job_id)
        else:
            last_job_id = self.last_job_id

        last_state: None | str
        last_state = self.last_state

        last_reason: None | str
        last_reason = self.last_reason

        running_job_id: None | str
        if isinstance(self.running_job_id, UUID):
            running_job_id = str(self.running_job_id)
        else:
            running_job_id = self.running_job_id

        waiting_until: None | str
        if isinstance(self.waiting_until, datetime.datetime):
            waiting_until = self.waiting_until.isoformat().replace("+00:00", "Z")
        else:
            waiting_until = self.waiting_until

        waiting_for: None | str
        waiting_for = self.waiting_for

        records = self.records

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

        days_with_records = self.days_with_records

        missing_days: int | None
        missing_days = self.missing_days

        unasked_days: int | None
        unasked_days = self.unasked_days

        failing_files = self.failing_files

        failed_job_ids = []
        for failed_job_ids_item_data in self.failed_job_ids:
            failed_job_ids_item = str(failed_job_ids_item_data)
            failed_job_ids.append(failed_job_ids_item)

        ignored_files = self.ignored_files

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "source_id": source_id,
                "source_name": source_name,
                "type": type_,
                "last_success_at": last_success_at,
                "last_success_job_id": last_success_job_id,
                "last_attempt_at": last_attempt_at,
                "last_job_id": last_job_id,
                "last_state": last_state,
                "last_reason": last_reason,
                "running_job_id": running_job_id,
                "waiting_until": waiting_until,
                "waiting_for": waiting_for,
                "records": records,
                "first_date": first_date,
                "last_date": last_date,
                "days_with_records": days_with_records,
                "missing_days": missing_days,
                "unasked_days": unasked_days,
                "failing_files": failing_files,
                "failed_job_ids": failed_job_ids,
                "ignored_files": ignored_files,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        source_id = UUID(d.pop("source_id"))

        source_name = d.pop("source_name")
        if not isinstance(source_name, str):
            raise TypeError("source_name: expected text")

        def _parse_type_(data: object) -> None | SyncType:
            if data is None:
                return data
            if not isinstance(data, str):
                raise TypeError("type_: not of a type that the contract allows")
            return check_sync_type(data)

        type_ = _parse_type_(d.pop("type"))

        def _parse_last_success_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            if not isinstance(data, str):
                raise TypeError("last_success_at: not of a type that the contract allows")
            return datetime.datetime.fromisoformat(data)

        last_success_at = _parse_last_success_at(d.pop("last_success_at"))

        def _parse_last_success_job_id(data: object) -> None | UUID:
            if data is None:
                return data
            if not isinstance(data, str):
                raise TypeError("last_success_job_id: not of a type that the contract allows")
            return UUID(data)

        last_success_job_id = _parse_last_success_job_id(d.pop("last_success_job_id"))

        def _parse_last_attempt_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            if not isinstance(data, str):
                raise TypeError("last_attempt_at: not of a type that the contract allows")
            return datetime.datetime.fromisoformat(data)

        last_attempt_at = _parse_last_attempt_at(d.pop("last_attempt_at"))

        def _parse_last_job_id(data: object) -> None | UUID:
            if data is None:
                return data
            if not isinstance(data, str):
                raise TypeError("last_job_id: not of a type that the contract allows")
            return UUID(data)

        last_job_id = _parse_last_job_id(d.pop("last_job_id"))

        def _parse_last_state(data: object) -> JobState | None:
            if data is None:
                return data
            if not isinstance(data, str):
                raise TypeError("last_state: not of a type that the contract allows")
            return check_job_state(data)

        last_state = _parse_last_state(d.pop("last_state"))

        def _parse_last_reason(data: object) -> None | str:
            if data is None:
                return data
            if not isinstance(data, str):
                raise TypeError("last_reason: not of a type that the contract allows")
            last_reason_type_0 = data
            if not isinstance(last_reason_type_0, str):
                raise TypeError("last_reason_type_0: expected text")

            return last_reason_type_0

        last_reason = _parse_last_reason(d.pop("last_reason"))

        def _parse_running_job_id(data: object) -> None | UUID:
            if data is None:
                return data
            if not isinstance(data, str):
                raise TypeError("running_job_id: not of a type that the contract allows")
            return UUID(data)

        running_job_id = _parse_running_job_id(d.pop("running_job_id"))

        def _parse_waiting_until(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            if not isinstance(data, str):
                raise TypeError("waiting_until: not of a type that the contract allows")
            return datetime.datetime.fromisoformat(data)

        waiting_until = _parse_waiting_until(d.pop("waiting_until"))

        def _parse_waiting_for(data: object) -> None | str:
            if data is None:
                return data
            if not isinstance(data, str):
                raise TypeError("waiting_for: not of a type that the contract allows")
            waiting_for_type_0 = data
            if not isinstance(waiting_for_type_0, str):
                raise TypeError("waiting_for_type_0: expected text")

            return waiting_for_type_0

        waiting_for = _parse_waiting_for(d.pop("waiting_for"))

        records = d.pop("records")
        if not (isinstance(records, int) and not isinstance(records, bool)):
            raise TypeError("records: expected a whole number")

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

        def _parse_unasked_days(data: object) -> int | None:
            if data is None:
                return data
            unasked_days_type_0 = data
            if not (
                isinstance(unasked_days_type_0, int) and not isinstance(unasked_days_type_0, bool)
            ):
                raise TypeError("unasked_days_type_0: expected a whole number")

            return unasked_days_type_0

        unasked_days = _parse_unasked_days(d.pop("unasked_days"))

        failing_files = d.pop("failing_files")
        if not (isinstance(failing_files, int) and not isinstance(failing_files, bool)):
            raise TypeError("failing_files: expected a whole number")

        failed_job_ids = []
        _failed_job_ids = d.pop("failed_job_ids")
        if not isinstance(_failed_job_ids, list):
            raise TypeError("failed_job_ids: expected a list")
        for failed_job_ids_item_data in _failed_job_ids:
            failed_job_ids_item = UUID(failed_job_ids_item_data)

            failed_job_ids.append(failed_job_ids_item)

        ignored_files = d.pop("ignored_files")
        if not (isinstance(ignored_files, int) and not isinstance(ignored_files, bool)):
            raise TypeError("ignored_files: expected a whole number")

        _instance = cls(
            source_id=source_id,
            source_name=source_name,
            type_=type_,
            last_success_at=last_success_at,
            last_success_job_id=last_success_job_id,
            last_attempt_at=last_attempt_at,
            last_job_id=last_job_id,
            last_state=last_state,
            last_reason=last_reason,
            running_job_id=running_job_id,
            waiting_until=waiting_until,
            waiting_for=waiting_for,
            records=records,
            first_date=first_date,
            last_date=last_date,
            days_with_records=days_with_records,
            missing_days=missing_days,
            unasked_days=unasked_days,
            failing_files=failing_files,
            failed_job_ids=failed_job_ids,
            ignored_files=ignored_files,
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
