# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

"""`fittrack api get_workout`: Show a planned workout."""

from __future__ import annotations

from typing import Annotated

from fittrack_cli.operations import run
from fittrack_cli.operations.spec import Input, Operation, Parameter
from fittrack_cli.program.context import Cli
from fittrack_cli.program.declared import Argument

OPERATION = Operation(
    name="get_workout",
    method="GET",
    path="/v1/workouts/{workout_id}",
    parameters=(
        Parameter(
            "workout_id",
            "path",
            {"type": "string", "format": "uuid"},
            "simple",
            explode=False,
            required=True,
        ),
    ),
    inputs=(
        Input(
            "path_workout_id",
            "WORKOUT_ID",
            "path",
            ("workout_id",),
            {"type": "string", "format": "uuid"},
        ),
    ),
    body=None,
    signed_in=True,
    answer="json",
    accept="application/json",
    fields=(
        "id",
        "name",
        "sport",
        "step_count",
        "source_id",
        "file_name",
        "file_format",
        "file_sha256",
        "created_at",
        "updated_at",
        "steps",
    ),
)


def command(
    cli: Cli,
    path_workout_id: Annotated[str, Argument(metavar="WORKOUT_ID", help="The workout's id.")],
) -> None:
    """Show a planned workout.

    A planned workout with its steps.

    Examples:
        fittrack api get_workout WORKOUT_ID
    """
    run(cli, OPERATION, {"path_workout_id": path_workout_id})
