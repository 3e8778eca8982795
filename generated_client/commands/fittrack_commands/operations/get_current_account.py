# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

"""`fittrack api get_current_account`: Who am I?."""

from __future__ import annotations

from fittrack_cli.operations import run
from fittrack_cli.operations.spec import Operation
from fittrack_cli.program.context import Cli

OPERATION = Operation(
    name="get_current_account",
    method="GET",
    path="/v1/accounts/me",
    parameters=(),
    inputs=(),
    body=None,
    signed_in=True,
    answer="json",
    accept="application/json",
    fields=("id", "username", "created_at", "mfa_enabled", "recovery_codes_remaining", "time_zone"),
)


def command(
    cli: Cli,
) -> None:
    """Who am I?

    The account that the access token belongs to.

    Examples:
        fittrack api get_current_account
    """
    run(cli, OPERATION, {})
