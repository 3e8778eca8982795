# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

"""`fittrack api check_ready`: Can the server do its work?."""

from __future__ import annotations

from fittrack_cli.operations import run
from fittrack_cli.operations.spec import Operation
from fittrack_cli.program.context import Cli

OPERATION = Operation(
    name="check_ready",
    method="GET",
    path="/v1/health/ready",
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
    """Can the server do its work?

    For orchestrators and proxies: whether to send requests here. Looks at the database, the state
    of jobs and the place for originals; 503 says which of them cannot be used, or that the server is
    stopping.

    Examples:
        fittrack api check_ready
    """
    run(cli, OPERATION, {})
