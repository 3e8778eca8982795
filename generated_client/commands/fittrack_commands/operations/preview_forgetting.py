# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

"""`fittrack api preview_forgetting`: What would forgetting a source take away?."""

from __future__ import annotations

from typing import Annotated

from fittrack_cli.operations import run
from fittrack_cli.operations.spec import Input, Operation, Parameter
from fittrack_cli.program.context import Cli
from fittrack_cli.program.declared import Argument

OPERATION = Operation(
    name="preview_forgetting",
    method="GET",
    path="/v1/sources/{source_id}/forgetting",
    parameters=(
        Parameter(
            "source_id",
            "path",
            {"type": "string", "format": "uuid"},
            "simple",
            explode=False,
            required=True,
        ),
    ),
    inputs=(
        Input(
            "path_source_id",
            "SOURCE_ID",
            "path",
            ("source_id",),
            {"type": "string", "format": "uuid"},
        ),
    ),
    body=None,
    signed_in=True,
    answer="json",
    accept="application/json",
    fields=(
        "activities",
        "days",
        "workouts",
        "changed_activities",
        "changed_days",
        "first_activities",
    ),
)


def command(
    cli: Cli,
    path_source_id: Annotated[str, Argument(metavar="SOURCE_ID", help="The source's id.")],
) -> None:
    """What would forgetting a source take away?

    What came from it alone, as things stand.

    Examples:
        fittrack api preview_forgetting SOURCE_ID
    """
    run(cli, OPERATION, {"path_source_id": path_source_id})
