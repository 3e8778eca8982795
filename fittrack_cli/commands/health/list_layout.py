"""How days, nights and weighings look in lists: their columns."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from fittrack_cli.commands.health.fetching import list_daily_health, list_sleep, list_weights
from fittrack_cli.commands.naming.shown import Listed
from fittrack_cli.commands.none_chosen import why_empty
from fittrack_cli.commands.ranges import DateRange
from fittrack_cli.output.cells import exact_moment, own_time_of_day
from fittrack_cli.output.columns import Column
from fittrack_cli.output.durations import hours_text
from fittrack_cli.output.records import row_of
from fittrack_contract import FIELDS

if TYPE_CHECKING:
    from fittrack_cli.program.context import Cli
    from fittrack_client.models.daily_health import DailyHealth
    from fittrack_client.models.sleep_night import SleepNight
    from fittrack_client.models.weighing import Weighing


def print_days(cli: Cli, days: Listed[DailyHealth], chosen: DateRange) -> None:
    """Prints a list of the days in the range that was chosen."""
    cli.output.rows(
        (row_of(day) for day in days),
        [
            Column("date", "DAY"),
            Column("steps"),
            Column("distance_m", wide=True),
            Column("active_minutes", "ACTIVE"),
            Column("active_calories_kcal", "ACTIVE ENERGY", wide=True),
            Column("resting_calories_kcal", "AT REST", wide=True),
            Column("floors_climbed", "FLOORS", wide=True),
            Column("sleep_s", "SLEEP", hours_text),
            Column("sleep_score", "SCORE", wide=True),
            Column("resting_hr_bpm", "REST HR"),
            Column("hrv_last_night_ms", "HRV"),
            Column("avg_stress", "STRESS"),
            Column("avg_respiration_brpm", "BREATHS", wide=True),
            Column("avg_spo2_percent", "SPO2", wide=True),
            Column("vo2max_ml_kg_min", "VO2MAX", wide=True),
            Column("body_fat_percent", "FAT", wide=True),
            Column("weight_kg"),
        ],
        fields=FIELDS["DailyHealth"],
        total=days.count,
        called_by="date",
        empty=why_empty(
            lambda: list_daily_health(cli, DateRange(), limit=1),
            is_chosen=chosen != DateRange(),
            none="No health data. Bring some in with: fittrack sync start health --watch",
            none_of=lambda latest: _none_of("days", latest),
        ),
    )


def print_nights(cli: Cli, nights: Listed[SleepNight], chosen: DateRange) -> None:
    """Prints a list of the nights in the range that was chosen."""
    cli.output.rows(
        (row_of(night) for night in nights),
        [
            Column("date", "DAY"),
            Column("local_start_time", "FROM", own_time_of_day),
            Column("local_end_time", "TO", own_time_of_day),
            Column("sleep_s", "SLEEP", hours_text),
            Column("deep_sleep_s", "DEEP", hours_text),
            Column("light_sleep_s", "LIGHT", hours_text),
            Column("rem_sleep_s", "REM", hours_text),
            Column("awake_s", "AWAKE", hours_text),
            Column("sleep_score", "SCORE"),
            Column("avg_stress", "STRESS", wide=True),
            Column("awakenings", wide=True),
        ],
        fields=FIELDS["SleepNight"],
        total=nights.count,
        called_by="date",
        empty=why_empty(
            lambda: list_sleep(cli, DateRange(), limit=1),
            is_chosen=chosen != DateRange(),
            none="No nights. Bring some in with: fittrack sync start health --watch",
            none_of=lambda latest: _none_of("nights", latest),
        ),
    )


def print_weights(cli: Cli, weights: Iterable[Weighing], chosen: DateRange) -> None:
    """Prints a list of the weighings in the range that was chosen."""
    cli.output.rows(
        (row_of(weight) for weight in weights),
        [
            Column("measured_at", "MEASURED", exact_moment),
            Column("weight_kg"),
            Column("body_fat_percent", "FAT"),
            Column("body_water_percent", "WATER"),
            Column("muscle_mass_kg", "MUSCLE"),
            Column("bone_mass_kg", "BONE"),
            Column("bmi", "BMI"),
            Column("visceral_fat_rating", "VISCERAL FAT", wide=True),
            Column("metabolic_age_years", "METABOLIC AGE", wide=True),
            Column("basal_metabolism_kcal", "AT REST", wide=True),
        ],
        fields=FIELDS["Weighing"],
        empty=why_empty(
            lambda: list_weights(cli, DateRange(), limit=1),
            is_chosen=chosen != DateRange(),
            none="No weights. Bring some in with: fittrack sync start health --watch",
            none_of=lambda latest: _none_of("weights", latest),
        ),
    )


def _none_of(what: str, latest: DailyHealth | SleepNight | Weighing | None) -> str:
    more = "" if latest is None else f" There are some up to {latest.date}."
    return f"No {what} in this range.{more}"
