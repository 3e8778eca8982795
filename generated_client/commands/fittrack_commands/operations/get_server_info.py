# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

"""`fittrack api get_server_info`: What is this server?."""

from __future__ import annotations

from fittrack_cli.operations import run
from fittrack_cli.operations.spec import Operation
from fittrack_cli.program.context import Cli

OPERATION = Operation(
    name="get_server_info",
    method="GET",
    path="/v1/meta/server",
    parameters=(),
    inputs=(),
    body=None,
    signed_in=False,
    answer="json",
    accept="application/json",
    fields=("server_version", "contract_version", "features"),
)


def command(
    cli: Cli,
) -> None:
    """What is this server?

    The versions of the server and of its contract, and what it can do.

    Examples:
        fittrack api get_server_info
    """
    run(cli, OPERATION, {})
