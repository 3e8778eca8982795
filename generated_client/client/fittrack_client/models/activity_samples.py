# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.sample_column import SampleColumn


T = TypeVar("T", bound="ActivitySamples")


@_attrs_define
class ActivitySamples:
    """A table of what a device recorded, by columns of equal length.

    Attributes:
        activity_id (UUID):
        recording_id (UUID): The recording that it is of.
        start_time (datetime.datetime): When the recording began: `from_s` and `to_s` count from here.
        table (str):
        tables (list[str]): All that the recording has.
        reader_version (int): Counts up when newer readers give other values of the same file.
        time (list[datetime.datetime | None]): When each row was recorded, in the order of the file; null where it has
            no time.
        columns (list[SampleColumn]):
    """

    activity_id: UUID
    recording_id: UUID
    start_time: datetime.datetime
    table: str
    tables: list[str]
    reader_version: int
    time: list[datetime.datetime | None]
    columns: list[SampleColumn]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        activity_id = str(self.activity_id)

        recording_id = str(self.recording_id)

        start_time = self.start_time.isoformat().replace("+00:00", "Z")

        table = self.table

        tables = self.tables

        reader_version = self.reader_version

        time = []
        for time_item_data in self.time:
            time_item: None | str
            if isinstance(time_item_data, datetime.datetime):
                time_item = time_item_data.isoformat().replace("+00:00", "Z")
            else:
                time_item = time_item_data
            time.append(time_item)

        columns = []
        for columns_item_data in self.columns:
            columns_item = columns_item_data.to_dict()
            columns.append(columns_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "activity_id": activity_id,
                "recording_id": recording_id,
                "start_time": start_time,
                "table": table,
                "tables": tables,
                "reader_version": reader_version,
                "time": time,
                "columns": columns,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.sample_column import SampleColumn

        d = dict(src_dict)
        activity_id = UUID(d.pop("activity_id"))

        recording_id = UUID(d.pop("recording_id"))

        start_time = datetime.datetime.fromisoformat(d.pop("start_time"))

        table = d.pop("table")
        if not isinstance(table, str):
            raise TypeError("table: expected text")

        tables = []
        _tables = d.pop("tables")
        if not isinstance(_tables, list):
            raise TypeError("tables: expected a list")
        for tables_item_data in _tables:
            tables_item = tables_item_data
            if not isinstance(tables_item, str):
                raise TypeError("tables_item: expected text")

            tables.append(tables_item)

        reader_version = d.pop("reader_version")
        if not (isinstance(reader_version, int) and not isinstance(reader_version, bool)):
            raise TypeError("reader_version: expected a whole number")

        time = []
        _time = d.pop("time")
        if not isinstance(_time, list):
            raise TypeError("time: expected a list")
        for time_item_data in _time:

            def _parse_time_item(data: object) -> datetime.datetime | None:
                if data is None:
                    return data
                if not isinstance(data, str):
                    raise TypeError("time_item: not of a type that the contract allows")
                return datetime.datetime.fromisoformat(data)

            time_item = _parse_time_item(time_item_data)

            time.append(time_item)

        columns = []
        _columns = d.pop("columns")
        if not isinstance(_columns, list):
            raise TypeError("columns: expected a list")
        for columns_item_data in _columns:
            columns_item = SampleColumn.from_dict(columns_item_data)

            columns.append(columns_item)

        _instance = cls(
            activity_id=activity_id,
            recording_id=recording_id,
            start_time=start_time,
            table=table,
            tables=tables,
            reader_version=reader_version,
            time=time,
            columns=columns,
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
