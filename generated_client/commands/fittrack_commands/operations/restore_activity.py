# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

"""`fittrack api restore_activity`: Restore a deleted activity."""

from __future__ import annotations

from typing import Annotated

import typer

from fittrack_cli.operations import run
from fittrack_cli.operations.spec import Input, Operation, Parameter
from fittrack_cli.program.context import Cli

OPERATION = Operation(
    name="restore_activity",
    method="POST",
    path="/v1/activities/{activity_id}/restore",
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
    ),
    body=None,
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
)


def command(
    cli: Cli,
    path_activity_id: Annotated[
        str, typer.Argument(metavar="ACTIVITY_ID", help="The activity's id.")
    ],
) -> None:
    """Restore a deleted activity.

    Whatever took it away. An activity that is there stays as it is.

    Examples:
        fittrack api restore_activity ACTIVITY_ID
    """
    run(cli, OPERATION, {"path_activity_id": path_activity_id})
