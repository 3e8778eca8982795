# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

"""`fittrack api download_activity_file`: Download an activity's original file."""

from __future__ import annotations

from typing import Annotated

from fittrack_cli.operations import run
from fittrack_cli.operations.spec import Input, Operation, Parameter
from fittrack_cli.program.context import Cli
from fittrack_cli.program.declared import Argument, Option

OPERATION = Operation(
    name="download_activity_file",
    method="GET",
    path="/v1/activities/{activity_id}/file",
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
    answer="file",
    accept="application/octet-stream",
)


def command(
    cli: Cli,
    path_activity_id: Annotated[str, Argument(metavar="ACTIVITY_ID", help="The activity's id.")],
    to: Annotated[
        str | None,
        Option(
            "--to",
            metavar="FILE|-",
            help="Where to save it; - writes to standard output (default: the name that the server gives it, here).",
        ),
    ] = None,
    force: Annotated[bool, Option("--force", help="Replace an existing file.")] = False,
) -> None:
    """Download an activity's original file.

    The file as it came from the source, byte for byte.

    Examples:
        fittrack api download_activity_file ACTIVITY_ID
        fittrack api download_activity_file ACTIVITY_ID --to FILE
    """
    run(cli, OPERATION, {"path_activity_id": path_activity_id}, to=to, force=force)
