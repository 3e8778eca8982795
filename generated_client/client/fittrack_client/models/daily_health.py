# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.metric import Metric, check_metric

if TYPE_CHECKING:
    from ..models.day_source import DaySource
    from ..models.weight import Weight


T = TypeVar("T", bound="DailyHealth")


@_attrs_define
class DailyHealth:
    """A day in the athlete's local time. A night counts for the day of waking.

    Attributes:
        date (datetime.date):
        steps (int | None):
        distance_m (float | None):
        active_calories_kcal (int | None):
        ascent_m (float | None):
        descent_m (float | None):
        deep_sleep_s (int | None):
        light_sleep_s (int | None):
        rem_sleep_s (int | None):
        awake_s (int | None): Awake between the night's start and end.
        unmeasurable_s (int | None):
        sleep_s (int | None): Asleep: deep, light and REM sleep together.
        sleep_score (int | None): The night's score as the device has it, 0 to 100.
        resting_calories_kcal (int | None): For the full day.
        moderate_minutes (int | None): Minutes of moderate intensity.
        vigorous_minutes (int | None): Minutes of vigorous intensity.
        resting_hr_bpm (int | None): The day's resting heart rate; where a device gives none, that of the last days.
        avg_resting_hr_7_days_bpm (int | None): The resting heart rate of the last 7 days.
        min_hr_bpm (int | None):
        avg_hr_bpm (float | None):
        max_hr_bpm (int | None):
        avg_stress (float | None): From 0 to 100, of what was measured.
        max_stress (int | None):
        rest_stress_s (int | None): How long stress was 0 to 25.
        low_stress_s (int | None): How long stress was 26 to 50.
        medium_stress_s (int | None): How long stress was 51 to 75.
        high_stress_s (int | None): How long stress was above 75.
        min_respiration_brpm (float | None): Breaths a minute.
        avg_respiration_brpm (float | None):
        max_respiration_brpm (float | None):
        min_spo2_percent (int | None):
        avg_spo2_percent (float | None):
        hrv_last_night_ms (float | None): Heart rate variability: last night's average.
        hrv_last_night_5_min_high_ms (float | None): Last night's highest 5 minutes.
        hrv_weekly_ms (float | None): The average of the last 7 nights.
        hrv_baseline_low_upper_ms (float | None): Below it HRV is low.
        hrv_baseline_balanced_lower_ms (float | None): Where balanced HRV begins.
        hrv_baseline_balanced_upper_ms (float | None): Where balanced HRV ends.
        hrv_status (None | str): `none`, `poor`, `low`, `unbalanced` or `balanced` (FIT `hrv_status`).
        vo2max_ml_kg_min (float | None): Maximal oxygen uptake.
        cycling_vo2max_ml_kg_min (float | None): That of cycling.
        skin_temperature_c (float | None): Of the night.
        skin_temperature_deviation_c (float | None): How far it is from the athlete's own usual one.
        min_body_battery (int | None):
        max_body_battery (int | None):
        body_battery_charged (int | None):
        body_battery_drained (int | None):
        hydration_l (float | None): What was drunk.
        active_minutes (float | None):
        floors_climbed (float | None): The ascent in floors of 10 feet (3.048 m).
        floors_descended (float | None):
        weight_kg (float | None): The last weighing of the day.
        body_fat_percent (float | None): Of the day's last weighing that has it.
        body_water_percent (float | None):
        bone_mass_kg (float | None):
        muscle_mass_kg (float | None):
        bmi (float | None): Body mass index in kg/m².
        weights (list[Weight]):
        series (list[Metric]): What there is a series of over the day.
        sources (list[DaySource]):
        updated_at (datetime.datetime):
    """

    date: datetime.date
    steps: int | None
    distance_m: float | None
    active_calories_kcal: int | None
    ascent_m: float | None
    descent_m: float | None
    deep_sleep_s: int | None
    light_sleep_s: int | None
    rem_sleep_s: int | None
    awake_s: int | None
    unmeasurable_s: int | None
    sleep_s: int | None
    sleep_score: int | None
    resting_calories_kcal: int | None
    moderate_minutes: int | None
    vigorous_minutes: int | None
    resting_hr_bpm: int | None
    avg_resting_hr_7_days_bpm: int | None
    min_hr_bpm: int | None
    avg_hr_bpm: float | None
    max_hr_bpm: int | None
    avg_stress: float | None
    max_stress: int | None
    rest_stress_s: int | None
    low_stress_s: int | None
    medium_stress_s: int | None
    high_stress_s: int | None
    min_respiration_brpm: float | None
    avg_respiration_brpm: float | None
    max_respiration_brpm: float | None
    min_spo2_percent: int | None
    avg_spo2_percent: float | None
    hrv_last_night_ms: float | None
    hrv_last_night_5_min_high_ms: float | None
    hrv_weekly_ms: float | None
    hrv_baseline_low_upper_ms: float | None
    hrv_baseline_balanced_lower_ms: float | None
    hrv_baseline_balanced_upper_ms: float | None
    hrv_status: None | str
    vo2max_ml_kg_min: float | None
    cycling_vo2max_ml_kg_min: float | None
    skin_temperature_c: float | None
    skin_temperature_deviation_c: float | None
    min_body_battery: int | None
    max_body_battery: int | None
    body_battery_charged: int | None
    body_battery_drained: int | None
    hydration_l: float | None
    active_minutes: float | None
    floors_climbed: float | None
    floors_descended: float | None
    weight_kg: float | None
    body_fat_percent: float | None
    body_water_percent: float | None
    bone_mass_kg: float | None
    muscle_mass_kg: float | None
    bmi: float | None
    weights: list[Weight]
    series: list[Metric]
    sources: list[DaySource]
    updated_at: datetime.datetime
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        date = self.date.isoformat()

        steps: int | None
        steps = self.steps

        distance_m: float | None
        distance_m = self.distance_m

        active_calories_kcal: int | None
        active_calories_kcal = self.active_calories_kcal

        ascent_m: float | None
        ascent_m = self.ascent_m

        descent_m: float | None
        descent_m = self.descent_m

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

        resting_calories_kcal: int | None
        resting_calories_kcal = self.resting_calories_kcal

        moderate_minutes: int | None
        moderate_minutes = self.moderate_minutes

        vigorous_minutes: int | None
        vigorous_minutes = self.vigorous_minutes

        resting_hr_bpm: int | None
        resting_hr_bpm = self.resting_hr_bpm

        avg_resting_hr_7_days_bpm: int | None
        avg_resting_hr_7_days_bpm = self.avg_resting_hr_7_days_bpm

        min_hr_bpm: int | None
        min_hr_bpm = self.min_hr_bpm

        avg_hr_bpm: float | None
        avg_hr_bpm = self.avg_hr_bpm

        max_hr_bpm: int | None
        max_hr_bpm = self.max_hr_bpm

        avg_stress: float | None
        avg_stress = self.avg_stress

        max_stress: int | None
        max_stress = self.max_stress

        rest_stress_s: int | None
        rest_stress_s = self.rest_stress_s

        low_stress_s: int | None
        low_stress_s = self.low_stress_s

        medium_stress_s: int | None
        medium_stress_s = self.medium_stress_s

        high_stress_s: int | None
        high_stress_s = self.high_stress_s

        min_respiration_brpm: float | None
        min_respiration_brpm = self.min_respiration_brpm

        avg_respiration_brpm: float | None
        avg_respiration_brpm = self.avg_respiration_brpm

        max_respiration_brpm: float | None
        max_respiration_brpm = self.max_respiration_brpm

        min_spo2_percent: int | None
        min_spo2_percent = self.min_spo2_percent

        avg_spo2_percent: float | None
        avg_spo2_percent = self.avg_spo2_percent

        hrv_last_night_ms: float | None
        hrv_last_night_ms = self.hrv_last_night_ms

        hrv_last_night_5_min_high_ms: float | None
        hrv_last_night_5_min_high_ms = self.hrv_last_night_5_min_high_ms

        hrv_weekly_ms: float | None
        hrv_weekly_ms = self.hrv_weekly_ms

        hrv_baseline_low_upper_ms: float | None
        hrv_baseline_low_upper_ms = self.hrv_baseline_low_upper_ms

        hrv_baseline_balanced_lower_ms: float | None
        hrv_baseline_balanced_lower_ms = self.hrv_baseline_balanced_lower_ms

        hrv_baseline_balanced_upper_ms: float | None
        hrv_baseline_balanced_upper_ms = self.hrv_baseline_balanced_upper_ms

        hrv_status: None | str
        hrv_status = self.hrv_status

        vo2max_ml_kg_min: float | None
        vo2max_ml_kg_min = self.vo2max_ml_kg_min

        cycling_vo2max_ml_kg_min: float | None
        cycling_vo2max_ml_kg_min = self.cycling_vo2max_ml_kg_min

        skin_temperature_c: float | None
        skin_temperature_c = self.skin_temperature_c

        skin_temperature_deviation_c: float | None
        skin_temperature_deviation_c = self.skin_temperature_deviation_c

        min_body_battery: int | None
        min_body_battery = self.min_body_battery

        max_body_battery: int | None
        max_body_battery = self.max_body_battery

        body_battery_charged: int | None
        body_battery_charged = self.body_battery_charged

        body_battery_drained: int | None
        body_battery_drained = self.body_battery_drained

        hydration_l: float | None
        hydration_l = self.hydration_l

        active_minutes: float | None
        active_minutes = self.active_minutes

        floors_climbed: float | None
        floors_climbed = self.floors_climbed

        floors_descended: float | None
        floors_descended = self.floors_descended

        weight_kg: float | None
        weight_kg = self.weight_kg

        body_fat_percent: float | None
        body_fat_percent = self.body_fat_percent

        body_water_percent: float | None
        body_water_percent = self.body_water_percent

        bone_mass_kg: float | None
        bone_mass_kg = self.bone_mass_kg

        muscle_mass_kg: float | None
        muscle_mass_kg = self.muscle_mass_kg

        bmi: float | None
        bmi = self.bmi

        weights = []
        for weights_item_data in self.weights:
            weights_item = weights_item_data.to_dict()
            weights.append(weights_item)

        series = []
        for series_item_data in self.series:
            series_item: str = series_item_data
            series.append(series_item)

        sources = []
        for sources_item_data in self.sources:
            sources_item = sources_item_data.to_dict()
            sources.append(sources_item)

        updated_at = self.updated_at.isoformat().replace("+00:00", "Z")

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "date": date,
                "steps": steps,
                "distance_m": distance_m,
                "active_calories_kcal": active_calories_kcal,
                "ascent_m": ascent_m,
                "descent_m": descent_m,
                "deep_sleep_s": deep_sleep_s,
                "light_sleep_s": light_sleep_s,
                "rem_sleep_s": rem_sleep_s,
                "awake_s": awake_s,
                "unmeasurable_s": unmeasurable_s,
                "sleep_s": sleep_s,
                "sleep_score": sleep_score,
                "resting_calories_kcal": resting_calories_kcal,
                "moderate_minutes": moderate_minutes,
                "vigorous_minutes": vigorous_minutes,
                "resting_hr_bpm": resting_hr_bpm,
                "avg_resting_hr_7_days_bpm": avg_resting_hr_7_days_bpm,
                "min_hr_bpm": min_hr_bpm,
                "avg_hr_bpm": avg_hr_bpm,
                "max_hr_bpm": max_hr_bpm,
                "avg_stress": avg_stress,
                "max_stress": max_stress,
                "rest_stress_s": rest_stress_s,
                "low_stress_s": low_stress_s,
                "medium_stress_s": medium_stress_s,
                "high_stress_s": high_stress_s,
                "min_respiration_brpm": min_respiration_brpm,
                "avg_respiration_brpm": avg_respiration_brpm,
                "max_respiration_brpm": max_respiration_brpm,
                "min_spo2_percent": min_spo2_percent,
                "avg_spo2_percent": avg_spo2_percent,
                "hrv_last_night_ms": hrv_last_night_ms,
                "hrv_last_night_5_min_high_ms": hrv_last_night_5_min_high_ms,
                "hrv_weekly_ms": hrv_weekly_ms,
                "hrv_baseline_low_upper_ms": hrv_baseline_low_upper_ms,
                "hrv_baseline_balanced_lower_ms": hrv_baseline_balanced_lower_ms,
                "hrv_baseline_balanced_upper_ms": hrv_baseline_balanced_upper_ms,
                "hrv_status": hrv_status,
                "vo2max_ml_kg_min": vo2max_ml_kg_min,
                "cycling_vo2max_ml_kg_min": cycling_vo2max_ml_kg_min,
                "skin_temperature_c": skin_temperature_c,
                "skin_temperature_deviation_c": skin_temperature_deviation_c,
                "min_body_battery": min_body_battery,
                "max_body_battery": max_body_battery,
                "body_battery_charged": body_battery_charged,
                "body_battery_drained": body_battery_drained,
                "hydration_l": hydration_l,
                "active_minutes": active_minutes,
                "floors_climbed": floors_climbed,
                "floors_descended": floors_descended,
                "weight_kg": weight_kg,
                "body_fat_percent": body_fat_percent,
                "body_water_percent": body_water_percent,
                "bone_mass_kg": bone_mass_kg,
                "muscle_mass_kg": muscle_mass_kg,
                "bmi": bmi,
                "weights": weights,
                "series": series,
                "sources": sources,
                "updated_at": updated_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.day_source import DaySource
        from ..models.weight import Weight

        d = dict(src_dict)
        date = datetime.date.fromisoformat(d.pop("date"))

        def _parse_steps(data: object) -> int | None:
            if data is None:
                return data
            steps_type_0 = data
            if not (isinstance(steps_type_0, int) and not isinstance(steps_type_0, bool)):
                raise TypeError("steps_type_0: expected a whole number")

            return steps_type_0

        steps = _parse_steps(d.pop("steps"))

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

        def _parse_active_calories_kcal(data: object) -> int | None:
            if data is None:
                return data
            active_calories_kcal_type_0 = data
            if not (
                isinstance(active_calories_kcal_type_0, int)
                and not isinstance(active_calories_kcal_type_0, bool)
            ):
                raise TypeError("active_calories_kcal_type_0: expected a whole number")

            return active_calories_kcal_type_0

        active_calories_kcal = _parse_active_calories_kcal(d.pop("active_calories_kcal"))

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

        def _parse_descent_m(data: object) -> float | None:
            if data is None:
                return data
            descent_m_type_0 = data
            if not (
                isinstance(descent_m_type_0, (float, int))
                and not isinstance(descent_m_type_0, bool)
            ):
                raise TypeError("descent_m_type_0: expected a number")

            return descent_m_type_0

        descent_m = _parse_descent_m(d.pop("descent_m"))

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

        def _parse_resting_calories_kcal(data: object) -> int | None:
            if data is None:
                return data
            resting_calories_kcal_type_0 = data
            if not (
                isinstance(resting_calories_kcal_type_0, int)
                and not isinstance(resting_calories_kcal_type_0, bool)
            ):
                raise TypeError("resting_calories_kcal_type_0: expected a whole number")

            return resting_calories_kcal_type_0

        resting_calories_kcal = _parse_resting_calories_kcal(d.pop("resting_calories_kcal"))

        def _parse_moderate_minutes(data: object) -> int | None:
            if data is None:
                return data
            moderate_minutes_type_0 = data
            if not (
                isinstance(moderate_minutes_type_0, int)
                and not isinstance(moderate_minutes_type_0, bool)
            ):
                raise TypeError("moderate_minutes_type_0: expected a whole number")

            return moderate_minutes_type_0

        moderate_minutes = _parse_moderate_minutes(d.pop("moderate_minutes"))

        def _parse_vigorous_minutes(data: object) -> int | None:
            if data is None:
                return data
            vigorous_minutes_type_0 = data
            if not (
                isinstance(vigorous_minutes_type_0, int)
                and not isinstance(vigorous_minutes_type_0, bool)
            ):
                raise TypeError("vigorous_minutes_type_0: expected a whole number")

            return vigorous_minutes_type_0

        vigorous_minutes = _parse_vigorous_minutes(d.pop("vigorous_minutes"))

        def _parse_resting_hr_bpm(data: object) -> int | None:
            if data is None:
                return data
            resting_hr_bpm_type_0 = data
            if not (
                isinstance(resting_hr_bpm_type_0, int)
                and not isinstance(resting_hr_bpm_type_0, bool)
            ):
                raise TypeError("resting_hr_bpm_type_0: expected a whole number")

            return resting_hr_bpm_type_0

        resting_hr_bpm = _parse_resting_hr_bpm(d.pop("resting_hr_bpm"))

        def _parse_avg_resting_hr_7_days_bpm(data: object) -> int | None:
            if data is None:
                return data
            avg_resting_hr_7_days_bpm_type_0 = data
            if not (
                isinstance(avg_resting_hr_7_days_bpm_type_0, int)
                and not isinstance(avg_resting_hr_7_days_bpm_type_0, bool)
            ):
                raise TypeError("avg_resting_hr_7_days_bpm_type_0: expected a whole number")

            return avg_resting_hr_7_days_bpm_type_0

        avg_resting_hr_7_days_bpm = _parse_avg_resting_hr_7_days_bpm(
            d.pop("avg_resting_hr_7_days_bpm")
        )

        def _parse_min_hr_bpm(data: object) -> int | None:
            if data is None:
                return data
            min_hr_bpm_type_0 = data
            if not (isinstance(min_hr_bpm_type_0, int) and not isinstance(min_hr_bpm_type_0, bool)):
                raise TypeError("min_hr_bpm_type_0: expected a whole number")

            return min_hr_bpm_type_0

        min_hr_bpm = _parse_min_hr_bpm(d.pop("min_hr_bpm"))

        def _parse_avg_hr_bpm(data: object) -> float | None:
            if data is None:
                return data
            avg_hr_bpm_type_0 = data
            if not (
                isinstance(avg_hr_bpm_type_0, (float, int))
                and not isinstance(avg_hr_bpm_type_0, bool)
            ):
                raise TypeError("avg_hr_bpm_type_0: expected a number")

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

        def _parse_max_stress(data: object) -> int | None:
            if data is None:
                return data
            max_stress_type_0 = data
            if not (isinstance(max_stress_type_0, int) and not isinstance(max_stress_type_0, bool)):
                raise TypeError("max_stress_type_0: expected a whole number")

            return max_stress_type_0

        max_stress = _parse_max_stress(d.pop("max_stress"))

        def _parse_rest_stress_s(data: object) -> int | None:
            if data is None:
                return data
            rest_stress_s_type_0 = data
            if not (
                isinstance(rest_stress_s_type_0, int) and not isinstance(rest_stress_s_type_0, bool)
            ):
                raise TypeError("rest_stress_s_type_0: expected a whole number")

            return rest_stress_s_type_0

        rest_stress_s = _parse_rest_stress_s(d.pop("rest_stress_s"))

        def _parse_low_stress_s(data: object) -> int | None:
            if data is None:
                return data
            low_stress_s_type_0 = data
            if not (
                isinstance(low_stress_s_type_0, int) and not isinstance(low_stress_s_type_0, bool)
            ):
                raise TypeError("low_stress_s_type_0: expected a whole number")

            return low_stress_s_type_0

        low_stress_s = _parse_low_stress_s(d.pop("low_stress_s"))

        def _parse_medium_stress_s(data: object) -> int | None:
            if data is None:
                return data
            medium_stress_s_type_0 = data
            if not (
                isinstance(medium_stress_s_type_0, int)
                and not isinstance(medium_stress_s_type_0, bool)
            ):
                raise TypeError("medium_stress_s_type_0: expected a whole number")

            return medium_stress_s_type_0

        medium_stress_s = _parse_medium_stress_s(d.pop("medium_stress_s"))

        def _parse_high_stress_s(data: object) -> int | None:
            if data is None:
                return data
            high_stress_s_type_0 = data
            if not (
                isinstance(high_stress_s_type_0, int) and not isinstance(high_stress_s_type_0, bool)
            ):
                raise TypeError("high_stress_s_type_0: expected a whole number")

            return high_stress_s_type_0

        high_stress_s = _parse_high_stress_s(d.pop("high_stress_s"))

        def _parse_min_respiration_brpm(data: object) -> float | None:
            if data is None:
                return data
            min_respiration_brpm_type_0 = data
            if not (
                isinstance(min_respiration_brpm_type_0, (float, int))
                and not isinstance(min_respiration_brpm_type_0, bool)
            ):
                raise TypeError("min_respiration_brpm_type_0: expected a number")

            return min_respiration_brpm_type_0

        min_respiration_brpm = _parse_min_respiration_brpm(d.pop("min_respiration_brpm"))

        def _parse_avg_respiration_brpm(data: object) -> float | None:
            if data is None:
                return data
            avg_respiration_brpm_type_0 = data
            if not (
                isinstance(avg_respiration_brpm_type_0, (float, int))
                and not isinstance(avg_respiration_brpm_type_0, bool)
            ):
                raise TypeError("avg_respiration_brpm_type_0: expected a number")

            return avg_respiration_brpm_type_0

        avg_respiration_brpm = _parse_avg_respiration_brpm(d.pop("avg_respiration_brpm"))

        def _parse_max_respiration_brpm(data: object) -> float | None:
            if data is None:
                return data
            max_respiration_brpm_type_0 = data
            if not (
                isinstance(max_respiration_brpm_type_0, (float, int))
                and not isinstance(max_respiration_brpm_type_0, bool)
            ):
                raise TypeError("max_respiration_brpm_type_0: expected a number")

            return max_respiration_brpm_type_0

        max_respiration_brpm = _parse_max_respiration_brpm(d.pop("max_respiration_brpm"))

        def _parse_min_spo2_percent(data: object) -> int | None:
            if data is None:
                return data
            min_spo2_percent_type_0 = data
            if not (
                isinstance(min_spo2_percent_type_0, int)
                and not isinstance(min_spo2_percent_type_0, bool)
            ):
                raise TypeError("min_spo2_percent_type_0: expected a whole number")

            return min_spo2_percent_type_0

        min_spo2_percent = _parse_min_spo2_percent(d.pop("min_spo2_percent"))

        def _parse_avg_spo2_percent(data: object) -> float | None:
            if data is None:
                return data
            avg_spo2_percent_type_0 = data
            if not (
                isinstance(avg_spo2_percent_type_0, (float, int))
                and not isinstance(avg_spo2_percent_type_0, bool)
            ):
                raise TypeError("avg_spo2_percent_type_0: expected a number")

            return avg_spo2_percent_type_0

        avg_spo2_percent = _parse_avg_spo2_percent(d.pop("avg_spo2_percent"))

        def _parse_hrv_last_night_ms(data: object) -> float | None:
            if data is None:
                return data
            hrv_last_night_ms_type_0 = data
            if not (
                isinstance(hrv_last_night_ms_type_0, (float, int))
                and not isinstance(hrv_last_night_ms_type_0, bool)
            ):
                raise TypeError("hrv_last_night_ms_type_0: expected a number")

            return hrv_last_night_ms_type_0

        hrv_last_night_ms = _parse_hrv_last_night_ms(d.pop("hrv_last_night_ms"))

        def _parse_hrv_last_night_5_min_high_ms(data: object) -> float | None:
            if data is None:
                return data
            hrv_last_night_5_min_high_ms_type_0 = data
            if not (
                isinstance(hrv_last_night_5_min_high_ms_type_0, (float, int))
                and not isinstance(hrv_last_night_5_min_high_ms_type_0, bool)
            ):
                raise TypeError("hrv_last_night_5_min_high_ms_type_0: expected a number")

            return hrv_last_night_5_min_high_ms_type_0

        hrv_last_night_5_min_high_ms = _parse_hrv_last_night_5_min_high_ms(
            d.pop("hrv_last_night_5_min_high_ms")
        )

        def _parse_hrv_weekly_ms(data: object) -> float | None:
            if data is None:
                return data
            hrv_weekly_ms_type_0 = data
            if not (
                isinstance(hrv_weekly_ms_type_0, (float, int))
                and not isinstance(hrv_weekly_ms_type_0, bool)
            ):
                raise TypeError("hrv_weekly_ms_type_0: expected a number")

            return hrv_weekly_ms_type_0

        hrv_weekly_ms = _parse_hrv_weekly_ms(d.pop("hrv_weekly_ms"))

        def _parse_hrv_baseline_low_upper_ms(data: object) -> float | None:
            if data is None:
                return data
            hrv_baseline_low_upper_ms_type_0 = data
            if not (
                isinstance(hrv_baseline_low_upper_ms_type_0, (float, int))
                and not isinstance(hrv_baseline_low_upper_ms_type_0, bool)
            ):
                raise TypeError("hrv_baseline_low_upper_ms_type_0: expected a number")

            return hrv_baseline_low_upper_ms_type_0

        hrv_baseline_low_upper_ms = _parse_hrv_baseline_low_upper_ms(
            d.pop("hrv_baseline_low_upper_ms")
        )

        def _parse_hrv_baseline_balanced_lower_ms(data: object) -> float | None:
            if data is None:
                return data
            hrv_baseline_balanced_lower_ms_type_0 = data
            if not (
                isinstance(hrv_baseline_balanced_lower_ms_type_0, (float, int))
                and not isinstance(hrv_baseline_balanced_lower_ms_type_0, bool)
            ):
                raise TypeError("hrv_baseline_balanced_lower_ms_type_0: expected a number")

            return hrv_baseline_balanced_lower_ms_type_0

        hrv_baseline_balanced_lower_ms = _parse_hrv_baseline_balanced_lower_ms(
            d.pop("hrv_baseline_balanced_lower_ms")
        )

        def _parse_hrv_baseline_balanced_upper_ms(data: object) -> float | None:
            if data is None:
                return data
            hrv_baseline_balanced_upper_ms_type_0 = data
            if not (
                isinstance(hrv_baseline_balanced_upper_ms_type_0, (float, int))
                and not isinstance(hrv_baseline_balanced_upper_ms_type_0, bool)
            ):
                raise TypeError("hrv_baseline_balanced_upper_ms_type_0: expected a number")

            return hrv_baseline_balanced_upper_ms_type_0

        hrv_baseline_balanced_upper_ms = _parse_hrv_baseline_balanced_upper_ms(
            d.pop("hrv_baseline_balanced_upper_ms")
        )

        def _parse_hrv_status(data: object) -> None | str:
            if data is None:
                return data
            if not isinstance(data, str):
                raise TypeError("hrv_status: not of a type that the contract allows")
            hrv_status_type_0 = data
            if not isinstance(hrv_status_type_0, str):
                raise TypeError("hrv_status_type_0: expected text")

            return hrv_status_type_0

        hrv_status = _parse_hrv_status(d.pop("hrv_status"))

        def _parse_vo2max_ml_kg_min(data: object) -> float | None:
            if data is None:
                return data
            vo2max_ml_kg_min_type_0 = data
            if not (
                isinstance(vo2max_ml_kg_min_type_0, (float, int))
                and not isinstance(vo2max_ml_kg_min_type_0, bool)
            ):
                raise TypeError("vo2max_ml_kg_min_type_0: expected a number")

            return vo2max_ml_kg_min_type_0

        vo2max_ml_kg_min = _parse_vo2max_ml_kg_min(d.pop("vo2max_ml_kg_min"))

        def _parse_cycling_vo2max_ml_kg_min(data: object) -> float | None:
            if data is None:
                return data
            cycling_vo2max_ml_kg_min_type_0 = data
            if not (
                isinstance(cycling_vo2max_ml_kg_min_type_0, (float, int))
                and not isinstance(cycling_vo2max_ml_kg_min_type_0, bool)
            ):
                raise TypeError("cycling_vo2max_ml_kg_min_type_0: expected a number")

            return cycling_vo2max_ml_kg_min_type_0

        cycling_vo2max_ml_kg_min = _parse_cycling_vo2max_ml_kg_min(
            d.pop("cycling_vo2max_ml_kg_min")
        )

        def _parse_skin_temperature_c(data: object) -> float | None:
            if data is None:
                return data
            skin_temperature_c_type_0 = data
            if not (
                isinstance(skin_temperature_c_type_0, (float, int))
                and not isinstance(skin_temperature_c_type_0, bool)
            ):
                raise TypeError("skin_temperature_c_type_0: expected a number")

            return skin_temperature_c_type_0

        skin_temperature_c = _parse_skin_temperature_c(d.pop("skin_temperature_c"))

        def _parse_skin_temperature_deviation_c(data: object) -> float | None:
            if data is None:
                return data
            skin_temperature_deviation_c_type_0 = data
            if not (
                isinstance(skin_temperature_deviation_c_type_0, (float, int))
                and not isinstance(skin_temperature_deviation_c_type_0, bool)
            ):
                raise TypeError("skin_temperature_deviation_c_type_0: expected a number")

            return skin_temperature_deviation_c_type_0

        skin_temperature_deviation_c = _parse_skin_temperature_deviation_c(
            d.pop("skin_temperature_deviation_c")
        )

        def _parse_min_body_battery(data: object) -> int | None:
            if data is None:
                return data
            min_body_battery_type_0 = data
            if not (
                isinstance(min_body_battery_type_0, int)
                and not isinstance(min_body_battery_type_0, bool)
            ):
                raise TypeError("min_body_battery_type_0: expected a whole number")

            return min_body_battery_type_0

        min_body_battery = _parse_min_body_battery(d.pop("min_body_battery"))

        def _parse_max_body_battery(data: object) -> int | None:
            if data is None:
                return data
            max_body_battery_type_0 = data
            if not (
                isinstance(max_body_battery_type_0, int)
                and not isinstance(max_body_battery_type_0, bool)
            ):
                raise TypeError("max_body_battery_type_0: expected a whole number")

            return max_body_battery_type_0

        max_body_battery = _parse_max_body_battery(d.pop("max_body_battery"))

        def _parse_body_battery_charged(data: object) -> int | None:
            if data is None:
                return data
            body_battery_charged_type_0 = data
            if not (
                isinstance(body_battery_charged_type_0, int)
                and not isinstance(body_battery_charged_type_0, bool)
            ):
                raise TypeError("body_battery_charged_type_0: expected a whole number")

            return body_battery_charged_type_0

        body_battery_charged = _parse_body_battery_charged(d.pop("body_battery_charged"))

        def _parse_body_battery_drained(data: object) -> int | None:
            if data is None:
                return data
            body_battery_drained_type_0 = data
            if not (
                isinstance(body_battery_drained_type_0, int)
                and not isinstance(body_battery_drained_type_0, bool)
            ):
                raise TypeError("body_battery_drained_type_0: expected a whole number")

            return body_battery_drained_type_0

        body_battery_drained = _parse_body_battery_drained(d.pop("body_battery_drained"))

        def _parse_hydration_l(data: object) -> float | None:
            if data is None:
                return data
            hydration_l_type_0 = data
            if not (
                isinstance(hydration_l_type_0, (float, int))
                and not isinstance(hydration_l_type_0, bool)
            ):
                raise TypeError("hydration_l_type_0: expected a number")

            return hydration_l_type_0

        hydration_l = _parse_hydration_l(d.pop("hydration_l"))

        def _parse_active_minutes(data: object) -> float | None:
            if data is None:
                return data
            active_minutes_type_0 = data
            if not (
                isinstance(active_minutes_type_0, (float, int))
                and not isinstance(active_minutes_type_0, bool)
            ):
                raise TypeError("active_minutes_type_0: expected a number")

            return active_minutes_type_0

        active_minutes = _parse_active_minutes(d.pop("active_minutes"))

        def _parse_floors_climbed(data: object) -> float | None:
            if data is None:
                return data
            floors_climbed_type_0 = data
            if not (
                isinstance(floors_climbed_type_0, (float, int))
                and not isinstance(floors_climbed_type_0, bool)
            ):
                raise TypeError("floors_climbed_type_0: expected a number")

            return floors_climbed_type_0

        floors_climbed = _parse_floors_climbed(d.pop("floors_climbed"))

        def _parse_floors_descended(data: object) -> float | None:
            if data is None:
                return data
            floors_descended_type_0 = data
            if not (
                isinstance(floors_descended_type_0, (float, int))
                and not isinstance(floors_descended_type_0, bool)
            ):
                raise TypeError("floors_descended_type_0: expected a number")

            return floors_descended_type_0

        floors_descended = _parse_floors_descended(d.pop("floors_descended"))

        def _parse_weight_kg(data: object) -> float | None:
            if data is None:
                return data
            weight_kg_type_0 = data
            if not (
                isinstance(weight_kg_type_0, (float, int))
                and not isinstance(weight_kg_type_0, bool)
            ):
                raise TypeError("weight_kg_type_0: expected a number")

            return weight_kg_type_0

        weight_kg = _parse_weight_kg(d.pop("weight_kg"))

        def _parse_body_fat_percent(data: object) -> float | None:
            if data is None:
                return data
            body_fat_percent_type_0 = data
            if not (
                isinstance(body_fat_percent_type_0, (float, int))
                and not isinstance(body_fat_percent_type_0, bool)
            ):
                raise TypeError("body_fat_percent_type_0: expected a number")

            return body_fat_percent_type_0

        body_fat_percent = _parse_body_fat_percent(d.pop("body_fat_percent"))

        def _parse_body_water_percent(data: object) -> float | None:
            if data is None:
                return data
            body_water_percent_type_0 = data
            if not (
                isinstance(body_water_percent_type_0, (float, int))
                and not isinstance(body_water_percent_type_0, bool)
            ):
                raise TypeError("body_water_percent_type_0: expected a number")

            return body_water_percent_type_0

        body_water_percent = _parse_body_water_percent(d.pop("body_water_percent"))

        def _parse_bone_mass_kg(data: object) -> float | None:
            if data is None:
                return data
            bone_mass_kg_type_0 = data
            if not (
                isinstance(bone_mass_kg_type_0, (float, int))
                and not isinstance(bone_mass_kg_type_0, bool)
            ):
                raise TypeError("bone_mass_kg_type_0: expected a number")

            return bone_mass_kg_type_0

        bone_mass_kg = _parse_bone_mass_kg(d.pop("bone_mass_kg"))

        def _parse_muscle_mass_kg(data: object) -> float | None:
            if data is None:
                return data
            muscle_mass_kg_type_0 = data
            if not (
                isinstance(muscle_mass_kg_type_0, (float, int))
                and not isinstance(muscle_mass_kg_type_0, bool)
            ):
                raise TypeError("muscle_mass_kg_type_0: expected a number")

            return muscle_mass_kg_type_0

        muscle_mass_kg = _parse_muscle_mass_kg(d.pop("muscle_mass_kg"))

        def _parse_bmi(data: object) -> float | None:
            if data is None:
                return data
            bmi_type_0 = data
            if not (isinstance(bmi_type_0, (float, int)) and not isinstance(bmi_type_0, bool)):
                raise TypeError("bmi_type_0: expected a number")

            return bmi_type_0

        bmi = _parse_bmi(d.pop("bmi"))

        weights = []
        _weights = d.pop("weights")
        if not isinstance(_weights, list):
            raise TypeError("weights: expected a list")
        for weights_item_data in _weights:
            weights_item = Weight.from_dict(weights_item_data)

            weights.append(weights_item)

        series = []
        _series = d.pop("series")
        if not isinstance(_series, list):
            raise TypeError("series: expected a list")
        for series_item_data in _series:
            series_item = check_metric(series_item_data)

            series.append(series_item)

        sources = []
        _sources = d.pop("sources")
        if not isinstance(_sources, list):
            raise TypeError("sources: expected a list")
        for sources_item_data in _sources:
            sources_item = DaySource.from_dict(sources_item_data)

            sources.append(sources_item)

        updated_at = datetime.datetime.fromisoformat(d.pop("updated_at"))

        _instance = cls(
            date=date,
            steps=steps,
            distance_m=distance_m,
            active_calories_kcal=active_calories_kcal,
            ascent_m=ascent_m,
            descent_m=descent_m,
            deep_sleep_s=deep_sleep_s,
            light_sleep_s=light_sleep_s,
            rem_sleep_s=rem_sleep_s,
            awake_s=awake_s,
            unmeasurable_s=unmeasurable_s,
            sleep_s=sleep_s,
            sleep_score=sleep_score,
            resting_calories_kcal=resting_calories_kcal,
            moderate_minutes=moderate_minutes,
            vigorous_minutes=vigorous_minutes,
            resting_hr_bpm=resting_hr_bpm,
            avg_resting_hr_7_days_bpm=avg_resting_hr_7_days_bpm,
            min_hr_bpm=min_hr_bpm,
            avg_hr_bpm=avg_hr_bpm,
            max_hr_bpm=max_hr_bpm,
            avg_stress=avg_stress,
            max_stress=max_stress,
            rest_stress_s=rest_stress_s,
            low_stress_s=low_stress_s,
            medium_stress_s=medium_stress_s,
            high_stress_s=high_stress_s,
            min_respiration_brpm=min_respiration_brpm,
            avg_respiration_brpm=avg_respiration_brpm,
            max_respiration_brpm=max_respiration_brpm,
            min_spo2_percent=min_spo2_percent,
            avg_spo2_percent=avg_spo2_percent,
            hrv_last_night_ms=hrv_last_night_ms,
            hrv_last_night_5_min_high_ms=hrv_last_night_5_min_high_ms,
            hrv_weekly_ms=hrv_weekly_ms,
            hrv_baseline_low_upper_ms=hrv_baseline_low_upper_ms,
            hrv_baseline_balanced_lower_ms=hrv_baseline_balanced_lower_ms,
            hrv_baseline_balanced_upper_ms=hrv_baseline_balanced_upper_ms,
            hrv_status=hrv_status,
            vo2max_ml_kg_min=vo2max_ml_kg_min,
            cycling_vo2max_ml_kg_min=cycling_vo2max_ml_kg_min,
            skin_temperature_c=skin_temperature_c,
            skin_temperature_deviation_c=skin_temperature_deviation_c,
            min_body_battery=min_body_battery,
            max_body_battery=max_body_battery,
            body_battery_charged=body_battery_charged,
            body_battery_drained=body_battery_drained,
            hydration_l=hydration_l,
            active_minutes=active_minutes,
            floors_climbed=floors_climbed,
            floors_descended=floors_descended,
            weight_kg=weight_kg,
            body_fat_percent=body_fat_percent,
            body_water_percent=body_water_percent,
            bone_mass_kg=bone_mass_kg,
            muscle_mass_kg=muscle_mass_kg,
            bmi=bmi,
            weights=weights,
            series=series,
            sources=sources,
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
