# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

"""`fittrack api restore_sync`: Restore what an undone sync job brought."""

from __future__ import annotations

from typing import Annotated

from fittrack_cli.operations import run
from fittrack_cli.operations.spec import Input, Operation, Parameter
from fittrack_cli.program.context import Cli
from fittrack_cli.program.declared import Argument

OPERATION = Operation(
    name="restore_sync",
    method="POST",
    path="/v1/sync/jobs/{job_id}/restore",
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
    """Restore what an undone sync job brought.

    A job that was not undone stays as it is.

    Examples:
        fittrack api restore_sync JOB_ID
    """
    run(cli, OPERATION, {"path_job_id": path_job_id})
