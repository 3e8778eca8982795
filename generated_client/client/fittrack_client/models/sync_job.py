# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.job_kind import JobKind, check_job_kind
from ..models.job_state import JobState, check_job_state
from ..models.sync_type import SyncType, check_sync_type

if TYPE_CHECKING:
    from ..models.sync_counts import SyncCounts
    from ..models.sync_progress import SyncProgress


T = TypeVar("T", bound="SyncJob")


@_attrs_define
class SyncJob:
    """One sync or reread, from the moment it was asked for.

    Attributes:
        id (UUID):
        kind (JobKind): What a job does. `sync`: brings in what sources have. `reread`: derives records again from the
            stored
            originals.
        state (JobState): Where a job stands. `partial`: it ended, and at least one item failed.
        types (list[SyncType]):
        source_ids (list[UUID]): None for a reread, which asks no source.
        activity_ids (list[UUID] | None): Of a reread: the activities whose originals it reads; null for all.
        since (datetime.date | None):
        until (datetime.date | None):
        full (bool): Whether it reads everything again: a sync what has not changed, a reread what was derived by the
            same version of the readers.
        attempt (int): 1, and one more for each retry.
        created_at (datetime.datetime):
        started_at (datetime.datetime | None):
        finished_at (datetime.datetime | None):
        reason (None | str): Why it failed or was cancelled.
        waiting_until (datetime.datetime | None): Until when nothing is done for it, since a service wants to be asked
            later; null while it does not wait.
        waiting_for (None | str): The service that it waits for, such as `Garmin`.
        warnings (list[str]): What its owner should see to, as of its start, such as a key that ends soon.
        undone_at (datetime.datetime | None): Since when what it brought does not count; null unless it was undone.
        items_tidied_at (datetime.datetime | None): When items of it were removed since they are old: the counts stay,
            but not every item that they count is listed. Null while all are.
        counts (SyncCounts): How many items stand where.
        progress (list[SyncProgress]): The counts by type.
    """

    id: UUID
    kind: JobKind
    state: JobState
    types: list[SyncType]
    source_ids: list[UUID]
    activity_ids: list[UUID] | None
    since: datetime.date | None
    until: datetime.date | None
    full: bool
    attempt: int
    created_at: datetime.datetime
    started_at: datetime.datetime | None
    finished_at: datetime.datetime | None
    reason: None | str
    waiting_until: datetime.datetime | None
    waiting_for: None | str
    warnings: list[str]
    undone_at: datetime.datetime | None
    items_tidied_at: datetime.datetime | None
    counts: SyncCounts
    progress: list[SyncProgress]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = str(self.id)

        kind: str = self.kind

        state: str = self.state

        types = []
        for types_item_data in self.types:
            types_item: str = types_item_data
            types.append(types_item)

        source_ids = []
        for source_ids_item_data in self.source_ids:
            source_ids_item = str(source_ids_item_data)
            source_ids.append(source_ids_item)

        activity_ids: list[str] | None
        if isinstance(self.activity_ids, list):
            activity_ids = []
            for activity_ids_type_0_item_data in self.activity_ids:
                activity_ids_type_0_item = str(activity_ids_type_0_item_data)
                activity_ids.append(activity_ids_type_0_item)

        else:
            activity_ids = self.activity_ids

        since: None | str
        since = self.since.isoformat() if isinstance(self.since, datetime.date) else self.since

        until: None | str
        until = self.until.isoformat() if isinstance(self.until, datetime.date) else self.until

        full = self.full

        attempt = self.attempt

        created_at = self.created_at.isoformat().replace("+00:00", "Z")

        started_at: None | str
        if isinstance(self.started_at, datetime.datetime):
            started_at = self.started_at.isoformat().replace("+00:00", "Z")
        else:
            started_at = self.started_at

        finished_at: None | str
        if isinstance(self.finished_at, datetime.datetime):
            finished_at = self.finished_at.isoformat().replace("+00:00", "Z")
        else:
            finished_at = self.finished_at

        reason: None | str
        reason = self.reason

        waiting_until: None | str
        if isinstance(self.waiting_until, datetime.datetime):
            waiting_until = self.waiting_until.isoformat().replace("+00:00", "Z")
        else:
            waiting_until = self.waiting_until

        waiting_for: None | str
        waiting_for = self.waiting_for

        warnings = self.warnings

        undone_at: None | str
        if isinstance(self.undone_at, datetime.datetime):
            undone_at = self.undone_at.isoformat().replace("+00:00", "Z")
        else:
            undone_at = self.undone_at

        items_tidied_at: None | str
        if isinstance(self.items_tidied_at, datetime.datetime):
            items_tidied_at = self.items_tidied_at.isoformat().replace("+00:00", "Z")
        else:
            items_tidied_at = self.items_tidied_at

        counts = self.counts.to_dict()

        progress = []
        for progress_item_data in self.progress:
            progress_item = progress_item_data.to_dict()
            progress.append(progress_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "kind": kind,
                "state": state,
                "types": types,
                "source_ids": source_ids,
                "activity_ids": activity_ids,
                "since": since,
                "until": until,
                "full": full,
                "attempt": attempt,
                "created_at": created_at,
                "started_at": started_at,
                "finished_at": finished_at,
                "reason": reason,
                "waiting_until": waiting_until,
                "waiting_for": waiting_for,
                "warnings": warnings,
                "undone_at": undone_at,
                "items_tidied_at": items_tidied_at,
                "counts": counts,
                "progress": progress,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.sync_counts import SyncCounts
        from ..models.sync_progress import SyncProgress

        d = dict(src_dict)
        id = UUID(d.pop("id"))

        kind = check_job_kind(d.pop("kind"))

        state = check_job_state(d.pop("state"))

        types = []
        _types = d.pop("types")
        if not isinstance(_types, list):
            raise TypeError("types: expected a list")
        for types_item_data in _types:
            types_item = check_sync_type(types_item_data)

            types.append(types_item)

        source_ids = []
        _source_ids = d.pop("source_ids")
        if not isinstance(_source_ids, list):
            raise TypeError("source_ids: expected a list")
        for source_ids_item_data in _source_ids:
            source_ids_item = UUID(source_ids_item_data)

            source_ids.append(source_ids_item)

        def _parse_activity_ids(data: object) -> list[UUID] | None:
            if data is None:
                return data
            if not isinstance(data, list):
                raise TypeError("activity_ids: not of a type that the contract allows")
            activity_ids_type_0 = []
            _activity_ids_type_0 = data
            if not isinstance(_activity_ids_type_0, list):
                raise TypeError("activity_ids_type_0: expected a list")
            for activity_ids_type_0_item_data in _activity_ids_type_0:
                activity_ids_type_0_item = UUID(activity_ids_type_0_item_data)

                activity_ids_type_0.append(activity_ids_type_0_item)

            return activity_ids_type_0

        activity_ids = _parse_activity_ids(d.pop("activity_ids"))

        def _parse_since(data: object) -> datetime.date | None:
            if data is None:
                return data
            if not isinstance(data, str):
                raise TypeError("since: not of a type that the contract allows")
            return datetime.date.fromisoformat(data)

        since = _parse_since(d.pop("since"))

        def _parse_until(data: object) -> datetime.date | None:
            if data is None:
                return data
            if not isinstance(data, str):
                raise TypeError("until: not of a type that the contract allows")
            return datetime.date.fromisoformat(data)

        until = _parse_until(d.pop("until"))

        full = d.pop("full")
        if not isinstance(full, bool):
            raise TypeError("full: expected true or false")

        attempt = d.pop("attempt")
        if not (isinstance(attempt, int) and not isinstance(attempt, bool)):
            raise TypeError("attempt: expected a whole number")

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        def _parse_started_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            if not isinstance(data, str):
                raise TypeError("started_at: not of a type that the contract allows")
            return datetime.datetime.fromisoformat(data)

        started_at = _parse_started_at(d.pop("started_at"))

        def _parse_finished_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            if not isinstance(data, str):
                raise TypeError("finished_at: not of a type that the contract allows")
            return datetime.datetime.fromisoformat(data)

        finished_at = _parse_finished_at(d.pop("finished_at"))

        def _parse_reason(data: object) -> None | str:
            if data is None:
                return data
            if not isinstance(data, str):
                raise TypeError("reason: not of a type that the contract allows")
            reason_type_0 = data
            if not isinstance(reason_type_0, str):
                raise TypeError("reason_type_0: expected text")

            return reason_type_0

        reason = _parse_reason(d.pop("reason"))

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

        warnings = []
        _warnings = d.pop("warnings")
        if not isinstance(_warnings, list):
            raise TypeError("warnings: expected a list")
        for warnings_item_data in _warnings:
            warnings_item = warnings_item_data
            if not isinstance(warnings_item, str):
                raise TypeError("warnings_item: expected text")

            warnings.append(warnings_item)

        def _parse_undone_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            if not isinstance(data, str):
                raise TypeError("undone_at: not of a type that the contract allows")
            return datetime.datetime.fromisoformat(data)

        undone_at = _parse_undone_at(d.pop("undone_at"))

        def _parse_items_tidied_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            if not isinstance(data, str):
                raise TypeError("items_tidied_at: not of a type that the contract allows")
            return datetime.datetime.fromisoformat(data)

        items_tidied_at = _parse_items_tidied_at(d.pop("items_tidied_at"))

        counts = SyncCounts.from_dict(d.pop("counts"))

        progress = []
        _progress = d.pop("progress")
        if not isinstance(_progress, list):
            raise TypeError("progress: expected a list")
        for progress_item_data in _progress:
            progress_item = SyncProgress.from_dict(progress_item_data)

            progress.append(progress_item)

        _instance = cls(
            id=id,
            kind=kind,
            state=state,
            types=types,
            source_ids=source_ids,
            activity_ids=activity_ids,
            since=since,
            until=until,
            full=full,
            attempt=attempt,
            created_at=created_at,
            started_at=started_at,
            finished_at=finished_at,
            reason=reason,
            waiting_until=waiting_until,
            waiting_for=waiting_for,
            warnings=warnings,
            undone_at=undone_at,
            items_tidied_at=items_tidied_at,
            counts=counts,
            progress=progress,
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
