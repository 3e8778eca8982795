# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.item_outcome import ItemOutcome, check_item_outcome
from ..models.sync_type import SyncType, check_sync_type

if TYPE_CHECKING:
    from ..models.item_record import ItemRecord
    from ..models.message_count import MessageCount


T = TypeVar("T", bound="SyncItem")


@_attrs_define
class SyncItem:
    """What became of one file.

    Attributes:
        id (UUID):
        job_id (UUID):
        source_id (UUID):
        sequence (int | None): The order in which outcomes came, from 1; null while it is pending.
        name (str): The file, relative to the source's folder; in a reread, what the original was called there.
        type_ (None | SyncType):
        outcome (ItemOutcome): How one item of a job ended. `pending`: it has not been looked at yet. `merged`: the
            activity
            that it holds was there already, and it is another recording of it.
        reason (None | str): Why it was skipped, failed or unchanged, or what was wrong with it.
        remarks (list[str]): What this reading left out of its activities or repaired, since it cannot be true, in
            sentences.
        twin_of (None | str): Another file that holds the same activity or workout, when there is one.
        size_bytes (int | None):
        finished_at (datetime.datetime | None):
        changed (list[str]): Of a reread: the fields of its records that have another value now.
        records (list[ItemRecord]):
        messages (list[MessageCount] | None): How many messages of each kind a FIT file has, the most frequent first.
            Null where nobody asked for them, where the file is no FIT file, and where it was not read.
    """

    id: UUID
    job_id: UUID
    source_id: UUID
    sequence: int | None
    name: str
    type_: None | SyncType
    outcome: ItemOutcome
    reason: None | str
    remarks: list[str]
    twin_of: None | str
    size_bytes: int | None
    finished_at: datetime.datetime | None
    changed: list[str]
    records: list[ItemRecord]
    messages: list[MessageCount] | None
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = str(self.id)

        job_id = str(self.job_id)

        source_id = str(self.source_id)

        sequence: int | None
        sequence = self.sequence

        name = self.name

        type_: None | str
        type_ = self.type_

        outcome: str = self.outcome

        reason: None | str
        reason = self.reason

        remarks = self.remarks

        twin_of: None | str
        twin_of = self.twin_of

        size_bytes: int | None
        size_bytes = self.size_bytes

        finished_at: None | str
        if isinstance(self.finished_at, datetime.datetime):
            finished_at = self.finished_at.isoformat().replace("+00:00", "Z")
        else:
            finished_at = self.finished_at

        changed = self.changed

        records = []
        for records_item_data in self.records:
            records_item = records_item_data.to_dict()
            records.append(records_item)

        messages: list[dict[str, Any]] | None
        if isinstance(self.messages, list):
            messages = []
            for messages_type_0_item_data in self.messages:
                messages_type_0_item = messages_type_0_item_data.to_dict()
                messages.append(messages_type_0_item)

        else:
            messages = self.messages

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "job_id": job_id,
                "source_id": source_id,
                "sequence": sequence,
                "name": name,
                "type": type_,
                "outcome": outcome,
                "reason": reason,
                "remarks": remarks,
                "twin_of": twin_of,
                "size_bytes": size_bytes,
                "finished_at": finished_at,
                "changed": changed,
                "records": records,
                "messages": messages,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.item_record import ItemRecord
        from ..models.message_count import MessageCount

        d = dict(src_dict)
        id = UUID(d.pop("id"))

        job_id = UUID(d.pop("job_id"))

        source_id = UUID(d.pop("source_id"))

        def _parse_sequence(data: object) -> int | None:
            if data is None:
                return data
            sequence_type_0 = data
            if not (isinstance(sequence_type_0, int) and not isinstance(sequence_type_0, bool)):
                raise TypeError("sequence_type_0: expected a whole number")

            return sequence_type_0

        sequence = _parse_sequence(d.pop("sequence"))

        name = d.pop("name")
        if not isinstance(name, str):
            raise TypeError("name: expected text")

        def _parse_type_(data: object) -> None | SyncType:
            if data is None:
                return data
            if not isinstance(data, str):
                raise TypeError("type_: not of a type that the contract allows")
            return check_sync_type(data)

        type_ = _parse_type_(d.pop("type"))

        outcome = check_item_outcome(d.pop("outcome"))

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

        remarks = []
        _remarks = d.pop("remarks")
        if not isinstance(_remarks, list):
            raise TypeError("remarks: expected a list")
        for remarks_item_data in _remarks:
            remarks_item = remarks_item_data
            if not isinstance(remarks_item, str):
                raise TypeError("remarks_item: expected text")

            remarks.append(remarks_item)

        def _parse_twin_of(data: object) -> None | str:
            if data is None:
                return data
            if not isinstance(data, str):
                raise TypeError("twin_of: not of a type that the contract allows")
            twin_of_type_0 = data
            if not isinstance(twin_of_type_0, str):
                raise TypeError("twin_of_type_0: expected text")

            return twin_of_type_0

        twin_of = _parse_twin_of(d.pop("twin_of"))

        def _parse_size_bytes(data: object) -> int | None:
            if data is None:
                return data
            size_bytes_type_0 = data
            if not (isinstance(size_bytes_type_0, int) and not isinstance(size_bytes_type_0, bool)):
                raise TypeError("size_bytes_type_0: expected a whole number")

            return size_bytes_type_0

        size_bytes = _parse_size_bytes(d.pop("size_bytes"))

        def _parse_finished_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            if not isinstance(data, str):
                raise TypeError("finished_at: not of a type that the contract allows")
            return datetime.datetime.fromisoformat(data)

        finished_at = _parse_finished_at(d.pop("finished_at"))

        changed = []
        _changed = d.pop("changed")
        if not isinstance(_changed, list):
            raise TypeError("changed: expected a list")
        for changed_item_data in _changed:
            changed_item = changed_item_data
            if not isinstance(changed_item, str):
                raise TypeError("changed_item: expected text")

            changed.append(changed_item)

        records = []
        _records = d.pop("records")
        if not isinstance(_records, list):
            raise TypeError("records: expected a list")
        for records_item_data in _records:
            records_item = ItemRecord.from_dict(records_item_data)

            records.append(records_item)

        def _parse_messages(data: object) -> list[MessageCount] | None:
            if data is None:
                return data
            if not isinstance(data, list):
                raise TypeError("messages: not of a type that the contract allows")
            messages_type_0 = []
            _messages_type_0 = data
            if not isinstance(_messages_type_0, list):
                raise TypeError("messages_type_0: expected a list")
            for messages_type_0_item_data in _messages_type_0:
                messages_type_0_item = MessageCount.from_dict(messages_type_0_item_data)

                messages_type_0.append(messages_type_0_item)

            return messages_type_0

        messages = _parse_messages(d.pop("messages"))

        _instance = cls(
            id=id,
            job_id=job_id,
            source_id=source_id,
            sequence=sequence,
            name=name,
            type_=type_,
            outcome=outcome,
            reason=reason,
            remarks=remarks,
            twin_of=twin_of,
            size_bytes=size_bytes,
            finished_at=finished_at,
            changed=changed,
            records=records,
            messages=messages,
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
