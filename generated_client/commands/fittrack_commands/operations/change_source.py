# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

"""`fittrack api change_source`: Change a source."""

from __future__ import annotations

from typing import Annotated

from fittrack_cli.operations import run
from fittrack_cli.operations.spec import Body, Input, Operation, Parameter
from fittrack_cli.program.context import Cli
from fittrack_cli.program.declared import Argument, Option

OPERATION = Operation(
    name="change_source",
    method="PATCH",
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
        Input(
            "body_key",
            "--key",
            "body",
            ("key",),
            {
                "anyOf": [
                    {
                        "type": "string",
                        "format": "password",
                        "writeOnly": True,
                        "minLength": 8,
                        "maxLength": 1024,
                        "pattern": "^[^\\x00]*$",
                    },
                    {"type": "null"},
                ]
            },
            secret=True,
        ),
        Input(
            "body_key_ends_on",
            "--key-ends-on",
            "body",
            ("key_ends_on",),
            {"anyOf": [{"type": "string", "format": "date"}, {"type": "null"}]},
        ),
        Input(
            "body_follow_deletions",
            "--follow-deletions",
            "body",
            ("follow_deletions",),
            {"anyOf": [{"type": "boolean"}, {"type": "null"}]},
        ),
    ),
    body=Body("application/json", {"$ref": "SourceChange"}, True),
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
        "SourceChange": {
            "type": "object",
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
                "key": {
                    "anyOf": [
                        {
                            "type": "string",
                            "format": "password",
                            "writeOnly": True,
                            "minLength": 8,
                            "maxLength": 1024,
                            "pattern": "^[^\\x00]*$",
                        },
                        {"type": "null"},
                    ]
                },
                "key_ends_on": {"anyOf": [{"type": "string", "format": "date"}, {"type": "null"}]},
                "follow_deletions": {"anyOf": [{"type": "boolean"}, {"type": "null"}]},
            },
        }
    },
)


def command(
    cli: Cli,
    path_source_id: Annotated[str, Argument(metavar="SOURCE_ID", help="The source's id.")],
    body_name: Annotated[
        str | None,
        Option(
            "--name", metavar="TEXT", help="At most 100 characters. Matches ^[^\\x00]*$. Or null."
        ),
    ] = None,
    body_key: Annotated[
        str | None,
        Option(
            "--key",
            metavar="-|@FILE",
            help="A new key, for a Garmin account. It is tried before it is kept. 8 to 1024 characters. Matches ^[^\\x00]*$. Or null. From standard input (-) or a file (@FILE).",
        ),
    ] = None,
    body_key_ends_on: Annotated[
        str | None,
        Option(
            "--key-ends-on",
            metavar="DAY",
            help="The last day on which the key is good. Without it, the longest that Garmin gives one: 365 days. Or null.",
        ),
    ] = None,
    body_follow_deletions: Annotated[
        str | None, Option("--follow-deletions", metavar="true|false", help="Or null.")
    ] = None,
    body: Annotated[
        str | None,
        Option(
            "--body",
            metavar="FILE|-",
            help="The whole body as JSON, from a file or, with -, standard input. Options add to it and win.",
        ),
    ] = None,
    password_stdin: Annotated[
        bool,
        Option(
            "--password-stdin",
            help="Read your password from standard input, if the step asks for it.",
        ),
    ] = False,
) -> None:
    """Change a source.

    Its name, its key, when that ends, and whether deletions are followed. A new key takes a fresh proof.

    Examples:
        fittrack api change_source SOURCE_ID --key - --key-ends-on 2027-06-30
    """
    run(
        cli,
        OPERATION,
        {
            "path_source_id": path_source_id,
            "body_name": body_name,
            "body_key": body_key,
            "body_key_ends_on": body_key_ends_on,
            "body_follow_deletions": body_follow_deletions,
        },
        body=body,
        password_stdin=password_stdin,
    )
