# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

"""`fittrack api merge_activities`: Merge activities."""

from __future__ import annotations

from typing import Annotated

import typer

from fittrack_cli.operations import run
from fittrack_cli.operations.spec import Body, Input, Operation, Parameter
from fittrack_cli.program.context import Cli

OPERATION = Operation(
    name="merge_activities",
    method="POST",
    path="/v1/activities/{activity_id}/merge",
    parameters=(
        Parameter(
            "activity_id",
            "path",
            {"type": "string", "format": "uuid"},
            "simple",
            explode=False,
            required=True,
        ),
    ),
    inputs=(
        Input(
            "path_activity_id",
            "ACTIVITY_ID",
            "path",
            ("activity_id",),
            {"type": "string", "format": "uuid"},
        ),
        Input(
            "body_activity_ids",
            "--activity-ids",
            "body",
            ("activity_ids",),
            {
                "type": "array",
                "minItems": 1,
                "maxItems": 100,
                "items": {"type": "string", "format": "uuid"},
            },
        ),
    ),
    body=Body("application/json", {"$ref": "MergeRequest"}, True),
    signed_in=True,
    answer="json",
    accept="application/json",
    fields=(
        "id",
        "start_time",
        "sport",
        "sub_sport",
        "name",
        "distance_m",
        "timer_s",
        "elapsed_s",
        "calories_kcal",
        "avg_hr_bpm",
        "max_hr_bpm",
        "ascent_m",
        "device",
        "source_id",
        "file_name",
        "file_format",
        "file_sha256",
        "damage",
        "remarks",
        "local_start_time",
        "utc_offset_s",
        "time_zone",
        "zone_from",
        "date",
        "lap_count",
        "recording_count",
        "created_at",
        "updated_at",
        "laps",
        "recordings",
    ),
    definitions={
        "MergeRequest": {
            "type": "object",
            "required": ["activity_ids"],
            "additionalProperties": False,
            "properties": {
                "activity_ids": {
                    "type": "array",
                    "minItems": 1,
                    "maxItems": 100,
                    "items": {"type": "string", "format": "uuid"},
                }
            },
        }
    },
)


def command(
    cli: Cli,
    path_activity_id: Annotated[
        str, typer.Argument(metavar="ACTIVITY_ID", help="The activity's id.")
    ],
    body_activity_ids: Annotated[
        list[str] | None,
        typer.Option(
            "--activity-ids",
            metavar="ID",
            help="The others: their ids will lead to this one. Required. 1 to 100 values. Repeatable.",
        ),
    ] = None,
    body: Annotated[
        str | None,
        typer.Option(
            "--body",
            metavar="FILE|-",
            help="The whole body as JSON, from a file or, with -, standard input. Options add to it and win.",
        ),
    ] = None,
) -> None:
    """Merge activities.

    Makes one activity of several that are recordings of the same, for good: later syncs keep to it.
    The first keeps its id.

    Examples:
        fittrack api merge_activities ACTIVITY_ID --activity-ids c7e2a9d4-1b38-4f6e-8d05-6a9b3c4e5f72
    """
    run(
        cli,
        OPERATION,
        {"path_activity_id": path_activity_id, "body_activity_ids": body_activity_ids},
        body=body,
    )
