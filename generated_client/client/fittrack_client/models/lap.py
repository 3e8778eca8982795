# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="Lap")


@_attrs_define
class Lap:
    """A part of an activity (FIT profile: `lap`).

    Attributes:
        index (int):
        start_time (datetime.datetime):
        distance_m (float | None):
        timer_s (float | None):
        elapsed_s (float | None):
        calories_kcal (int | None):
        avg_hr_bpm (int | None):
        max_hr_bpm (int | None):
        ascent_m (float | None):
        moving_s (float | None): Time in motion (FIT: total_moving_time).
        active_s (float | None): Time without rests (FIT: active_time).
        standing_s (float | None): Time out of the saddle.
        avg_speed_m_s (float | None):
        max_speed_m_s (float | None):
        avg_grade_adjusted_speed_m_s (float | None): The speed of the same effort on the level, by the device.
        avg_cadence_rpm (float | None): Turns a minute as FIT has them: of the crank; on foot strides, each of two
            steps; strokes; pushes of a wheelchair.
        max_cadence_rpm (float | None):
        cycles (float | None): By the sport, turns of the crank, strides of two steps, strokes, pushes or repetitions
            (FIT: total_cycles).
        min_hr_bpm (int | None):
        avg_power_w (int | None):
        max_power_w (int | None):
        normalized_power_w (int | None): As the device works it out.
        work_j (int | None):
        right_balance_percent (float | None): The right leg's part of the power.
        avg_left_torque_effectiveness_percent (float | None):
        avg_right_torque_effectiveness_percent (float | None):
        avg_left_pedal_smoothness_percent (float | None):
        avg_right_pedal_smoothness_percent (float | None):
        avg_combined_pedal_smoothness_percent (float | None):
        avg_left_pco_mm (int | None): How far out the left foot presses (platform centre offset).
        avg_right_pco_mm (int | None): How far out the right foot presses (platform centre offset).
        stand_count (int | None): How often the rider stood up.
        front_gear_shift_count (int | None):
        rear_gear_shift_count (int | None):
        avg_motor_power_w (int | None): Of an electric bicycle.
        max_motor_power_w (int | None):
        motor_battery_consumption_percent (float | None):
        descent_m (float | None):
        avg_altitude_m (float | None):
        min_altitude_m (float | None):
        max_altitude_m (float | None):
        avg_grade_percent (float | None):
        avg_pos_grade_percent (float | None): Of what goes up.
        avg_neg_grade_percent (float | None): Of what goes down.
        max_pos_grade_percent (float | None):
        max_neg_grade_percent (float | None):
        avg_pos_vertical_speed_m_s (float | None):
        avg_neg_vertical_speed_m_s (float | None):
        max_pos_vertical_speed_m_s (float | None):
        max_neg_vertical_speed_m_s (float | None):
        avg_vam_m_s (float | None): The speed of the ascent alone.
        avg_temperature_c (float | None):
        min_temperature_c (float | None):
        max_temperature_c (float | None):
        avg_core_temperature_c (float | None): Of the body.
        min_core_temperature_c (float | None):
        max_core_temperature_c (float | None):
        avg_step_length_mm (float | None):
        avg_vertical_oscillation_mm (float | None):
        avg_vertical_ratio_percent (float | None):
        avg_stance_time_ms (float | None):
        avg_stance_time_percent (float | None): Of each step.
        avg_stance_time_balance_percent (float | None): The left foot's part.
        num_lengths (int | None): Lengths of the pool, rests included.
        num_active_lengths (int | None): Lengths that were swum.
        swim_stroke (None | str):
        avg_stroke_distance_m (float | None):
        avg_strokes_per_length (float | None):
        avg_swolf (int | None): The strokes and the seconds of a length, added up.
        fat_calories_kcal (int | None):
        metabolic_calories_kcal (int | None): What the body would have used at rest.
        avg_respiration_rate_per_min (float | None):
        max_respiration_rate_per_min (float | None):
        total_grit (float | None):
        avg_grit (float | None):
        total_flow (float | None):
        avg_flow (float | None):
        jump_count (int | None):
        player_score (int | None):
        opponent_score (int | None):
        avg_depth_m (float | None):
        max_depth_m (float | None):
        intensity (None | str): What the lap was for: `active`, `rest`, `warmup`, `cooldown`, …
        trigger (None | str): What ended it: `manual`, `distance`, `time`, `session_end`, …
        workout_step_index (int | None): The step of the planned workout that it was.
        repetition (int | None):
    """

    index: int
    start_time: datetime.datetime
    distance_m: float | None
    timer_s: float | None
    elapsed_s: float | None
    calories_kcal: int | None
    avg_hr_bpm: int | None
    max_hr_bpm: int | None
    ascent_m: float | None
    moving_s: float | None
    active_s: float | None
    standing_s: float | None
    avg_speed_m_s: float | None
    max_speed_m_s: float | None
    avg_grade_adjusted_speed_m_s: float | None
    avg_cadence_rpm: float | None
    max_cadence_rpm: float | None
    cycles: float | None
    min_hr_bpm: int | None
    avg_power_w: int | None
    max_power_w: int | None
    normalized_power_w: int | None
    work_j: int | None
    right_balance_percent: float | None
    avg_left_torque_effectiveness_percent: float | None
    avg_right_torque_effectiveness_percent: float | None
    avg_left_pedal_smoothness_percent: float | None
    avg_right_pedal_smoothness_percent: float | None
    avg_combined_pedal_smoothness_percent: float | None
    avg_left_pco_mm: int | None
    avg_right_pco_mm: int | None
    stand_count: int | None
    front_gear_shift_count: int | None
    rear_gear_shift_count: int | None
    avg_motor_power_w: int | None
    max_motor_power_w: int | None
    motor_battery_consumption_percent: float | None
    descent_m: float | None
    avg_altitude_m: float | None
    min_altitude_m: float | None
    max_altitude_m: float | None
    avg_grade_percent: float | None
    avg_pos_grade_percent: float | None
    avg_neg_grade_percent: float | None
    max_pos_grade_percent: float | None
    max_neg_grade_percent: float | None
    avg_pos_vertical_speed_m_s: float | None
    avg_neg_vertical_speed_m_s: float | None
    max_pos_vertical_speed_m_s: float | None
    max_neg_vertical_speed_m_s: float | None
    avg_vam_m_s: float | None
    avg_temperature_c: float | None
    min_temperature_c: float | None
    max_temperature_c: float | None
    avg_core_temperature_c: float | None
    min_core_temperature_c: float | None
    max_core_temperature_c: float | None
    avg_step_length_mm: float | None
    avg_vertical_oscillation_mm: float | None
    avg_vertical_ratio_percent: float | None
    avg_stance_time_ms: float | None
    avg_stance_time_percent: float | None
    avg_stance_time_balance_percent: float | None
    num_lengths: int | None
    num_active_lengths: int | None
    swim_stroke: None | str
    avg_stroke_distance_m: float | None
    avg_strokes_per_length: float | None
    avg_swolf: int | None
    fat_calories_kcal: int | None
    metabolic_calories_kcal: int | None
    avg_respiration_rate_per_min: float | None
    max_respiration_rate_per_min: float | None
    total_grit: float | None
    avg_grit: float | None
    total_flow: float | None
    avg_flow: float | None
    jump_count: int | None
    player_score: int | None
    opponent_score: int | None
    avg_depth_m: float | None
    max_depth_m: float | None
    intensity: None | str
    trigger: None | str
    workout_step_index: int | None
    repetition: int | None
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        index = self.index

        start_time = self.start_time.isoformat().replace("+00:00", "Z")

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

        moving_s: float | None
        moving_s = self.moving_s

        active_s: float | None
        active_s = self.active_s

        standing_s: float | None
        standing_s = self.standing_s

        avg_speed_m_s: float | None
        avg_speed_m_s = self.avg_speed_m_s

        max_speed_m_s: float | None
        max_speed_m_s = self.max_speed_m_s

        avg_grade_adjusted_speed_m_s: float | None
        avg_grade_adjusted_speed_m_s = self.avg_grade_adjusted_speed_m_s

        avg_cadence_rpm: float | None
        avg_cadence_rpm = self.avg_cadence_rpm

        max_cadence_rpm: float | None
        max_cadence_rpm = self.max_cadence_rpm

        cycles: float | None
        cycles = self.cycles

        min_hr_bpm: int | None
        min_hr_bpm = self.min_hr_bpm

        avg_power_w: int | None
        avg_power_w = self.avg_power_w

        max_power_w: int | None
        max_power_w = self.max_power_w

        normalized_power_w: int | None
        normalized_power_w = self.normalized_power_w

        work_j: int | None
        work_j = self.work_j

        right_balance_percent: float | None
        right_balance_percent = self.right_balance_percent

        avg_left_torque_effectiveness_percent: float | None
        avg_left_torque_effectiveness_percent = self.avg_left_torque_effectiveness_percent

        avg_right_torque_effectiveness_percent: float | None
        avg_right_torque_effectiveness_percent = self.avg_right_torque_effectiveness_percent

        avg_left_pedal_smoothness_percent: float | None
        avg_left_pedal_smoothness_percent = self.avg_left_pedal_smoothness_percent

        avg_right_pedal_smoothness_percent: float | None
        avg_right_pedal_smoothness_percent = self.avg_right_pedal_smoothness_percent

        avg_combined_pedal_smoothness_percent: float | None
        avg_combined_pedal_smoothness_percent = self.avg_combined_pedal_smoothness_percent

        avg_left_pco_mm: int | None
        avg_left_pco_mm = self.avg_left_pco_mm

        avg_right_pco_mm: int | None
        avg_right_pco_mm = self.avg_right_pco_mm

        stand_count: int | None
        stand_count = self.stand_count

        front_gear_shift_count: int | None
        front_gear_shift_count = self.front_gear_shift_count

        rear_gear_shift_count: int | None
        rear_gear_shift_count = self.rear_gear_shift_count

        avg_motor_power_w: int | None
        avg_motor_power_w = self.avg_motor_power_w

        max_motor_power_w: int | None
        max_motor_power_w = self.max_motor_power_w

        motor_battery_consumption_percent: float | None
        motor_battery_consumption_percent = self.motor_battery_consumption_percent

        descent_m: float | None
        descent_m = self.descent_m

        avg_altitude_m: float | None
        avg_altitude_m = self.avg_altitude_m

        min_altitude_m: float | None
        min_altitude_m = self.min_altitude_m

        max_altitude_m: float | None
        max_altitude_m = self.max_altitude_m

        avg_grade_percent: float | None
        avg_grade_percent = self.avg_grade_percent

        avg_pos_grade_percent: float | None
        avg_pos_grade_percent = self.avg_pos_grade_percent

        avg_neg_grade_percent: float | None
        avg_neg_grade_percent = self.avg_neg_grade_percent

        max_pos_grade_percent: float | None
        max_pos_grade_percent = self.max_pos_grade_percent

        max_neg_grade_percent: float | None
        max_neg_grade_percent = self.max_neg_grade_percent

        avg_pos_vertical_speed_m_s: float | None
        avg_pos_vertical_speed_m_s = self.avg_pos_vertical_speed_m_s

        avg_neg_vertical_speed_m_s: float | None
        avg_neg_vertical_speed_m_s = self.avg_neg_vertical_speed_m_s

        max_pos_vertical_speed_m_s: float | None
        max_pos_vertical_speed_m_s = self.max_pos_vertical_speed_m_s

        max_neg_vertical_speed_m_s: float | None
        max_neg_vertical_speed_m_s = self.max_neg_vertical_speed_m_s

        avg_vam_m_s: float | None
        avg_vam_m_s = self.avg_vam_m_s

        avg_temperature_c: float | None
        avg_temperature_c = self.avg_temperature_c

        min_temperature_c: float | None
        min_temperature_c = self.min_temperature_c

        max_temperature_c: float | None
        max_temperature_c = self.max_temperature_c

        avg_core_temperature_c: float | None
        avg_core_temperature_c = self.avg_core_temperature_c

        min_core_temperature_c: float | None
        min_core_temperature_c = self.min_core_temperature_c

        max_core_temperature_c: float | None
        max_core_temperature_c = self.max_core_temperature_c

        avg_step_length_mm: float | None
        avg_step_length_mm = self.avg_step_length_mm

        avg_vertical_oscillation_mm: float | None
        avg_vertical_oscillation_mm = self.avg_vertical_oscillation_mm

        avg_vertical_ratio_percent: float | None
        avg_vertical_ratio_percent = self.avg_vertical_ratio_percent

        avg_stance_time_ms: float | None
        avg_stance_time_ms = self.avg_stance_time_ms

        avg_stance_time_percent: float | None
        avg_stance_time_percent = self.avg_stance_time_percent

        avg_stance_time_balance_percent: float | None
        avg_stance_time_balance_percent = self.avg_stance_time_balance_percent

        num_lengths: int | None
        num_lengths = self.num_lengths

        num_active_lengths: int | None
        num_active_lengths = self.num_active_lengths

        swim_stroke: None | str
        swim_stroke = self.swim_stroke

        avg_stroke_distance_m: float | None
        avg_stroke_distance_m = self.avg_stroke_distance_m

        avg_strokes_per_length: float | None
        avg_strokes_per_length = self.avg_strokes_per_length

        avg_swolf: int | None
        avg_swolf = self.avg_swolf

        fat_calories_kcal: int | None
        fat_calories_kcal = self.fat_calories_kcal

        metabolic_calories_kcal: int | None
        metabolic_calories_kcal = self.metabolic_calories_kcal

        avg_respiration_rate_per_min: float | None
        avg_respiration_rate_per_min = self.avg_respiration_rate_per_min

        max_respiration_rate_per_min: float | None
        max_respiration_rate_per_min = self.max_respiration_rate_per_min

        total_grit: float | None
        total_grit = self.total_grit

        avg_grit: float | None
        avg_grit = self.avg_grit

        total_flow: float | None
        total_flow = self.total_flow

        avg_flow: float | None
        avg_flow = self.avg_flow

        jump_count: int | None
        jump_count = self.jump_count

        player_score: int | None
        player_score = self.player_score

        opponent_score: int | None
        opponent_score = self.opponent_score

        avg_depth_m: float | None
        avg_depth_m = self.avg_depth_m

        max_depth_m: float | None
        max_depth_m = self.max_depth_m

        intensity: None | str
        intensity = self.intensity

        trigger: None | str
        trigger = self.trigger

        workout_step_index: int | None
        workout_step_index = self.workout_step_index

        repetition: int | None
        repetition = self.repetition

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "index": index,
                "start_time": start_time,
                "distance_m": distance_m,
                "timer_s": timer_s,
                "elapsed_s": elapsed_s,
                "calories_kcal": calories_kcal,
                "avg_hr_bpm": avg_hr_bpm,
                "max_hr_bpm": max_hr_bpm,
                "ascent_m": ascent_m,
                "moving_s": moving_s,
                "active_s": active_s,
                "standing_s": standing_s,
                "avg_speed_m_s": avg_speed_m_s,
                "max_speed_m_s": max_speed_m_s,
                "avg_grade_adjusted_speed_m_s": avg_grade_adjusted_speed_m_s,
                "avg_cadence_rpm": avg_cadence_rpm,
                "max_cadence_rpm": max_cadence_rpm,
                "cycles": cycles,
                "min_hr_bpm": min_hr_bpm,
                "avg_power_w": avg_power_w,
                "max_power_w": max_power_w,
                "normalized_power_w": normalized_power_w,
                "work_j": work_j,
                "right_balance_percent": right_balance_percent,
                "avg_left_torque_effectiveness_percent": avg_left_torque_effectiveness_percent,
                "avg_right_torque_effectiveness_percent": avg_right_torque_effectiveness_percent,
                "avg_left_pedal_smoothness_percent": avg_left_pedal_smoothness_percent,
                "avg_right_pedal_smoothness_percent": avg_right_pedal_smoothness_percent,
                "avg_combined_pedal_smoothness_percent": avg_combined_pedal_smoothness_percent,
                "avg_left_pco_mm": avg_left_pco_mm,
                "avg_right_pco_mm": avg_right_pco_mm,
                "stand_count": stand_count,
                "front_gear_shift_count": front_gear_shift_count,
                "rear_gear_shift_count": rear_gear_shift_count,
                "avg_motor_power_w": avg_motor_power_w,
                "max_motor_power_w": max_motor_power_w,
                "motor_battery_consumption_percent": motor_battery_consumption_percent,
                "descent_m": descent_m,
                "avg_altitude_m": avg_altitude_m,
                "min_altitude_m": min_altitude_m,
                "max_altitude_m": max_altitude_m,
                "avg_grade_percent": avg_grade_percent,
                "avg_pos_grade_percent": avg_pos_grade_percent,
                "avg_neg_grade_percent": avg_neg_grade_percent,
                "max_pos_grade_percent": max_pos_grade_percent,
                "max_neg_grade_percent": max_neg_grade_percent,
                "avg_pos_vertical_speed_m_s": avg_pos_vertical_speed_m_s,
                "avg_neg_vertical_speed_m_s": avg_neg_vertical_speed_m_s,
                "max_pos_vertical_speed_m_s": max_pos_vertical_speed_m_s,
                "max_neg_vertical_speed_m_s": max_neg_vertical_speed_m_s,
                "avg_vam_m_s": avg_vam_m_s,
                "avg_temperature_c": avg_temperature_c,
                "min_temperature_c": min_temperature_c,
                "max_temperature_c": max_temperature_c,
                "avg_core_temperature_c": avg_core_temperature_c,
                "min_core_temperature_c": min_core_temperature_c,
                "max_core_temperature_c": max_core_temperature_c,
                "avg_step_length_mm": avg_step_length_mm,
                "avg_vertical_oscillation_mm": avg_vertical_oscillation_mm,
                "avg_vertical_ratio_percent": avg_vertical_ratio_percent,
                "avg_stance_time_ms": avg_stance_time_ms,
                "avg_stance_time_percent": avg_stance_time_percent,
                "avg_stance_time_balance_percent": avg_stance_time_balance_percent,
                "num_lengths": num_lengths,
                "num_active_lengths": num_active_lengths,
                "swim_stroke": swim_stroke,
                "avg_stroke_distance_m": avg_stroke_distance_m,
                "avg_strokes_per_length": avg_strokes_per_length,
                "avg_swolf": avg_swolf,
                "fat_calories_kcal": fat_calories_kcal,
                "metabolic_calories_kcal": metabolic_calories_kcal,
                "avg_respiration_rate_per_min": avg_respiration_rate_per_min,
                "max_respiration_rate_per_min": max_respiration_rate_per_min,
                "total_grit": total_grit,
                "avg_grit": avg_grit,
                "total_flow": total_flow,
                "avg_flow": avg_flow,
                "jump_count": jump_count,
                "player_score": player_score,
                "opponent_score": opponent_score,
                "avg_depth_m": avg_depth_m,
                "max_depth_m": max_depth_m,
                "intensity": intensity,
                "trigger": trigger,
                "workout_step_index": workout_step_index,
                "repetition": repetition,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        index = d.pop("index")
        if not (isinstance(index, int) and not isinstance(index, bool)):
            raise TypeError("index: expected a whole number")

        start_time = datetime.datetime.fromisoformat(d.pop("start_time"))

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

        def _parse_active_s(data: object) -> float | None:
            if data is None:
                return data
            active_s_type_0 = data
            if not (
                isinstance(active_s_type_0, (float, int)) and not isinstance(active_s_type_0, bool)
            ):
                raise TypeError("active_s_type_0: expected a number")

            return active_s_type_0

        active_s = _parse_active_s(d.pop("active_s"))

        def _parse_standing_s(data: object) -> float | None:
            if data is None:
                return data
            standing_s_type_0 = data
            if not (
                isinstance(standing_s_type_0, (float, int))
                and not isinstance(standing_s_type_0, bool)
            ):
                raise TypeError("standing_s_type_0: expected a number")

            return standing_s_type_0

        standing_s = _parse_standing_s(d.pop("standing_s"))

        def _parse_avg_speed_m_s(data: object) -> float | None:
            if data is None:
                return data
            avg_speed_m_s_type_0 = data
            if not (
                isinstance(avg_speed_m_s_type_0, (float, int))
                and not isinstance(avg_speed_m_s_type_0, bool)
            ):
                raise TypeError("avg_speed_m_s_type_0: expected a number")

            return avg_speed_m_s_type_0

        avg_speed_m_s = _parse_avg_speed_m_s(d.pop("avg_speed_m_s"))

        def _parse_max_speed_m_s(data: object) -> float | None:
            if data is None:
                return data
            max_speed_m_s_type_0 = data
            if not (
                isinstance(max_speed_m_s_type_0, (float, int))
                and not isinstance(max_speed_m_s_type_0, bool)
            ):
                raise TypeError("max_speed_m_s_type_0: expected a number")

            return max_speed_m_s_type_0

        max_speed_m_s = _parse_max_speed_m_s(d.pop("max_speed_m_s"))

        def _parse_avg_grade_adjusted_speed_m_s(data: object) -> float | None:
            if data is None:
                return data
            avg_grade_adjusted_speed_m_s_type_0 = data
            if not (
                isinstance(avg_grade_adjusted_speed_m_s_type_0, (float, int))
                and not isinstance(avg_grade_adjusted_speed_m_s_type_0, bool)
            ):
                raise TypeError("avg_grade_adjusted_speed_m_s_type_0: expected a number")

            return avg_grade_adjusted_speed_m_s_type_0

        avg_grade_adjusted_speed_m_s = _parse_avg_grade_adjusted_speed_m_s(
            d.pop("avg_grade_adjusted_speed_m_s")
        )

        def _parse_avg_cadence_rpm(data: object) -> float | None:
            if data is None:
                return data
            avg_cadence_rpm_type_0 = data
            if not (
                isinstance(avg_cadence_rpm_type_0, (float, int))
                and not isinstance(avg_cadence_rpm_type_0, bool)
            ):
                raise TypeError("avg_cadence_rpm_type_0: expected a number")

            return avg_cadence_rpm_type_0

        avg_cadence_rpm = _parse_avg_cadence_rpm(d.pop("avg_cadence_rpm"))

        def _parse_max_cadence_rpm(data: object) -> float | None:
            if data is None:
                return data
            max_cadence_rpm_type_0 = data
            if not (
                isinstance(max_cadence_rpm_type_0, (float, int))
                and not isinstance(max_cadence_rpm_type_0, bool)
            ):
                raise TypeError("max_cadence_rpm_type_0: expected a number")

            return max_cadence_rpm_type_0

        max_cadence_rpm = _parse_max_cadence_rpm(d.pop("max_cadence_rpm"))

        def _parse_cycles(data: object) -> float | None:
            if data is None:
                return data
            cycles_type_0 = data
            if not (
                isinstance(cycles_type_0, (float, int)) and not isinstance(cycles_type_0, bool)
            ):
                raise TypeError("cycles_type_0: expected a number")

            return cycles_type_0

        cycles = _parse_cycles(d.pop("cycles"))

        def _parse_min_hr_bpm(data: object) -> int | None:
            if data is None:
                return data
            min_hr_bpm_type_0 = data
            if not (isinstance(min_hr_bpm_type_0, int) and not isinstance(min_hr_bpm_type_0, bool)):
                raise TypeError("min_hr_bpm_type_0: expected a whole number")

            return min_hr_bpm_type_0

        min_hr_bpm = _parse_min_hr_bpm(d.pop("min_hr_bpm"))

        def _parse_avg_power_w(data: object) -> int | None:
            if data is None:
                return data
            avg_power_w_type_0 = data
            if not (
                isinstance(avg_power_w_type_0, int) and not isinstance(avg_power_w_type_0, bool)
            ):
                raise TypeError("avg_power_w_type_0: expected a whole number")

            return avg_power_w_type_0

        avg_power_w = _parse_avg_power_w(d.pop("avg_power_w"))

        def _parse_max_power_w(data: object) -> int | None:
            if data is None:
                return data
            max_power_w_type_0 = data
            if not (
                isinstance(max_power_w_type_0, int) and not isinstance(max_power_w_type_0, bool)
            ):
                raise TypeError("max_power_w_type_0: expected a whole number")

            return max_power_w_type_0

        max_power_w = _parse_max_power_w(d.pop("max_power_w"))

        def _parse_normalized_power_w(data: object) -> int | None:
            if data is None:
                return data
            normalized_power_w_type_0 = data
            if not (
                isinstance(normalized_power_w_type_0, int)
                and not isinstance(normalized_power_w_type_0, bool)
            ):
                raise TypeError("normalized_power_w_type_0: expected a whole number")

            return normalized_power_w_type_0

        normalized_power_w = _parse_normalized_power_w(d.pop("normalized_power_w"))

        def _parse_work_j(data: object) -> int | None:
            if data is None:
                return data
            work_j_type_0 = data
            if not (isinstance(work_j_type_0, int) and not isinstance(work_j_type_0, bool)):
                raise TypeError("work_j_type_0: expected a whole number")

            return work_j_type_0

        work_j = _parse_work_j(d.pop("work_j"))

        def _parse_right_balance_percent(data: object) -> float | None:
            if data is None:
                return data
            right_balance_percent_type_0 = data
            if not (
                isinstance(right_balance_percent_type_0, (float, int))
                and not isinstance(right_balance_percent_type_0, bool)
            ):
                raise TypeError("right_balance_percent_type_0: expected a number")

            return right_balance_percent_type_0

        right_balance_percent = _parse_right_balance_percent(d.pop("right_balance_percent"))

        def _parse_avg_left_torque_effectiveness_percent(data: object) -> float | None:
            if data is None:
                return data
            avg_left_torque_effectiveness_percent_type_0 = data
            if not (
                isinstance(avg_left_torque_effectiveness_percent_type_0, (float, int))
                and not isinstance(avg_left_torque_effectiveness_percent_type_0, bool)
            ):
                raise TypeError("avg_left_torque_effectiveness_percent_type_0: expected a number")

            return avg_left_torque_effectiveness_percent_type_0

        avg_left_torque_effectiveness_percent = _parse_avg_left_torque_effectiveness_percent(
            d.pop("avg_left_torque_effectiveness_percent")
        )

        def _parse_avg_right_torque_effectiveness_percent(data: object) -> float | None:
            if data is None:
                return data
            avg_right_torque_effectiveness_percent_type_0 = data
            if not (
                isinstance(avg_right_torque_effectiveness_percent_type_0, (float, int))
                and not isinstance(avg_right_torque_effectiveness_percent_type_0, bool)
            ):
                raise TypeError("avg_right_torque_effectiveness_percent_type_0: expected a number")

            return avg_right_torque_effectiveness_percent_type_0

        avg_right_torque_effectiveness_percent = _parse_avg_right_torque_effectiveness_percent(
            d.pop("avg_right_torque_effectiveness_percent")
        )

        def _parse_avg_left_pedal_smoothness_percent(data: object) -> float | None:
            if data is None:
                return data
            avg_left_pedal_smoothness_percent_type_0 = data
            if not (
                isinstance(avg_left_pedal_smoothness_percent_type_0, (float, int))
                and not isinstance(avg_left_pedal_smoothness_percent_type_0, bool)
            ):
                raise TypeError("avg_left_pedal_smoothness_percent_type_0: expected a number")

            return avg_left_pedal_smoothness_percent_type_0

        avg_left_pedal_smoothness_percent = _parse_avg_left_pedal_smoothness_percent(
            d.pop("avg_left_pedal_smoothness_percent")
        )

        def _parse_avg_right_pedal_smoothness_percent(data: object) -> float | None:
            if data is None:
                return data
            avg_right_pedal_smoothness_percent_type_0 = data
            if not (
                isinstance(avg_right_pedal_smoothness_percent_type_0, (float, int))
                and not isinstance(avg_right_pedal_smoothness_percent_type_0, bool)
            ):
                raise TypeError("avg_right_pedal_smoothness_percent_type_0: expected a number")

            return avg_right_pedal_smoothness_percent_type_0

        avg_right_pedal_smoothness_percent = _parse_avg_right_pedal_smoothness_percent(
            d.pop("avg_right_pedal_smoothness_percent")
        )

        def _parse_avg_combined_pedal_smoothness_percent(data: object) -> float | None:
            if data is None:
                return data
            avg_combined_pedal_smoothness_percent_type_0 = data
            if not (
                isinstance(avg_combined_pedal_smoothness_percent_type_0, (float, int))
                and not isinstance(avg_combined_pedal_smoothness_percent_type_0, bool)
            ):
                raise TypeError("avg_combined_pedal_smoothness_percent_type_0: expected a number")

            return avg_combined_pedal_smoothness_percent_type_0

        avg_combined_pedal_smoothness_percent = _parse_avg_combined_pedal_smoothness_percent(
            d.pop("avg_combined_pedal_smoothness_percent")
        )

        def _parse_avg_left_pco_mm(data: object) -> int | None:
            if data is None:
                return data
            avg_left_pco_mm_type_0 = data
            if not (
                isinstance(avg_left_pco_mm_type_0, int)
                and not isinstance(avg_left_pco_mm_type_0, bool)
            ):
                raise TypeError("avg_left_pco_mm_type_0: expected a whole number")

            return avg_left_pco_mm_type_0

        avg_left_pco_mm = _parse_avg_left_pco_mm(d.pop("avg_left_pco_mm"))

        def _parse_avg_right_pco_mm(data: object) -> int | None:
            if data is None:
                return data
            avg_right_pco_mm_type_0 = data
            if not (
                isinstance(avg_right_pco_mm_type_0, int)
                and not isinstance(avg_right_pco_mm_type_0, bool)
            ):
                raise TypeError("avg_right_pco_mm_type_0: expected a whole number")

            return avg_right_pco_mm_type_0

        avg_right_pco_mm = _parse_avg_right_pco_mm(d.pop("avg_right_pco_mm"))

        def _parse_stand_count(data: object) -> int | None:
            if data is None:
                return data
            stand_count_type_0 = data
            if not (
                isinstance(stand_count_type_0, int) and not isinstance(stand_count_type_0, bool)
            ):
                raise TypeError("stand_count_type_0: expected a whole number")

            return stand_count_type_0

        stand_count = _parse_stand_count(d.pop("stand_count"))

        def _parse_front_gear_shift_count(data: object) -> int | None:
            if data is None:
                return data
            front_gear_shift_count_type_0 = data
            if not (
                isinstance(front_gear_shift_count_type_0, int)
                and not isinstance(front_gear_shift_count_type_0, bool)
            ):
                raise TypeError("front_gear_shift_count_type_0: expected a whole number")

            return front_gear_shift_count_type_0

        front_gear_shift_count = _parse_front_gear_shift_count(d.pop("front_gear_shift_count"))

        def _parse_rear_gear_shift_count(data: object) -> int | None:
            if data is None:
                return data
            rear_gear_shift_count_type_0 = data
            if not (
                isinstance(rear_gear_shift_count_type_0, int)
                and not isinstance(rear_gear_shift_count_type_0, bool)
            ):
                raise TypeError("rear_gear_shift_count_type_0: expected a whole number")

            return rear_gear_shift_count_type_0

        rear_gear_shift_count = _parse_rear_gear_shift_count(d.pop("rear_gear_shift_count"))

        def _parse_avg_motor_power_w(data: object) -> int | None:
            if data is None:
                return data
            avg_motor_power_w_type_0 = data
            if not (
                isinstance(avg_motor_power_w_type_0, int)
                and not isinstance(avg_motor_power_w_type_0, bool)
            ):
                raise TypeError("avg_motor_power_w_type_0: expected a whole number")

            return avg_motor_power_w_type_0

        avg_motor_power_w = _parse_avg_motor_power_w(d.pop("avg_motor_power_w"))

        def _parse_max_motor_power_w(data: object) -> int | None:
            if data is None:
                return data
            max_motor_power_w_type_0 = data
            if not (
                isinstance(max_motor_power_w_type_0, int)
                and not isinstance(max_motor_power_w_type_0, bool)
            ):
                raise TypeError("max_motor_power_w_type_0: expected a whole number")

            return max_motor_power_w_type_0

        max_motor_power_w = _parse_max_motor_power_w(d.pop("max_motor_power_w"))

        def _parse_motor_battery_consumption_percent(data: object) -> float | None:
            if data is None:
                return data
            motor_battery_consumption_percent_type_0 = data
            if not (
                isinstance(motor_battery_consumption_percent_type_0, (float, int))
                and not isinstance(motor_battery_consumption_percent_type_0, bool)
            ):
                raise TypeError("motor_battery_consumption_percent_type_0: expected a number")

            return motor_battery_consumption_percent_type_0

        motor_battery_consumption_percent = _parse_motor_battery_consumption_percent(
            d.pop("motor_battery_consumption_percent")
        )

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

        def _parse_avg_altitude_m(data: object) -> float | None:
            if data is None:
                return data
            avg_altitude_m_type_0 = data
            if not (
                isinstance(avg_altitude_m_type_0, (float, int))
                and not isinstance(avg_altitude_m_type_0, bool)
            ):
                raise TypeError("avg_altitude_m_type_0: expected a number")

            return avg_altitude_m_type_0

        avg_altitude_m = _parse_avg_altitude_m(d.pop("avg_altitude_m"))

        def _parse_min_altitude_m(data: object) -> float | None:
            if data is None:
                return data
            min_altitude_m_type_0 = data
            if not (
                isinstance(min_altitude_m_type_0, (float, int))
                and not isinstance(min_altitude_m_type_0, bool)
            ):
                raise TypeError("min_altitude_m_type_0: expected a number")

            return min_altitude_m_type_0

        min_altitude_m = _parse_min_altitude_m(d.pop("min_altitude_m"))

        def _parse_max_altitude_m(data: object) -> float | None:
            if data is None:
                return data
            max_altitude_m_type_0 = data
            if not (
                isinstance(max_altitude_m_type_0, (float, int))
                and not isinstance(max_altitude_m_type_0, bool)
            ):
                raise TypeError("max_altitude_m_type_0: expected a number")

            return max_altitude_m_type_0

        max_altitude_m = _parse_max_altitude_m(d.pop("max_altitude_m"))

        def _parse_avg_grade_percent(data: object) -> float | None:
            if data is None:
                return data
            avg_grade_percent_type_0 = data
            if not (
                isinstance(avg_grade_percent_type_0, (float, int))
                and not isinstance(avg_grade_percent_type_0, bool)
            ):
                raise TypeError("avg_grade_percent_type_0: expected a number")

            return avg_grade_percent_type_0

        avg_grade_percent = _parse_avg_grade_percent(d.pop("avg_grade_percent"))

        def _parse_avg_pos_grade_percent(data: object) -> float | None:
            if data is None:
                return data
            avg_pos_grade_percent_type_0 = data
            if not (
                isinstance(avg_pos_grade_percent_type_0, (float, int))
                and not isinstance(avg_pos_grade_percent_type_0, bool)
            ):
                raise TypeError("avg_pos_grade_percent_type_0: expected a number")

            return avg_pos_grade_percent_type_0

        avg_pos_grade_percent = _parse_avg_pos_grade_percent(d.pop("avg_pos_grade_percent"))

        def _parse_avg_neg_grade_percent(data: object) -> float | None:
            if data is None:
                return data
            avg_neg_grade_percent_type_0 = data
            if not (
                isinstance(avg_neg_grade_percent_type_0, (float, int))
                and not isinstance(avg_neg_grade_percent_type_0, bool)
            ):
                raise TypeError("avg_neg_grade_percent_type_0: expected a number")

            return avg_neg_grade_percent_type_0

        avg_neg_grade_percent = _parse_avg_neg_grade_percent(d.pop("avg_neg_grade_percent"))

        def _parse_max_pos_grade_percent(data: object) -> float | None:
            if data is None:
                return data
            max_pos_grade_percent_type_0 = data
            if not (
                isinstance(max_pos_grade_percent_type_0, (float, int))
                and not isinstance(max_pos_grade_percent_type_0, bool)
            ):
                raise TypeError("max_pos_grade_percent_type_0: expected a number")

            return max_pos_grade_percent_type_0

        max_pos_grade_percent = _parse_max_pos_grade_percent(d.pop("max_pos_grade_percent"))

        def _parse_max_neg_grade_percent(data: object) -> float | None:
            if data is None:
                return data
            max_neg_grade_percent_type_0 = data
            if not (
                isinstance(max_neg_grade_percent_type_0, (float, int))
                and not isinstance(max_neg_grade_percent_type_0, bool)
            ):
                raise TypeError("max_neg_grade_percent_type_0: expected a number")

            return max_neg_grade_percent_type_0

        max_neg_grade_percent = _parse_max_neg_grade_percent(d.pop("max_neg_grade_percent"))

        def _parse_avg_pos_vertical_speed_m_s(data: object) -> float | None:
            if data is None:
                return data
            avg_pos_vertical_speed_m_s_type_0 = data
            if not (
                isinstance(avg_pos_vertical_speed_m_s_type_0, (float, int))
                and not isinstance(avg_pos_vertical_speed_m_s_type_0, bool)
            ):
                raise TypeError("avg_pos_vertical_speed_m_s_type_0: expected a number")

            return avg_pos_vertical_speed_m_s_type_0

        avg_pos_vertical_speed_m_s = _parse_avg_pos_vertical_speed_m_s(
            d.pop("avg_pos_vertical_speed_m_s")
        )

        def _parse_avg_neg_vertical_speed_m_s(data: object) -> float | None:
            if data is None:
                return data
            avg_neg_vertical_speed_m_s_type_0 = data
            if not (
                isinstance(avg_neg_vertical_speed_m_s_type_0, (float, int))
                and not isinstance(avg_neg_vertical_speed_m_s_type_0, bool)
            ):
                raise TypeError("avg_neg_vertical_speed_m_s_type_0: expected a number")

            return avg_neg_vertical_speed_m_s_type_0

        avg_neg_vertical_speed_m_s = _parse_avg_neg_vertical_speed_m_s(
            d.pop("avg_neg_vertical_speed_m_s")
        )

        def _parse_max_pos_vertical_speed_m_s(data: object) -> float | None:
            if data is None:
                return data
            max_pos_vertical_speed_m_s_type_0 = data
            if not (
                isinstance(max_pos_vertical_speed_m_s_type_0, (float, int))
                and not isinstance(max_pos_vertical_speed_m_s_type_0, bool)
            ):
                raise TypeError("max_pos_vertical_speed_m_s_type_0: expected a number")

            return max_pos_vertical_speed_m_s_type_0

        max_pos_vertical_speed_m_s = _parse_max_pos_vertical_speed_m_s(
            d.pop("max_pos_vertical_speed_m_s")
        )

        def _parse_max_neg_vertical_speed_m_s(data: object) -> float | None:
            if data is None:
                return data
            max_neg_vertical_speed_m_s_type_0 = data
            if not (
                isinstance(max_neg_vertical_speed_m_s_type_0, (float, int))
                and not isinstance(max_neg_vertical_speed_m_s_type_0, bool)
            ):
                raise TypeError("max_neg_vertical_speed_m_s_type_0: expected a number")

            return max_neg_vertical_speed_m_s_type_0

        max_neg_vertical_speed_m_s = _parse_max_neg_vertical_speed_m_s(
            d.pop("max_neg_vertical_speed_m_s")
        )

        def _parse_avg_vam_m_s(data: object) -> float | None:
            if data is None:
                return data
            avg_vam_m_s_type_0 = data
            if not (
                isinstance(avg_vam_m_s_type_0, (float, int))
                and not isinstance(avg_vam_m_s_type_0, bool)
            ):
                raise TypeError("avg_vam_m_s_type_0: expected a number")

            return avg_vam_m_s_type_0

        avg_vam_m_s = _parse_avg_vam_m_s(d.pop("avg_vam_m_s"))

        def _parse_avg_temperature_c(data: object) -> float | None:
            if data is None:
                return data
            avg_temperature_c_type_0 = data
            if not (
                isinstance(avg_temperature_c_type_0, (float, int))
                and not isinstance(avg_temperature_c_type_0, bool)
            ):
                raise TypeError("avg_temperature_c_type_0: expected a number")

            return avg_temperature_c_type_0

        avg_temperature_c = _parse_avg_temperature_c(d.pop("avg_temperature_c"))

        def _parse_min_temperature_c(data: object) -> float | None:
            if data is None:
                return data
            min_temperature_c_type_0 = data
            if not (
                isinstance(min_temperature_c_type_0, (float, int))
                and not isinstance(min_temperature_c_type_0, bool)
            ):
                raise TypeError("min_temperature_c_type_0: expected a number")

            return min_temperature_c_type_0

        min_temperature_c = _parse_min_temperature_c(d.pop("min_temperature_c"))

        def _parse_max_temperature_c(data: object) -> float | None:
            if data is None:
                return data
            max_temperature_c_type_0 = data
            if not (
                isinstance(max_temperature_c_type_0, (float, int))
                and not isinstance(max_temperature_c_type_0, bool)
            ):
                raise TypeError("max_temperature_c_type_0: expected a number")

            return max_temperature_c_type_0

        max_temperature_c = _parse_max_temperature_c(d.pop("max_temperature_c"))

        def _parse_avg_core_temperature_c(data: object) -> float | None:
            if data is None:
                return data
            avg_core_temperature_c_type_0 = data
            if not (
                isinstance(avg_core_temperature_c_type_0, (float, int))
                and not isinstance(avg_core_temperature_c_type_0, bool)
            ):
                raise TypeError("avg_core_temperature_c_type_0: expected a number")

            return avg_core_temperature_c_type_0

        avg_core_temperature_c = _parse_avg_core_temperature_c(d.pop("avg_core_temperature_c"))

        def _parse_min_core_temperature_c(data: object) -> float | None:
            if data is None:
                return data
            min_core_temperature_c_type_0 = data
            if not (
                isinstance(min_core_temperature_c_type_0, (float, int))
                and not isinstance(min_core_temperature_c_type_0, bool)
            ):
                raise TypeError("min_core_temperature_c_type_0: expected a number")

            return min_core_temperature_c_type_0

        min_core_temperature_c = _parse_min_core_temperature_c(d.pop("min_core_temperature_c"))

        def _parse_max_core_temperature_c(data: object) -> float | None:
            if data is None:
                return data
            max_core_temperature_c_type_0 = data
            if not (
                isinstance(max_core_temperature_c_type_0, (float, int))
                and not isinstance(max_core_temperature_c_type_0, bool)
            ):
                raise TypeError("max_core_temperature_c_type_0: expected a number")

            return max_core_temperature_c_type_0

        max_core_temperature_c = _parse_max_core_temperature_c(d.pop("max_core_temperature_c"))

        def _parse_avg_step_length_mm(data: object) -> float | None:
            if data is None:
                return data
            avg_step_length_mm_type_0 = data
            if not (
                isinstance(avg_step_length_mm_type_0, (float, int))
                and not isinstance(avg_step_length_mm_type_0, bool)
            ):
                raise TypeError("avg_step_length_mm_type_0: expected a number")

            return avg_step_length_mm_type_0

        avg_step_length_mm = _parse_avg_step_length_mm(d.pop("avg_step_length_mm"))

        def _parse_avg_vertical_oscillation_mm(data: object) -> float | None:
            if data is None:
                return data
            avg_vertical_oscillation_mm_type_0 = data
            if not (
                isinstance(avg_vertical_oscillation_mm_type_0, (float, int))
                and not isinstance(avg_vertical_oscillation_mm_type_0, bool)
            ):
                raise TypeError("avg_vertical_oscillation_mm_type_0: expected a number")

            return avg_vertical_oscillation_mm_type_0

        avg_vertical_oscillation_mm = _parse_avg_vertical_oscillation_mm(
            d.pop("avg_vertical_oscillation_mm")
        )

        def _parse_avg_vertical_ratio_percent(data: object) -> float | None:
            if data is None:
                return data
            avg_vertical_ratio_percent_type_0 = data
            if not (
                isinstance(avg_vertical_ratio_percent_type_0, (float, int))
                and not isinstance(avg_vertical_ratio_percent_type_0, bool)
            ):
                raise TypeError("avg_vertical_ratio_percent_type_0: expected a number")

            return avg_vertical_ratio_percent_type_0

        avg_vertical_ratio_percent = _parse_avg_vertical_ratio_percent(
            d.pop("avg_vertical_ratio_percent")
        )

        def _parse_avg_stance_time_ms(data: object) -> float | None:
            if data is None:
                return data
            avg_stance_time_ms_type_0 = data
            if not (
                isinstance(avg_stance_time_ms_type_0, (float, int))
                and not isinstance(avg_stance_time_ms_type_0, bool)
            ):
                raise TypeError("avg_stance_time_ms_type_0: expected a number")

            return avg_stance_time_ms_type_0

        avg_stance_time_ms = _parse_avg_stance_time_ms(d.pop("avg_stance_time_ms"))

        def _parse_avg_stance_time_percent(data: object) -> float | None:
            if data is None:
                return data
            avg_stance_time_percent_type_0 = data
            if not (
                isinstance(avg_stance_time_percent_type_0, (float, int))
                and not isinstance(avg_stance_time_percent_type_0, bool)
            ):
                raise TypeError("avg_stance_time_percent_type_0: expected a number")

            return avg_stance_time_percent_type_0

        avg_stance_time_percent = _parse_avg_stance_time_percent(d.pop("avg_stance_time_percent"))

        def _parse_avg_stance_time_balance_percent(data: object) -> float | None:
            if data is None:
                return data
            avg_stance_time_balance_percent_type_0 = data
            if not (
                isinstance(avg_stance_time_balance_percent_type_0, (float, int))
                and not isinstance(avg_stance_time_balance_percent_type_0, bool)
            ):
                raise TypeError("avg_stance_time_balance_percent_type_0: expected a number")

            return avg_stance_time_balance_percent_type_0

        avg_stance_time_balance_percent = _parse_avg_stance_time_balance_percent(
            d.pop("avg_stance_time_balance_percent")
        )

        def _parse_num_lengths(data: object) -> int | None:
            if data is None:
                return data
            num_lengths_type_0 = data
            if not (
                isinstance(num_lengths_type_0, int) and not isinstance(num_lengths_type_0, bool)
            ):
                raise TypeError("num_lengths_type_0: expected a whole number")

            return num_lengths_type_0

        num_lengths = _parse_num_lengths(d.pop("num_lengths"))

        def _parse_num_active_lengths(data: object) -> int | None:
            if data is None:
                return data
            num_active_lengths_type_0 = data
            if not (
                isinstance(num_active_lengths_type_0, int)
                and not isinstance(num_active_lengths_type_0, bool)
            ):
                raise TypeError("num_active_lengths_type_0: expected a whole number")

            return num_active_lengths_type_0

        num_active_lengths = _parse_num_active_lengths(d.pop("num_active_lengths"))

        def _parse_swim_stroke(data: object) -> None | str:
            if data is None:
                return data
            if not isinstance(data, str):
                raise TypeError("swim_stroke: not of a type that the contract allows")
            swim_stroke_type_0 = data
            if not isinstance(swim_stroke_type_0, str):
                raise TypeError("swim_stroke_type_0: expected text")

            return swim_stroke_type_0

        swim_stroke = _parse_swim_stroke(d.pop("swim_stroke"))

        def _parse_avg_stroke_distance_m(data: object) -> float | None:
            if data is None:
                return data
            avg_stroke_distance_m_type_0 = data
            if not (
                isinstance(avg_stroke_distance_m_type_0, (float, int))
                and not isinstance(avg_stroke_distance_m_type_0, bool)
            ):
                raise TypeError("avg_stroke_distance_m_type_0: expected a number")

            return avg_stroke_distance_m_type_0

        avg_stroke_distance_m = _parse_avg_stroke_distance_m(d.pop("avg_stroke_distance_m"))

        def _parse_avg_strokes_per_length(data: object) -> float | None:
            if data is None:
                return data
            avg_strokes_per_length_type_0 = data
            if not (
                isinstance(avg_strokes_per_length_type_0, (float, int))
                and not isinstance(avg_strokes_per_length_type_0, bool)
            ):
                raise TypeError("avg_strokes_per_length_type_0: expected a number")

            return avg_strokes_per_length_type_0

        avg_strokes_per_length = _parse_avg_strokes_per_length(d.pop("avg_strokes_per_length"))

        def _parse_avg_swolf(data: object) -> int | None:
            if data is None:
                return data
            avg_swolf_type_0 = data
            if not (isinstance(avg_swolf_type_0, int) and not isinstance(avg_swolf_type_0, bool)):
                raise TypeError("avg_swolf_type_0: expected a whole number")

            return avg_swolf_type_0

        avg_swolf = _parse_avg_swolf(d.pop("avg_swolf"))

        def _parse_fat_calories_kcal(data: object) -> int | None:
            if data is None:
                return data
            fat_calories_kcal_type_0 = data
            if not (
                isinstance(fat_calories_kcal_type_0, int)
                and not isinstance(fat_calories_kcal_type_0, bool)
            ):
                raise TypeError("fat_calories_kcal_type_0: expected a whole number")

            return fat_calories_kcal_type_0

        fat_calories_kcal = _parse_fat_calories_kcal(d.pop("fat_calories_kcal"))

        def _parse_metabolic_calories_kcal(data: object) -> int | None:
            if data is None:
                return data
            metabolic_calories_kcal_type_0 = data
            if not (
                isinstance(metabolic_calories_kcal_type_0, int)
                and not isinstance(metabolic_calories_kcal_type_0, bool)
            ):
                raise TypeError("metabolic_calories_kcal_type_0: expected a whole number")

            return metabolic_calories_kcal_type_0

        metabolic_calories_kcal = _parse_metabolic_calories_kcal(d.pop("metabolic_calories_kcal"))

        def _parse_avg_respiration_rate_per_min(data: object) -> float | None:
            if data is None:
                return data
            avg_respiration_rate_per_min_type_0 = data
            if not (
                isinstance(avg_respiration_rate_per_min_type_0, (float, int))
                and not isinstance(avg_respiration_rate_per_min_type_0, bool)
            ):
                raise TypeError("avg_respiration_rate_per_min_type_0: expected a number")

            return avg_respiration_rate_per_min_type_0

        avg_respiration_rate_per_min = _parse_avg_respiration_rate_per_min(
            d.pop("avg_respiration_rate_per_min")
        )

        def _parse_max_respiration_rate_per_min(data: object) -> float | None:
            if data is None:
                return data
            max_respiration_rate_per_min_type_0 = data
            if not (
                isinstance(max_respiration_rate_per_min_type_0, (float, int))
                and not isinstance(max_respiration_rate_per_min_type_0, bool)
            ):
                raise TypeError("max_respiration_rate_per_min_type_0: expected a number")

            return max_respiration_rate_per_min_type_0

        max_respiration_rate_per_min = _parse_max_respiration_rate_per_min(
            d.pop("max_respiration_rate_per_min")
        )

        def _parse_total_grit(data: object) -> float | None:
            if data is None:
                return data
            total_grit_type_0 = data
            if not (
                isinstance(total_grit_type_0, (float, int))
                and not isinstance(total_grit_type_0, bool)
            ):
                raise TypeError("total_grit_type_0: expected a number")

            return total_grit_type_0

        total_grit = _parse_total_grit(d.pop("total_grit"))

        def _parse_avg_grit(data: object) -> float | None:
            if data is None:
                return data
            avg_grit_type_0 = data
            if not (
                isinstance(avg_grit_type_0, (float, int)) and not isinstance(avg_grit_type_0, bool)
            ):
                raise TypeError("avg_grit_type_0: expected a number")

            return avg_grit_type_0

        avg_grit = _parse_avg_grit(d.pop("avg_grit"))

        def _parse_total_flow(data: object) -> float | None:
            if data is None:
                return data
            total_flow_type_0 = data
            if not (
                isinstance(total_flow_type_0, (float, int))
                and not isinstance(total_flow_type_0, bool)
            ):
                raise TypeError("total_flow_type_0: expected a number")

            return total_flow_type_0

        total_flow = _parse_total_flow(d.pop("total_flow"))

        def _parse_avg_flow(data: object) -> float | None:
            if data is None:
                return data
            avg_flow_type_0 = data
            if not (
                isinstance(avg_flow_type_0, (float, int)) and not isinstance(avg_flow_type_0, bool)
            ):
                raise TypeError("avg_flow_type_0: expected a number")

            return avg_flow_type_0

        avg_flow = _parse_avg_flow(d.pop("avg_flow"))

        def _parse_jump_count(data: object) -> int | None:
            if data is None:
                return data
            jump_count_type_0 = data
            if not (isinstance(jump_count_type_0, int) and not isinstance(jump_count_type_0, bool)):
                raise TypeError("jump_count_type_0: expected a whole number")

            return jump_count_type_0

        jump_count = _parse_jump_count(d.pop("jump_count"))

        def _parse_player_score(data: object) -> int | None:
            if data is None:
                return data
            player_score_type_0 = data
            if not (
                isinstance(player_score_type_0, int) and not isinstance(player_score_type_0, bool)
            ):
                raise TypeError("player_score_type_0: expected a whole number")

            return player_score_type_0

        player_score = _parse_player_score(d.pop("player_score"))

        def _parse_opponent_score(data: object) -> int | None:
            if data is None:
                return data
            opponent_score_type_0 = data
            if not (
                isinstance(opponent_score_type_0, int)
                and not isinstance(opponent_score_type_0, bool)
            ):
                raise TypeError("opponent_score_type_0: expected a whole number")

            return opponent_score_type_0

        opponent_score = _parse_opponent_score(d.pop("opponent_score"))

        def _parse_avg_depth_m(data: object) -> float | None:
            if data is None:
                return data
            avg_depth_m_type_0 = data
            if not (
                isinstance(avg_depth_m_type_0, (float, int))
                and not isinstance(avg_depth_m_type_0, bool)
            ):
                raise TypeError("avg_depth_m_type_0: expected a number")

            return avg_depth_m_type_0

        avg_depth_m = _parse_avg_depth_m(d.pop("avg_depth_m"))

        def _parse_max_depth_m(data: object) -> float | None:
            if data is None:
                return data
            max_depth_m_type_0 = data
            if not (
                isinstance(max_depth_m_type_0, (float, int))
                and not isinstance(max_depth_m_type_0, bool)
            ):
                raise TypeError("max_depth_m_type_0: expected a number")

            return max_depth_m_type_0

        max_depth_m = _parse_max_depth_m(d.pop("max_depth_m"))

        def _parse_intensity(data: object) -> None | str:
            if data is None:
                return data
            if not isinstance(data, str):
                raise TypeError("intensity: not of a type that the contract allows")
            intensity_type_0 = data
            if not isinstance(intensity_type_0, str):
                raise TypeError("intensity_type_0: expected text")

            return intensity_type_0

        intensity = _parse_intensity(d.pop("intensity"))

        def _parse_trigger(data: object) -> None | str:
            if data is None:
                return data
            if not isinstance(data, str):
                raise TypeError("trigger: not of a type that the contract allows")
            trigger_type_0 = data
            if not isinstance(trigger_type_0, str):
                raise TypeError("trigger_type_0: expected text")

            return trigger_type_0

        trigger = _parse_trigger(d.pop("trigger"))

        def _parse_workout_step_index(data: object) -> int | None:
            if data is None:
                return data
            workout_step_index_type_0 = data
            if not (
                isinstance(workout_step_index_type_0, int)
                and not isinstance(workout_step_index_type_0, bool)
            ):
                raise TypeError("workout_step_index_type_0: expected a whole number")

            return workout_step_index_type_0

        workout_step_index = _parse_workout_step_index(d.pop("workout_step_index"))

        def _parse_repetition(data: object) -> int | None:
            if data is None:
                return data
            repetition_type_0 = data
            if not (isinstance(repetition_type_0, int) and not isinstance(repetition_type_0, bool)):
                raise TypeError("repetition_type_0: expected a whole number")

            return repetition_type_0

        repetition = _parse_repetition(d.pop("repetition"))

        _instance = cls(
            index=index,
            start_time=start_time,
            distance_m=distance_m,
            timer_s=timer_s,
            elapsed_s=elapsed_s,
            calories_kcal=calories_kcal,
            avg_hr_bpm=avg_hr_bpm,
            max_hr_bpm=max_hr_bpm,
            ascent_m=ascent_m,
            moving_s=moving_s,
            active_s=active_s,
            standing_s=standing_s,
            avg_speed_m_s=avg_speed_m_s,
            max_speed_m_s=max_speed_m_s,
            avg_grade_adjusted_speed_m_s=avg_grade_adjusted_speed_m_s,
            avg_cadence_rpm=avg_cadence_rpm,
            max_cadence_rpm=max_cadence_rpm,
            cycles=cycles,
            min_hr_bpm=min_hr_bpm,
            avg_power_w=avg_power_w,
            max_power_w=max_power_w,
            normalized_power_w=normalized_power_w,
            work_j=work_j,
            right_balance_percent=right_balance_percent,
            avg_left_torque_effectiveness_percent=avg_left_torque_effectiveness_percent,
            avg_right_torque_effectiveness_percent=avg_right_torque_effectiveness_percent,
            avg_left_pedal_smoothness_percent=avg_left_pedal_smoothness_percent,
            avg_right_pedal_smoothness_percent=avg_right_pedal_smoothness_percent,
            avg_combined_pedal_smoothness_percent=avg_combined_pedal_smoothness_percent,
            avg_left_pco_mm=avg_left_pco_mm,
            avg_right_pco_mm=avg_right_pco_mm,
            stand_count=stand_count,
            front_gear_shift_count=front_gear_shift_count,
            rear_gear_shift_count=rear_gear_shift_count,
            avg_motor_power_w=avg_motor_power_w,
            max_motor_power_w=max_motor_power_w,
            motor_battery_consumption_percent=motor_battery_consumption_percent,
            descent_m=descent_m,
            avg_altitude_m=avg_altitude_m,
            min_altitude_m=min_altitude_m,
            max_altitude_m=max_altitude_m,
            avg_grade_percent=avg_grade_percent,
            avg_pos_grade_percent=avg_pos_grade_percent,
            avg_neg_grade_percent=avg_neg_grade_percent,
            max_pos_grade_percent=max_pos_grade_percent,
            max_neg_grade_percent=max_neg_grade_percent,
            avg_pos_vertical_speed_m_s=avg_pos_vertical_speed_m_s,
            avg_neg_vertical_speed_m_s=avg_neg_vertical_speed_m_s,
            max_pos_vertical_speed_m_s=max_pos_vertical_speed_m_s,
            max_neg_vertical_speed_m_s=max_neg_vertical_speed_m_s,
            avg_vam_m_s=avg_vam_m_s,
            avg_temperature_c=avg_temperature_c,
            min_temperature_c=min_temperature_c,
            max_temperature_c=max_temperature_c,
            avg_core_temperature_c=avg_core_temperature_c,
            min_core_temperature_c=min_core_temperature_c,
            max_core_temperature_c=max_core_temperature_c,
            avg_step_length_mm=avg_step_length_mm,
            avg_vertical_oscillation_mm=avg_vertical_oscillation_mm,
            avg_vertical_ratio_percent=avg_vertical_ratio_percent,
            avg_stance_time_ms=avg_stance_time_ms,
            avg_stance_time_percent=avg_stance_time_percent,
            avg_stance_time_balance_percent=avg_stance_time_balance_percent,
            num_lengths=num_lengths,
            num_active_lengths=num_active_lengths,
            swim_stroke=swim_stroke,
            avg_stroke_distance_m=avg_stroke_distance_m,
            avg_strokes_per_length=avg_strokes_per_length,
            avg_swolf=avg_swolf,
            fat_calories_kcal=fat_calories_kcal,
            metabolic_calories_kcal=metabolic_calories_kcal,
            avg_respiration_rate_per_min=avg_respiration_rate_per_min,
            max_respiration_rate_per_min=max_respiration_rate_per_min,
            total_grit=total_grit,
            avg_grit=avg_grit,
            total_flow=total_flow,
            avg_flow=avg_flow,
            jump_count=jump_count,
            player_score=player_score,
            opponent_score=opponent_score,
            avg_depth_m=avg_depth_m,
            max_depth_m=max_depth_m,
            intensity=intensity,
            trigger=trigger,
            workout_step_index=workout_step_index,
            repetition=repetition,
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
