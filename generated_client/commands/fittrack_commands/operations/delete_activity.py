# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

"""`fittrack api delete_activity`: Delete an activity."""

from __future__ import annotations

from typing import Annotated

from fittrack_cli.operations import run
from fittrack_cli.operations.spec import Input, Operation, Parameter
from fittrack_cli.program.context import Cli
from fittrack_cli.program.declared import Argument

OPERATION = Operation(
    name="delete_activity",
    method="DELETE",
    path="/v1/activities/{activity_id}",
    parameters=(
        Parameter(
            "activity_id",
            "path",
            {"type": "string", "format": "uuid"},
            "simple",
            explode=False,
            required=True,
        ),
    ),
    inputs=(
        Input(
            "path_activity_id",
            "ACTIVITY_ID",
            "path",
            ("activity_id",),
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
    path_activity_id: Annotated[str, Argument(metavar="ACTIVITY_ID", help="The activity's id.")],
) -> None:
    """Delete an activity.

    No sync brings it back, whichever file of it comes in. It can be restored for 30 days; then it is
    gone for good. Deleting it again changes nothing.

    Examples:
        fittrack api delete_activity ACTIVITY_ID
    """
    run(cli, OPERATION, {"path_activity_id": path_activity_id})
