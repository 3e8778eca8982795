# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

"""`fittrack api get_source`: Show a source."""

from __future__ import annotations

from typing import Annotated

from fittrack_cli.operations import run
from fittrack_cli.operations.spec import Input, Operation, Parameter
from fittrack_cli.program.context import Cli
from fittrack_cli.program.declared import Argument

OPERATION = Operation(
    name="get_source",
    method="GET",
    path="/v1/sources/{source_id}",
    parameters=(
        Parameter(
            "source_id",
            "path",
            {"type": "string", "format": "uuid"},
            "simple",
            explode=False,
            required=True,
        ),
    ),
    inputs=(
        Input(
            "path_source_id",
            "SOURCE_ID",
            "path",
            ("source_id",),
            {"type": "string", "format": "uuid"},
        ),
    ),
    body=None,
    signed_in=True,
    answer="json",
    accept="application/json",
    fields=(
        "id",
        "kind",
        "name",
        "path",
        "connected_at",
        "last_sync_at",
        "state",
        "key_ends_on",
        "follow_deletions",
        "watched",
    ),
)


def command(
    cli: Cli,
    path_source_id: Annotated[str, Argument(metavar="SOURCE_ID", help="The source's id.")],
) -> None:
    """Show a source.

    One source.

    Examples:
        fittrack api get_source SOURCE_ID
    """
    run(cli, OPERATION, {"path_source_id": path_source_id})
