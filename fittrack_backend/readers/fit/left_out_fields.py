"""The fields of sessions and laps that no value is kept of, and why. The original file keeps all of them."""

from __future__ import annotations

from collections.abc import Mapping

_ELSEWHERE = (
    "it is read elsewhere: when and where it was, which sport, which laps and lengths are its own"
)
_HOW_IT_WAS_WRITTEN = "it says how the message came to be, not what happened"
_FOLLOWS = "it follows from the samples"
_LESS_THAN_A_METRE = "hundredths of a metre beside a value in whole metres"
_ARRAYS = "arrays of a sensor's own meaning; the samples keep them"
_IN_ZONES = "it is read as times in zones"

_OF_BOTH: Mapping[str, str] = {
    **dict.fromkeys(
        (
            "message_index",
            "timestamp",
            "start_time",
            "total_elapsed_time",
            "sport",
            "sub_sport",
            "start_position_lat",
            "start_position_long",
            "end_position_lat",
            "end_position_long",
        ),
        _ELSEWHERE,
    ),
    **dict.fromkeys(("event", "event_type", "event_group", "gps_accuracy"), _HOW_IT_WAS_WRITTEN),
    **dict.fromkeys(("nec_lat", "nec_long", "swc_lat", "swc_long"), _FOLLOWS),
    **dict.fromkeys(("total_fractional_ascent", "total_fractional_descent"), _LESS_THAN_A_METRE),
    **dict.fromkeys(
        (
            "avg_total_hemoglobin_conc",
            "min_total_hemoglobin_conc",
            "max_total_hemoglobin_conc",
            "avg_saturated_hemoglobin_percent",
            "min_saturated_hemoglobin_percent",
            "max_saturated_hemoglobin_percent",
            "avg_left_power_phase",
            "avg_left_power_phase_peak",
            "avg_right_power_phase",
            "avg_right_power_phase_peak",
            "avg_power_position",
            "max_power_position",
            "avg_cadence_position",
            "max_cadence_position",
            "stroke_count",
            "zone_count",
        ),
        _ARRAYS,
    ),
    **dict.fromkeys(
        ("time_in_hr_zone", "time_in_speed_zone", "time_in_cadence_zone", "time_in_power_zone"),
        _IN_ZONES,
    ),
}
OF_SESSIONS: Mapping[str, str] = {
    **_OF_BOTH,
    **dict.fromkeys(("first_lap_index", "num_laps", "sport_profile_name"), _ELSEWHERE),
    **dict.fromkeys(("trigger", "sport_index", "pool_length_unit"), _HOW_IT_WAS_WRITTEN),
    "num_segment_laps": "segments are of a service, not of the device",
    "opponent_name": "a name of somebody else",
}
OF_LAPS: Mapping[str, str] = {**_OF_BOTH, "first_length_index": _ELSEWHERE}
