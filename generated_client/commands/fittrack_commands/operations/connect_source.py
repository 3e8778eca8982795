# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

"""`fittrack api connect_source`: Connect a source."""

from __future__ import annotations

from typing import Annotated

import typer

from fittrack_cli.operations import run
from fittrack_cli.operations.spec import Body, Input, Operation
from fittrack_cli.program.context import Cli

OPERATION = Operation(
    name="connect_source",
    method="POST",
    path="/v1/sources",
    parameters=(),
    inputs=(
        Input(
            "body_name",
            "--name",
            "body",
            ("name",),
            {
                "anyOf": [
                    {"type": "string", "minLength": 1, "maxLength": 100, "pattern": "^[^\\x00]*$"},
                    {"type": "null"},
                ]
            },
        ),
        Input("body_kind", "--kind", "body", ("kind",), {"type": "string", "const": "folder"}),
        Input(
            "body_path",
            "--path",
            "body",
            ("path",),
            {"type": "string", "minLength": 1, "maxLength": 4096, "pattern": "^[^\\x00]*$"},
        ),
    ),
    body=Body("application/json", {"oneOf": [{"$ref": "FolderSourceRequest"}]}, True),
    signed_in=True,
    answer="json",
    accept="application/json",
    fields=("id", "kind", "name", "path", "connected_at", "last_sync_at"),
    definitions={
        "FolderSourceRequest": {
            "type": "object",
            "required": ["kind", "path"],
            "additionalProperties": False,
            "properties": {
                "name": {
                    "anyOf": [
                        {
                            "type": "string",
                            "minLength": 1,
                            "maxLength": 100,
                            "pattern": "^[^\\x00]*$",
                        },
                        {"type": "null"},
                    ]
                },
                "kind": {"type": "string", "const": "folder"},
                "path": {
                    "type": "string",
                    "minLength": 1,
                    "maxLength": 4096,
                    "pattern": "^[^\\x00]*$",
                },
            },
        }
    },
)


def command(
    cli: Cli,
    body_name: Annotated[
        str | None,
        typer.Option(
            "--name",
            metavar="TEXT",
            help="Defaults to the source's own name. At most 100 characters. Matches ^[^\\x00]*$. Or null.",
        ),
    ] = None,
    body_kind: Annotated[
        str | None, typer.Option("--kind", metavar="folder", help="Only folder.")
    ] = None,
    body_path: Annotated[
        str | None,
        typer.Option(
            "--path",
            metavar="TEXT",
            help="Absolute, as the server sees it. At most 4096 characters. Matches ^[^\\x00]*$.",
        ),
    ] = None,
    body: Annotated[
        str | None,
        typer.Option(
            "--body",
            metavar="FILE|-",
            help="The whole body as JSON, from a file or, with -, standard input. Options add to it and win.",
        ),
    ] = None,
) -> None:
    """Connect a source.

    Connects a source of the kind that `kind` names. The same source connects once.

    A folder must lie where the server's operator lets the account read: the first account anywhere but in
    the system's folders and the server's own, every other one in the folders that it was given.

    Examples:
        fittrack api connect_source --kind folder --path /media/athlete/GARMIN
    """
    run(
        cli,
        OPERATION,
        {"body_name": body_name, "body_kind": body_kind, "body_path": body_path},
        body=body,
    )
