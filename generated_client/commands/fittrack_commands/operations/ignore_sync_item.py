# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

"""`fittrack api ignore_sync_item`: Ignore a file that is known to be bad."""

from __future__ import annotations

from typing import Annotated

from fittrack_cli.operations import run
from fittrack_cli.operations.spec import Input, Operation, Parameter
from fittrack_cli.program.context import Cli
from fittrack_cli.program.declared import Argument

OPERATION = Operation(
    name="ignore_sync_item",
    method="POST",
    path="/v1/sync/items/{item_id}/ignore",
    parameters=(
        Parameter(
            "item_id",
            "path",
            {"type": "string", "format": "uuid"},
            "simple",
            explode=False,
            required=True,
        ),
    ),
    inputs=(
        Input(
            "path_item_id", "ITEM_ID", "path", ("item_id",), {"type": "string", "format": "uuid"}
        ),
    ),
    body=None,
    signed_in=True,
    answer="json",
    accept="application/json",
    fields=("id", "source_id", "name", "reason", "ignored_at"),
)


def command(
    cli: Cli,
    path_item_id: Annotated[str, Argument(metavar="ITEM_ID", help="The item's id, of any job.")],
) -> None:
    """Ignore a file that is known to be bad.

    From now on jobs skip what failed in this item and say why, until its content changes. Doing so
    again changes nothing.

    Examples:
        fittrack api ignore_sync_item ITEM_ID
    """
    run(cli, OPERATION, {"path_item_id": path_item_id})
