# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

"""`fittrack api get_sync_overview`: What is complete?."""

from __future__ import annotations

from fittrack_cli.operations import run
from fittrack_cli.operations.spec import Operation
from fittrack_cli.program.context import Cli

OPERATION = Operation(
    name="get_sync_overview",
    method="GET",
    path="/v1/sync/overview",
    parameters=(),
    inputs=(),
    body=None,
    signed_in=True,
    answer="json",
    accept="application/json",
    fields=("rows", "warnings", "samples_to_come"),
)


def command(
    cli: Cli,
) -> None:
    """What is complete?

    Per source and type: the last success and the last attempt, what came in, what is missing, what
    fails now and which job says why.

    Examples:
        fittrack api get_sync_overview
    """
    run(cli, OPERATION, {})
