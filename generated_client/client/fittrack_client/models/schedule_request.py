# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar
from uuid import UUID

from attrs import define as _attrs_define

from ..models.sync_type import SyncType, check_sync_type
from ..types import UNSET, Unset

T = TypeVar("T", bound="ScheduleRequest")


@_attrs_define
class ScheduleRequest:
    """What to sync by itself, and when: exactly one of `every_s`, `at` and `cron`.

    Attributes:
        types (list[SyncType] | None | Unset): Only these types; without it, all.
        source_ids (list[UUID] | None | Unset): Only these sources; without it, all that are connected when it runs.
        every_s (int | None | Unset): Every so many seconds of real time, for the first time after that long.
        at (None | str | Unset): Every day at this time, in the account's time zone.
        cron (None | str | Unset): A cron expression of five fields (minute, hour, day of the month, month, day of the
            week), in the account's time zone.
    """

    types: list[SyncType] | None | Unset = UNSET
    source_ids: list[UUID] | None | Unset = UNSET
    every_s: int | None | Unset = UNSET
    at: None | str | Unset = UNSET
    cron: None | str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        types: list[str] | None | Unset
        if isinstance(self.types, Unset):
            types = UNSET
        elif isinstance(self.types, list):
            types = []
            for types_type_0_item_data in self.types:
                types_type_0_item: str = types_type_0_item_data
                types.append(types_type_0_item)

        else:
            types = self.types

        source_ids: list[str] | None | Unset
        if isinstance(self.source_ids, Unset):
            source_ids = UNSET
        elif isinstance(self.source_ids, list):
            source_ids = []
            for source_ids_type_0_item_data in self.source_ids:
                source_ids_type_0_item = str(source_ids_type_0_item_data)
                source_ids.append(source_ids_type_0_item)

        else:
            source_ids = self.source_ids

        every_s: int | None | Unset
        every_s = UNSET if isinstance(self.every_s, Unset) else self.every_s

        at: None | str | Unset
        at = UNSET if isinstance(self.at, Unset) else self.at

        cron: None | str | Unset
        cron = UNSET if isinstance(self.cron, Unset) else self.cron

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if types is not UNSET:
            field_dict["types"] = types
        if source_ids is not UNSET:
            field_dict["source_ids"] = source_ids
        if every_s is not UNSET:
            field_dict["every_s"] = every_s
        if at is not UNSET:
            field_dict["at"] = at
        if cron is not UNSET:
            field_dict["cron"] = cron

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)

        def _parse_types(data: object) -> list[SyncType] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
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

        types = _parse_types(d.pop("types", UNSET))

        def _parse_source_ids(data: object) -> list[UUID] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
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

        source_ids = _parse_source_ids(d.pop("source_ids", UNSET))

        def _parse_every_s(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            every_s_type_0 = data
            if not (isinstance(every_s_type_0, int) and not isinstance(every_s_type_0, bool)):
                raise TypeError("every_s_type_0: expected a whole number")

            return every_s_type_0

        every_s = _parse_every_s(d.pop("every_s", UNSET))

        def _parse_at(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            if not isinstance(data, str):
                raise TypeError("at: not of a type that the contract allows")
            at_type_0 = data
            if not isinstance(at_type_0, str):
                raise TypeError("at_type_0: expected text")

            return at_type_0

        at = _parse_at(d.pop("at", UNSET))

        def _parse_cron(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            if not isinstance(data, str):
                raise TypeError("cron: not of a type that the contract allows")
            cron_type_0 = data
            if not isinstance(cron_type_0, str):
                raise TypeError("cron_type_0: expected text")

            return cron_type_0

        cron = _parse_cron(d.pop("cron", UNSET))

        return cls(
            types=types,
            source_ids=source_ids,
            every_s=every_s,
            at=at,
            cron=cron,
        )
