# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

"""`fittrack api list_sync_items`: List what became of each file."""

from __future__ import annotations

from typing import Annotated

from fittrack_cli.operations import run
from fittrack_cli.operations.spec import Input, Operation, Parameter
from fittrack_cli.program.context import Cli
from fittrack_cli.program.declared import Argument, Option

OPERATION = Operation(
    name="list_sync_items",
    method="GET",
    path="/v1/sync/jobs/{job_id}/items",
    parameters=(
        Parameter(
            "job_id",
            "path",
            {"type": "string", "format": "uuid"},
            "simple",
            explode=False,
            required=True,
        ),
        Parameter("outcome", "query", {"$ref": "ItemOutcome"}, "form", explode=True),
        Parameter("type", "query", {"$ref": "SyncType"}, "form", explode=True),
        Parameter("messages", "query", {"type": "boolean"}, "form", explode=True),
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
    ),
    inputs=(
        Input("path_job_id", "JOB_ID", "path", ("job_id",), {"type": "string", "format": "uuid"}),
        Input("query_outcome", "--outcome", "query", ("outcome",), {"$ref": "ItemOutcome"}),
        Input("query_type", "--type", "query", ("type",), {"$ref": "SyncType"}),
        Input("query_messages", "--messages", "query", ("messages",), {"type": "boolean"}),
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
    ),
    body=None,
    signed_in=True,
    answer="json",
    accept="application/json",
    fields=(
        "id",
        "job_id",
        "source_id",
        "sequence",
        "name",
        "type",
        "outcome",
        "reason",
        "remarks",
        "twin_of",
        "size_bytes",
        "finished_at",
        "changed",
        "records",
        "messages",
    ),
    items="items",
    definitions={
        "ItemOutcome": {
            "type": "string",
            "enum": ["pending", "new", "updated", "merged", "unchanged", "skipped", "failed"],
        },
        "SyncType": {"type": "string", "enum": ["activities", "health", "workouts"]},
    },
)


def command(
    cli: Cli,
    path_job_id: Annotated[str, Argument(metavar="JOB_ID", help="The sync job's id.")],
    query_outcome: Annotated[
        str | None,
        Option(
            "--outcome",
            metavar="TEXT",
            help="Only items with this outcome. One of pending, new, updated, merged, unchanged, skipped, failed.",
        ),
    ] = None,
    query_type: Annotated[
        str | None,
        Option(
            "--type",
            metavar="activities|health|workouts",
            help="Only items of this type. One of activities, health, workouts.",
        ),
    ] = None,
    query_messages: Annotated[
        bool | None,
        Option(
            "--messages/--no-messages",
            help="Also say which messages each FIT file has. The server's default is false.",
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
    paginate: Annotated[
        bool,
        Option(
            "--paginate",
            help="Follow the pages to the end of the list; --limit is then the size of a page.",
        ),
    ] = False,
) -> None:
    """List what became of each file.

    In the order of their names. An older job does not list every item that it counts: see its
    `items_tidied_at`.

    Examples:
        fittrack api list_sync_items JOB_ID
        fittrack api list_sync_items JOB_ID --paginate -o jsonl
    """
    run(
        cli,
        OPERATION,
        {
            "path_job_id": path_job_id,
            "query_outcome": query_outcome,
            "query_type": query_type,
            "query_messages": query_messages,
            "query_limit": query_limit,
            "query_cursor": query_cursor,
        },
        paginate=paginate,
    )
