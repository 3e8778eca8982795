# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

"""`fittrack api check_live`: Does the server respond?."""

from __future__ import annotations

from fittrack_cli.operations import run
from fittrack_cli.operations.spec import Operation
from fittrack_cli.program.context import Cli

OPERATION = Operation(
    name="check_live",
    method="GET",
    path="/v1/health/live",
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
    """Does the server respond?

    For orchestrators: a server that does not respond should be started again. Asks nothing else,
    so that a database that is away ends no server.

    Examples:
        fittrack api check_live
    """
    run(cli, OPERATION, {})
