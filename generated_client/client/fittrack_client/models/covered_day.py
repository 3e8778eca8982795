# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.coverage_type import CoverageType, check_coverage_type
from ..models.day_state import DayState, check_day_state

T = TypeVar("T", bound="CoveredDay")


@_attrs_define
class CoveredDay:
    """One of the athlete's own days, in one source and of one type.

    Attributes:
        source_id (UUID):
        source_name (str):
        type_ (CoverageType): A type whose records have days. Planned workouts have none.
        date (datetime.date):
        state (DayState): What is known of a day. `empty`: it was asked for, and there was nothing. `failed`: it was
            asked for
            in vain, or a file of that day cannot be read. `not_asked`: no sync asked for it to the end.
        records (int):
        reason (None | str): Why it failed or was not asked for, or what else is to be known, such as that an empty day
            was not over yet.
        job_id (None | UUID): The job that asked for it last, or whose items say what failed.
    """

    source_id: UUID
    source_name: str
    type_: CoverageType
    date: datetime.date
    state: DayState
    records: int
    reason: None | str
    job_id: None | UUID
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        source_id = str(self.source_id)

        source_name = self.source_name

        type_: str = self.type_

        date = self.date.isoformat()

        state: str = self.state

        records = self.records

        reason: None | str
        reason = self.reason

        job_id: None | str
        job_id = str(self.job_id) if isinstance(self.job_id, UUID) else self.job_id

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "source_id": source_id,
                "source_name": source_name,
                "type": type_,
                "date": date,
                "state": state,
                "records": records,
                "reason": reason,
                "job_id": job_id,
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

        type_ = check_coverage_type(d.pop("type"))

        date = datetime.date.fromisoformat(d.pop("date"))

        state = check_day_state(d.pop("state"))

        records = d.pop("records")
        if not (isinstance(records, int) and not isinstance(records, bool)):
            raise TypeError("records: expected a whole number")

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

        def _parse_job_id(data: object) -> None | UUID:
            if data is None:
                return data
            if not isinstance(data, str):
                raise TypeError("job_id: not of a type that the contract allows")
            return UUID(data)

        job_id = _parse_job_id(d.pop("job_id"))

        _instance = cls(
            source_id=source_id,
            source_name=source_name,
            type_=type_,
            date=date,
            state=state,
            records=records,
            reason=reason,
            job_id=job_id,
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
