# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

"""`fittrack api get_daily_health`: Show a day of health data."""

from __future__ import annotations

from typing import Annotated

from fittrack_cli.operations import run
from fittrack_cli.operations.spec import Input, Operation, Parameter
from fittrack_cli.program.context import Cli
from fittrack_cli.program.declared import Argument

OPERATION = Operation(
    name="get_daily_health",
    method="GET",
    path="/v1/daily-health/{date}",
    parameters=(
        Parameter(
            "date",
            "path",
            {"type": "string", "format": "date"},
            "simple",
            explode=False,
            required=True,
        ),
    ),
    inputs=(Input("path_date", "DATE", "path", ("date",), {"type": "string", "format": "date"}),),
    body=None,
    signed_in=True,
    answer="json",
    accept="application/json",
    fields=(
        "date",
        "steps",
        "distance_m",
        "active_calories_kcal",
        "ascent_m",
        "descent_m",
        "deep_sleep_s",
        "light_sleep_s",
        "rem_sleep_s",
        "awake_s",
        "unmeasurable_s",
        "sleep_s",
        "sleep_score",
        "resting_calories_kcal",
        "moderate_minutes",
        "vigorous_minutes",
        "resting_hr_bpm",
        "avg_resting_hr_7_days_bpm",
        "min_hr_bpm",
        "avg_hr_bpm",
        "max_hr_bpm",
        "avg_stress",
        "max_stress",
        "rest_stress_s",
        "low_stress_s",
        "medium_stress_s",
        "high_stress_s",
        "min_respiration_brpm",
        "avg_respiration_brpm",
        "max_respiration_brpm",
        "min_spo2_percent",
        "avg_spo2_percent",
        "hrv_last_night_ms",
        "hrv_last_night_5_min_high_ms",
        "hrv_weekly_ms",
        "hrv_baseline_low_upper_ms",
        "hrv_baseline_balanced_lower_ms",
        "hrv_baseline_balanced_upper_ms",
        "hrv_status",
        "vo2max_ml_kg_min",
        "cycling_vo2max_ml_kg_min",
        "skin_temperature_c",
        "skin_temperature_deviation_c",
        "min_body_battery",
        "max_body_battery",
        "body_battery_charged",
        "body_battery_drained",
        "hydration_l",
        "active_minutes",
        "floors_climbed",
        "floors_descended",
        "weight_kg",
        "body_fat_percent",
        "body_water_percent",
        "bone_mass_kg",
        "muscle_mass_kg",
        "bmi",
        "weights",
        "series",
        "sources",
        "updated_at",
        "night",
    ),
)


def command(
    cli: Cli,
    path_date: Annotated[str, Argument(metavar="DATE", help="The athlete's own day.")],
) -> None:
    """Show a day of health data.

    A day with the night that ended on it.

    Examples:
        fittrack api get_daily_health DATE
    """
    run(cli, OPERATION, {"path_date": path_date})
