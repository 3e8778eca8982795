# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.sync_type import SyncType, check_sync_type

T = TypeVar("T", bound="Schedule")


@_attrs_define
class Schedule:
    """When a sync starts by itself, and of what. A time that does not exist on the day when summer time begins is the
    moment of the change; one that comes twice when it ends counts once. What came while no server ran is caught up
    once.

        Attributes:
            id (UUID):
            types (list[SyncType] | None): Null: all types.
            source_ids (list[UUID] | None): Null: all sources that are connected when it runs.
            every_s (int | None):
            at (None | str):
            cron (None | str):
            time_zone (str): The zone that its times are in: the account's, or UTC.
            created_at (datetime.datetime):
            next_run_at (datetime.datetime): When it runs next. A schedule that asks a service runs up to 10 minutes later
                than it says, always by the same time, so that not everybody asks at once.
            last_run_at (datetime.datetime | None):
            last_job_id (None | UUID): The job that the last run started, or that was running already.
            last_reason (None | str): Why the last run started none, such as that one was running already.
    """

    id: UUID
    types: list[SyncType] | None
    source_ids: list[UUID] | None
    every_s: int | None
    at: None | str
    cron: None | str
    time_zone: str
    created_at: datetime.datetime
    next_run_at: datetime.datetime
    last_run_at: datetime.datetime | None
    last_job_id: None | UUID
    last_reason: None | str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = str(self.id)

        types: list[str] | None
        if isinstance(self.types, list):
            types = []
            for types_type_0_item_data in self.types:
                types_type_0_item: str = types_type_0_item_data
                types.append(types_type_0_item)

        else:
            types = self.types

        source_ids: list[str] | None
        if isinstance(self.source_ids, list):
            source_ids = []
            for source_ids_type_0_item_data in self.source_ids:
                source_ids_type_0_item = str(source_ids_type_0_item_data)
                source_ids.append(source_ids_type_0_item)

        else:
            source_ids = self.source_ids

        every_s: int | None
        every_s = self.every_s

        at: None | str
        at = self.at

        cron: None | str
        cron = self.cron

        time_zone = self.time_zone

        created_at = self.created_at.isoformat().replace("+00:00", "Z")

        next_run_at = self.next_run_at.isoformat().replace("+00:00", "Z")

        last_run_at: None | str
        if isinstance(self.last_run_at, datetime.datetime):
            last_run_at = self.last_run_at.isoformat().replace("+00:00", "Z")
        else:
            last_run_at = self.last_run_at

        last_job_id: None | str
        if isinstance(self.last_job_id, UUID):
            last_job_id = str(self.last_job_id)
        else:
            last_job_id = self.last_job_id

        last_reason: None | str
        last_reason = self.last_reason

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "types": types,
                "source_ids": source_ids,
                "every_s": every_s,
                "at": at,
                "cron": cron,
                "time_zone": time_zone,
                "created_at": created_at,
                "next_run_at": next_run_at,
                "last_run_at": last_run_at,
                "last_job_id": last_job_id,
                "last_reason": last_reason,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        id = UUID(d.pop("id"))

        def _parse_types(data: object) -> list[SyncType] | None:
            if data is None:
                return data
            if not isinstance(data, list):
                raise TypeError("types: not of a type that the contract allows")
            types_type_0 = []
            _types_type_0 = data
            if not isinstance(_types_type_0, list):
                raise TypeError("types_type_0: expected a list")
            for types_type_0_item_data in _types_type_0:
                types_type_0_item = check_sync_type(types_type_0_item_data)

                types_type_0.append(types_type_0_item)

            return types_type_0

        types = _parse_types(d.pop("types"))

        def _parse_source_ids(data: object) -> list[UUID] | None:
            if data is None:
                return data
            if not isinstance(data, list):
                raise TypeError("source_ids: not of a type that the contract allows")
            source_ids_type_0 = []
            _source_ids_type_0 = data
            if not isinstance(_source_ids_type_0, list):
                raise TypeError("source_ids_type_0: expected a list")
            for source_ids_type_0_item_data in _source_ids_type_0:
                source_ids_type_0_item = UUID(source_ids_type_0_item_data)

                source_ids_type_0.append(source_ids_type_0_item)

            return source_ids_type_0

        source_ids = _parse_source_ids(d.pop("source_ids"))

        def _parse_every_s(data: object) -> int | None:
            if data is None:
                return data
            every_s_type_0 = data
            if not (isinstance(every_s_type_0, int) and not isinstance(every_s_type_0, bool)):
                raise TypeError("every_s_type_0: expected a whole number")

            return every_s_type_0

        every_s = _parse_every_s(d.pop("every_s"))

        def _parse_at(data: object) -> None | str:
            if data is None:
                return data
            if not isinstance(data, str):
                raise TypeError("at: not of a type that the contract allows")
            at_type_0 = data
            if not isinstance(at_type_0, str):
                raise TypeError("at_type_0: expected text")

            return at_type_0

        at = _parse_at(d.pop("at"))

        def _parse_cron(data: object) -> None | str:
            if data is None:
                return data
            if not isinstance(data, str):
                raise TypeError("cron: not of a type that the contract allows")
            cron_type_0 = data
            if not isinstance(cron_type_0, str):
                raise TypeError("cron_type_0: expected text")

            return cron_type_0

        cron = _parse_cron(d.pop("cron"))

        time_zone = d.pop("time_zone")
        if not isinstance(time_zone, str):
            raise TypeError("time_zone: expected text")

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        next_run_at = datetime.datetime.fromisoformat(d.pop("next_run_at"))

        def _parse_last_run_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            if not isinstance(data, str):
                raise TypeError("last_run_at: not of a type that the contract allows")
            return datetime.datetime.fromisoformat(data)

        last_run_at = _parse_last_run_at(d.pop("last_run_at"))

        def _parse_last_job_id(data: object) -> None | UUID:
            if data is None:
                return data
            if not isinstance(data, str):
                raise TypeError("last_job_id: not of a type that the contract allows")
            return UUID(data)

        last_job_id = _parse_last_job_id(d.pop("last_job_id"))

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

        _instance = cls(
            id=id,
            types=types,
            source_ids=source_ids,
            every_s=every_s,
            at=at,
            cron=cron,
            time_zone=time_zone,
            created_at=created_at,
            next_run_at=next_run_at,
            last_run_at=last_run_at,
            last_job_id=last_job_id,
            last_reason=last_reason,
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
