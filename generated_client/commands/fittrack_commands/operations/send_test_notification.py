# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

"""`fittrack api send_test_notification`: Send a target a test."""

from __future__ import annotations

from typing import Annotated

from fittrack_cli.operations import run
from fittrack_cli.operations.spec import Input, Operation, Parameter
from fittrack_cli.program.context import Cli
from fittrack_cli.program.declared import Argument

OPERATION = Operation(
    name="send_test_notification",
    method="POST",
    path="/v1/notifications/targets/{target_id}/test",
    parameters=(
        Parameter(
            "target_id",
            "path",
            {"type": "string", "format": "uuid"},
            "simple",
            explode=False,
            required=True,
        ),
    ),
    inputs=(
        Input(
            "path_target_id",
            "TARGET_ID",
            "path",
            ("target_id",),
            {"type": "string", "format": "uuid"},
        ),
    ),
    body=None,
    signed_in=True,
    answer="json",
    accept="application/json",
    fields=("delivered", "status", "reason"),
)


def command(
    cli: Cli,
    path_target_id: Annotated[
        str, Argument(metavar="TARGET_ID", help="The notification target's id.")
    ],
) -> None:
    """Send a target a test.

    Once, and now: the answer says what became of it.

    Examples:
        fittrack api send_test_notification TARGET_ID
    """
    run(cli, OPERATION, {"path_target_id": path_target_id})
