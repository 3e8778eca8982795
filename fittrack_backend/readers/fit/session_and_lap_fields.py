"""Which fields of FIT messages give which values of a recording and its laps.

Source: the FIT profile, messages `session`, `lap` and `dive_summary`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from fittrack_backend.readers.fit import values as of
from fittrack_backend.readers.fit.definitions import Value
from fittrack_backend.readers.fit.profile import known_name_of
from fittrack_backend.readers.fit.wire import Message

_SIDE_IS_RIGHT = 0x8000
_BALANCE = 0x3FFF
"""Bits of `left_right_balance_100`: whose part it is, and the part in hundredths of a percent."""


class Given(NamedTuple):
    """A value of a record: what takes it out of the message's field.

    A field whose message also has the one called `unless` is passed over: that one is finer. What
    `plus` names is added to it. A value of the type `as_it_is` needs nothing done to it.
    """

    name: str
    take: Callable[[Value], float | int | str | dt.datetime | None]
    unless: str | None = None
    plus: str | None = None
    as_it_is: type | None = None


def real(name: str, *, unless: str | None = None) -> Given:
    """A number with decimals that is stored as a whole one and so is finite."""
    return Given(name, of.real, unless, as_it_is=float)


def integer(name: str) -> Given:
    """A whole number."""
    return Given(name, of.integer, as_it_is=int)


Fields = Mapping[str, Given]
"""By the message's field: what it gives."""


def named(type_name: str) -> Callable[[Value], str | None]:
    """Takes out the profile's name for a value of an enumeration."""
    return lambda value: known_name_of(type_name, value)


def _right_balance(value: Value) -> float | None:
    if not isinstance(value, int) or not value & _SIDE_IS_RIGHT:
        return None
    return (value & _BALANCE) / 100


def _height(value: Value) -> float | None:
    """Metres: a fifth of one is stored, with 500 of them added, which leaves a remainder."""
    found = of.real(value)
    return None if found is None else round(found, 3)


