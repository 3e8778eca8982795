# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

"""`fittrack api get_upload`: What became of an upload?."""

from __future__ import annotations

from typing import Annotated

from fittrack_cli.operations import run
from fittrack_cli.operations.spec import Input, Operation, Parameter
from fittrack_cli.program.context import Cli
from fittrack_cli.program.declared import Argument

OPERATION = Operation(
    name="get_upload",
    method="GET",
    path="/v1/uploads/{upload_id}",
    parameters=(
        Parameter(
            "upload_id",
            "path",
            {"type": "string", "format": "uuid"},
            "simple",
            explode=False,
            required=True,
        ),
    ),
    inputs=(
        Input(
            "path_upload_id",
            "UPLOAD_ID",
            "path",
            ("upload_id",),
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
        "sha256",
        "size_bytes",
        "uploaded_at",
        "state",
        "job_id",
        "outcome",
        "reason",
        "file_count",
        "failed_count",
        "records",
    ),
)


def command(
    cli: Cli,
    path_upload_id: Annotated[str, Argument(metavar="UPLOAD_ID", help="The upload's id.")],
) -> None:
    """What became of an upload?

    One upload.

    Examples:
        fittrack api get_upload UPLOAD_ID
    """
    run(cli, OPERATION, {"path_upload_id": path_upload_id})
