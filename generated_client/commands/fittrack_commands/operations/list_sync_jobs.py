# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

"""`fittrack api list_sync_jobs`: List sync jobs."""

from __future__ import annotations

from typing import Annotated

from fittrack_cli.operations import run
from fittrack_cli.operations.spec import Input, Operation, Parameter
from fittrack_cli.program.context import Cli
from fittrack_cli.program.declared import Option

OPERATION = Operation(
    name="list_sync_jobs",
    method="GET",
    path="/v1/sync/jobs",
    parameters=(
        Parameter("state", "query", {"$ref": "JobState"}, "form", explode=True),
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
        Parameter(
            "id_prefix",
            "query",
            {"type": "string", "pattern": "^[0-9a-fA-F]{4,32}$"},
            "form",
            explode=True,
        ),
        Parameter("include_id_digits", "query", {"type": "boolean"}, "form", explode=True),
    ),
    inputs=(
        Input("query_state", "--state", "query", ("state",), {"$ref": "JobState"}),
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
        Input(
            "query_id_prefix",
            "--id-prefix",
            "query",
            ("id_prefix",),
            {"type": "string", "pattern": "^[0-9a-fA-F]{4,32}$"},
        ),
        Input(
            "query_include_id_digits",
            "--include-id-digits",
            "query",
            ("include_id_digits",),
            {"type": "boolean"},
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
    items="items",
    definitions={
        "JobState": {
            "type": "string",
            "enum": ["queued", "running", "succeeded", "partial", "failed", "cancelled"],
        }
    },
)


def command(
    cli: Cli,
    query_state: Annotated[
        str | None,
        Option(
            "--state",
            metavar="TEXT",
            help="Only jobs in this state. One of queued, running, succeeded, partial, failed, cancelled.",
        ),
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
    query_id_prefix: Annotated[
        str | None,
        Option(
            "--id-prefix",
            metavar="TEXT",
            help="Only ids that begin with these hexadecimal digits; hyphens are left out. Matches ^[0-9a-fA-F]{4,32}$.",
        ),
    ] = None,
    query_include_id_digits: Annotated[
        bool | None,
        Option(
            "--include-id-digits/--no-include-id-digits",
            help="Also say how many of the first digits tell these ids from all others of the account. Without: no.",
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
    """List sync jobs.

    Newest first.

    Examples:
        fittrack api list_sync_jobs
        fittrack api list_sync_jobs --paginate -o jsonl
    """
    run(
        cli,
        OPERATION,
        {
            "query_state": query_state,
            "query_include_total": query_include_total,
            "query_limit": query_limit,
            "query_cursor": query_cursor,
            "query_id_prefix": query_id_prefix,
            "query_include_id_digits": query_include_id_digits,
        },
        paginate=paginate,
    )
