# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

"""`fittrack api get_account_usage`: How much does the account have, and how much may it have?."""

from __future__ import annotations

from fittrack_cli.operations import run
from fittrack_cli.operations.spec import Operation
from fittrack_cli.program.context import Cli

OPERATION = Operation(
    name="get_account_usage",
    method="GET",
    path="/v1/accounts/me/usage",
    parameters=(),
    inputs=(),
    body=None,
    signed_in=True,
    answer="json",
    accept="application/json",
    fields=(
        "original_bytes",
        "activities",
        "quota_bytes",
        "quota_activities",
        "quota_uploads_a_day",
    ),
)


def command(
    cli: Cli,
) -> None:
    """How much does the account have, and how much may it have?

    What counts towards its quotas, and these; null is no limit. A file that a sync finds no room for
    fails, and comes in when there is some.

    Examples:
        fittrack api get_account_usage
    """
    run(cli, OPERATION, {})
