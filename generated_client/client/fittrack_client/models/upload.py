# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.item_outcome import ItemOutcome, check_item_outcome
from ..models.upload_state import UploadState, check_upload_state

if TYPE_CHECKING:
    from ..models.item_record import ItemRecord


T = TypeVar("T", bound="Upload")


@_attrs_define
class Upload:
    """A file that was sent: a training file, or an archive with many.

    Attributes:
        id (UUID):
        name (str): As it was called when it came first.
        sha256 (str): SHA-256 in lower-case hex.
        size_bytes (int):
        uploaded_at (datetime.datetime):
        state (UploadState): `waiting`: a job is to take it in. `failed`: the job that was to take it in failed or was
            cancelled; sending it
            again tries again.
        job_id (None | UUID): The job that takes it in; null until there is one.
        outcome (ItemOutcome | None): What became of it; of an archive, the best that became of a file in it. Null while
            it waits. `unchanged` in the answer to sending again what is filed.
        reason (None | str): Why it was skipped, failed or unchanged; of an archive, how many files ended how.
        file_count (int): How many files are in it: 1 unless it is an archive.
        failed_count (int): How many of them failed; the job's items say why.
        records (list[ItemRecord]): What came of it, 1,000 records at most.
    """

    id: UUID
    name: str
    sha256: str
    size_bytes: int
    uploaded_at: datetime.datetime
    state: UploadState
    job_id: None | UUID
    outcome: ItemOutcome | None
    reason: None | str
    file_count: int
    failed_count: int
    records: list[ItemRecord]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = str(self.id)

        name = self.name

        sha256 = self.sha256

        size_bytes = self.size_bytes

        uploaded_at = self.uploaded_at.isoformat().replace("+00:00", "Z")

        state: str = self.state

        job_id: None | str
        job_id = str(self.job_id) if isinstance(self.job_id, UUID) else self.job_id

        outcome: None | str
        outcome = self.outcome

        reason: None | str
        reason = self.reason

        file_count = self.file_count

        failed_count = self.failed_count

        records = []
        for records_item_data in self.records:
            records_item = records_item_data.to_dict()
            records.append(records_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "name": name,
                "sha256": sha256,
                "size_bytes": size_bytes,
                "uploaded_at": uploaded_at,
                "state": state,
                "job_id": job_id,
                "outcome": outcome,
                "reason": reason,
                "file_count": file_count,
                "failed_count": failed_count,
                "records": records,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.item_record import ItemRecord

        d = dict(src_dict)
        id = UUID(d.pop("id"))

        name = d.pop("name")
        if not isinstance(name, str):
            raise TypeError("name: expected text")

        sha256 = d.pop("sha256")
        if not isinstance(sha256, str):
            raise TypeError("sha256: expected text")

        size_bytes = d.pop("size_bytes")
        if not (isinstance(size_bytes, int) and not isinstance(size_bytes, bool)):
            raise TypeError("size_bytes: expected a whole number")

        uploaded_at = datetime.datetime.fromisoformat(d.pop("uploaded_at"))

        state = check_upload_state(d.pop("state"))

        def _parse_job_id(data: object) -> None | UUID:
            if data is None:
                return data
            if not isinstance(data, str):
                raise TypeError("job_id: not of a type that the contract allows")
            return UUID(data)

        job_id = _parse_job_id(d.pop("job_id"))

        def _parse_outcome(data: object) -> ItemOutcome | None:
            if data is None:
                return data
            if not isinstance(data, str):
                raise TypeError("outcome: not of a type that the contract allows")
            return check_item_outcome(data)

        outcome = _parse_outcome(d.pop("outcome"))

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

        file_count = d.pop("file_count")
        if not (isinstance(file_count, int) and not isinstance(file_count, bool)):
            raise TypeError("file_count: expected a whole number")

        failed_count = d.pop("failed_count")
        if not (isinstance(failed_count, int) and not isinstance(failed_count, bool)):
            raise TypeError("failed_count: expected a whole number")

        records = []
        _records = d.pop("records")
        if not isinstance(_records, list):
            raise TypeError("records: expected a list")
        for records_item_data in _records:
            records_item = ItemRecord.from_dict(records_item_data)

            records.append(records_item)

        _instance = cls(
            id=id,
            name=name,
            sha256=sha256,
            size_bytes=size_bytes,
            uploaded_at=uploaded_at,
            state=state,
            job_id=job_id,
            outcome=outcome,
            reason=reason,
            file_count=file_count,
            failed_count=failed_count,
            records=records,
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
