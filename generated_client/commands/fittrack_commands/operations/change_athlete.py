# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

"""`fittrack api change_athlete`: Set what is known of the athlete."""

from __future__ import annotations

from typing import Annotated

from fittrack_cli.operations import run
from fittrack_cli.operations.spec import Body, Input, Operation
from fittrack_cli.program.context import Cli
from fittrack_cli.program.declared import Option

OPERATION = Operation(
    name="change_athlete",
    method="PATCH",
    path="/v1/athlete",
    parameters=(),
    inputs=(
        Input(
            "body_from_day",
            "--from-day",
            "body",
            ("from_day",),
            {"anyOf": [{"type": "string", "format": "date"}, {"type": "null"}]},
        ),
        Input(
            "body_max_hr_bpm",
            "--max-hr-bpm",
            "body",
            ("max_hr_bpm",),
            {"anyOf": [{"type": "integer", "minimum": 20.0, "maximum": 254.0}, {"type": "null"}]},
        ),
        Input(
            "body_resting_hr_bpm",
            "--resting-hr-bpm",
            "body",
            ("resting_hr_bpm",),
            {"anyOf": [{"type": "integer", "minimum": 20.0, "maximum": 254.0}, {"type": "null"}]},
        ),
        Input(
            "body_threshold_hr_bpm",
            "--threshold-hr-bpm",
            "body",
            ("threshold_hr_bpm",),
            {"anyOf": [{"type": "integer", "minimum": 20.0, "maximum": 254.0}, {"type": "null"}]},
        ),
        Input(
            "body_threshold_power_w",
            "--threshold-power-w",
            "body",
            ("threshold_power_w",),
            {"anyOf": [{"type": "integer", "minimum": 1.0, "maximum": 3000.0}, {"type": "null"}]},
        ),
        Input(
            "body_sex",
            "--sex",
            "body",
            ("sex",),
            {"anyOf": [{"type": "string", "enum": ["female", "male"]}, {"type": "null"}]},
        ),
        Input(
            "body_hr_zones_bpm",
            "--hr-zones-bpm",
            "body",
            ("hr_zones_bpm",),
            {
                "anyOf": [
                    {
                        "type": "array",
                        "minItems": 1,
                        "maxItems": 10,
                        "items": {"type": "integer", "minimum": 20.0, "maximum": 254.0},
                    },
                    {"type": "null"},
                ]
            },
        ),
        Input(
            "body_power_zones_w",
            "--power-zones-w",
            "body",
            ("power_zones_w",),
            {
                "anyOf": [
                    {
                        "type": "array",
                        "minItems": 1,
                        "maxItems": 10,
                        "items": {"type": "integer", "minimum": 1.0, "maximum": 3000.0},
                    },
                    {"type": "null"},
                ]
            },
        ),
    ),
    body=Body("application/json", {"$ref": "AthleteChange"}, True),
    signed_in=True,
    answer="json",
    accept="application/json",
    fields=("settings", "today"),
    definitions={
        "AthleteChange": {
            "type": "object",
            "additionalProperties": False,
            "properties": {
                "from_day": {"anyOf": [{"type": "string", "format": "date"}, {"type": "null"}]},
                "max_hr_bpm": {
                    "anyOf": [
                        {"type": "integer", "minimum": 20.0, "maximum": 254.0},
                        {"type": "null"},
                    ]
                },
                "resting_hr_bpm": {
                    "anyOf": [
                        {"type": "integer", "minimum": 20.0, "maximum": 254.0},
                        {"type": "null"},
                    ]
                },
                "threshold_hr_bpm": {
                    "anyOf": [
                        {"type": "integer", "minimum": 20.0, "maximum": 254.0},
                        {"type": "null"},
                    ]
                },
                "threshold_power_w": {
                    "anyOf": [
                        {"type": "integer", "minimum": 1.0, "maximum": 3000.0},
                        {"type": "null"},
                    ]
                },
                "sex": {
                    "anyOf": [{"type": "string", "enum": ["female", "male"]}, {"type": "null"}]
                },
                "hr_zones_bpm": {
                    "anyOf": [
                        {
                            "type": "array",
                            "minItems": 1,
                            "maxItems": 10,
                            "items": {"type": "integer", "minimum": 20.0, "maximum": 254.0},
                        },
                        {"type": "null"},
                    ]
                },
                "power_zones_w": {
                    "anyOf": [
                        {
                            "type": "array",
                            "minItems": 1,
                            "maxItems": 10,
                            "items": {"type": "integer", "minimum": 1.0, "maximum": 3000.0},
                        },
                        {"type": "null"},
                    ]
                },
            },
        }
    },
)


def command(
    cli: Cli,
    body_from_day: Annotated[
        str | None,
        Option(
            "--from-day",
            metavar="DAY",
            help="From which day on it holds. Null: from the first day on. Or null.",
        ),
    ] = None,
    body_max_hr_bpm: Annotated[
        str | None, Option("--max-hr-bpm", metavar="N", help="From 20 to 254. Or null.")
    ] = None,
    body_resting_hr_bpm: Annotated[
        str | None, Option("--resting-hr-bpm", metavar="N", help="From 20 to 254. Or null.")
    ] = None,
    body_threshold_hr_bpm: Annotated[
        str | None,
        Option(
            "--threshold-hr-bpm",
            metavar="N",
            help="The heart rate at the lactate threshold. From 20 to 254. Or null.",
        ),
    ] = None,
    body_threshold_power_w: Annotated[
        str | None,
        Option(
            "--threshold-power-w",
            metavar="N",
            help="The functional threshold power (FTP). From 1 to 3000. Or null.",
        ),
    ] = None,
    body_sex: Annotated[
        str | None,
        Option(
            "--sex",
            metavar="female|male",
            help="Whose weights count for Banister's TRIMP. One of female, male. Or null.",
        ),
    ] = None,
    body_hr_zones_bpm: Annotated[
        list[str] | None,
        Option(
            "--hr-zones-bpm",
            metavar="N",
            help="Where the zones of the heart rate begin, from zone 1 on; in any order. 1 to 10 values. From 20 to 254. Or null. Repeatable.",
        ),
    ] = None,
    body_power_zones_w: Annotated[
        list[str] | None,
        Option(
            "--power-zones-w",
            metavar="N",
            help="Where the zones of the power begin, from zone 2 on; in any order. 1 to 10 values. From 1 to 3000. Or null. Repeatable.",
        ),
    ] = None,
    body: Annotated[
        str | None,
        Option(
            "--body",
            metavar="FILE|-",
            help="The whole body as JSON, from a file or, with -, standard input. Options add to it and win.",
        ),
    ] = None,
) -> None:
    """Set what is known of the athlete.

    Sets values from a day on. Zones, stress and loads of all activities follow at once.

    Examples:
        fittrack api change_athlete --from-day 2026-03-01 --threshold-power-w 265 --max-hr-bpm null
    """
    run(
        cli,
        OPERATION,
        {
            "body_from_day": body_from_day,
            "body_max_hr_bpm": body_max_hr_bpm,
            "body_resting_hr_bpm": body_resting_hr_bpm,
            "body_threshold_hr_bpm": body_threshold_hr_bpm,
            "body_threshold_power_w": body_threshold_power_w,
            "body_sex": body_sex,
            "body_hr_zones_bpm": body_hr_zones_bpm,
            "body_power_zones_w": body_power_zones_w,
        },
        body=body,
    )
