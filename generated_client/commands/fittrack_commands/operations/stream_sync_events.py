# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

"""`fittrack api stream_sync_events`: Follow a sync job."""

from __future__ import annotations

from typing import Annotated

from fittrack_cli.operations import run
from fittrack_cli.operations.spec import Input, Operation, Parameter
from fittrack_cli.program.context import Cli
from fittrack_cli.program.declared import Argument, Option

OPERATION = Operation(
    name="stream_sync_events",
    method="GET",
    path="/v1/sync/jobs/{job_id}/events",
    parameters=(
        Parameter(
            "job_id",
            "path",
            {"type": "string", "format": "uuid"},
            "simple",
            explode=False,
            required=True,
        ),
        Parameter(
            "Last-Event-ID",
            "header",
            {"type": "string", "maxLength": 20, "pattern": "^[0-9]*$"},
            "simple",
            explode=False,
        ),
    ),
    inputs=(
        Input("path_job_id", "JOB_ID", "path", ("job_id",), {"type": "string", "format": "uuid"}),
        Input(
            "header_last_event_id",
            "--last-event-id",
            "header",
            ("Last-Event-ID",),
            {"type": "string", "maxLength": 20, "pattern": "^[0-9]*$"},
        ),
    ),
    body=None,
    signed_in=True,
    answer="events",
    accept="text/event-stream",
)


def command(
    cli: Cli,
    path_job_id: Annotated[str, Argument(metavar="JOB_ID", help="The sync job's id.")],
    header_last_event_id: Annotated[
        str | None,
        Option(
            "--last-event-id",
            metavar="TEXT",
            help="The id of the last event that was received: the stream goes on after it. At most 20 characters. Matches ^[0-9]*$.",
        ),
    ] = None,
) -> None:
    """Follow a sync job.

    Every item's outcome as it comes, and the job's progress, until the job ends, or the session
    or token that asks does. Go on after the last event that was received with `Last-Event-ID`.

    Examples:
        fittrack api stream_sync_events JOB_ID
    """
    run(cli, OPERATION, {"path_job_id": path_job_id, "header_last_event_id": header_last_event_id})
