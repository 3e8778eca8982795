# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.athlete_then import AthleteThen
    from ..models.best_of_activity import BestOfActivity
    from ..models.in_zones import InZones


T = TypeVar("T", bound="ActivityNumbers")


@_attrs_define
class ActivityNumbers:
    """What FitTrack works out from an activity's samples, and how hard it was for the athlete. Null is what cannot be
    known.
    What the device says itself is among the activity's other values.

        Attributes:
            recording_id (UUID): The recording whose samples these are from.
            moving_s (float | None):
            moving_speed_m_s (float | None): The distance over the moving time.
            grade_adjusted_speed_m_s (float | None): The speed on flat ground that would have cost a runner as much.
            steepest_up_percent (float | None): The grade that was reached for 100 m in all.
            steepest_down_percent (float | None): The grade that was reached for 100 m in all.
            work_j (float | None):
            avg_power_w (float | None):
            normalized_power_w (float | None):
            variability_index (float | None):
            intensity_factor (float | None):
            training_stress_score (float | None): From power.
            heart_rate_stress (float | None): From heart rates, on the scale of the training stress score.
            trimp (float | None): Banister's.
            edwards_trimp (float | None):
            efficiency (float | None): For each heartbeat: watts of normalized power, or of a run without power, metres a
                minute.
            power_decoupling_percent (float | None): How much less power each heartbeat gave in the second half.
            speed_decoupling_percent (float | None): How much less speed each heartbeat gave in the second half.
            hr_zones (InZones | None):
            power_zones (InZones | None):
            athlete (AthleteThen): The values by which an activity was judged, and where each is from.
            bests (list[BestOfActivity]):
            remarks (list[str]): What was left out of them, for people.
    """

    recording_id: UUID
    moving_s: float | None
    moving_speed_m_s: float | None
    grade_adjusted_speed_m_s: float | None
    steepest_up_percent: float | None
    steepest_down_percent: float | None
    work_j: float | None
    avg_power_w: float | None
    normalized_power_w: float | None
    variability_index: float | None
    intensity_factor: float | None
    training_stress_score: float | None
    heart_rate_stress: float | None
    trimp: float | None
    edwards_trimp: float | None
    efficiency: float | None
    power_decoupling_percent: float | None
    speed_decoupling_percent: float | None
    hr_zones: InZones | None
    power_zones: InZones | None
    athlete: AthleteThen
    bests: list[BestOfActivity]
    remarks: list[str]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.in_zones import InZones

        recording_id = str(self.recording_id)

        moving_s: float | None
        moving_s = self.moving_s

        moving_speed_m_s: float | None
        moving_speed_m_s = self.moving_speed_m_s

        grade_adjusted_speed_m_s: float | None
        grade_adjusted_speed_m_s = self.grade_adjusted_speed_m_s

        steepest_up_percent: float | None
        steepest_up_percent = self.steepest_up_percent

        steepest_down_percent: float | None
        steepest_down_percent = self.steepest_down_percent

        work_j: float | None
        work_j = self.work_j

        avg_power_w: float | None
        avg_power_w = self.avg_power_w

        normalized_power_w: float | None
        normalized_power_w = self.normalized_power_w

        variability_index: float | None
        variability_index = self.variability_index

        intensity_factor: float | None
        intensity_factor = self.intensity_factor

        training_stress_score: float | None
        training_stress_score = self.training_stress_score

        heart_rate_stress: float | None
        heart_rate_stress = self.heart_rate_stress

        trimp: float | None
        trimp = self.trimp

        edwards_trimp: float | None
        edwards_trimp = self.edwards_trimp

        efficiency: float | None
        efficiency = self.efficiency

        power_decoupling_percent: float | None
        power_decoupling_percent = self.power_decoupling_percent

        speed_decoupling_percent: float | None
        speed_decoupling_percent = self.speed_decoupling_percent

        hr_zones: dict[str, Any] | None
        hr_zones = self.hr_zones.to_dict() if isinstance(self.hr_zones, InZones) else self.hr_zones

        power_zones: dict[str, Any] | None
        if isinstance(self.power_zones, InZones):
            power_zones = self.power_zones.to_dict()
        else:
            power_zones = self.power_zones

        athlete = self.athlete.to_dict()

        bests = []
        for bests_item_data in self.bests:
            bests_item = bests_item_data.to_dict()
            bests.append(bests_item)

        remarks = self.remarks

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "recording_id": recording_id,
                "moving_s": moving_s,
                "moving_speed_m_s": moving_speed_m_s,
                "grade_adjusted_speed_m_s": grade_adjusted_speed_m_s,
                "steepest_up_percent": steepest_up_percent,
                "steepest_down_percent": steepest_down_percent,
                "work_j": work_j,
                "avg_power_w": avg_power_w,
                "normalized_power_w": normalized_power_w,
                "variability_index": variability_index,
                "intensity_factor": intensity_factor,
                "training_stress_score": training_stress_score,
                "heart_rate_stress": heart_rate_stress,
                "trimp": trimp,
                "edwards_trimp": edwards_trimp,
                "efficiency": efficiency,
                "power_decoupling_percent": power_decoupling_percent,
                "speed_decoupling_percent": speed_decoupling_percent,
                "hr_zones": hr_zones,
                "power_zones": power_zones,
                "athlete": athlete,
                "bests": bests,
                "remarks": remarks,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.athlete_then import AthleteThen
        from ..models.best_of_activity import BestOfActivity
        from ..models.in_zones import InZones

        d = dict(src_dict)
        recording_id = UUID(d.pop("recording_id"))

        def _parse_moving_s(data: object) -> float | None:
            if data is None:
                return data
            moving_s_type_0 = data
            if not (
                isinstance(moving_s_type_0, (float, int)) and not isinstance(moving_s_type_0, bool)
            ):
                raise TypeError("moving_s_type_0: expected a number")

            return moving_s_type_0

        moving_s = _parse_moving_s(d.pop("moving_s"))

        def _parse_moving_speed_m_s(data: object) -> float | None:
            if data is None:
                return data
            moving_speed_m_s_type_0 = data
            if not (
                isinstance(moving_speed_m_s_type_0, (float, int))
                and not isinstance(moving_speed_m_s_type_0, bool)
            ):
                raise TypeError("moving_speed_m_s_type_0: expected a number")

            return moving_speed_m_s_type_0

        moving_speed_m_s = _parse_moving_speed_m_s(d.pop("moving_speed_m_s"))

        def _parse_grade_adjusted_speed_m_s(data: object) -> float | None:
            if data is None:
                return data
            grade_adjusted_speed_m_s_type_0 = data
            if not (
                isinstance(grade_adjusted_speed_m_s_type_0, (float, int))
                and not isinstance(grade_adjusted_speed_m_s_type_0, bool)
            ):
                raise TypeError("grade_adjusted_speed_m_s_type_0: expected a number")

            return grade_adjusted_speed_m_s_type_0

        grade_adjusted_speed_m_s = _parse_grade_adjusted_speed_m_s(
            d.pop("grade_adjusted_speed_m_s")
        )

        def _parse_steepest_up_percent(data: object) -> float | None:
            if data is None:
                return data
            steepest_up_percent_type_0 = data
            if not (
                isinstance(steepest_up_percent_type_0, (float, int))
                and not isinstance(steepest_up_percent_type_0, bool)
            ):
                raise TypeError("steepest_up_percent_type_0: expected a number")

            return steepest_up_percent_type_0

        steepest_up_percent = _parse_steepest_up_percent(d.pop("steepest_up_percent"))

        def _parse_steepest_down_percent(data: object) -> float | None:
            if data is None:
                return data
            steepest_down_percent_type_0 = data
            if not (
                isinstance(steepest_down_percent_type_0, (float, int))
                and not isinstance(steepest_down_percent_type_0, bool)
            ):
                raise TypeError("steepest_down_percent_type_0: expected a number")

            return steepest_down_percent_type_0

        steepest_down_percent = _parse_steepest_down_percent(d.pop("steepest_down_percent"))

        def _parse_work_j(data: object) -> float | None:
            if data is None:
                return data
            work_j_type_0 = data
            if not (
                isinstance(work_j_type_0, (float, int)) and not isinstance(work_j_type_0, bool)
            ):
                raise TypeError("work_j_type_0: expected a number")

            return work_j_type_0

        work_j = _parse_work_j(d.pop("work_j"))

        def _parse_avg_power_w(data: object) -> float | None:
            if data is None:
                return data
            avg_power_w_type_0 = data
            if not (
                isinstance(avg_power_w_type_0, (float, int))
                and not isinstance(avg_power_w_type_0, bool)
            ):
                raise TypeError("avg_power_w_type_0: expected a number")

            return avg_power_w_type_0

        avg_power_w = _parse_avg_power_w(d.pop("avg_power_w"))

        def _parse_normalized_power_w(data: object) -> float | None:
            if data is None:
                return data
            normalized_power_w_type_0 = data
            if not (
                isinstance(normalized_power_w_type_0, (float, int))
                and not isinstance(normalized_power_w_type_0, bool)
            ):
                raise TypeError("normalized_power_w_type_0: expected a number")

            return normalized_power_w_type_0

        normalized_power_w = _parse_normalized_power_w(d.pop("normalized_power_w"))

        def _parse_variability_index(data: object) -> float | None:
            if data is None:
                return data
            variability_index_type_0 = data
            if not (
                isinstance(variability_index_type_0, (float, int))
                and not isinstance(variability_index_type_0, bool)
            ):
                raise TypeError("variability_index_type_0: expected a number")

            return variability_index_type_0

        variability_index = _parse_variability_index(d.pop("variability_index"))

        def _parse_intensity_factor(data: object) -> float | None:
            if data is None:
                return data
            intensity_factor_type_0 = data
            if not (
                isinstance(intensity_factor_type_0, (float, int))
                and not isinstance(intensity_factor_type_0, bool)
            ):
                raise TypeError("intensity_factor_type_0: expected a number")

            return intensity_factor_type_0

        intensity_factor = _parse_intensity_factor(d.pop("intensity_factor"))

        def _parse_training_stress_score(data: object) -> float | None:
            if data is None:
                return data
            training_stress_score_type_0 = data
            if not (
                isinstance(training_stress_score_type_0, (float, int))
                and not isinstance(training_stress_score_type_0, bool)
            ):
                raise TypeError("training_stress_score_type_0: expected a number")

            return training_stress_score_type_0

        training_stress_score = _parse_training_stress_score(d.pop("training_stress_score"))

        def _parse_heart_rate_stress(data: object) -> float | None:
            if data is None:
                return data
            heart_rate_stress_type_0 = data
            if not (
                isinstance(heart_rate_stress_type_0, (float, int))
                and not isinstance(heart_rate_stress_type_0, bool)
            ):
                raise TypeError("heart_rate_stress_type_0: expected a number")

            return heart_rate_stress_type_0

        heart_rate_stress = _parse_heart_rate_stress(d.pop("heart_rate_stress"))

        def _parse_trimp(data: object) -> float | None:
            if data is None:
                return data
            trimp_type_0 = data
            if not (isinstance(trimp_type_0, (float, int)) and not isinstance(trimp_type_0, bool)):
                raise TypeError("trimp_type_0: expected a number")

            return trimp_type_0

        trimp = _parse_trimp(d.pop("trimp"))

        def _parse_edwards_trimp(data: object) -> float | None:
            if data is None:
                return data
            edwards_trimp_type_0 = data
            if not (
                isinstance(edwards_trimp_type_0, (float, int))
                and not isinstance(edwards_trimp_type_0, bool)
            ):
                raise TypeError("edwards_trimp_type_0: expected a number")

            return edwards_trimp_type_0

        edwards_trimp = _parse_edwards_trimp(d.pop("edwards_trimp"))

        def _parse_efficiency(data: object) -> float | None:
            if data is None:
                return data
            efficiency_type_0 = data
            if not (
                isinstance(efficiency_type_0, (float, int))
                and not isinstance(efficiency_type_0, bool)
            ):
                raise TypeError("efficiency_type_0: expected a number")

            return efficiency_type_0

        efficiency = _parse_efficiency(d.pop("efficiency"))

        def _parse_power_decoupling_percent(data: object) -> float | None:
            if data is None:
                return data
            power_decoupling_percent_type_0 = data
            if not (
                isinstance(power_decoupling_percent_type_0, (float, int))
                and not isinstance(power_decoupling_percent_type_0, bool)
            ):
                raise TypeError("power_decoupling_percent_type_0: expected a number")

            return power_decoupling_percent_type_0

        power_decoupling_percent = _parse_power_decoupling_percent(
            d.pop("power_decoupling_percent")
        )

        def _parse_speed_decoupling_percent(data: object) -> float | None:
            if data is None:
                return data
            speed_decoupling_percent_type_0 = data
            if not (
                isinstance(speed_decoupling_percent_type_0, (float, int))
                and not isinstance(speed_decoupling_percent_type_0, bool)
            ):
                raise TypeError("speed_decoupling_percent_type_0: expected a number")

            return speed_decoupling_percent_type_0

        speed_decoupling_percent = _parse_speed_decoupling_percent(
            d.pop("speed_decoupling_percent")
        )

        def _parse_hr_zones(data: object) -> InZones | None:
            if data is None:
                return data
            if not isinstance(data, dict):
                raise TypeError("hr_zones: not of a type that the contract allows")
            return InZones.from_dict(data)

        hr_zones = _parse_hr_zones(d.pop("hr_zones"))

        def _parse_power_zones(data: object) -> InZones | None:
            if data is None:
                return data
            if not isinstance(data, dict):
                raise TypeError("power_zones: not of a type that the contract allows")
            return InZones.from_dict(data)

        power_zones = _parse_power_zones(d.pop("power_zones"))

        athlete = AthleteThen.from_dict(d.pop("athlete"))

        bests = []
        _bests = d.pop("bests")
        if not isinstance(_bests, list):
            raise TypeError("bests: expected a list")
        for bests_item_data in _bests:
            bests_item = BestOfActivity.from_dict(bests_item_data)

            bests.append(bests_item)

        remarks = []
        _remarks = d.pop("remarks")
        if not isinstance(_remarks, list):
            raise TypeError("remarks: expected a list")
        for remarks_item_data in _remarks:
            remarks_item = remarks_item_data
            if not isinstance(remarks_item, str):
                raise TypeError("remarks_item: expected text")

            remarks.append(remarks_item)

        _instance = cls(
            recording_id=recording_id,
            moving_s=moving_s,
            moving_speed_m_s=moving_speed_m_s,
            grade_adjusted_speed_m_s=grade_adjusted_speed_m_s,
            steepest_up_percent=steepest_up_percent,
            steepest_down_percent=steepest_down_percent,
            work_j=work_j,
            avg_power_w=avg_power_w,
            normalized_power_w=normalized_power_w,
            variability_index=variability_index,
            intensity_factor=intensity_factor,
            training_stress_score=training_stress_score,
            heart_rate_stress=heart_rate_stress,
            trimp=trimp,
            edwards_trimp=edwards_trimp,
            efficiency=efficiency,
            power_decoupling_percent=power_decoupling_percent,
            speed_decoupling_percent=speed_decoupling_percent,
            hr_zones=hr_zones,
            power_zones=power_zones,
            athlete=athlete,
            bests=bests,
            remarks=remarks,
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
