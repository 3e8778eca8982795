# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

"""`fittrack api get_training_load`: Get the load of each day, fitness, fatigue and form."""

from __future__ import annotations

from typing import Annotated

from fittrack_cli.operations import run
from fittrack_cli.operations.spec import Input, Operation, Parameter
from fittrack_cli.program.context import Cli
from fittrack_cli.program.declared import Option

OPERATION = Operation(
    name="get_training_load",
    method="GET",
    path="/v1/training-load",
    parameters=(
        Parameter("since", "query", {"type": "string", "format": "date"}, "form", explode=True),
        Parameter("until", "query", {"type": "string", "format": "date"}, "form", explode=True),
        Parameter("measure", "query", {"$ref": "LoadMeasure"}, "form", explode=True),
    ),
    inputs=(
        Input("query_since", "--since", "query", ("since",), {"type": "string", "format": "date"}),
        Input("query_until", "--until", "query", ("until",), {"type": "string", "format": "date"}),
        Input("query_measure", "--measure", "query", ("measure",), {"$ref": "LoadMeasure"}),
    ),
    body=None,
    signed_in=True,
    answer="json",
    accept="application/json",
    fields=("measure", "items", "without_load", "pending", "values_from"),
    definitions={"LoadMeasure": {"type": "string", "enum": ["stress", "trimp"]}},
)


def command(
    cli: Cli,
    query_since: Annotated[
        str | None, Option("--since", metavar="DAY", help="The first day.")
    ] = None,
    query_until: Annotated[
        str | None, Option("--until", metavar="DAY", help="The last day, included.")
    ] = None,
    query_measure: Annotated[
        str | None,
        Option(
            "--measure",
            metavar="stress|trimp",
            help="What a load is. Without: `stress`, unless more activities have a `trimp`. One of stress, trimp.",
        ),
    ] = None,
) -> None:
    """Get the load of each day, fitness, fatigue and form.

    Of the last 90 days, unless said otherwise. Fitness is the load weighted over 42 days, fatigue over 7; what was done
    before counts.

    Examples:
        fittrack api get_training_load
    """
    run(
        cli,
        OPERATION,
        {"query_since": query_since, "query_until": query_until, "query_measure": query_measure},
    )
