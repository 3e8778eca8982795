# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

"""`fittrack api get_bests`: Get best efforts."""

from __future__ import annotations

from typing import Annotated

from fittrack_cli.operations import run
from fittrack_cli.operations.spec import Input, Operation, Parameter
from fittrack_cli.program.context import Cli
from fittrack_cli.program.declared import Option

OPERATION = Operation(
    name="get_bests",
    method="GET",
    path="/v1/bests",
    parameters=(
        Parameter(
            "sport",
            "query",
            {"type": "string", "maxLength": 640, "pattern": "^[^\\x00]*$"},
            "form",
            explode=True,
        ),
        Parameter("since", "query", {"type": "string", "format": "date"}, "form", explode=True),
        Parameter("until", "query", {"type": "string", "format": "date"}, "form", explode=True),
        Parameter(
            "limit",
            "query",
            {"type": "integer", "minimum": 1, "maximum": 100},
            "form",
            explode=True,
        ),
    ),
    inputs=(
        Input(
            "query_sport",
            "--sport",
            "query",
            ("sport",),
            {"type": "string", "maxLength": 640, "pattern": "^[^\\x00]*$"},
        ),
        Input("query_since", "--since", "query", ("since",), {"type": "string", "format": "date"}),
        Input("query_until", "--until", "query", ("until",), {"type": "string", "format": "date"}),
        Input(
            "query_limit",
            "--limit",
            "query",
            ("limit",),
            {"type": "integer", "minimum": 1, "maximum": 100},
        ),
    ),
    body=None,
    signed_in=True,
    answer="json",
    accept="application/json",
    fields=("items", "pending"),
)


def command(
    cli: Cli,
    query_sport: Annotated[
        str | None,
        Option(
            "--sport",
            metavar="TEXT",
            help="Only this sport: `running`, …; or any of several, with commas between them. At most 640 characters. Matches ^[^\\x00]*$.",
        ),
    ] = None,
    query_since: Annotated[
        str | None, Option("--since", metavar="DAY", help="The first day.")
    ] = None,
    query_until: Annotated[
        str | None, Option("--until", metavar="DAY", help="The last day, included.")
    ] = None,
    query_limit: Annotated[
        str | None,
        Option(
            "--limit",
            metavar="N",
            help="How many of each at most. From 1 to 100. The server's default is 1.",
        ),
    ] = None,
) -> None:
    """Get best efforts.

    The best times from 400 m to a marathon, and the most power for 5 s to an hour; of running and cycling, unless `sport`
    says otherwise. Worked out from samples in the background: `pending` says whether all were looked at.

    Examples:
        fittrack api get_bests
    """
    run(
        cli,
        OPERATION,
        {
            "query_sport": query_sport,
            "query_since": query_since,
            "query_until": query_until,
            "query_limit": query_limit,
        },
    )
