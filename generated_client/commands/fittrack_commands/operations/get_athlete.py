# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

"""`fittrack api get_athlete`: Show what is known of the athlete."""

from __future__ import annotations

from fittrack_cli.operations import run
from fittrack_cli.operations.spec import Operation
from fittrack_cli.program.context import Cli

OPERATION = Operation(
    name="get_athlete",
    method="GET",
    path="/v1/athlete",
    parameters=(),
    inputs=(),
    body=None,
    signed_in=True,
    answer="json",
    accept="application/json",
    fields=("settings", "today"),
)


def command(
    cli: Cli,
) -> None:
    """Show what is known of the athlete.

    Heart rates, threshold power and zones: as they were set, and what counts today, with where it is from.

    Examples:
        fittrack api get_athlete
    """
    run(cli, OPERATION, {})
