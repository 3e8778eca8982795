"""Which fields of FIT messages give which values of lengths, sets, splits, times in zones and gases.

Source: the FIT profile, messages `length`, `set`, `split`, `split_summary`, `time_in_zone`, `dive_gas`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping

from attrs import frozen

from fittrack_backend.readers.fit import values as of
from fittrack_backend.readers.fit.definitions import Value
from fittrack_backend.readers.fit.session_and_lap_fields import Fields, Given, integer, named, real
from fittrack_backend.readers.fit.times import EARLIEST, LATEST


def _watts(value: Value) -> int | None:
    return of.integer(value) or None  # a device that knows of none writes 0


def _moment(value: Value) -> dt.datetime | None:
    seconds = of.integer(value)
    return of.moment(seconds) if seconds is not None and EARLIEST <= seconds < LATEST else None


_START: Fields = {"start_time": Given("start_time", _moment)}
_LASTED: Fields = {
    "total_elapsed_time": real("elapsed_s"),
    "total_timer_time": real("timer_s"),
}
_BREATH: Fields = {
    f"{prefix}{which}_respiration_rate": Given(
        f"{which}_respiration_rate_per_min",
        of.real,
        unless=None if prefix else f"enhanced_{which}_respiration_rate",
    )
    for prefix in ("enhanced_", "")
    for which in ("avg", "max")
}
LENGTHS: Fields = {
    **_START,
    **_LASTED,
    **_BREATH,
    "length_type": Given("type", named("length_type")),
    "swim_stroke": Given("swim_stroke", named("swim_stroke")),
    "total_strokes": integer("strokes"),
    "avg_speed": real("avg_speed_m_s"),
    "avg_swimming_cadence": integer("avg_cadence_rpm"),
    "total_calories": integer("calories_kcal"),
}
SETS: Fields = {
    **_START,
    "set_type": Given("type", named("set_type")),
    "repetitions": integer("repetitions"),
    "weight": real("weight_kg"),
    "duration": real("duration_s"),
    "wkt_step_index": integer("workout_step_index"),
}
OF_EXERCISES = ("category", "category_subtype")
_OF_BOTH_SPLITS: Fields = {
    "split_type": Given("type", named("split_type")),
    "total_timer_time": real("timer_s"),
    "total_moving_time": real("moving_s"),
    "total_distance": real("distance_m"),
    "avg_speed": real("avg_speed_m_s"),
    "max_speed": real("max_speed_m_s"),
    "avg_vert_speed": real("avg_vertical_speed_m_s"),
    "total_ascent": real("ascent_m"),
    "total_descent": real("descent_m"),
    "avg_heart_rate": Given("avg_hr_bpm", of.heart_rate_of),
    "max_heart_rate": Given("max_hr_bpm", of.heart_rate_of),
    "avg_power": integer("avg_power_w"),
    "max_power": integer("max_power_w"),
    "total_calories": integer("calories_kcal"),
}
SPLITS: Fields = {
    **_START,
    **_LASTED,
    **_OF_BOTH_SPLITS,
    "end_time": Given("end_time", _moment),
    "start_elevation": real("start_altitude_m"),
}
SPLIT_SUMS: Fields = {**_OF_BOTH_SPLITS, "num_splits": integer("count")}
GASES: Fields = {
    "oxygen_content": integer("oxygen_percent"),
    "helium_content": integer("helium_percent"),
    "status": Given("status", named("dive_gas_status")),
    "mode": Given("mode", named("dive_gas_mode")),
}
OF_ZONES_TARGET: Fields = {
    "max_heart_rate": Given("max_hr_bpm", of.heart_rate_of),
    "threshold_heart_rate": Given("threshold_hr_bpm", of.heart_rate_of),
    "functional_threshold_power": Given("threshold_power_w", _watts),
    "hr_calc_type": Given("hr_zones_from", named("hr_zone_calc")),
    "pwr_calc_type": Given("power_zones_from", named("pwr_zone_calc")),
}
OF_USER_PROFILE: Fields = {
    "default_max_heart_rate": Given("max_hr_bpm", of.heart_rate_of),
    "default_max_running_heart_rate": Given("running", of.heart_rate_of),
    "default_max_biking_heart_rate": Given("cycling", of.heart_rate_of),
}
"""Of an athlete's greatest heart rate that of a sport goes by the sport's name."""
ZONES: Fields = {
    "hr_calc_type": Given("hr_zones_from", named("hr_zone_calc")),
    "max_heart_rate": Given("max_hr_bpm", of.heart_rate_of),
    "resting_heart_rate": Given("resting_hr_bpm", of.heart_rate_of),
    "threshold_heart_rate": Given("threshold_hr_bpm", of.heart_rate_of),
    "pwr_calc_type": Given("power_zones_from", named("pwr_zone_calc")),
    "functional_threshold_power": integer("threshold_power_w"),
}


@frozen
class ZonesOf:
    """The values of zones that an array gives."""

    name: str
    kind: Callable[[float], float | int]


ZONE_TIMES: Mapping[str, ZonesOf] = {
    "time_in_hr_zone": ZonesOf("hr_s", float),
    "time_in_speed_zone": ZonesOf("speed_s", float),
    "time_in_cadence_zone": ZonesOf("cadence_s", float),
    "time_in_power_zone": ZonesOf("power_s", float),
}
"""Sessions and laps have these too."""
ZONE_ARRAYS: Mapping[str, ZonesOf] = {
    **ZONE_TIMES,
    "hr_zone_high_boundary": ZonesOf("hr_high_bpm", round),
    "speed_zone_high_boundary": ZonesOf("speed_high_m_s", float),
    "cadence_zone_high_bondary": ZonesOf("cadence_high_rpm", round),
    "power_zone_high_boundary": ZonesOf("power_high_w", round),
}
"""The profile's own spelling."""
