# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.nap import Nap
    from ..models.sleep_level import SleepLevel


T = TypeVar("T", bound="SleepNight")


@_attrs_define
class SleepNight:
    """A night, on the athlete's own day of waking.

    `start_time` and `end_time` are what the device gives, or else the first level's start and the
    last one's end. Without levels the stages are not known.

        Attributes:
            deep_sleep_s (int | None):
            light_sleep_s (int | None):
            rem_sleep_s (int | None):
            awake_s (int | None): Awake between the night's start and end.
            unmeasurable_s (int | None):
            sleep_s (int | None): Asleep: deep, light and REM sleep together.
            sleep_score (int | None): The night's score as the device has it, 0 to 100.
            quality_score (int | None):
            duration_score (int | None):
            recovery_score (int | None):
            deep_score (int | None):
            light_score (int | None):
            rem_score (int | None):
            awake_score (int | None):
            awake_time_score (int | None):
            awakenings_score (int | None):
            restlessness_score (int | None):
            interruptions_score (int | None):
            awakenings (int | None): How often it was interrupted.
            avg_stress (float | None): The average stress while asleep, 0 to 100.
            date (datetime.date): The athlete's own day of waking.
            start_time (datetime.datetime):
            end_time (datetime.datetime):
            local_start_time (None | str): By the athlete's own clock.
            local_end_time (None | str):
            levels (list[SleepLevel]):
            naps (list[Nap]):
    """

    deep_sleep_s: int | None
    light_sleep_s: int | None
    rem_sleep_s: int | None
    awake_s: int | None
    unmeasurable_s: int | None
    sleep_s: int | None
    sleep_score: int | None
    quality_score: int | None
    duration_score: int | None
    recovery_score: int | None
    deep_score: int | None
    light_score: int | None
    rem_score: int | None
    awake_score: int | None
    awake_time_score: int | None
    awakenings_score: int | None
    restlessness_score: int | None
    interruptions_score: int | None
    awakenings: int | None
    avg_stress: float | None
    date: datetime.date
    start_time: datetime.datetime
    end_time: datetime.datetime
    local_start_time: None | str
    local_end_time: None | str
    levels: list[SleepLevel]
    naps: list[Nap]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        deep_sleep_s: int | None
        deep_sleep_s = self.deep_sleep_s

        light_sleep_s: int | None
        light_sleep_s = self.light_sleep_s

        rem_sleep_s: int | None
        rem_sleep_s = self.rem_sleep_s

        awake_s: int | None
        awake_s = self.awake_s

        unmeasurable_s: int | None
        unmeasurable_s = self.unmeasurable_s

        sleep_s: int | None
        sleep_s = self.sleep_s

        sleep_score: int | None
        sleep_score = self.sleep_score

        quality_score: int | None
        quality_score = self.quality_score

        duration_score: int | None
        duration_score = self.duration_score

        recovery_score: int | None
        recovery_score = self.recovery_score

        deep_score: int | None
        deep_score = self.deep_score

        light_score: int | None
        light_score = self.light_score

        rem_score: int | None
        rem_score = self.rem_score

        awake_score: int | None
        awake_score = self.awake_score

        awake_time_score: int | None
        awake_time_score = self.awake_time_score

        awakenings_score: int | None
        awakenings_score = self.awakenings_score

        restlessness_score: int | None
        restlessness_score = self.restlessness_score

        interruptions_score: int | None
        interruptions_score = self.interruptions_score

        awakenings: int | None
        awakenings = self.awakenings

        avg_stress: float | None
        avg_stress = self.avg_stress

        date = self.date.isoformat()

        start_time = self.start_time.isoformat().replace("+00:00", "Z")

        end_time = self.end_time.isoformat().replace("+00:00", "Z")

        local_start_time: None | str
        local_start_time = self.local_start_time

        local_end_time: None | str
        local_end_time = self.local_end_time

        levels = []
        for levels_item_data in self.levels:
            levels_item = levels_item_data.to_dict()
            levels.append(levels_item)

        naps = []
        for naps_item_data in self.naps:
            naps_item = naps_item_data.to_dict()
            naps.append(naps_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "deep_sleep_s": deep_sleep_s,
                "light_sleep_s": light_sleep_s,
                "rem_sleep_s": rem_sleep_s,
                "awake_s": awake_s,
                "unmeasurable_s": unmeasurable_s,
                "sleep_s": sleep_s,
                "sleep_score": sleep_score,
                "quality_score": quality_score,
                "duration_score": duration_score,
                "recovery_score": recovery_score,
                "deep_score": deep_score,
                "light_score": light_score,
                "rem_score": rem_score,
                "awake_score": awake_score,
                "awake_time_score": awake_time_score,
                "awakenings_score": awakenings_score,
                "restlessness_score": restlessness_score,
                "interruptions_score": interruptions_score,
                "awakenings": awakenings,
                "avg_stress": avg_stress,
                "date": date,
                "start_time": start_time,
                "end_time": end_time,
                "local_start_time": local_start_time,
                "local_end_time": local_end_time,
                "levels": levels,
                "naps": naps,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.nap import Nap
        from ..models.sleep_level import SleepLevel

        d = dict(src_dict)

        def _parse_deep_sleep_s(data: object) -> int | None:
            if data is None:
                return data
            deep_sleep_s_type_0 = data
            if not (
                isinstance(deep_sleep_s_type_0, int) and not isinstance(deep_sleep_s_type_0, bool)
            ):
                raise TypeError("deep_sleep_s_type_0: expected a whole number")

            return deep_sleep_s_type_0

        deep_sleep_s = _parse_deep_sleep_s(d.pop("deep_sleep_s"))

        def _parse_light_sleep_s(data: object) -> int | None:
            if data is None:
                return data
            light_sleep_s_type_0 = data
            if not (
                isinstance(light_sleep_s_type_0, int) and not isinstance(light_sleep_s_type_0, bool)
            ):
                raise TypeError("light_sleep_s_type_0: expected a whole number")

            return light_sleep_s_type_0

        light_sleep_s = _parse_light_sleep_s(d.pop("light_sleep_s"))

        def _parse_rem_sleep_s(data: object) -> int | None:
            if data is None:
                return data
            rem_sleep_s_type_0 = data
            if not (
                isinstance(rem_sleep_s_type_0, int) and not isinstance(rem_sleep_s_type_0, bool)
            ):
                raise TypeError("rem_sleep_s_type_0: expected a whole number")

            return rem_sleep_s_type_0

        rem_sleep_s = _parse_rem_sleep_s(d.pop("rem_sleep_s"))

        def _parse_awake_s(data: object) -> int | None:
            if data is None:
                return data
            awake_s_type_0 = data
            if not (isinstance(awake_s_type_0, int) and not isinstance(awake_s_type_0, bool)):
                raise TypeError("awake_s_type_0: expected a whole number")

            return awake_s_type_0

        awake_s = _parse_awake_s(d.pop("awake_s"))

        def _parse_unmeasurable_s(data: object) -> int | None:
            if data is None:
                return data
            unmeasurable_s_type_0 = data
            if not (
                isinstance(unmeasurable_s_type_0, int)
                and not isinstance(unmeasurable_s_type_0, bool)
            ):
                raise TypeError("unmeasurable_s_type_0: expected a whole number")

            return unmeasurable_s_type_0

        unmeasurable_s = _parse_unmeasurable_s(d.pop("unmeasurable_s"))

        def _parse_sleep_s(data: object) -> int | None:
            if data is None:
                return data
            sleep_s_type_0 = data
            if not (isinstance(sleep_s_type_0, int) and not isinstance(sleep_s_type_0, bool)):
                raise TypeError("sleep_s_type_0: expected a whole number")

            return sleep_s_type_0

        sleep_s = _parse_sleep_s(d.pop("sleep_s"))

        def _parse_sleep_score(data: object) -> int | None:
            if data is None:
                return data
            sleep_score_type_0 = data
            if not (
                isinstance(sleep_score_type_0, int) and not isinstance(sleep_score_type_0, bool)
            ):
                raise TypeError("sleep_score_type_0: expected a whole number")

            return sleep_score_type_0

        sleep_score = _parse_sleep_score(d.pop("sleep_score"))

        def _parse_quality_score(data: object) -> int | None:
            if data is None:
                return data
            quality_score_type_0 = data
            if not (
                isinstance(quality_score_type_0, int) and not isinstance(quality_score_type_0, bool)
            ):
                raise TypeError("quality_score_type_0: expected a whole number")

            return quality_score_type_0

        quality_score = _parse_quality_score(d.pop("quality_score"))

        def _parse_duration_score(data: object) -> int | None:
            if data is None:
                return data
            duration_score_type_0 = data
            if not (
                isinstance(duration_score_type_0, int)
                and not isinstance(duration_score_type_0, bool)
            ):
                raise TypeError("duration_score_type_0: expected a whole number")

            return duration_score_type_0

        duration_score = _parse_duration_score(d.pop("duration_score"))

        def _parse_recovery_score(data: object) -> int | None:
            if data is None:
                return data
            recovery_score_type_0 = data
            if not (
                isinstance(recovery_score_type_0, int)
                and not isinstance(recovery_score_type_0, bool)
            ):
                raise TypeError("recovery_score_type_0: expected a whole number")

            return recovery_score_type_0

        recovery_score = _parse_recovery_score(d.pop("recovery_score"))

        def _parse_deep_score(data: object) -> int | None:
            if data is None:
                return data
            deep_score_type_0 = data
            if not (isinstance(deep_score_type_0, int) and not isinstance(deep_score_type_0, bool)):
                raise TypeError("deep_score_type_0: expected a whole number")

            return deep_score_type_0

        deep_score = _parse_deep_score(d.pop("deep_score"))

        def _parse_light_score(data: object) -> int | None:
            if data is None:
                return data
            light_score_type_0 = data
            if not (
                isinstance(light_score_type_0, int) and not isinstance(light_score_type_0, bool)
            ):
                raise TypeError("light_score_type_0: expected a whole number")

            return light_score_type_0

        light_score = _parse_light_score(d.pop("light_score"))

        def _parse_rem_score(data: object) -> int | None:
            if data is None:
                return data
            rem_score_type_0 = data
            if not (isinstance(rem_score_type_0, int) and not isinstance(rem_score_type_0, bool)):
                raise TypeError("rem_score_type_0: expected a whole number")

            return rem_score_type_0

        rem_score = _parse_rem_score(d.pop("rem_score"))

        def _parse_awake_score(data: object) -> int | None:
            if data is None:
                return data
            awake_score_type_0 = data
            if not (
                isinstance(awake_score_type_0, int) and not isinstance(awake_score_type_0, bool)
            ):
                raise TypeError("awake_score_type_0: expected a whole number")

            return awake_score_type_0

        awake_score = _parse_awake_score(d.pop("awake_score"))

        def _parse_awake_time_score(data: object) -> int | None:
            if data is None:
                return data
            awake_time_score_type_0 = data
            if not (
                isinstance(awake_time_score_type_0, int)
                and not isinstance(awake_time_score_type_0, bool)
            ):
                raise TypeError("awake_time_score_type_0: expected a whole number")

            return awake_time_score_type_0

        awake_time_score = _parse_awake_time_score(d.pop("awake_time_score"))

        def _parse_awakenings_score(data: object) -> int | None:
            if data is None:
                return data
            awakenings_score_type_0 = data
            if not (
                isinstance(awakenings_score_type_0, int)
                and not isinstance(awakenings_score_type_0, bool)
            ):
                raise TypeError("awakenings_score_type_0: expected a whole number")

            return awakenings_score_type_0

        awakenings_score = _parse_awakenings_score(d.pop("awakenings_score"))

        def _parse_restlessness_score(data: object) -> int | None:
            if data is None:
                return data
            restlessness_score_type_0 = data
            if not (
                isinstance(restlessness_score_type_0, int)
                and not isinstance(restlessness_score_type_0, bool)
            ):
                raise TypeError("restlessness_score_type_0: expected a whole number")

            return restlessness_score_type_0

        restlessness_score = _parse_restlessness_score(d.pop("restlessness_score"))

        def _parse_interruptions_score(data: object) -> int | None:
            if data is None:
                return data
            interruptions_score_type_0 = data
            if not (
                isinstance(interruptions_score_type_0, int)
                and not isinstance(interruptions_score_type_0, bool)
            ):
                raise TypeError("interruptions_score_type_0: expected a whole number")

            return interruptions_score_type_0

        interruptions_score = _parse_interruptions_score(d.pop("interruptions_score"))

        def _parse_awakenings(data: object) -> int | None:
            if data is None:
                return data
            awakenings_type_0 = data
            if not (isinstance(awakenings_type_0, int) and not isinstance(awakenings_type_0, bool)):
                raise TypeError("awakenings_type_0: expected a whole number")

            return awakenings_type_0

        awakenings = _parse_awakenings(d.pop("awakenings"))

        def _parse_avg_stress(data: object) -> float | None:
            if data is None:
                return data
            avg_stress_type_0 = data
            if not (
                isinstance(avg_stress_type_0, (float, int))
                and not isinstance(avg_stress_type_0, bool)
            ):
                raise TypeError("avg_stress_type_0: expected a number")

            return avg_stress_type_0

        avg_stress = _parse_avg_stress(d.pop("avg_stress"))

        date = datetime.date.fromisoformat(d.pop("date"))

        start_time = datetime.datetime.fromisoformat(d.pop("start_time"))

        end_time = datetime.datetime.fromisoformat(d.pop("end_time"))

        def _parse_local_start_time(data: object) -> None | str:
            if data is None:
                return data
            if not isinstance(data, str):
                raise TypeError("local_start_time: not of a type that the contract allows")
            local_start_time_type_0 = data
            if not isinstance(local_start_time_type_0, str):
                raise TypeError("local_start_time_type_0: expected text")

            return local_start_time_type_0

        local_start_time = _parse_local_start_time(d.pop("local_start_time"))

        def _parse_local_end_time(data: object) -> None | str:
            if data is None:
                return data
            if not isinstance(data, str):
                raise TypeError("local_end_time: not of a type that the contract allows")
            local_end_time_type_0 = data
            if not isinstance(local_end_time_type_0, str):
                raise TypeError("local_end_time_type_0: expected text")

            return local_end_time_type_0

        local_end_time = _parse_local_end_time(d.pop("local_end_time"))

        levels = []
        _levels = d.pop("levels")
        if not isinstance(_levels, list):
            raise TypeError("levels: expected a list")
        for levels_item_data in _levels:
            levels_item = SleepLevel.from_dict(levels_item_data)

            levels.append(levels_item)

        naps = []
        _naps = d.pop("naps")
        if not isinstance(_naps, list):
            raise TypeError("naps: expected a list")
        for naps_item_data in _naps:
            naps_item = Nap.from_dict(naps_item_data)

            naps.append(naps_item)

        _instance = cls(
            deep_sleep_s=deep_sleep_s,
            light_sleep_s=light_sleep_s,
            rem_sleep_s=rem_sleep_s,
            awake_s=awake_s,
            unmeasurable_s=unmeasurable_s,
            sleep_s=sleep_s,
            sleep_score=sleep_score,
            quality_score=quality_score,
            duration_score=duration_score,
            recovery_score=recovery_score,
            deep_score=deep_score,
            light_score=light_score,
            rem_score=rem_score,
            awake_score=awake_score,
            awake_time_score=awake_time_score,
            awakenings_score=awakenings_score,
            restlessness_score=restlessness_score,
            interruptions_score=interruptions_score,
            awakenings=awakenings,
            avg_stress=avg_stress,
            date=date,
            start_time=start_time,
            end_time=end_time,
            local_start_time=local_start_time,
            local_end_time=local_end_time,
            levels=levels,
            naps=naps,
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
