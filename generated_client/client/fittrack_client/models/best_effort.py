# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.best_effort_kind import BestEffortKind, check_best_effort_kind

T = TypeVar("T", bound="BestEffort")


@_attrs_define
class BestEffort:
    """A best effort of a sport, and of which activity it is.

    Attributes:
        rank (int): Its place among those of its kind: 1 is the best.
        sport (str):
        kind (BestEffortKind): `time`: the least over a distance; `power`: the most for a time.
        distance_m (float | None): Null for `power`.
        duration_s (float): The time that it took, with pauses; for `power` the time that was asked for.
        power_w (float | None): The mean power. Null for `time`.
        activity_id (UUID):
        activity_name (None | str):
        recording_id (UUID):
        start_time (datetime.datetime): When it began.
        date (datetime.date): The athlete's own day of the activity.
    """

    rank: int
    sport: str
    kind: BestEffortKind
    distance_m: float | None
    duration_s: float
    power_w: float | None
    activity_id: UUID
    activity_name: None | str
    recording_id: UUID
    start_time: datetime.datetime
    date: datetime.date
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        rank = self.rank

        sport = self.sport

        kind: str = self.kind

        distance_m: float | None
        distance_m = self.distance_m

        duration_s = self.duration_s

        power_w: float | None
        power_w = self.power_w

        activity_id = str(self.activity_id)

        activity_name: None | str
        activity_name = self.activity_name

        recording_id = str(self.recording_id)

        start_time = self.start_time.isoformat().replace("+00:00", "Z")

        date = self.date.isoformat()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "rank": rank,
                "sport": sport,
                "kind": kind,
                "distance_m": distance_m,
                "duration_s": duration_s,
                "power_w": power_w,
                "activity_id": activity_id,
                "activity_name": activity_name,
                "recording_id": recording_id,
                "start_time": start_time,
                "date": date,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        rank = d.pop("rank")
        if not (isinstance(rank, int) and not isinstance(rank, bool)):
            raise TypeError("rank: expected a whole number")

        sport = d.pop("sport")
        if not isinstance(sport, str):
            raise TypeError("sport: expected text")

        kind = check_best_effort_kind(d.pop("kind"))

        def _parse_distance_m(data: object) -> float | None:
            if data is None:
                return data
            distance_m_type_0 = data
            if not (
                isinstance(distance_m_type_0, (float, int))
                and not isinstance(distance_m_type_0, bool)
            ):
                raise TypeError("distance_m_type_0: expected a number")

            return distance_m_type_0

        distance_m = _parse_distance_m(d.pop("distance_m"))

        duration_s = d.pop("duration_s")
        if not (isinstance(duration_s, (float, int)) and not isinstance(duration_s, bool)):
            raise TypeError("duration_s: expected a number")

        def _parse_power_w(data: object) -> float | None:
            if data is None:
                return data
            power_w_type_0 = data
            if not (
                isinstance(power_w_type_0, (float, int)) and not isinstance(power_w_type_0, bool)
            ):
                raise TypeError("power_w_type_0: expected a number")

            return power_w_type_0

        power_w = _parse_power_w(d.pop("power_w"))

        activity_id = UUID(d.pop("activity_id"))

        def _parse_activity_name(data: object) -> None | str:
            if data is None:
                return data
            if not isinstance(data, str):
                raise TypeError("activity_name: not of a type that the contract allows")
            activity_name_type_0 = data
            if not isinstance(activity_name_type_0, str):
                raise TypeError("activity_name_type_0: expected text")

            return activity_name_type_0

        activity_name = _parse_activity_name(d.pop("activity_name"))

        recording_id = UUID(d.pop("recording_id"))

        start_time = datetime.datetime.fromisoformat(d.pop("start_time"))

        date = datetime.date.fromisoformat(d.pop("date"))

        _instance = cls(
            rank=rank,
            sport=sport,
            kind=kind,
            distance_m=distance_m,
            duration_s=duration_s,
            power_w=power_w,
            activity_id=activity_id,
            activity_name=activity_name,
            recording_id=recording_id,
            start_time=start_time,
            date=date,
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
