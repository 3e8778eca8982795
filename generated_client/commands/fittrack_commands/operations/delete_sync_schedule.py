# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

"""`fittrack api delete_sync_schedule`: End a schedule."""

from __future__ import annotations

from typing import Annotated

from fittrack_cli.operations import run
from fittrack_cli.operations.spec import Input, Operation, Parameter
from fittrack_cli.program.context import Cli
from fittrack_cli.program.declared import Argument

OPERATION = Operation(
    name="delete_sync_schedule",
    method="DELETE",
    path="/v1/sync/schedules/{schedule_id}",
    parameters=(
        Parameter(
            "schedule_id",
            "path",
            {"type": "string", "format": "uuid"},
            "simple",
            explode=False,
            required=True,
        ),
    ),
    inputs=(
        Input(
            "path_schedule_id",
            "SCHEDULE_ID",
            "path",
            ("schedule_id",),
            {"type": "string", "format": "uuid"},
        ),
    ),
    body=None,
    signed_in=True,
    answer="nothing",
    accept="",
)


def command(
    cli: Cli,
    path_schedule_id: Annotated[str, Argument(metavar="SCHEDULE_ID", help="The schedule's id.")],
) -> None:
    """End a schedule.

    A sync that it started goes on.

    Examples:
        fittrack api delete_sync_schedule SCHEDULE_ID
    """
    run(cli, OPERATION, {"path_schedule_id": path_schedule_id})
