# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

"""`fittrack api cancel_sync`: Cancel a sync job."""

from __future__ import annotations

from typing import Annotated

from fittrack_cli.operations import run
from fittrack_cli.operations.spec import Input, Operation, Parameter
from fittrack_cli.program.context import Cli
from fittrack_cli.program.declared import Argument

OPERATION = Operation(
    name="cancel_sync",
    method="POST",
    path="/v1/sync/jobs/{job_id}/cancel",
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
        "id",
        "kind",
        "state",
        "types",
        "source_ids",
        "activity_ids",
        "since",
        "until",
        "full",
        "attempt",
        "created_at",
        "started_at",
        "finished_at",
        "reason",
        "waiting_until",
        "waiting_for",
        "warnings",
        "undone_at",
        "items_tidied_at",
        "counts",
        "progress",
    ),
)


def command(
    cli: Cli,
    path_job_id: Annotated[str, Argument(metavar="JOB_ID", help="The sync job's id.")],
) -> None:
    """Cancel a sync job.

    Items that have an outcome keep it. A job that already ended is a conflict (409).

    Examples:
        fittrack api cancel_sync JOB_ID
    """
    run(cli, OPERATION, {"path_job_id": path_job_id})
