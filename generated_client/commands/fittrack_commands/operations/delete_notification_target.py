# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

"""`fittrack api delete_notification_target`: Stop telling a target."""

from __future__ import annotations

from typing import Annotated

from fittrack_cli.operations import run
from fittrack_cli.operations.spec import Input, Operation, Parameter
from fittrack_cli.program.context import Cli
from fittrack_cli.program.declared import Argument

OPERATION = Operation(
    name="delete_notification_target",
    method="DELETE",
    path="/v1/notifications/targets/{target_id}",
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
    answer="nothing",
    accept="",
)


def command(
    cli: Cli,
    path_target_id: Annotated[
        str, Argument(metavar="TARGET_ID", help="The notification target's id.")
    ],
) -> None:
    """Stop telling a target.

    What it has yet to be told goes, too.

    Examples:
        fittrack api delete_notification_target TARGET_ID
    """
    run(cli, OPERATION, {"path_target_id": path_target_id})
