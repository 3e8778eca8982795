"""How one day of health looks: a line for each value that is known, weighings and sources below."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import TYPE_CHECKING

from fittrack_cli.output.cells import exact_moment, own_time_of_day, parse_moment
from fittrack_cli.output.columns import CellText, Column, Table
from fittrack_cli.output.durations import hours_text
from fittrack_cli.output.records import row_of
from fittrack_contract import FIELDS

if TYPE_CHECKING:
    from fittrack_cli.output.units import Units
    from fittrack_cli.program.context import Cli
    from fittrack_client.models.daily_health_detail import DailyHealthDetail
    from fittrack_client.models.sleep_night import SleepNight


_LINES: Mapping[str, tuple[str, CellText | None]] = {
    "steps": ("steps", None),
    "distance_m": ("distance", None),
    "floors_climbed": ("floors climbed", None),
    "ascent_m": ("ascent", None),
    "descent_m": ("descent", None),
    "active_minutes": ("active", None),
    "moderate_minutes": ("moderate intensity", None),
    "vigorous_minutes": ("vigorous intensity", None),
    "active_calories_kcal": ("active energy", None),
    "resting_calories_kcal": ("energy at rest", None),
    "night": ("night", None),
    "sleep_s": ("asleep", hours_text),
    "deep_sleep_s": ("deep sleep", hours_text),
    "light_sleep_s": ("light sleep", hours_text),
    "rem_sleep_s": ("REM sleep", hours_text),
    "awake_s": ("awake", hours_text),
    "unmeasurable_s": ("could not be measured", hours_text),
    "sleep_score": ("sleep score", None),
    "naps": ("naps", None),
    "hrv_last_night_ms": ("HRV last night", None),
    "hrv_last_night_5_min_high_ms": ("HRV, highest 5 minutes", None),
    "hrv_weekly_ms": ("HRV of 7 nights", None),
    "hrv_status": ("HRV status", None),
    "baseline": ("balanced HRV", None),
    "resting_hr_bpm": ("resting heart rate", None),
    "avg_resting_hr_7_days_bpm": ("resting heart rate, 7 days", None),
    "min_hr_bpm": ("lowest heart rate", None),
    "avg_hr_bpm": ("average heart rate", None),
    "max_hr_bpm": ("highest heart rate", None),
    "avg_stress": ("average stress", None),
    "max_stress": ("highest stress", None),
    "rest_stress_s": ("no stress", hours_text),
    "low_stress_s": ("low stress", hours_text),
    "medium_stress_s": ("medium stress", hours_text),
    "high_stress_s": ("high stress", hours_text),
    "avg_respiration_brpm": ("average breaths", None),
    "min_respiration_brpm": ("fewest breaths", None),
    "max_respiration_brpm": ("most breaths", None),
    "avg_spo2_percent": ("average SpO2", None),
    "min_spo2_percent": ("lowest SpO2", None),
    "vo2max_ml_kg_min": ("VO2max (ml/kg/min)", None),
    "cycling_vo2max_ml_kg_min": ("VO2max, cycling", None),
    "skin_temperature_c": ("skin temperature", None),
    "skin_temperature_deviation_c": ("skin, from the usual", None),
    "max_body_battery": ("highest Body Battery", None),
    "min_body_battery": ("lowest Body Battery", None),
    "body_battery_charged": ("Body Battery charged", None),
    "body_battery_drained": ("Body Battery drained", None),
    "hydration_l": ("drunk", None),
    "weight_kg": ("weight", None),
    "body_fat_percent": ("body fat", None),
    "body_water_percent": ("body water", None),
    "muscle_mass_kg": ("muscle", None),
    "bone_mass_kg": ("bone", None),
    "bmi": ("BMI", None),
    "series": ("over the day", None),
}
"""In the order on the screen: the name of each value, and how it is written."""


def print_day(cli: Cli, day: DailyHealthDetail) -> None:
    """Prints one day; for people what is known of it, with its weighings and what is from which file."""
    row = row_of(day)
    words = _in_words(day, cli.output.units)
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


def _in_words(day: DailyHealthDetail, units: Units) -> dict[str, object]:
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
        found["baseline"] = f"{round(low)} to {units.text('_ms', high)}"
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
