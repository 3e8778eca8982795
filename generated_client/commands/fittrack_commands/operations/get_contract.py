# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

"""`fittrack api get_contract`: What does this server promise?."""

from __future__ import annotations

from fittrack_cli.operations import run
from fittrack_cli.operations.spec import Operation
from fittrack_cli.program.context import Cli

OPERATION = Operation(
    name="get_contract",
    method="GET",
    path="/v1/openapi.json",
    parameters=(),
    inputs=(),
    body=None,
    signed_in=False,
    answer="json",
    accept="application/json",
    fields=("openapi", "info", "paths"),
)


def command(
    cli: Cli,
) -> None:
    """What does this server promise?

    The whole contract of this server, so that a client can compare it with its own.

    Examples:
        fittrack api get_contract
    """
    run(cli, OPERATION, {})
