# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

"""`fittrack api list_sync_coverage`: What is known of each day?."""

from __future__ import annotations

from typing import Annotated

from fittrack_cli.operations import run
from fittrack_cli.operations.spec import Input, Operation, Parameter
from fittrack_cli.program.context import Cli
from fittrack_cli.program.declared import Option

OPERATION = Operation(
    name="list_sync_coverage",
    method="GET",
    path="/v1/sync/coverage",
    parameters=(
        Parameter("since", "query", {"type": "string", "format": "date"}, "form", explode=True),
        Parameter("until", "query", {"type": "string", "format": "date"}, "form", explode=True),
        Parameter("type", "query", {"$ref": "CoverageType"}, "form", explode=True),
        Parameter("source_id", "query", {"type": "string", "format": "uuid"}, "form", explode=True),
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
        Input("query_since", "--since", "query", ("since",), {"type": "string", "format": "date"}),
        Input("query_until", "--until", "query", ("until",), {"type": "string", "format": "date"}),
        Input("query_type", "--type", "query", ("type",), {"$ref": "CoverageType"}),
        Input(
            "query_source_id",
            "--source-id",
            "query",
            ("source_id",),
            {"type": "string", "format": "uuid"},
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
    ),
    body=None,
    signed_in=True,
    answer="json",
    accept="application/json",
    fields=("source_id", "source_name", "type", "date", "state", "records", "reason", "job_id"),
    items="items",
    definitions={"CoverageType": {"type": "string", "enum": ["activities", "health"]}},
)


def command(
    cli: Cli,
    query_since: Annotated[
        str | None,
        Option("--since", metavar="DAY", help="The first day; without it, 30 days are listed."),
    ] = None,
    query_until: Annotated[
        str | None,
        Option("--until", metavar="DAY", help="The last day, included; without it, today."),
    ] = None,
    query_type: Annotated[
        str | None,
        Option(
            "--type", metavar="activities|health", help="Only this type. One of activities, health."
        ),
    ] = None,
    query_source_id: Annotated[
        str | None, Option("--source-id", metavar="ID", help="Only this source.")
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
    """What is known of each day?

    Source by source, type by type, day by day: whether its records are there and, if not, why.

    Examples:
        fittrack api list_sync_coverage
        fittrack api list_sync_coverage --paginate -o jsonl
    """
    run(
        cli,
        OPERATION,
        {
            "query_since": query_since,
            "query_until": query_until,
            "query_type": query_type,
            "query_source_id": query_source_id,
            "query_limit": query_limit,
            "query_cursor": query_cursor,
        },
        paginate=paginate,
    )
