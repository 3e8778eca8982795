"""What devices measure over a session or a lap, beyond the few values that every list shows.

Names follow the FIT profile (messages `session`, `lap` and `dive_summary`), with the unit at the end. Most of them are None in any one
file, so these records are `Sparse`: only what is there is held, written and sent from process to process.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fittrack_backend.records.fields import Means, Sparse


@dataclass(frozen=True, kw_only=True, init=False, repr=False, eq=False)  # it has no instances
class Measures(Sparse):
    """What sessions and laps both have."""

    moving_s: Annotated[
        float | None, Means(text="Time in motion (FIT: total_moving_time).", example=3240.5)
    ] = None
    active_s: Annotated[
        float | None, Means(text="Time without rests (FIT: active_time).", example=3300.0)
    ] = None
    standing_s: Annotated[float | None, Means(text="Time out of the saddle.", example=96.0)] = None
    avg_speed_m_s: Annotated[float | None, Means(example=3.092)] = None
    max_speed_m_s: Annotated[float | None, Means(example=4.521)] = None
    avg_grade_adjusted_speed_m_s: Annotated[
        float | None,
        Means(text="The speed of the same effort on the level, by the device.", example=3.18),
    ] = None
    avg_cadence_rpm: Annotated[
        float | None,
        Means(
            text="Turns a minute as FIT has them: of the crank; on foot strides, each of two steps; strokes; pushes of a wheelchair.",
            example=86.5,
        ),
    ] = None
    max_cadence_rpm: Annotated[float | None, Means(example=94.0)] = None
    cycles: Annotated[
        float | None,
        Means(
            text="By the sport, turns of the crank, strides of two steps, strokes, pushes or repetitions (FIT: total_cycles).",
            example=4774.0,
        ),
    ] = None
    min_hr_bpm: Annotated[int | None, Means(example=92)] = None
    avg_power_w: Annotated[int | None, Means(example=231)] = None
    max_power_w: Annotated[int | None, Means(example=514)] = None
    normalized_power_w: Annotated[
        int | None, Means(text="As the device works it out.", example=244)
    ] = None
    work_j: Annotated[int | None, Means(example=764000)] = None
    right_balance_percent: Annotated[
        float | None, Means(text="The right leg's part of the power.", example=50.8)
    ] = None
    avg_left_torque_effectiveness_percent: Annotated[float | None, Means(example=81.5)] = None
    avg_right_torque_effectiveness_percent: Annotated[float | None, Means(example=82.0)] = None
    avg_left_pedal_smoothness_percent: Annotated[float | None, Means(example=22.5)] = None
    avg_right_pedal_smoothness_percent: Annotated[float | None, Means(example=23.0)] = None
    avg_combined_pedal_smoothness_percent: Annotated[float | None, Means(example=22.5)] = None
    avg_left_pco_mm: Annotated[
        int | None,
        Means(text="How far out the left foot presses (platform centre offset).", example=-3),
    ] = None
    avg_right_pco_mm: Annotated[
        int | None,
        Means(text="How far out the right foot presses (platform centre offset).", example=2),
    ] = None
    stand_count: Annotated[int | None, Means(text="How often the rider stood up.", example=4)] = (
        None
    )
    front_gear_shift_count: Annotated[int | None, Means(example=12)] = None
    rear_gear_shift_count: Annotated[int | None, Means(example=140)] = None
    avg_motor_power_w: Annotated[int | None, Means(text="Of an electric bicycle.", example=120)] = (
        None
    )
    max_motor_power_w: Annotated[int | None, Means(example=250)] = None
    motor_battery_consumption_percent: Annotated[float | None, Means(example=34.5)] = None
    descent_m: Annotated[float | None, Means(example=181.0)] = None
    avg_altitude_m: Annotated[float | None, Means(example=214.6)] = None
    min_altitude_m: Annotated[float | None, Means(example=168.2)] = None
    max_altitude_m: Annotated[float | None, Means(example=271.4)] = None
    avg_grade_percent: Annotated[float | None, Means(example=0.4)] = None
    avg_pos_grade_percent: Annotated[float | None, Means(text="Of what goes up.", example=4.1)] = (
        None
    )
    avg_neg_grade_percent: Annotated[
        float | None, Means(text="Of what goes down.", example=-3.8)
    ] = None
    max_pos_grade_percent: Annotated[float | None, Means(example=11.2)] = None
    max_neg_grade_percent: Annotated[float | None, Means(example=-10.4)] = None
    avg_pos_vertical_speed_m_s: Annotated[float | None, Means(example=0.21)] = None
    avg_neg_vertical_speed_m_s: Annotated[float | None, Means(example=-0.24)] = None
    max_pos_vertical_speed_m_s: Annotated[float | None, Means(example=0.62)] = None
    max_neg_vertical_speed_m_s: Annotated[float | None, Means(example=-0.71)] = None
    avg_vam_m_s: Annotated[
        float | None, Means(text="The speed of the ascent alone.", example=0.251)
    ] = None
    avg_temperature_c: Annotated[float | None, Means(example=14.0)] = None
    min_temperature_c: Annotated[float | None, Means(example=11.0)] = None
    max_temperature_c: Annotated[float | None, Means(example=19.0)] = None
    avg_core_temperature_c: Annotated[float | None, Means(text="Of the body.", example=37.9)] = None
    min_core_temperature_c: Annotated[float | None, Means(example=37.1)] = None
    max_core_temperature_c: Annotated[float | None, Means(example=38.4)] = None
    avg_step_length_mm: Annotated[float | None, Means(example=1073.0)] = None
    avg_vertical_oscillation_mm: Annotated[float | None, Means(example=88.4)] = None
    avg_vertical_ratio_percent: Annotated[float | None, Means(example=8.24)] = None
    avg_stance_time_ms: Annotated[float | None, Means(example=246.0)] = None
    avg_stance_time_percent: Annotated[float | None, Means(text="Of each step.", example=35.5)] = (
        None
    )
    avg_stance_time_balance_percent: Annotated[
        float | None, Means(text="The left foot's part.", example=49.8)
    ] = None
    num_lengths: Annotated[
        int | None, Means(text="Lengths of the pool, rests included.", example=40)
    ] = None
    num_active_lengths: Annotated[int | None, Means(text="Lengths that were swum.", example=38)] = (
        None
    )
    swim_stroke: Annotated[str | None, Means(example="freestyle", longest=64)] = None
    avg_stroke_distance_m: Annotated[float | None, Means(example=1.92)] = None
    avg_strokes_per_length: Annotated[float | None, Means(example=13.2)] = None
    avg_swolf: Annotated[
        int | None, Means(text="The strokes and the seconds of a length, added up.", example=38)
    ] = None
    fat_calories_kcal: Annotated[int | None, Means(example=210)] = None
    metabolic_calories_kcal: Annotated[
        int | None, Means(text="What the body would have used at rest.", example=96)
    ] = None
    avg_respiration_rate_per_min: Annotated[float | None, Means(example=32.4)] = None
    max_respiration_rate_per_min: Annotated[float | None, Means(example=41.2)] = None
    total_grit: Annotated[float | None, Means(example=22.1)] = None
    avg_grit: Annotated[float | None, Means(example=2.1)] = None
    total_flow: Annotated[float | None, Means(example=14.8)] = None
    avg_flow: Annotated[float | None, Means(example=1.4)] = None
    jump_count: Annotated[int | None, Means(example=6)] = None
    player_score: Annotated[int | None, Means(example=21)] = None
    opponent_score: Annotated[int | None, Means(example=17)] = None
    avg_depth_m: Annotated[float | None, Means(example=11.8)] = None
    max_depth_m: Annotated[float | None, Means(example=18.4)] = None


@dataclass(frozen=True, kw_only=True)
class SessionMeasures(Measures):
    """What a session has."""

    threshold_power_w: Annotated[
        int | None,
        Means(text="The athlete's functional threshold power, as the device knew it.", example=265),
    ] = None
    training_stress_score: Annotated[
        float | None, Means(text="As the device works it out.", example=78.4)
    ] = None
    intensity_factor: Annotated[
        float | None, Means(text="As the device works it out.", example=0.921)
    ] = None
    pool_length_m: Annotated[float | None, Means(example=25.0)] = None
    avg_strokes_per_lap: Annotated[float | None, Means(example=52.8)] = None
    min_respiration_rate_per_min: Annotated[float | None, Means(example=18.0)] = None
    avg_spo2_percent: Annotated[int | None, Means(example=95)] = None
    avg_stress_percent: Annotated[int | None, Means(example=41)] = None
    sdrr_hrv_ms: Annotated[int | None, Means(example=48)] = None
    rmssd_hrv_ms: Annotated[int | None, Means(example=39)] = None
    aerobic_training_effect: Annotated[
        float | None, Means(text="From 0 to 5 (FIT: total_training_effect).", example=3.4)
    ] = None
    anaerobic_training_effect: Annotated[float | None, Means(text="From 0 to 5.", example=1.2)] = (
        None
    )
    training_load_peak: Annotated[
        float | None, Means(text="The device's training load of it.", example=142.6)
    ] = None
    workout_feel: Annotated[
        int | None,
        Means(
            text="How the athlete felt: 0 very weak, 25, 50 normal, 75, 100 very strong.",
            example=75,
        ),
    ] = None
    workout_rpe: Annotated[
        int | None,
        Means(
            text="The effort that the athlete perceived, from 0 to 100: ten times that of the scale of Borg.",
            example=40,
        ),
    ] = None
    avg_ball_speed_m_s: Annotated[float | None, Means(example=19.4)] = None
    max_ball_speed_m_s: Annotated[float | None, Means(example=31.2)] = None
    avg_lap_s: Annotated[float | None, Means(example=331.2)] = None
    best_lap_index: Annotated[int | None, Means(text="Among the laps, from 0.", example=3)] = None
    bottom_s: Annotated[
        float | None, Means(text="From the descent to the last ascent.", example=2520.0)
    ] = None
    surface_interval_s: Annotated[
        int | None, Means(text="Time at the surface since the dive before.", example=5400)
    ] = None
    dive_number: Annotated[int | None, Means(example=38)] = None
    descent_s: Annotated[float | None, Means(example=120.0)] = None
    ascent_s: Annotated[float | None, Means(example=310.0)] = None
    hang_s: Annotated[float | None, Means(example=180.0)] = None
    avg_ascent_rate_m_s: Annotated[float | None, Means(example=0.11)] = None
    max_ascent_rate_m_s: Annotated[float | None, Means(example=0.19)] = None
    avg_descent_rate_m_s: Annotated[float | None, Means(example=0.16)] = None
    max_descent_rate_m_s: Annotated[float | None, Means(example=0.31)] = None
    start_cns_percent: Annotated[
        int | None, Means(text="Load of oxygen on the nervous system.", example=4)
    ] = None
    end_cns_percent: Annotated[int | None, Means(example=9)] = None
    start_n2_percent: Annotated[
        int | None, Means(text="Load of nitrogen on the tissues.", example=12)
    ] = None
    end_n2_percent: Annotated[int | None, Means(example=41)] = None
    o2_toxicity_otu: Annotated[int | None, Means(example=14)] = None
    avg_pressure_sac_bar_per_min: Annotated[float | None, Means(example=1.21)] = None
    avg_volume_sac_l_per_min: Annotated[float | None, Means(example=14.5)] = None
    avg_rmv_l_per_min: Annotated[float | None, Means(example=15.2)] = None


@dataclass(frozen=True, kw_only=True, init=False, repr=False, eq=False)  # it has no instances
class LapMeasures(Measures):
    """What a lap has."""

    intensity: Annotated[
        str | None,
        Means(
            text="What the lap was for: `active`, `rest`, `warmup`, `cooldown`, …",
            example="active",
            longest=64,
        ),
    ] = None
    trigger: Annotated[
        str | None,
        Means(
            text="What ended it: `manual`, `distance`, `time`, `session_end`, …",
            example="distance",
            longest=64,
        ),
    ] = None
    workout_step_index: Annotated[
        int | None, Means(text="The step of the planned workout that it was.", example=2)
    ] = None
    repetition: Annotated[int | None, Means(example=1)] = None
