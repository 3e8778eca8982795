# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

"""`fittrack api list_sleep`: List nights."""

from __future__ import annotations

from typing import Annotated

from fittrack_cli.operations import run
from fittrack_cli.operations.spec import Input, Operation, Parameter
from fittrack_cli.program.context import Cli
from fittrack_cli.program.declared import Option

OPERATION = Operation(
    name="list_sleep",
    method="GET",
    path="/v1/sleep",
    parameters=(
        Parameter("since", "query", {"type": "string", "format": "date"}, "form", explode=True),
        Parameter("until", "query", {"type": "string", "format": "date"}, "form", explode=True),
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
    ),
    inputs=(
        Input("query_since", "--since", "query", ("since",), {"type": "string", "format": "date"}),
        Input("query_until", "--until", "query", ("until",), {"type": "string", "format": "date"}),
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
    ),
    body=None,
    signed_in=True,
    answer="json",
    accept="application/json",
    fields=(
        "deep_sleep_s",
        "light_sleep_s",
        "rem_sleep_s",
        "awake_s",
        "unmeasurable_s",
        "sleep_s",
        "sleep_score",
        "quality_score",
        "duration_score",
        "recovery_score",
        "deep_score",
        "light_score",
        "rem_score",
        "awake_score",
        "awake_time_score",
        "awakenings_score",
        "restlessness_score",
        "interruptions_score",
        "awakenings",
        "avg_stress",
        "date",
        "start_time",
        "end_time",
        "local_start_time",
        "local_end_time",
        "levels",
        "naps",
    ),
    items="items",
)


def command(
    cli: Cli,
    query_since: Annotated[
        str | None, Option("--since", metavar="DAY", help="The first day.")
    ] = None,
    query_until: Annotated[
        str | None, Option("--until", metavar="DAY", help="The last day, included.")
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
    paginate: Annotated[
        bool,
        Option(
            "--paginate",
            help="Follow the pages to the end of the list; --limit is then the size of a page.",
        ),
    ] = False,
) -> None:
    """List nights.

    Latest first, with the stages of sleep. A night belongs to the day of waking.

    Examples:
        fittrack api list_sleep
        fittrack api list_sleep --paginate -o jsonl
    """
    run(
        cli,
        OPERATION,
        {
            "query_since": query_since,
            "query_until": query_until,
            "query_include_total": query_include_total,
            "query_limit": query_limit,
            "query_cursor": query_cursor,
        },
        paginate=paginate,
    )
