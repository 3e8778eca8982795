# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

"""`fittrack api list_daily_health`: List daily health."""

from __future__ import annotations

from typing import Annotated

from fittrack_cli.operations import run
from fittrack_cli.operations.spec import Input, Operation, Parameter
from fittrack_cli.program.context import Cli
from fittrack_cli.program.declared import Option

OPERATION = Operation(
    name="list_daily_health",
    method="GET",
    path="/v1/daily-health",
    parameters=(
        Parameter("since", "query", {"type": "string", "format": "date"}, "form", explode=True),
        Parameter("until", "query", {"type": "string", "format": "date"}, "form", explode=True),
        Parameter("include_total", "query", {"type": "boolean"}, "form", explode=True),
        Parameter(
            "limit",
            "query",
            {"type": "integer", "minimum": 1, "maximum": 1000},
            "form",
            explode=True,
        ),
        Parameter(
            "cursor",
            "query",
            {"type": "string", "maxLength": 512, "pattern": "^[^\\x00]*$"},
            "form",
            explode=True,
        ),
    ),
    inputs=(
        Input("query_since", "--since", "query", ("since",), {"type": "string", "format": "date"}),
        Input("query_until", "--until", "query", ("until",), {"type": "string", "format": "date"}),
        Input(
            "query_include_total",
            "--include-total",
            "query",
            ("include_total",),
            {"type": "boolean"},
        ),
        Input(
            "query_limit",
            "--limit",
            "query",
            ("limit",),
            {"type": "integer", "minimum": 1, "maximum": 1000},
        ),
        Input(
            "query_cursor",
            "--cursor",
            "query",
            ("cursor",),
            {"type": "string", "maxLength": 512, "pattern": "^[^\\x00]*$"},
        ),
    ),
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
    ),
    items="items",
)


def command(
    cli: Cli,
    query_since: Annotated[
        str | None, Option("--since", metavar="DAY", help="The first day.")
    ] = None,
    query_until: Annotated[
        str | None, Option("--until", metavar="DAY", help="The last day, included.")
    ] = None,
    query_include_total: Annotated[
        bool | None,
        Option(
            "--include-total/--no-include-total",
            help="Also count all that are asked for. Without: no.",
        ),
    ] = None,
    query_limit: Annotated[
        str | None,
        Option(
            "--limit",
            metavar="N",
            help="How many items at most. From 1 to 1000. The server's default is 100.",
        ),
    ] = None,
    query_cursor: Annotated[
        str | None,
        Option(
            "--cursor",
            metavar="TEXT",
            help="`next_cursor` of the page before; opaque. At most 512 characters. Matches ^[^\\x00]*$.",
        ),
    ] = None,
    paginate: Annotated[
        bool,
        Option(
            "--paginate",
            help="Follow the pages to the end of the list; --limit is then the size of a page.",
        ),
    ] = False,
) -> None:
    """List daily health.

    Latest day first. Each value says which file it is from (`sources`).

    Examples:
        fittrack api list_daily_health
        fittrack api list_daily_health --paginate -o jsonl
    """
    run(
        cli,
        OPERATION,
        {
            "query_since": query_since,
            "query_until": query_until,
            "query_include_total": query_include_total,
            "query_limit": query_limit,
            "query_cursor": query_cursor,
        },
        paginate=paginate,
    )
