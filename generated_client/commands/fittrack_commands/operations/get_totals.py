# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

"""`fittrack api get_totals`: Add up activities."""

from __future__ import annotations

from typing import Annotated

from fittrack_cli.operations import run
from fittrack_cli.operations.spec import Input, Operation, Parameter
from fittrack_cli.program.context import Cli
from fittrack_cli.program.declared import Option

OPERATION = Operation(
    name="get_totals",
    method="GET",
    path="/v1/totals",
    parameters=(
        Parameter("by", "query", {"$ref": "Grouping"}, "form", explode=True),
        Parameter("since", "query", {"type": "string", "format": "date"}, "form", explode=True),
        Parameter("until", "query", {"type": "string", "format": "date"}, "form", explode=True),
        Parameter(
            "sport",
            "query",
            {"type": "string", "maxLength": 640, "pattern": "^[^\\x00]*$"},
            "form",
            explode=True,
        ),
    ),
    inputs=(
        Input("query_by", "--by", "query", ("by",), {"$ref": "Grouping"}),
        Input("query_since", "--since", "query", ("since",), {"type": "string", "format": "date"}),
        Input("query_until", "--until", "query", ("until",), {"type": "string", "format": "date"}),
        Input(
            "query_sport",
            "--sport",
            "query",
            ("sport",),
            {"type": "string", "maxLength": 640, "pattern": "^[^\\x00]*$"},
        ),
    ),
    body=None,
    signed_in=True,
    answer="json",
    accept="application/json",
    fields=("by", "items", "left_out", "streaks"),
    definitions={"Grouping": {"type": "string", "enum": ["week", "month", "year", "sport"]}},
)


def command(
    cli: Cli,
    query_by: Annotated[
        str | None,
        Option(
            "--by",
            metavar="week|month|year|sport",
            help="What each total is of. One of week, month, year, sport. The server's default is month.",
        ),
    ] = None,
    query_since: Annotated[
        str | None, Option("--since", metavar="DAY", help="The first day.")
    ] = None,
    query_until: Annotated[
        str | None, Option("--until", metavar="DAY", help="The last day, included.")
    ] = None,
    query_sport: Annotated[
        str | None,
        Option(
            "--sport",
            metavar="TEXT",
            help="Only this sport: `running`, …; or any of several, with commas between them. At most 640 characters. Matches ^[^\\x00]*$.",
        ),
    ] = None,
) -> None:
    """Add up activities.

    Count, distance, time, ascent and energy by week, month, year or sport, and streaks. Days are the
    athlete's own; weeks begin on Monday.

    Examples:
        fittrack api get_totals
    """
    run(
        cli,
        OPERATION,
        {
            "query_by": query_by,
            "query_since": query_since,
            "query_until": query_until,
            "query_sport": query_sport,
        },
    )
