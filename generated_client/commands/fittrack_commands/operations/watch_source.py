# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

"""`fittrack api watch_source`: Watch a source's folder, or stop that."""

from __future__ import annotations

from typing import Annotated

from fittrack_cli.operations import run
from fittrack_cli.operations.spec import Body, Input, Operation, Parameter
from fittrack_cli.program.context import Cli
from fittrack_cli.program.declared import Argument, Option

OPERATION = Operation(
    name="watch_source",
    method="PUT",
    path="/v1/sources/{source_id}/watching",
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
        Input("body_watched", "--watched", "body", ("watched",), {"type": "boolean"}),
    ),
    body=Body("application/json", {"$ref": "SourceWatching"}, True),
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
    definitions={
        "SourceWatching": {
            "type": "object",
            "required": ["watched"],
            "additionalProperties": False,
            "properties": {"watched": {"type": "boolean"}},
        }
    },
)


def command(
    cli: Cli,
    path_source_id: Annotated[str, Argument(metavar="SOURCE_ID", help="The source's id.")],
    body_watched: Annotated[bool | None, Option("--watched/--no-watched", help="Required.")] = None,
    body: Annotated[
        str | None,
        Option(
            "--body",
            metavar="FILE|-",
            help="The whole body as JSON, from a file or, with -, standard input. Options add to it and win.",
        ),
    ] = None,
) -> None:
    """Watch a source's folder, or stop that.

    A sync starts when something in the folder has changed and then stayed the same for 10 seconds, a minute apart at
    least; also when the folder was away and is back, such as a watch that is plugged in.

    Examples:
        fittrack api watch_source SOURCE_ID --watched
        fittrack api watch_source SOURCE_ID --no-watched
    """
    run(cli, OPERATION, {"path_source_id": path_source_id, "body_watched": body_watched}, body=body)
