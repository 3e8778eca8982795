# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.file_format import FileFormat, check_file_format
from ..models.gear_kind import GearKind, check_gear_kind
from ..models.zone_from import ZoneFrom, check_zone_from

if TYPE_CHECKING:
    from ..models.activity_numbers import ActivityNumbers
    from ..models.activity_recording import ActivityRecording
    from ..models.dive_gas import DiveGas
    from ..models.exercise_set import ExerciseSet
    from ..models.lap import Lap
    from ..models.length import Length
    from ..models.split import Split
    from ..models.split_sum import SplitSum
    from ..models.times_in_zones import TimesInZones
    from ..models.workout_step import WorkoutStep


T = TypeVar("T", bound="ActivityDetail")


@_attrs_define
class ActivityDetail:
    """An activity with all that devices said of it, and its recordings, the one with the most of its values
    first.

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
            threshold_power_w (int | None): The athlete's functional threshold power, as the device knew it.
            training_stress_score (float | None): As the device works it out.
            intensity_factor (float | None): As the device works it out.
            pool_length_m (float | None):
            avg_strokes_per_lap (float | None):
            min_respiration_rate_per_min (float | None):
            avg_spo2_percent (int | None):
            avg_stress_percent (int | None):
            sdrr_hrv_ms (int | None):
            rmssd_hrv_ms (int | None):
            aerobic_training_effect (float | None): From 0 to 5 (FIT: total_training_effect).
            anaerobic_training_effect (float | None): From 0 to 5.
            training_load_peak (float | None): The device's training load of it.
            workout_feel (int | None): How the athlete felt: 0 very weak, 25, 50 normal, 75, 100 very strong.
            workout_rpe (int | None): The effort that the athlete perceived, from 0 to 100: ten times that of the scale of
                Borg.
            avg_ball_speed_m_s (float | None):
            max_ball_speed_m_s (float | None):
            avg_lap_s (float | None):
            best_lap_index (int | None): Among the laps, from 0.
            bottom_s (float | None): From the descent to the last ascent.
            surface_interval_s (int | None): Time at the surface since the dive before.
            dive_number (int | None):
            descent_s (float | None):
            ascent_s (float | None):
            hang_s (float | None):
            avg_ascent_rate_m_s (float | None):
            max_ascent_rate_m_s (float | None):
            avg_descent_rate_m_s (float | None):
            max_descent_rate_m_s (float | None):
            start_cns_percent (int | None): Load of oxygen on the nervous system.
            end_cns_percent (int | None):
            start_n2_percent (int | None): Load of nitrogen on the tissues.
            end_n2_percent (int | None):
            o2_toxicity_otu (int | None):
            avg_pressure_sac_bar_per_min (float | None):
            avg_volume_sac_l_per_min (float | None):
            avg_rmv_l_per_min (float | None):
            lengths (list[Length]):
            sets (list[ExerciseSet]):
            splits (list[Split]):
            split_sums (list[SplitSum]):
            zones (list[TimesInZones]):
            dive_gases (list[DiveGas]):
            workout_steps (list[WorkoutStep]): The steps of the workout that was done.
            laps (list[Lap]):
            recordings (list[ActivityRecording]):
            worked_out (ActivityNumbers | None): Worked out from the samples in the background; null until then, and where
                there are none.
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
    threshold_power_w: int | None
    training_stress_score: float | None
    intensity_factor: float | None
    pool_length_m: float | None
    avg_strokes_per_lap: float | None
    min_respiration_rate_per_min: float | None
    avg_spo2_percent: int | None
    avg_stress_percent: int | None
    sdrr_hrv_ms: int | None
    rmssd_hrv_ms: int | None
    aerobic_training_effect: float | None
    anaerobic_training_effect: float | None
    training_load_peak: float | None
    workout_feel: int | None
    workout_rpe: int | None
    avg_ball_speed_m_s: float | None
    max_ball_speed_m_s: float | None
    avg_lap_s: float | None
    best_lap_index: int | None
    bottom_s: float | None
    surface_interval_s: int | None
    dive_number: int | None
    descent_s: float | None
    ascent_s: float | None
    hang_s: float | None
    avg_ascent_rate_m_s: float | None
    max_ascent_rate_m_s: float | None
    avg_descent_rate_m_s: float | None
    max_descent_rate_m_s: float | None
    start_cns_percent: int | None
    end_cns_percent: int | None
    start_n2_percent: int | None
    end_n2_percent: int | None
    o2_toxicity_otu: int | None
    avg_pressure_sac_bar_per_min: float | None
    avg_volume_sac_l_per_min: float | None
    avg_rmv_l_per_min: float | None
    lengths: list[Length]
    sets: list[ExerciseSet]
    splits: list[Split]
    split_sums: list[SplitSum]
    zones: list[TimesInZones]
    dive_gases: list[DiveGas]
    workout_steps: list[WorkoutStep]
    laps: list[Lap]
    recordings: list[ActivityRecording]
    worked_out: ActivityNumbers | None
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.activity_numbers import ActivityNumbers

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

        threshold_power_w: int | None
        threshold_power_w = self.threshold_power_w

        training_stress_score: float | None
        training_stress_score = self.training_stress_score

        intensity_factor: float | None
        intensity_factor = self.intensity_factor

        pool_length_m: float | None
        pool_length_m = self.pool_length_m

        avg_strokes_per_lap: float | None
        avg_strokes_per_lap = self.avg_strokes_per_lap

        min_respiration_rate_per_min: float | None
        min_respiration_rate_per_min = self.min_respiration_rate_per_min

        avg_spo2_percent: int | None
        avg_spo2_percent = self.avg_spo2_percent

        avg_stress_percent: int | None
        avg_stress_percent = self.avg_stress_percent

        sdrr_hrv_ms: int | None
        sdrr_hrv_ms = self.sdrr_hrv_ms

        rmssd_hrv_ms: int | None
        rmssd_hrv_ms = self.rmssd_hrv_ms

        aerobic_training_effect: float | None
        aerobic_training_effect = self.aerobic_training_effect

        anaerobic_training_effect: float | None
        anaerobic_training_effect = self.anaerobic_training_effect

        training_load_peak: float | None
        training_load_peak = self.training_load_peak

        workout_feel: int | None
        workout_feel = self.workout_feel

        workout_rpe: int | None
        workout_rpe = self.workout_rpe

        avg_ball_speed_m_s: float | None
        avg_ball_speed_m_s = self.avg_ball_speed_m_s

        max_ball_speed_m_s: float | None
        max_ball_speed_m_s = self.max_ball_speed_m_s

        avg_lap_s: float | None
        avg_lap_s = self.avg_lap_s

        best_lap_index: int | None
        best_lap_index = self.best_lap_index

        bottom_s: float | None
        bottom_s = self.bottom_s

        surface_interval_s: int | None
        surface_interval_s = self.surface_interval_s

        dive_number: int | None
        dive_number = self.dive_number

        descent_s: float | None
        descent_s = self.descent_s

        ascent_s: float | None
        ascent_s = self.ascent_s

        hang_s: float | None
        hang_s = self.hang_s

        avg_ascent_rate_m_s: float | None
        avg_ascent_rate_m_s = self.avg_ascent_rate_m_s

        max_ascent_rate_m_s: float | None
        max_ascent_rate_m_s = self.max_ascent_rate_m_s

        avg_descent_rate_m_s: float | None
        avg_descent_rate_m_s = self.avg_descent_rate_m_s

        max_descent_rate_m_s: float | None
        max_descent_rate_m_s = self.max_descent_rate_m_s

        start_cns_percent: int | None
        start_cns_percent = self.start_cns_percent

        end_cns_percent: int | None
        end_cns_percent = self.end_cns_percent

        start_n2_percent: int | None
        start_n2_percent = self.start_n2_percent

        end_n2_percent: int | None
        end_n2_percent = self.end_n2_percent

        o2_toxicity_otu: int | None
        o2_toxicity_otu = self.o2_toxicity_otu

        avg_pressure_sac_bar_per_min: float | None
        avg_pressure_sac_bar_per_min = self.avg_pressure_sac_bar_per_min

        avg_volume_sac_l_per_min: float | None
        avg_volume_sac_l_per_min = self.avg_volume_sac_l_per_min

        avg_rmv_l_per_min: float | None
        avg_rmv_l_per_min = self.avg_rmv_l_per_min

        lengths = []
        for lengths_item_data in self.lengths:
            lengths_item = lengths_item_data.to_dict()
            lengths.append(lengths_item)

        sets = []
        for sets_item_data in self.sets:
            sets_item = sets_item_data.to_dict()
            sets.append(sets_item)

        splits = []
        for splits_item_data in self.splits:
            splits_item = splits_item_data.to_dict()
            splits.append(splits_item)

        split_sums = []
        for split_sums_item_data in self.split_sums:
            split_sums_item = split_sums_item_data.to_dict()
            split_sums.append(split_sums_item)

        zones = []
        for zones_item_data in self.zones:
            zones_item = zones_item_data.to_dict()
            zones.append(zones_item)

        dive_gases = []
        for dive_gases_item_data in self.dive_gases:
            dive_gases_item = dive_gases_item_data.to_dict()
            dive_gases.append(dive_gases_item)

        workout_steps = []
        for workout_steps_item_data in self.workout_steps:
            workout_steps_item = workout_steps_item_data.to_dict()
            workout_steps.append(workout_steps_item)

        laps = []
        for laps_item_data in self.laps:
            laps_item = laps_item_data.to_dict()
            laps.append(laps_item)

        recordings = []
        for recordings_item_data in self.recordings:
            recordings_item = recordings_item_data.to_dict()
            recordings.append(recordings_item)

        worked_out: dict[str, Any] | None
        if isinstance(self.worked_out, ActivityNumbers):
            worked_out = self.worked_out.to_dict()
        else:
            worked_out = self.worked_out

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
                "threshold_power_w": threshold_power_w,
                "training_stress_score": training_stress_score,
                "intensity_factor": intensity_factor,
                "pool_length_m": pool_length_m,
                "avg_strokes_per_lap": avg_strokes_per_lap,
                "min_respiration_rate_per_min": min_respiration_rate_per_min,
                "avg_spo2_percent": avg_spo2_percent,
                "avg_stress_percent": avg_stress_percent,
                "sdrr_hrv_ms": sdrr_hrv_ms,
                "rmssd_hrv_ms": rmssd_hrv_ms,
                "aerobic_training_effect": aerobic_training_effect,
                "anaerobic_training_effect": anaerobic_training_effect,
                "training_load_peak": training_load_peak,
                "workout_feel": workout_feel,
                "workout_rpe": workout_rpe,
                "avg_ball_speed_m_s": avg_ball_speed_m_s,
                "max_ball_speed_m_s": max_ball_speed_m_s,
                "avg_lap_s": avg_lap_s,
                "best_lap_index": best_lap_index,
                "bottom_s": bottom_s,
                "surface_interval_s": surface_interval_s,
                "dive_number": dive_number,
                "descent_s": descent_s,
                "ascent_s": ascent_s,
                "hang_s": hang_s,
                "avg_ascent_rate_m_s": avg_ascent_rate_m_s,
                "max_ascent_rate_m_s": max_ascent_rate_m_s,
                "avg_descent_rate_m_s": avg_descent_rate_m_s,
                "max_descent_rate_m_s": max_descent_rate_m_s,
                "start_cns_percent": start_cns_percent,
                "end_cns_percent": end_cns_percent,
                "start_n2_percent": start_n2_percent,
                "end_n2_percent": end_n2_percent,
                "o2_toxicity_otu": o2_toxicity_otu,
                "avg_pressure_sac_bar_per_min": avg_pressure_sac_bar_per_min,
                "avg_volume_sac_l_per_min": avg_volume_sac_l_per_min,
                "avg_rmv_l_per_min": avg_rmv_l_per_min,
                "lengths": lengths,
                "sets": sets,
                "splits": splits,
                "split_sums": split_sums,
                "zones": zones,
                "dive_gases": dive_gases,
                "workout_steps": workout_steps,
                "laps": laps,
                "recordings": recordings,
                "worked_out": worked_out,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.activity_numbers import ActivityNumbers
        from ..models.activity_recording import ActivityRecording
        from ..models.dive_gas import DiveGas
        from ..models.exercise_set import ExerciseSet
        from ..models.lap import Lap
        from ..models.length import Length
        from ..models.split import Split
        from ..models.split_sum import SplitSum
        from ..models.times_in_zones import TimesInZones
        from ..models.workout_step import WorkoutStep

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

        def _parse_threshold_power_w(data: object) -> int | None:
            if data is None:
                return data
            threshold_power_w_type_0 = data
            if not (
                isinstance(threshold_power_w_type_0, int)
                and not isinstance(threshold_power_w_type_0, bool)
            ):
                raise TypeError("threshold_power_w_type_0: expected a whole number")

            return threshold_power_w_type_0

        threshold_power_w = _parse_threshold_power_w(d.pop("threshold_power_w"))

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

        def _parse_pool_length_m(data: object) -> float | None:
            if data is None:
                return data
            pool_length_m_type_0 = data
            if not (
                isinstance(pool_length_m_type_0, (float, int))
                and not isinstance(pool_length_m_type_0, bool)
            ):
                raise TypeError("pool_length_m_type_0: expected a number")

            return pool_length_m_type_0

        pool_length_m = _parse_pool_length_m(d.pop("pool_length_m"))

        def _parse_avg_strokes_per_lap(data: object) -> float | None:
            if data is None:
                return data
            avg_strokes_per_lap_type_0 = data
            if not (
                isinstance(avg_strokes_per_lap_type_0, (float, int))
                and not isinstance(avg_strokes_per_lap_type_0, bool)
            ):
                raise TypeError("avg_strokes_per_lap_type_0: expected a number")

            return avg_strokes_per_lap_type_0

        avg_strokes_per_lap = _parse_avg_strokes_per_lap(d.pop("avg_strokes_per_lap"))

        def _parse_min_respiration_rate_per_min(data: object) -> float | None:
            if data is None:
                return data
            min_respiration_rate_per_min_type_0 = data
            if not (
                isinstance(min_respiration_rate_per_min_type_0, (float, int))
                and not isinstance(min_respiration_rate_per_min_type_0, bool)
            ):
                raise TypeError("min_respiration_rate_per_min_type_0: expected a number")

            return min_respiration_rate_per_min_type_0

        min_respiration_rate_per_min = _parse_min_respiration_rate_per_min(
            d.pop("min_respiration_rate_per_min")
        )

        def _parse_avg_spo2_percent(data: object) -> int | None:
            if data is None:
                return data
            avg_spo2_percent_type_0 = data
            if not (
                isinstance(avg_spo2_percent_type_0, int)
                and not isinstance(avg_spo2_percent_type_0, bool)
            ):
                raise TypeError("avg_spo2_percent_type_0: expected a whole number")

            return avg_spo2_percent_type_0

        avg_spo2_percent = _parse_avg_spo2_percent(d.pop("avg_spo2_percent"))

        def _parse_avg_stress_percent(data: object) -> int | None:
            if data is None:
                return data
            avg_stress_percent_type_0 = data
            if not (
                isinstance(avg_stress_percent_type_0, int)
                and not isinstance(avg_stress_percent_type_0, bool)
            ):
                raise TypeError("avg_stress_percent_type_0: expected a whole number")

            return avg_stress_percent_type_0

        avg_stress_percent = _parse_avg_stress_percent(d.pop("avg_stress_percent"))

        def _parse_sdrr_hrv_ms(data: object) -> int | None:
            if data is None:
                return data
            sdrr_hrv_ms_type_0 = data
            if not (
                isinstance(sdrr_hrv_ms_type_0, int) and not isinstance(sdrr_hrv_ms_type_0, bool)
            ):
                raise TypeError("sdrr_hrv_ms_type_0: expected a whole number")

            return sdrr_hrv_ms_type_0

        sdrr_hrv_ms = _parse_sdrr_hrv_ms(d.pop("sdrr_hrv_ms"))

        def _parse_rmssd_hrv_ms(data: object) -> int | None:
            if data is None:
                return data
            rmssd_hrv_ms_type_0 = data
            if not (
                isinstance(rmssd_hrv_ms_type_0, int) and not isinstance(rmssd_hrv_ms_type_0, bool)
            ):
                raise TypeError("rmssd_hrv_ms_type_0: expected a whole number")

            return rmssd_hrv_ms_type_0

        rmssd_hrv_ms = _parse_rmssd_hrv_ms(d.pop("rmssd_hrv_ms"))

        def _parse_aerobic_training_effect(data: object) -> float | None:
            if data is None:
                return data
            aerobic_training_effect_type_0 = data
            if not (
                isinstance(aerobic_training_effect_type_0, (float, int))
                and not isinstance(aerobic_training_effect_type_0, bool)
            ):
                raise TypeError("aerobic_training_effect_type_0: expected a number")

            return aerobic_training_effect_type_0

        aerobic_training_effect = _parse_aerobic_training_effect(d.pop("aerobic_training_effect"))

        def _parse_anaerobic_training_effect(data: object) -> float | None:
            if data is None:
                return data
            anaerobic_training_effect_type_0 = data
            if not (
                isinstance(anaerobic_training_effect_type_0, (float, int))
                and not isinstance(anaerobic_training_effect_type_0, bool)
            ):
                raise TypeError("anaerobic_training_effect_type_0: expected a number")

            return anaerobic_training_effect_type_0

        anaerobic_training_effect = _parse_anaerobic_training_effect(
            d.pop("anaerobic_training_effect")
        )

        def _parse_training_load_peak(data: object) -> float | None:
            if data is None:
                return data
            training_load_peak_type_0 = data
            if not (
                isinstance(training_load_peak_type_0, (float, int))
                and not isinstance(training_load_peak_type_0, bool)
            ):
                raise TypeError("training_load_peak_type_0: expected a number")

            return training_load_peak_type_0

        training_load_peak = _parse_training_load_peak(d.pop("training_load_peak"))

        def _parse_workout_feel(data: object) -> int | None:
            if data is None:
                return data
            workout_feel_type_0 = data
            if not (
                isinstance(workout_feel_type_0, int) and not isinstance(workout_feel_type_0, bool)
            ):
                raise TypeError("workout_feel_type_0: expected a whole number")

            return workout_feel_type_0

        workout_feel = _parse_workout_feel(d.pop("workout_feel"))

        def _parse_workout_rpe(data: object) -> int | None:
            if data is None:
                return data
            workout_rpe_type_0 = data
            if not (
                isinstance(workout_rpe_type_0, int) and not isinstance(workout_rpe_type_0, bool)
            ):
                raise TypeError("workout_rpe_type_0: expected a whole number")

            return workout_rpe_type_0

        workout_rpe = _parse_workout_rpe(d.pop("workout_rpe"))

        def _parse_avg_ball_speed_m_s(data: object) -> float | None:
            if data is None:
                return data
            avg_ball_speed_m_s_type_0 = data
            if not (
                isinstance(avg_ball_speed_m_s_type_0, (float, int))
                and not isinstance(avg_ball_speed_m_s_type_0, bool)
            ):
                raise TypeError("avg_ball_speed_m_s_type_0: expected a number")

            return avg_ball_speed_m_s_type_0

        avg_ball_speed_m_s = _parse_avg_ball_speed_m_s(d.pop("avg_ball_speed_m_s"))

        def _parse_max_ball_speed_m_s(data: object) -> float | None:
            if data is None:
                return data
            max_ball_speed_m_s_type_0 = data
            if not (
                isinstance(max_ball_speed_m_s_type_0, (float, int))
                and not isinstance(max_ball_speed_m_s_type_0, bool)
            ):
                raise TypeError("max_ball_speed_m_s_type_0: expected a number")

            return max_ball_speed_m_s_type_0

        max_ball_speed_m_s = _parse_max_ball_speed_m_s(d.pop("max_ball_speed_m_s"))

        def _parse_avg_lap_s(data: object) -> float | None:
            if data is None:
                return data
            avg_lap_s_type_0 = data
            if not (
                isinstance(avg_lap_s_type_0, (float, int))
                and not isinstance(avg_lap_s_type_0, bool)
            ):
                raise TypeError("avg_lap_s_type_0: expected a number")

            return avg_lap_s_type_0

        avg_lap_s = _parse_avg_lap_s(d.pop("avg_lap_s"))

        def _parse_best_lap_index(data: object) -> int | None:
            if data is None:
                return data
            best_lap_index_type_0 = data
            if not (
                isinstance(best_lap_index_type_0, int)
                and not isinstance(best_lap_index_type_0, bool)
            ):
                raise TypeError("best_lap_index_type_0: expected a whole number")

            return best_lap_index_type_0

        best_lap_index = _parse_best_lap_index(d.pop("best_lap_index"))

        def _parse_bottom_s(data: object) -> float | None:
            if data is None:
                return data
            bottom_s_type_0 = data
            if not (
                isinstance(bottom_s_type_0, (float, int)) and not isinstance(bottom_s_type_0, bool)
            ):
                raise TypeError("bottom_s_type_0: expected a number")

            return bottom_s_type_0

        bottom_s = _parse_bottom_s(d.pop("bottom_s"))

        def _parse_surface_interval_s(data: object) -> int | None:
            if data is None:
                return data
            surface_interval_s_type_0 = data
            if not (
                isinstance(surface_interval_s_type_0, int)
                and not isinstance(surface_interval_s_type_0, bool)
            ):
                raise TypeError("surface_interval_s_type_0: expected a whole number")

            return surface_interval_s_type_0

        surface_interval_s = _parse_surface_interval_s(d.pop("surface_interval_s"))

        def _parse_dive_number(data: object) -> int | None:
            if data is None:
                return data
            dive_number_type_0 = data
            if not (
                isinstance(dive_number_type_0, int) and not isinstance(dive_number_type_0, bool)
            ):
                raise TypeError("dive_number_type_0: expected a whole number")

            return dive_number_type_0

        dive_number = _parse_dive_number(d.pop("dive_number"))

        def _parse_descent_s(data: object) -> float | None:
            if data is None:
                return data
            descent_s_type_0 = data
            if not (
                isinstance(descent_s_type_0, (float, int))
                and not isinstance(descent_s_type_0, bool)
            ):
                raise TypeError("descent_s_type_0: expected a number")

            return descent_s_type_0

        descent_s = _parse_descent_s(d.pop("descent_s"))

        def _parse_ascent_s(data: object) -> float | None:
            if data is None:
                return data
            ascent_s_type_0 = data
            if not (
                isinstance(ascent_s_type_0, (float, int)) and not isinstance(ascent_s_type_0, bool)
            ):
                raise TypeError("ascent_s_type_0: expected a number")

            return ascent_s_type_0

        ascent_s = _parse_ascent_s(d.pop("ascent_s"))

        def _parse_hang_s(data: object) -> float | None:
            if data is None:
                return data
            hang_s_type_0 = data
            if not (
                isinstance(hang_s_type_0, (float, int)) and not isinstance(hang_s_type_0, bool)
            ):
                raise TypeError("hang_s_type_0: expected a number")

            return hang_s_type_0

        hang_s = _parse_hang_s(d.pop("hang_s"))

        def _parse_avg_ascent_rate_m_s(data: object) -> float | None:
            if data is None:
                return data
            avg_ascent_rate_m_s_type_0 = data
            if not (
                isinstance(avg_ascent_rate_m_s_type_0, (float, int))
                and not isinstance(avg_ascent_rate_m_s_type_0, bool)
            ):
                raise TypeError("avg_ascent_rate_m_s_type_0: expected a number")

            return avg_ascent_rate_m_s_type_0

        avg_ascent_rate_m_s = _parse_avg_ascent_rate_m_s(d.pop("avg_ascent_rate_m_s"))

        def _parse_max_ascent_rate_m_s(data: object) -> float | None:
            if data is None:
                return data
            max_ascent_rate_m_s_type_0 = data
            if not (
                isinstance(max_ascent_rate_m_s_type_0, (float, int))
                and not isinstance(max_ascent_rate_m_s_type_0, bool)
            ):
                raise TypeError("max_ascent_rate_m_s_type_0: expected a number")

            return max_ascent_rate_m_s_type_0

        max_ascent_rate_m_s = _parse_max_ascent_rate_m_s(d.pop("max_ascent_rate_m_s"))

        def _parse_avg_descent_rate_m_s(data: object) -> float | None:
            if data is None:
                return data
            avg_descent_rate_m_s_type_0 = data
            if not (
                isinstance(avg_descent_rate_m_s_type_0, (float, int))
                and not isinstance(avg_descent_rate_m_s_type_0, bool)
            ):
                raise TypeError("avg_descent_rate_m_s_type_0: expected a number")

            return avg_descent_rate_m_s_type_0

        avg_descent_rate_m_s = _parse_avg_descent_rate_m_s(d.pop("avg_descent_rate_m_s"))

        def _parse_max_descent_rate_m_s(data: object) -> float | None:
            if data is None:
                return data
            max_descent_rate_m_s_type_0 = data
            if not (
                isinstance(max_descent_rate_m_s_type_0, (float, int))
                and not isinstance(max_descent_rate_m_s_type_0, bool)
            ):
                raise TypeError("max_descent_rate_m_s_type_0: expected a number")

            return max_descent_rate_m_s_type_0

        max_descent_rate_m_s = _parse_max_descent_rate_m_s(d.pop("max_descent_rate_m_s"))

        def _parse_start_cns_percent(data: object) -> int | None:
            if data is None:
                return data
            start_cns_percent_type_0 = data
            if not (
                isinstance(start_cns_percent_type_0, int)
                and not isinstance(start_cns_percent_type_0, bool)
            ):
                raise TypeError("start_cns_percent_type_0: expected a whole number")

            return start_cns_percent_type_0

        start_cns_percent = _parse_start_cns_percent(d.pop("start_cns_percent"))

        def _parse_end_cns_percent(data: object) -> int | None:
            if data is None:
                return data
            end_cns_percent_type_0 = data
            if not (
                isinstance(end_cns_percent_type_0, int)
                and not isinstance(end_cns_percent_type_0, bool)
            ):
                raise TypeError("end_cns_percent_type_0: expected a whole number")

            return end_cns_percent_type_0

        end_cns_percent = _parse_end_cns_percent(d.pop("end_cns_percent"))

        def _parse_start_n2_percent(data: object) -> int | None:
            if data is None:
                return data
            start_n2_percent_type_0 = data
            if not (
                isinstance(start_n2_percent_type_0, int)
                and not isinstance(start_n2_percent_type_0, bool)
            ):
                raise TypeError("start_n2_percent_type_0: expected a whole number")

            return start_n2_percent_type_0

        start_n2_percent = _parse_start_n2_percent(d.pop("start_n2_percent"))

        def _parse_end_n2_percent(data: object) -> int | None:
            if data is None:
                return data
            end_n2_percent_type_0 = data
            if not (
                isinstance(end_n2_percent_type_0, int)
                and not isinstance(end_n2_percent_type_0, bool)
            ):
                raise TypeError("end_n2_percent_type_0: expected a whole number")

            return end_n2_percent_type_0

        end_n2_percent = _parse_end_n2_percent(d.pop("end_n2_percent"))

        def _parse_o2_toxicity_otu(data: object) -> int | None:
            if data is None:
                return data
            o2_toxicity_otu_type_0 = data
            if not (
                isinstance(o2_toxicity_otu_type_0, int)
                and not isinstance(o2_toxicity_otu_type_0, bool)
            ):
                raise TypeError("o2_toxicity_otu_type_0: expected a whole number")

            return o2_toxicity_otu_type_0

        o2_toxicity_otu = _parse_o2_toxicity_otu(d.pop("o2_toxicity_otu"))

        def _parse_avg_pressure_sac_bar_per_min(data: object) -> float | None:
            if data is None:
                return data
            avg_pressure_sac_bar_per_min_type_0 = data
            if not (
                isinstance(avg_pressure_sac_bar_per_min_type_0, (float, int))
                and not isinstance(avg_pressure_sac_bar_per_min_type_0, bool)
            ):
                raise TypeError("avg_pressure_sac_bar_per_min_type_0: expected a number")

            return avg_pressure_sac_bar_per_min_type_0

        avg_pressure_sac_bar_per_min = _parse_avg_pressure_sac_bar_per_min(
            d.pop("avg_pressure_sac_bar_per_min")
        )

        def _parse_avg_volume_sac_l_per_min(data: object) -> float | None:
            if data is None:
                return data
            avg_volume_sac_l_per_min_type_0 = data
            if not (
                isinstance(avg_volume_sac_l_per_min_type_0, (float, int))
                and not isinstance(avg_volume_sac_l_per_min_type_0, bool)
            ):
                raise TypeError("avg_volume_sac_l_per_min_type_0: expected a number")

            return avg_volume_sac_l_per_min_type_0

        avg_volume_sac_l_per_min = _parse_avg_volume_sac_l_per_min(
            d.pop("avg_volume_sac_l_per_min")
        )

        def _parse_avg_rmv_l_per_min(data: object) -> float | None:
            if data is None:
                return data
            avg_rmv_l_per_min_type_0 = data
            if not (
                isinstance(avg_rmv_l_per_min_type_0, (float, int))
                and not isinstance(avg_rmv_l_per_min_type_0, bool)
            ):
                raise TypeError("avg_rmv_l_per_min_type_0: expected a number")

            return avg_rmv_l_per_min_type_0

        avg_rmv_l_per_min = _parse_avg_rmv_l_per_min(d.pop("avg_rmv_l_per_min"))

        lengths = []
        _lengths = d.pop("lengths")
        if not isinstance(_lengths, list):
            raise TypeError("lengths: expected a list")
        for lengths_item_data in _lengths:
            lengths_item = Length.from_dict(lengths_item_data)

            lengths.append(lengths_item)

        sets = []
        _sets = d.pop("sets")
        if not isinstance(_sets, list):
            raise TypeError("sets: expected a list")
        for sets_item_data in _sets:
            sets_item = ExerciseSet.from_dict(sets_item_data)

            sets.append(sets_item)

        splits = []
        _splits = d.pop("splits")
        if not isinstance(_splits, list):
            raise TypeError("splits: expected a list")
        for splits_item_data in _splits:
            splits_item = Split.from_dict(splits_item_data)

            splits.append(splits_item)

        split_sums = []
        _split_sums = d.pop("split_sums")
        if not isinstance(_split_sums, list):
            raise TypeError("split_sums: expected a list")
        for split_sums_item_data in _split_sums:
            split_sums_item = SplitSum.from_dict(split_sums_item_data)

            split_sums.append(split_sums_item)

        zones = []
        _zones = d.pop("zones")
        if not isinstance(_zones, list):
            raise TypeError("zones: expected a list")
        for zones_item_data in _zones:
            zones_item = TimesInZones.from_dict(zones_item_data)

            zones.append(zones_item)

        dive_gases = []
        _dive_gases = d.pop("dive_gases")
        if not isinstance(_dive_gases, list):
            raise TypeError("dive_gases: expected a list")
        for dive_gases_item_data in _dive_gases:
            dive_gases_item = DiveGas.from_dict(dive_gases_item_data)

            dive_gases.append(dive_gases_item)

        workout_steps = []
        _workout_steps = d.pop("workout_steps")
        if not isinstance(_workout_steps, list):
            raise TypeError("workout_steps: expected a list")
        for workout_steps_item_data in _workout_steps:
            workout_steps_item = WorkoutStep.from_dict(workout_steps_item_data)

            workout_steps.append(workout_steps_item)

        laps = []
        _laps = d.pop("laps")
        if not isinstance(_laps, list):
            raise TypeError("laps: expected a list")
        for laps_item_data in _laps:
            laps_item = Lap.from_dict(laps_item_data)

            laps.append(laps_item)

        recordings = []
        _recordings = d.pop("recordings")
        if not isinstance(_recordings, list):
            raise TypeError("recordings: expected a list")
        for recordings_item_data in _recordings:
            recordings_item = ActivityRecording.from_dict(recordings_item_data)

            recordings.append(recordings_item)

        def _parse_worked_out(data: object) -> ActivityNumbers | None:
            if data is None:
                return data
            if not isinstance(data, dict):
                raise TypeError("worked_out: not of a type that the contract allows")
            return ActivityNumbers.from_dict(data)

        worked_out = _parse_worked_out(d.pop("worked_out"))

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
            threshold_power_w=threshold_power_w,
            training_stress_score=training_stress_score,
            intensity_factor=intensity_factor,
            pool_length_m=pool_length_m,
            avg_strokes_per_lap=avg_strokes_per_lap,
            min_respiration_rate_per_min=min_respiration_rate_per_min,
            avg_spo2_percent=avg_spo2_percent,
            avg_stress_percent=avg_stress_percent,
            sdrr_hrv_ms=sdrr_hrv_ms,
            rmssd_hrv_ms=rmssd_hrv_ms,
            aerobic_training_effect=aerobic_training_effect,
            anaerobic_training_effect=anaerobic_training_effect,
            training_load_peak=training_load_peak,
            workout_feel=workout_feel,
            workout_rpe=workout_rpe,
            avg_ball_speed_m_s=avg_ball_speed_m_s,
            max_ball_speed_m_s=max_ball_speed_m_s,
            avg_lap_s=avg_lap_s,
            best_lap_index=best_lap_index,
            bottom_s=bottom_s,
            surface_interval_s=surface_interval_s,
            dive_number=dive_number,
            descent_s=descent_s,
            ascent_s=ascent_s,
            hang_s=hang_s,
            avg_ascent_rate_m_s=avg_ascent_rate_m_s,
            max_ascent_rate_m_s=max_ascent_rate_m_s,
            avg_descent_rate_m_s=avg_descent_rate_m_s,
            max_descent_rate_m_s=max_descent_rate_m_s,
            start_cns_percent=start_cns_percent,
            end_cns_percent=end_cns_percent,
            start_n2_percent=start_n2_percent,
            end_n2_percent=end_n2_percent,
            o2_toxicity_otu=o2_toxicity_otu,
            avg_pressure_sac_bar_per_min=avg_pressure_sac_bar_per_min,
            avg_volume_sac_l_per_min=avg_volume_sac_l_per_min,
            avg_rmv_l_per_min=avg_rmv_l_per_min,
            lengths=lengths,
            sets=sets,
            splits=splits,
            split_sums=split_sums,
            zones=zones,
            dive_gases=dive_gases,
            workout_steps=workout_steps,
            laps=laps,
            recordings=recordings,
            worked_out=worked_out,
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
