"""How the values of one activity are grouped and named where a person reads them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from fittrack_cli.output.cells import NOTHING, header
from fittrack_cli.output.columns import Column, Lines, Row
from fittrack_cli.output.pace import Way, rate_name, way_of
from fittrack_cli.output.units import Units

NAMES: Mapping[str, str] = {
    "start_time": "start",
    "distance_m": "distance",
    "timer_s": "time",
    "elapsed_s": "time with pauses",
    "moving_s": "time in motion",
    "active_s": "time without rests",
    "standing_s": "time out of the saddle",
    "calories_kcal": "energy",
    "fat_calories_kcal": "energy from fat",
    "metabolic_calories_kcal": "energy at rest",
    "ascent_m": "ascent",
    "descent_m": "descent",
    "work_j": "work",
    "avg_vam_m_s": "speed of the ascent",
    "right_balance_percent": "right leg's part",
    "avg_left_pco_mm": "left foot off centre",
    "avg_right_pco_mm": "right foot off centre",
    "stand_count": "times out of the saddle",
    "avg_stance_time_ms": "time on the ground",
    "avg_stance_time_percent": "time on the ground, part",
    "avg_stance_time_balance_percent": "left foot's part of it",
    "avg_spo2_percent": "average SpO2",
    "sdrr_hrv_ms": "heart rate variability (SDRR)",
    "rmssd_hrv_ms": "heart rate variability (RMSSD)",
    "avg_swolf": "average SWOLF",
    "num_lengths": "lengths",
    "num_active_lengths": "lengths swum",
    "swim_stroke": "stroke",
    "training_stress_score": "training stress (TSS)",
    "training_load_peak": "training load",
    "workout_rpe": "effort felt",
    "workout_feel": "how it felt",
    "avg_lap_s": "average lap",
    "best_lap_index": "best lap",
    "bottom_s": "bottom time",
    "surface_interval_s": "surface interval",
    "descent_s": "time going down",
    "ascent_s": "time going up",
    "hang_s": "time at stops",
    "avg_rmv_l_per_min": "breathed at the surface",
}
"""What values are called, where their words alone would not do."""
_WORDS = {
    "avg": "average",
    "max": "highest",
    "min": "lowest",
    "hr": "heart rate",
    "pos": "uphill",
    "neg": "downhill",
    "cns": "CNS",
    "n2": "N2",
    "o2": "O2",
}
_FEELINGS = ((13, "very weak"), (38, "weak"), (63, "normal"), (88, "strong"), (101, "very strong"))

GROUPS: Sequence[tuple[str, Sequence[str]]] = (
    (
        "Distance and time",
        (
            "distance_m",
            "timer_s",
            "moving_s",
            "active_s",
            "elapsed_s",
            "standing_s",
            "avg_speed_m_s",
            "max_speed_m_s",
            "avg_grade_adjusted_speed_m_s",
            "avg_cadence_rpm",
            "max_cadence_rpm",
            "cycles",
            "avg_lap_s",
            "best_lap_index",
        ),
    ),
    (
        "Heart and breath",
        (
            "avg_hr_bpm",
            "max_hr_bpm",
            "min_hr_bpm",
            "avg_respiration_rate_per_min",
            "max_respiration_rate_per_min",
            "min_respiration_rate_per_min",
            "avg_spo2_percent",
            "avg_stress_percent",
            "sdrr_hrv_ms",
            "rmssd_hrv_ms",
        ),
    ),
    (
        "Power",
        (
            "avg_power_w",
            "max_power_w",
            "normalized_power_w",
            "threshold_power_w",
            "intensity_factor",
            "training_stress_score",
            "work_j",
            "right_balance_percent",
            "avg_left_torque_effectiveness_percent",
            "avg_right_torque_effectiveness_percent",
            "avg_left_pedal_smoothness_percent",
            "avg_right_pedal_smoothness_percent",
            "avg_combined_pedal_smoothness_percent",
            "avg_left_pco_mm",
            "avg_right_pco_mm",
            "stand_count",
            "front_gear_shift_count",
            "rear_gear_shift_count",
            "avg_motor_power_w",
            "max_motor_power_w",
            "motor_battery_consumption_percent",
        ),
    ),
    (
        "Height",
        (
            "ascent_m",
            "descent_m",
            "avg_altitude_m",
            "min_altitude_m",
            "max_altitude_m",
            "avg_grade_percent",
            "avg_pos_grade_percent",
            "max_pos_grade_percent",
            "avg_neg_grade_percent",
            "max_neg_grade_percent",
            "avg_pos_vertical_speed_m_s",
            "max_pos_vertical_speed_m_s",
            "avg_neg_vertical_speed_m_s",
            "max_neg_vertical_speed_m_s",
            "avg_vam_m_s",
        ),
    ),
    (
        "Running dynamics",
        (
            "avg_step_length_mm",
            "avg_vertical_oscillation_mm",
            "avg_vertical_ratio_percent",
            "avg_stance_time_ms",
            "avg_stance_time_percent",
            "avg_stance_time_balance_percent",
        ),
    ),
    (
        "Swimming",
        (
            "pool_length_m",
            "num_lengths",
            "num_active_lengths",
            "swim_stroke",
            "avg_stroke_distance_m",
            "avg_strokes_per_length",
            "avg_strokes_per_lap",
            "avg_swolf",
        ),
    ),
    (
        "Dive",
        (
            "dive_number",
            "avg_depth_m",
            "max_depth_m",
            "bottom_s",
            "descent_s",
            "ascent_s",
            "hang_s",
            "surface_interval_s",
            "avg_descent_rate_m_s",
            "max_descent_rate_m_s",
            "avg_ascent_rate_m_s",
            "max_ascent_rate_m_s",
            "start_cns_percent",
            "end_cns_percent",
            "start_n2_percent",
            "end_n2_percent",
            "o2_toxicity_otu",
            "avg_pressure_sac_bar_per_min",
            "avg_volume_sac_l_per_min",
            "avg_rmv_l_per_min",
        ),
    ),
    (
        "Training effect and energy",
        (
            "aerobic_training_effect",
            "anaerobic_training_effect",
            "training_load_peak",
            "workout_feel",
            "workout_rpe",
            "calories_kcal",
            "fat_calories_kcal",
            "metabolic_calories_kcal",
        ),
    ),
    (
        "Temperature",
        (
            "avg_temperature_c",
            "min_temperature_c",
            "max_temperature_c",
            "avg_core_temperature_c",
            "min_core_temperature_c",
            "max_core_temperature_c",
        ),
    ),
    (
        "Ride and game",
        (
            "total_grit",
            "avg_grit",
            "total_flow",
            "avg_flow",
            "jump_count",
            "player_score",
            "opponent_score",
            "avg_ball_speed_m_s",
            "max_ball_speed_m_s",
        ),
    ),
)
GROUPED = frozenset(field for _, fields in GROUPS for field in fields)


class Turns(NamedTuple):
    """What a sport counts instead of turns of a crank: its name, and how many there are to one of FIT's."""

    name: str
    factor: int = 1


