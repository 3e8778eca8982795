# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

"""`fittrack api get_health`: Is the server up?."""

from __future__ import annotations

from fittrack_cli.operations import run
from fittrack_cli.operations.spec import Operation
from fittrack_cli.program.context import Cli

OPERATION = Operation(
    name="get_health",
    method="GET",
    path="/v1/meta/health",
    parameters=(),
    inputs=(),
    body=None,
    signed_in=False,
    answer="json",
    accept="application/json",
    fields=("status",),
)


def command(
    cli: Cli,
) -> None:
    """Is the server up?

    Answers when the server runs and its database can be read.

    Examples:
        fittrack api get_health
    """
    run(cli, OPERATION, {})
