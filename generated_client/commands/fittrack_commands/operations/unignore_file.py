# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

"""`fittrack api unignore_file`: Stop ignoring a file."""

from __future__ import annotations

from typing import Annotated

from fittrack_cli.operations import run
from fittrack_cli.operations.spec import Input, Operation, Parameter
from fittrack_cli.program.context import Cli
from fittrack_cli.program.declared import Argument

OPERATION = Operation(
    name="unignore_file",
    method="DELETE",
    path="/v1/sync/ignored-files/{ignored_file_id}",
    parameters=(
        Parameter(
            "ignored_file_id",
            "path",
            {"type": "string", "format": "uuid"},
            "simple",
            explode=False,
            required=True,
        ),
    ),
    inputs=(
        Input(
            "path_ignored_file_id",
            "IGNORED_FILE_ID",
            "path",
            ("ignored_file_id",),
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
    path_ignored_file_id: Annotated[
        str, Argument(metavar="IGNORED_FILE_ID", help="The ignored file's id.")
    ],
) -> None:
    """Stop ignoring a file.

    The next job that meets it reports it as what it is.

    Examples:
        fittrack api unignore_file IGNORED_FILE_ID
    """
    run(cli, OPERATION, {"path_ignored_file_id": path_ignored_file_id})
