"""How one day of health looks: a line for each value that is known, weighings and sources below."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import TYPE_CHECKING

from fittrack_cli.commands.health.units import (
    beats,
    breaths,
    degrees,
    hours,
    litres,
    milliseconds,
    minutes,
    percent,
    rounded,
)
from fittrack_cli.output.cells import exact_moment, metres, own_time_of_day, parse_moment
from fittrack_cli.output.columns import CellText, Column, Table
from fittrack_cli.output.records import row_of
from fittrack_contract import FIELDS

if TYPE_CHECKING:
    from fittrack_cli.program.context import Cli
    from fittrack_client.models.daily_health_detail import DailyHealthDetail
    from fittrack_client.models.sleep_night import SleepNight


def _metres(value: object) -> str:
    return metres(value) if isinstance(value, int | float) else str(value)


_LINES: Mapping[str, tuple[str, CellText | None]] = {
    "steps": ("steps", None),
    "distance_m": ("distance", None),
    "floors_climbed": ("floors climbed", rounded),
    "ascent_m": ("ascent", _metres),
    "descent_m": ("descent", _metres),
    "active_minutes": ("active", minutes),
    "moderate_minutes": ("moderate intensity", minutes),
    "vigorous_minutes": ("vigorous intensity", minutes),
    "active_calories_kcal": ("active energy", None),
    "resting_calories_kcal": ("energy at rest", None),
    "night": ("night", None),
    "sleep_s": ("asleep", hours),
    "deep_sleep_s": ("deep sleep", hours),
    "light_sleep_s": ("light sleep", hours),
    "rem_sleep_s": ("REM sleep", hours),
    "awake_s": ("awake", hours),
    "unmeasurable_s": ("could not be measured", hours),
    "sleep_score": ("sleep score", None),
    "naps": ("naps", None),
    "hrv_last_night_ms": ("HRV last night", milliseconds),
    "hrv_last_night_5_min_high_ms": ("HRV, highest 5 minutes", milliseconds),
    "hrv_weekly_ms": ("HRV of 7 nights", milliseconds),
    "hrv_status": ("HRV status", None),
    "baseline": ("balanced HRV", None),
    "resting_hr_bpm": ("resting heart rate", beats),
    "avg_resting_hr_7_days_bpm": ("resting heart rate, 7 days", beats),
    "min_hr_bpm": ("lowest heart rate", beats),
    "avg_hr_bpm": ("average heart rate", beats),
    "max_hr_bpm": ("highest heart rate", beats),
    "avg_stress": ("average stress", rounded),
    "max_stress": ("highest stress", None),
    "rest_stress_s": ("no stress", hours),
    "low_stress_s": ("low stress", hours),
    "medium_stress_s": ("medium stress", hours),
    "high_stress_s": ("high stress", hours),
    "avg_respiration_brpm": ("average breaths", breaths),
    "min_respiration_brpm": ("fewest breaths", breaths),
    "max_respiration_brpm": ("most breaths", breaths),
    "avg_spo2_percent": ("average SpO2", percent),
    "min_spo2_percent": ("lowest SpO2", percent),
    "vo2max_ml_kg_min": ("VO2max (ml/kg/min)", None),
    "cycling_vo2max_ml_kg_min": ("VO2max, cycling", None),
    "skin_temperature_c": ("skin temperature", degrees),
    "skin_temperature_deviation_c": ("skin, from the usual", degrees),
    "max_body_battery": ("highest Body Battery", None),
    "min_body_battery": ("lowest Body Battery", None),
    "body_battery_charged": ("Body Battery charged", None),
    "body_battery_drained": ("Body Battery drained", None),
    "hydration_l": ("drunk", litres),
    "weight_kg": ("weight", None),
    "body_fat_percent": ("body fat", percent),
    "body_water_percent": ("body water", percent),
    "muscle_mass_kg": ("muscle", None),
    "bone_mass_kg": ("bone", None),
    "bmi": ("BMI", None),
    "series": ("over the day", None),
}
"""In the order on the screen: the name of each value, and how it is written."""


def print_day(cli: Cli, day: DailyHealthDetail) -> None:
    """Prints one day; for people what is known of it, with its weighings and what is from which file."""
    row = row_of(day)
    words = _in_words(day)
    columns = [
        Column(field, name, format)
        for field, (name, format) in _LINES.items()
        if _says_something(field, words.get(field, row.get(field)))
    ]
    weights = Table(
        [row_of(weight) for weight in day.weights],
        [Column("measured_at", "WEIGHED", exact_moment), Column("weight_kg")],
    )
    sources = Table(
        [
            {"file": one.file_name or one.file_sha256[:12], "gives": _named(one.gives)}
            for one in day.sources
        ],
        [Column("file", "FILE"), Column("gives", "GIVES")],
    )
    cli.output.item(
        row,
        columns,
        fields=FIELDS["DailyHealthDetail"],
        title=f"{day.date}",
        in_words=words,
        below=[
            *([weights] if len(day.weights) > 1 else []),
            *([sources] if len(day.sources) > 1 else []),
        ],
    )


def _says_something(field: str, value: object) -> bool:
    return value not in (None, []) and not (value == 0 and field.endswith("_s"))


def _in_words(day: DailyHealthDetail) -> dict[str, object]:
    found: dict[str, object] = {}
    night: SleepNight | None = day.night
    if night is not None:
        found["night"] = _from_to(night.local_start_time, night.local_end_time)
        if night.naps:
            naps = [row_of(nap) for nap in night.naps]
            own = parse_moment(night.local_end_time or "")
            found["naps"] = ", ".join(
                _from_to(_by(own, nap["start_time"]), _by(own, nap["end_time"])) for nap in naps
            )
    low, high = day.hrv_baseline_balanced_lower_ms, day.hrv_baseline_balanced_upper_ms
    if low is not None and high is not None:
        found["baseline"] = f"{round(low)} to {round(high)} ms"
    return found


def _from_to(start: object, end: object) -> str:
    return f"{own_time_of_day(start)} to {own_time_of_day(end)}"


def _by(clock: dt.datetime | None, time: object) -> object:
    """A time by the clock that another time was read on."""
    moment = parse_moment(str(time))
    if clock is None or moment is None:
        return time
    return moment.astimezone(clock.tzinfo).isoformat()


def _named(fields: list[str]) -> str:
    return ", ".join(_LINES[field][0] for field in _LINES if field in fields)
