# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

"""`fittrack api retry_sync`: Take up a sync job again."""

from __future__ import annotations

from typing import Annotated

from fittrack_cli.operations import run
from fittrack_cli.operations.spec import Input, Operation, Parameter
from fittrack_cli.program.context import Cli
from fittrack_cli.program.declared import Argument, Option

OPERATION = Operation(
    name="retry_sync",
    method="POST",
    path="/v1/sync/jobs/{job_id}/retry",
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
            "Idempotency-Key",
            "header",
            {"type": "string", "minLength": 1, "maxLength": 255, "pattern": "^[\\x21-\\x7e]+$"},
            "simple",
            explode=False,
        ),
    ),
    inputs=(
        Input("path_job_id", "JOB_ID", "path", ("job_id",), {"type": "string", "format": "uuid"}),
        Input(
            "header_idempotency_key",
            "--idempotency-key",
            "header",
            ("Idempotency-Key",),
            {"type": "string", "minLength": 1, "maxLength": 255, "pattern": "^[\\x21-\\x7e]+$"},
        ),
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
    header_idempotency_key: Annotated[
        str | None,
        Option(
            "--idempotency-key",
            metavar="TEXT",
            help="The same key with the same request answers what the first one answered. At most 255 characters. Matches ^[\\x21-\\x7e]+$.",
        ),
    ] = None,
) -> None:
    """Take up a sync job again.

    Does what is pending and tries again what failed. A running or successful job is a
    conflict (409).

    Examples:
        fittrack api retry_sync JOB_ID
    """
    run(
        cli,
        OPERATION,
        {"path_job_id": path_job_id, "header_idempotency_key": header_idempotency_key},
    )
