# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

"""`fittrack api disconnect_source`: Disconnect a source."""

from __future__ import annotations

from typing import Annotated

import typer

from fittrack_cli.operations import run
from fittrack_cli.operations.spec import Input, Operation, Parameter
from fittrack_cli.program.context import Cli

OPERATION = Operation(
    name="disconnect_source",
    method="DELETE",
    path="/v1/sources/{source_id}",
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
    answer="nothing",
    accept="",
)


def command(
    cli: Cli,
    path_source_id: Annotated[str, typer.Argument(metavar="SOURCE_ID", help="The source's id.")],
) -> None:
    """Disconnect a source.

    What was synced from it stays. Refused while a job runs on it.

    Examples:
        fittrack api disconnect_source SOURCE_ID
    """
    run(cli, OPERATION, {"path_source_id": path_source_id})
