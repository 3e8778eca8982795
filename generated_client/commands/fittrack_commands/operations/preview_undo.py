# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

"""`fittrack api preview_undo`: What would undoing a sync job take away?."""

from __future__ import annotations

from typing import Annotated

from fittrack_cli.operations import run
from fittrack_cli.operations.spec import Input, Operation, Parameter
from fittrack_cli.program.context import Cli
from fittrack_cli.program.declared import Argument

OPERATION = Operation(
    name="preview_undo",
    method="GET",
    path="/v1/sync/jobs/{job_id}/undo",
    parameters=(
        Parameter(
            "job_id",
            "path",
            {"type": "string", "format": "uuid"},
            "simple",
            explode=False,
            required=True,
        ),
    ),
    inputs=(
        Input("path_job_id", "JOB_ID", "path", ("job_id",), {"type": "string", "format": "uuid"}),
    ),
    body=None,
    signed_in=True,
    answer="json",
    accept="application/json",
    fields=(
        "activities",
        "days",
        "workouts",
        "changed_activities",
        "changed_days",
        "first_activities",
    ),
)


def command(
    cli: Cli,
    path_job_id: Annotated[str, Argument(metavar="JOB_ID", help="The sync job's id.")],
) -> None:
    """What would undoing a sync job take away?

    What it brought and is still there.

    Examples:
        fittrack api preview_undo JOB_ID
    """
    run(cli, OPERATION, {"path_job_id": path_job_id})