_ON_FOOT = Turns("steps", 2)
_STROKES = Turns("strokes")
_TURNS = {
    "running": _ON_FOOT,
    "walking": _ON_FOOT,
    "hiking": _ON_FOOT,
    "swimming": _STROKES,
    "rowing": _STROKES,
    "stand_up_paddleboarding": _STROKES,
    "wheelchair_push_run": Turns("pushes"),
    "wheelchair_push_walk": Turns("pushes"),
}
_SPEEDS = ("avg_speed_m_s", "max_speed_m_s", "avg_grade_adjusted_speed_m_s")


def groups_of(row: Row, sport: str | None, units: Units) -> list[Lines]:
    """The groups of what there is of an activity, each with its lines."""
    found: list[Lines] = []
    way = way_of(sport, row.get("pool_length_m"))
    for title, fields in GROUPS:
        there = [field for field in fields if row.get(field) is not None]
        if there:
            columns = [
                Column(field, name_of(field, sport), format_of(field, sport, way, units))
                for field in there
            ]
            found.append(Lines(row, columns, title))
    return found


def name_of(field: str, sport: str | None = None) -> str:
    """What a value is called where a person reads it."""
    if field in _SPEEDS:
        name = rate_name(way_of(sport))
        best = "best" if name == "pace" else "highest"
        if field == "avg_grade_adjusted_speed_m_s":
            return f"average {name} on the level"
        return f"{'average' if field.startswith('avg') else best} {name}"
    if field == "cycles":
        turns = _TURNS.get(sport or "")
        return "turns of the crank" if turns is None else turns.name
    if field in NAMES:
        return NAMES[field]
    return " ".join(_WORDS.get(word, word) for word in header(field).lower().split(" "))


def format_of(
    field: str, sport: str | None, way: Way, units: Units
) -> Callable[[object], str] | None:
    """How a value is written, where its field's name alone does not say."""
    if field in _SPEEDS:
        return rate_format(way, units)
    if field == "distance_m":
        return distance_format(way, units)
    if field == "pool_length_m":
        return _number_format(lambda metres: units.pool_length(metres, way))
    if field.endswith("_cadence_rpm"):
        return cadence_format(sport, units)
    return _FORMATS.get(field) or (_cycles_format(sport, units) if field == "cycles" else None)


def rate_format(way: Way, units: Units) -> Callable[[object], str]:
    """Writes speeds as a sport gives them."""
    return _number_format(lambda speed: units.rate(speed, way))


def distance_format(way: Way, units: Units) -> Callable[[object], str]:
    """Writes distances as a sport gives them."""
    return _number_format(lambda metres: units.distance(metres, way))


def _number_format(show: Callable[[float], str]) -> Callable[[object], str]:
    return lambda value: show(value) if isinstance(value, int | float) else NOTHING


def cadence_format(sport: str | None, units: Units) -> Callable[[object], str]:
    """Writes a cadence as a sport counts: on foot steps, of which FIT has two to a turn."""
    turns = _TURNS.get(sport or "")

    def text(value: object) -> str:
        if not isinstance(value, int | float) or not value:
            return NOTHING
        if turns is None:
            return units.text("_rpm", round(value))
        return units.a_minute(value * turns.factor, turns.name)

    return text


def _cycles_format(sport: str | None, units: Units) -> Callable[[object], str]:
    factor = _TURNS.get(sport or "", Turns("")).factor
    return lambda value: (
        units.numbers.text(round(value * factor)) if isinstance(value, int | float) else NOTHING
    )


def _feel(value: object) -> str:
    if not isinstance(value, int | float):
        return NOTHING
    return next((text for limit, text in _FEELINGS if value < limit), f"{value}")


def _effort(value: object) -> str:
    return f"{value / 10:g} of 10" if isinstance(value, int | float) else NOTHING


def _lap(value: object) -> str:
    return str(value + 1) if isinstance(value, int) else NOTHING


def _of_five(value: object) -> str:
    return f"{value:.1f} of 5" if isinstance(value, int | float) else NOTHING


_FORMATS: Mapping[str, Callable[[object], str]] = {
    "workout_feel": _feel,
    "workout_rpe": _effort,
    "best_lap_index": _lap,
    "aerobic_training_effect": _of_five,
    "anaerobic_training_effect": _of_five,
}
