# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

"""`fittrack api logout`: End this session."""

from __future__ import annotations

from fittrack_cli.operations import run
from fittrack_cli.operations.spec import Operation
from fittrack_cli.program.context import Cli

OPERATION = Operation(
    name="logout",
    method="POST",
    path="/v1/auth/logout",
    parameters=(),
    inputs=(),
    body=None,
    signed_in=True,
    answer="nothing",
    accept="",
)


def command(
    cli: Cli,
) -> None:
    """End this session.

    Revokes both tokens of the session that asks.

    Examples:
        fittrack api logout
    """
    run(cli, OPERATION, {})
