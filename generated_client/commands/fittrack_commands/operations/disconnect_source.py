# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

"""`fittrack api disconnect_source`: Disconnect a source."""

from __future__ import annotations

from typing import Annotated

from fittrack_cli.operations import run
from fittrack_cli.operations.spec import Input, Operation, Parameter
from fittrack_cli.program.context import Cli
from fittrack_cli.program.declared import Argument, Option

OPERATION = Operation(
    name="disconnect_source",
    method="DELETE",
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
        Parameter("forget", "query", {"type": "boolean"}, "form", explode=True),
    ),
    inputs=(
        Input(
            "path_source_id",
            "SOURCE_ID",
            "path",
            ("source_id",),
            {"type": "string", "format": "uuid"},
        ),
        Input("query_forget", "--forget", "query", ("forget",), {"type": "boolean"}),
    ),
    body=None,
    signed_in=True,
    answer="nothing",
    accept="",
)


def command(
    cli: Cli,
    path_source_id: Annotated[str, Argument(metavar="SOURCE_ID", help="The source's id.")],
    query_forget: Annotated[
        bool | None,
        Option(
            "--forget/--no-forget",
            help="Takes away what came from it alone, too, also of a source that is disconnected already. Takes the scope `write`. The server's default is false.",
        ),
    ] = None,
) -> None:
    """Disconnect a source.

    What was synced from it stays, unless it is to be forgotten. Refused while a job runs on it.

    What was forgotten can be restored for 30 days. Until then, and after, its files bring nothing back
    unless the source is connected again and synced in full.

    Examples:
        fittrack api disconnect_source SOURCE_ID
    """
    run(cli, OPERATION, {"path_source_id": path_source_id, "query_forget": query_forget})