_TOTALS: Fields = {
    "total_distance": Given("distance_m", of.amount_of),
    "total_timer_time": Given("timer_s", of.amount_of),
    "total_calories": Given("calories_kcal", of.whole_of),
    "avg_heart_rate": Given("avg_hr_bpm", of.heart_rate_of),
    "max_heart_rate": Given("max_hr_bpm", of.heart_rate_of),
    "total_ascent": Given("ascent_m", of.amount_of),
}
_OF_BOTH: Fields = {
    "total_moving_time": real("moving_s"),
    "active_time": real("active_s"),
    "time_standing": real("standing_s"),
    "enhanced_avg_speed": real("avg_speed_m_s"),
    "avg_speed": real("avg_speed_m_s", unless="enhanced_avg_speed"),
    "enhanced_max_speed": real("max_speed_m_s"),
    "max_speed": real("max_speed_m_s", unless="enhanced_max_speed"),
    "avg_grade_adjusted_speed": real("avg_grade_adjusted_speed_m_s"),
    "avg_cadence": Given("avg_cadence_rpm", of.real, plus="avg_fractional_cadence"),
    "max_cadence": Given("max_cadence_rpm", of.real, plus="max_fractional_cadence"),
    "total_cycles": Given("cycles", of.real, plus="total_fractional_cycles"),
    "min_heart_rate": integer("min_hr_bpm"),
    "avg_power": integer("avg_power_w"),
    "max_power": integer("max_power_w"),
    "normalized_power": integer("normalized_power_w"),
    "total_work": integer("work_j"),
    "left_right_balance": Given("right_balance_percent", _right_balance),
    "avg_left_torque_effectiveness": real("avg_left_torque_effectiveness_percent"),
    "avg_right_torque_effectiveness": real("avg_right_torque_effectiveness_percent"),
    "avg_left_pedal_smoothness": real("avg_left_pedal_smoothness_percent"),
    "avg_right_pedal_smoothness": real("avg_right_pedal_smoothness_percent"),
    "avg_combined_pedal_smoothness": real("avg_combined_pedal_smoothness_percent"),
    "avg_left_pco": integer("avg_left_pco_mm"),
    "avg_right_pco": integer("avg_right_pco_mm"),
    "stand_count": integer("stand_count"),
    "front_gear_shift_count": integer("front_gear_shift_count"),
    "rear_gear_shift_count": integer("rear_gear_shift_count"),
    "avg_lev_motor_power": integer("avg_motor_power_w"),
    "max_lev_motor_power": integer("max_motor_power_w"),
    "lev_battery_consumption": real("motor_battery_consumption_percent"),
    "total_descent": real("descent_m"),
    "enhanced_avg_altitude": Given("avg_altitude_m", _height),
    "avg_altitude": Given("avg_altitude_m", _height, unless="enhanced_avg_altitude"),
    "enhanced_min_altitude": Given("min_altitude_m", _height),
    "min_altitude": Given("min_altitude_m", _height, unless="enhanced_min_altitude"),
    "enhanced_max_altitude": Given("max_altitude_m", _height),
    "max_altitude": Given("max_altitude_m", _height, unless="enhanced_max_altitude"),
    "avg_grade": real("avg_grade_percent"),
    "avg_pos_grade": real("avg_pos_grade_percent"),
    "avg_neg_grade": real("avg_neg_grade_percent"),
    "max_pos_grade": real("max_pos_grade_percent"),
    "max_neg_grade": real("max_neg_grade_percent"),
    "avg_pos_vertical_speed": real("avg_pos_vertical_speed_m_s"),
    "avg_neg_vertical_speed": real("avg_neg_vertical_speed_m_s"),
    "max_pos_vertical_speed": real("max_pos_vertical_speed_m_s"),
    "max_neg_vertical_speed": real("max_neg_vertical_speed_m_s"),
    "avg_vam": real("avg_vam_m_s"),
    "avg_temperature": real("avg_temperature_c"),
    "min_temperature": real("min_temperature_c"),
    "max_temperature": real("max_temperature_c"),
    "avg_core_temperature": real("avg_core_temperature_c"),
    "min_core_temperature": real("min_core_temperature_c"),
    "max_core_temperature": real("max_core_temperature_c"),
    "avg_step_length": real("avg_step_length_mm"),
    "avg_vertical_oscillation": real("avg_vertical_oscillation_mm"),
    "avg_vertical_ratio": real("avg_vertical_ratio_percent"),
    "avg_stance_time": real("avg_stance_time_ms"),
    "avg_stance_time_percent": real("avg_stance_time_percent"),
    "avg_stance_time_balance": real("avg_stance_time_balance_percent"),
    "num_lengths": integer("num_lengths"),
    "num_active_lengths": integer("num_active_lengths"),
    "swim_stroke": Given("swim_stroke", named("swim_stroke")),
    "avg_stroke_distance": real("avg_stroke_distance_m"),
    "avg_strokes_per_length": real("avg_strokes_per_length"),
    "avg_swolf": integer("avg_swolf"),
    "total_fat_calories": integer("fat_calories_kcal"),
    "metabolic_calories": integer("metabolic_calories_kcal"),
    "enhanced_avg_respiration_rate": real("avg_respiration_rate_per_min"),
    "avg_respiration_rate": real(
        "avg_respiration_rate_per_min", unless="enhanced_avg_respiration_rate"
    ),
    "enhanced_max_respiration_rate": real("max_respiration_rate_per_min"),
    "max_respiration_rate": real(
        "max_respiration_rate_per_min", unless="enhanced_max_respiration_rate"
    ),
    "total_grit": Given("total_grit", of.real),
    "avg_grit": Given("avg_grit", of.real),
    "total_flow": Given("total_flow", of.real),
    "avg_flow": Given("avg_flow", of.real),
    "jump_count": integer("jump_count"),
    "player_score": integer("player_score"),
    "opponent_score": integer("opponent_score"),
    "avg_depth": real("avg_depth_m"),
    "max_depth": real("max_depth_m"),
}
TOTALS_OF_SESSIONS: Fields = _TOTALS
MEASURES_OF_SESSIONS: Fields = {
    **_OF_BOTH,
    "threshold_power": integer("threshold_power_w"),
    "training_stress_score": real("training_stress_score"),
    "intensity_factor": real("intensity_factor"),
    "pool_length": real("pool_length_m"),
    "avg_stroke_count": real("avg_strokes_per_lap"),
    "enhanced_min_respiration_rate": real("min_respiration_rate_per_min"),
    "min_respiration_rate": real(
        "min_respiration_rate_per_min", unless="enhanced_min_respiration_rate"
    ),
    "avg_spo2": integer("avg_spo2_percent"),
    "avg_stress": integer("avg_stress_percent"),
    "sdrr_hrv": integer("sdrr_hrv_ms"),
    "rmssd_hrv": integer("rmssd_hrv_ms"),
    "total_training_effect": real("aerobic_training_effect"),
    "total_anaerobic_training_effect": real("anaerobic_training_effect"),
    "training_load_peak": real("training_load_peak"),
    "workout_feel": integer("workout_feel"),
    "workout_rpe": integer("workout_rpe"),
    "avg_ball_speed": real("avg_ball_speed_m_s"),
    "max_ball_speed": real("max_ball_speed_m_s"),
    "avg_lap_time": real("avg_lap_s"),
    "best_lap_index": integer("best_lap_index"),
    "surface_interval": integer("surface_interval_s"),
    "dive_number": integer("dive_number"),
    "start_cns": integer("start_cns_percent"),
    "end_cns": integer("end_cns_percent"),
    "start_n2": integer("start_n2_percent"),
    "end_n2": integer("end_n2_percent"),
    "o2_toxicity": integer("o2_toxicity_otu"),
}
MEASURES_OF_DIVES: Fields = {
    "avg_depth": real("avg_depth_m"),
    "max_depth": real("max_depth_m"),
    "bottom_time": real("bottom_s"),
    "surface_interval": integer("surface_interval_s"),
    "dive_number": integer("dive_number"),
    "descent_time": real("descent_s"),
    "ascent_time": real("ascent_s"),
    "hang_time": real("hang_s"),
    "avg_ascent_rate": real("avg_ascent_rate_m_s"),
    "max_ascent_rate": real("max_ascent_rate_m_s"),
    "avg_descent_rate": real("avg_descent_rate_m_s"),
    "max_descent_rate": real("max_descent_rate_m_s"),
    "start_cns": integer("start_cns_percent"),
    "end_cns": integer("end_cns_percent"),
    "start_n2": integer("start_n2_percent"),
    "end_n2": integer("end_n2_percent"),
    "o2_toxicity": integer("o2_toxicity_otu"),
    "avg_pressure_sac": real("avg_pressure_sac_bar_per_min"),
    "avg_volume_sac": real("avg_volume_sac_l_per_min"),
    "avg_rmv": real("avg_rmv_l_per_min"),
}
OF_LAPS: Fields = {
    **_TOTALS,
    **_OF_BOTH,
    "intensity": Given("intensity", named("intensity")),
    "lap_trigger": Given("trigger", named("lap_trigger")),
    "wkt_step_index": integer("workout_step_index"),
    "repetition_num": integer("repetition"),
}


def values_of(message: Message, fields: Fields) -> dict[str, object]:
    """The values that a message gives, by the record's fields; without those that it does not give."""
    found: dict[str, object] = {}
    given = message.values
    for field, value in given.items():
        wanted = fields.get(field)
        if wanted is None:
            continue
        name, take, unless, plus, as_it_is = wanted
        if unless is not None and unless in given:
            continue
        if type(value) is as_it_is:
            found[name] = value
            continue
        taken = take(value)
        if plus is not None and isinstance(taken, int | float):
            taken += of.real(given.get(plus)) or 0.0
        if taken is not None:
            found[name] = taken
    return found


def fields_in(*tables: Fields) -> Iterable[str]:
    """The message's fields that these tables take values from."""
    found: dict[str, None] = {}
    for fields in tables:
        for field, given in fields.items():
            found[field] = None
            if given.plus is not None:
                found[given.plus] = None
    return found
