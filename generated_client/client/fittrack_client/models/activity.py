# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.file_format import FileFormat, check_file_format
from ..models.gear_kind import GearKind, check_gear_kind
from ..models.zone_from import ZoneFrom, check_zone_from

T = TypeVar("T", bound="Activity")


@_attrs_define
class Activity:
    """What happened: one sport, in one or more recordings.

    Its values are the best of its recordings'; its file is the one that says when it began.

        Attributes:
            id (UUID):
            start_time (datetime.datetime):
            sport (str): A name of the FIT profile in snake_case, or `other`.
            sub_sport (None | str):
            name (None | str):
            description (None | str): What a person wrote of it at a service.
            gear (None | str): The shoes or the bike, by the name that they have at the service.
            gear_kind (GearKind | None): What it is, where the service says so.
            gear_brand (None | str):
            gear_model (None | str):
            distance_m (float | None):
            timer_s (float | None): Time without pauses (FIT: total_timer_time).
            elapsed_s (float | None): Time with pauses (FIT: total_elapsed_time).
            calories_kcal (int | None):
            avg_hr_bpm (int | None):
            max_hr_bpm (int | None):
            ascent_m (float | None):
            device (None | str):
            source_id (None | UUID): Null when the source was disconnected.
            file_name (str):
            file_format (FileFormat): The format of an original, found from its bytes. `csv` and `json` are what a service
                says of an activity or a day: a row of a table in its export, or an answer.
            file_sha256 (str): The digest of the original file.
            damage (None | str): What was wrong with the file, if anything.
            remarks (list[str]): What was left out or repaired, since it cannot be true, in sentences.
            local_start_time (datetime.datetime): The start by the athlete's own clock, with its offset from UTC.
            utc_offset_s (int): What that clock is ahead of UTC.
            time_zone (None | str): The IANA zone with that offset, where one is known.
            zone_from (ZoneFrom): Where the local time of an activity is from: the device's own clock in the file; the
                position; the account's zone; or nothing, and it is UTC.
            date (datetime.date): The athlete's own day on which it began.
            lap_count (int):
            recording_count (int): How many recordings it is of.
            created_at (datetime.datetime):
            updated_at (datetime.datetime):
    """

    id: UUID
    start_time: datetime.datetime
    sport: str
    sub_sport: None | str
    name: None | str
    description: None | str
    gear: None | str
    gear_kind: GearKind | None
    gear_brand: None | str
    gear_model: None | str
    distance_m: float | None
    timer_s: float | None
    elapsed_s: float | None
    calories_kcal: int | None
    avg_hr_bpm: int | None
    max_hr_bpm: int | None
    ascent_m: float | None
    device: None | str
    source_id: None | UUID
    file_name: str
    file_format: FileFormat
    file_sha256: str
    damage: None | str
    remarks: list[str]
    local_start_time: datetime.datetime
    utc_offset_s: int
    time_zone: None | str
    zone_from: ZoneFrom
    date: datetime.date
    lap_count: int
    recording_count: int
    created_at: datetime.datetime
    updated_at: datetime.datetime
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = str(self.id)

        start_time = self.start_time.isoformat().replace("+00:00", "Z")

        sport = self.sport

        sub_sport: None | str
        sub_sport = self.sub_sport

        name: None | str
        name = self.name

        description: None | str
        description = self.description

        gear: None | str
        gear = self.gear

        gear_kind: None | str
        gear_kind = self.gear_kind

        gear_brand: None | str
        gear_brand = self.gear_brand

        gear_model: None | str
        gear_model = self.gear_model

        distance_m: float | None
        distance_m = self.distance_m

        timer_s: float | None
        timer_s = self.timer_s

        elapsed_s: float | None
        elapsed_s = self.elapsed_s

        calories_kcal: int | None
        calories_kcal = self.calories_kcal

        avg_hr_bpm: int | None
        avg_hr_bpm = self.avg_hr_bpm

        max_hr_bpm: int | None
        max_hr_bpm = self.max_hr_bpm

        ascent_m: float | None
        ascent_m = self.ascent_m

        device: None | str
        device = self.device

        source_id: None | str
        source_id = str(self.source_id) if isinstance(self.source_id, UUID) else self.source_id

        file_name = self.file_name

        file_format: str = self.file_format

        file_sha256 = self.file_sha256

        damage: None | str
        damage = self.damage

        remarks = self.remarks

        local_start_time = self.local_start_time.isoformat().replace("+00:00", "Z")

        utc_offset_s = self.utc_offset_s

        time_zone: None | str
        time_zone = self.time_zone

        zone_from: str = self.zone_from

        date = self.date.isoformat()

        lap_count = self.lap_count

        recording_count = self.recording_count

        created_at = self.created_at.isoformat().replace("+00:00", "Z")

        updated_at = self.updated_at.isoformat().replace("+00:00", "Z")

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "start_time": start_time,
                "sport": sport,
                "sub_sport": sub_sport,
                "name": name,
                "description": description,
                "gear": gear,
                "gear_kind": gear_kind,
                "gear_brand": gear_brand,
                "gear_model": gear_model,
                "distance_m": distance_m,
                "timer_s": timer_s,
                "elapsed_s": elapsed_s,
                "calories_kcal": calories_kcal,
                "avg_hr_bpm": avg_hr_bpm,
                "max_hr_bpm": max_hr_bpm,
                "ascent_m": ascent_m,
                "device": device,
                "source_id": source_id,
                "file_name": file_name,
                "file_format": file_format,
                "file_sha256": file_sha256,
                "damage": damage,
                "remarks": remarks,
                "local_start_time": local_start_time,
                "utc_offset_s": utc_offset_s,
                "time_zone": time_zone,
                "zone_from": zone_from,
                "date": date,
                "lap_count": lap_count,
                "recording_count": recording_count,
                "created_at": created_at,
                "updated_at": updated_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        id = UUID(d.pop("id"))

        start_time = datetime.datetime.fromisoformat(d.pop("start_time"))

        sport = d.pop("sport")
        if not isinstance(sport, str):
            raise TypeError("sport: expected text")

        def _parse_sub_sport(data: object) -> None | str:
            if data is None:
                return data
            if not isinstance(data, str):
                raise TypeError("sub_sport: not of a type that the contract allows")
            sub_sport_type_0 = data
            if not isinstance(sub_sport_type_0, str):
                raise TypeError("sub_sport_type_0: expected text")

            return sub_sport_type_0

        sub_sport = _parse_sub_sport(d.pop("sub_sport"))

        def _parse_name(data: object) -> None | str:
            if data is None:
                return data
            if not isinstance(data, str):
                raise TypeError("name: not of a type that the contract allows")
            name_type_0 = data
            if not isinstance(name_type_0, str):
                raise TypeError("name_type_0: expected text")

            return name_type_0

        name = _parse_name(d.pop("name"))

        def _parse_description(data: object) -> None | str:
            if data is None:
                return data
            if not isinstance(data, str):
                raise TypeError("description: not of a type that the contract allows")
            description_type_0 = data
            if not isinstance(description_type_0, str):
                raise TypeError("description_type_0: expected text")

            return description_type_0

        description = _parse_description(d.pop("description"))

        def _parse_gear(data: object) -> None | str:
            if data is None:
                return data
            if not isinstance(data, str):
                raise TypeError("gear: not of a type that the contract allows")
            gear_type_0 = data
            if not isinstance(gear_type_0, str):
                raise TypeError("gear_type_0: expected text")

            return gear_type_0

        gear = _parse_gear(d.pop("gear"))

        def _parse_gear_kind(data: object) -> GearKind | None:
            if data is None:
                return data
            if not isinstance(data, str):
                raise TypeError("gear_kind: not of a type that the contract allows")
            return check_gear_kind(data)

        gear_kind = _parse_gear_kind(d.pop("gear_kind"))

        def _parse_gear_brand(data: object) -> None | str:
            if data is None:
                return data
            if not isinstance(data, str):
                raise TypeError("gear_brand: not of a type that the contract allows")
            gear_brand_type_0 = data
            if not isinstance(gear_brand_type_0, str):
                raise TypeError("gear_brand_type_0: expected text")

            return gear_brand_type_0

        gear_brand = _parse_gear_brand(d.pop("gear_brand"))

        def _parse_gear_model(data: object) -> None | str:
            if data is None:
                return data
            if not isinstance(data, str):
                raise TypeError("gear_model: not of a type that the contract allows")
            gear_model_type_0 = data
            if not isinstance(gear_model_type_0, str):
                raise TypeError("gear_model_type_0: expected text")

            return gear_model_type_0

        gear_model = _parse_gear_model(d.pop("gear_model"))

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

        def _parse_timer_s(data: object) -> float | None:
            if data is None:
                return data
            timer_s_type_0 = data
            if not (
                isinstance(timer_s_type_0, (float, int)) and not isinstance(timer_s_type_0, bool)
            ):
                raise TypeError("timer_s_type_0: expected a number")

            return timer_s_type_0

        timer_s = _parse_timer_s(d.pop("timer_s"))

        def _parse_elapsed_s(data: object) -> float | None:
            if data is None:
                return data
            elapsed_s_type_0 = data
            if not (
                isinstance(elapsed_s_type_0, (float, int))
                and not isinstance(elapsed_s_type_0, bool)
            ):
                raise TypeError("elapsed_s_type_0: expected a number")

            return elapsed_s_type_0

        elapsed_s = _parse_elapsed_s(d.pop("elapsed_s"))

        def _parse_calories_kcal(data: object) -> int | None:
            if data is None:
                return data
            calories_kcal_type_0 = data
            if not (
                isinstance(calories_kcal_type_0, int) and not isinstance(calories_kcal_type_0, bool)
            ):
                raise TypeError("calories_kcal_type_0: expected a whole number")

            return calories_kcal_type_0

        calories_kcal = _parse_calories_kcal(d.pop("calories_kcal"))

        def _parse_avg_hr_bpm(data: object) -> int | None:
            if data is None:
                return data
            avg_hr_bpm_type_0 = data
            if not (isinstance(avg_hr_bpm_type_0, int) and not isinstance(avg_hr_bpm_type_0, bool)):
                raise TypeError("avg_hr_bpm_type_0: expected a whole number")

            return avg_hr_bpm_type_0

        avg_hr_bpm = _parse_avg_hr_bpm(d.pop("avg_hr_bpm"))

        def _parse_max_hr_bpm(data: object) -> int | None:
            if data is None:
                return data
            max_hr_bpm_type_0 = data
            if not (isinstance(max_hr_bpm_type_0, int) and not isinstance(max_hr_bpm_type_0, bool)):
                raise TypeError("max_hr_bpm_type_0: expected a whole number")

            return max_hr_bpm_type_0

        max_hr_bpm = _parse_max_hr_bpm(d.pop("max_hr_bpm"))

        def _parse_ascent_m(data: object) -> float | None:
            if data is None:
                return data
            ascent_m_type_0 = data
            if not (
                isinstance(ascent_m_type_0, (float, int)) and not isinstance(ascent_m_type_0, bool)
            ):
                raise TypeError("ascent_m_type_0: expected a number")

            return ascent_m_type_0

        ascent_m = _parse_ascent_m(d.pop("ascent_m"))

        def _parse_device(data: object) -> None | str:
            if data is None:
                return data
            if not isinstance(data, str):
                raise TypeError("device: not of a type that the contract allows")
            device_type_0 = data
            if not isinstance(device_type_0, str):
                raise TypeError("device_type_0: expected text")

            return device_type_0

        device = _parse_device(d.pop("device"))

        def _parse_source_id(data: object) -> None | UUID:
            if data is None:
                return data
            if not isinstance(data, str):
                raise TypeError("source_id: not of a type that the contract allows")
            return UUID(data)

        source_id = _parse_source_id(d.pop("source_id"))

        file_name = d.pop("file_name")
        if not isinstance(file_name, str):
            raise TypeError("file_name: expected text")

        file_format = check_file_format(d.pop("file_format"))

        file_sha256 = d.pop("file_sha256")
        if not isinstance(file_sha256, str):
            raise TypeError("file_sha256: expected text")

        def _parse_damage(data: object) -> None | str:
            if data is None:
                return data
            if not isinstance(data, str):
                raise TypeError("damage: not of a type that the contract allows")
            damage_type_0 = data
            if not isinstance(damage_type_0, str):
                raise TypeError("damage_type_0: expected text")

            return damage_type_0

        damage = _parse_damage(d.pop("damage"))

        remarks = []
        _remarks = d.pop("remarks")
        if not isinstance(_remarks, list):
            raise TypeError("remarks: expected a list")
        for remarks_item_data in _remarks:
            remarks_item = remarks_item_data
            if not isinstance(remarks_item, str):
                raise TypeError("remarks_item: expected text")

            remarks.append(remarks_item)

        local_start_time = datetime.datetime.fromisoformat(d.pop("local_start_time"))

        utc_offset_s = d.pop("utc_offset_s")
        if not (isinstance(utc_offset_s, int) and not isinstance(utc_offset_s, bool)):
            raise TypeError("utc_offset_s: expected a whole number")

        def _parse_time_zone(data: object) -> None | str:
            if data is None:
                return data
            if not isinstance(data, str):
                raise TypeError("time_zone: not of a type that the contract allows")
            time_zone_type_0 = data
            if not isinstance(time_zone_type_0, str):
                raise TypeError("time_zone_type_0: expected text")

            return time_zone_type_0

        time_zone = _parse_time_zone(d.pop("time_zone"))

        zone_from = check_zone_from(d.pop("zone_from"))

        date = datetime.date.fromisoformat(d.pop("date"))

        lap_count = d.pop("lap_count")
        if not (isinstance(lap_count, int) and not isinstance(lap_count, bool)):
            raise TypeError("lap_count: expected a whole number")

        recording_count = d.pop("recording_count")
        if not (isinstance(recording_count, int) and not isinstance(recording_count, bool)):
            raise TypeError("recording_count: expected a whole number")

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        updated_at = datetime.datetime.fromisoformat(d.pop("updated_at"))

        _instance = cls(
            id=id,
            start_time=start_time,
            sport=sport,
            sub_sport=sub_sport,
            name=name,
            description=description,
            gear=gear,
            gear_kind=gear_kind,
            gear_brand=gear_brand,
            gear_model=gear_model,
            distance_m=distance_m,
            timer_s=timer_s,
            elapsed_s=elapsed_s,
            calories_kcal=calories_kcal,
            avg_hr_bpm=avg_hr_bpm,
            max_hr_bpm=max_hr_bpm,
            ascent_m=ascent_m,
            device=device,
            source_id=source_id,
            file_name=file_name,
            file_format=file_format,
            file_sha256=file_sha256,
            damage=damage,
            remarks=remarks,
            local_start_time=local_start_time,
            utc_offset_s=utc_offset_s,
            time_zone=time_zone,
            zone_from=zone_from,
            date=date,
            lap_count=lap_count,
            recording_count=recording_count,
            created_at=created_at,
            updated_at=updated_at,
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
