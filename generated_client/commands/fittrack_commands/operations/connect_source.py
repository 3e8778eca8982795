# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

"""`fittrack api connect_source`: Connect a source."""

from __future__ import annotations

from typing import Annotated

from fittrack_cli.operations import run
from fittrack_cli.operations.spec import Body, Input, Operation
from fittrack_cli.program.context import Cli
from fittrack_cli.program.declared import Option

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
        Input(
            "body_kind",
            "--kind",
            "body",
            ("kind",),
            {
                "anyOf": [
                    {"type": "string", "const": "folder"},
                    {"type": "string", "const": "upload"},
                    {"type": "string", "const": "garmin"},
                ]
            },
        ),
        Input(
            "body_path",
            "--path",
            "body",
            ("path",),
            {"type": "string", "minLength": 1, "maxLength": 4096, "pattern": "^[^\\x00]*$"},
        ),
        Input("body_watch", "--watch", "body", ("watch",), {"type": "boolean"}),
        Input(
            "body_key",
            "--key",
            "body",
            ("key",),
            {
                "type": "string",
                "format": "password",
                "writeOnly": True,
                "minLength": 8,
                "maxLength": 1024,
                "pattern": "^[^\\x00]*$",
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
            {"type": "boolean"},
        ),
    ),
    body=Body(
        "application/json",
        {
            "oneOf": [
                {"$ref": "FolderSourceRequest"},
                {"$ref": "UploadSourceRequest"},
                {"$ref": "GarminSourceRequest"},
            ]
        },
        True,
    ),
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
                "watch": {"type": "boolean"},
            },
        },
        "GarminSourceRequest": {
            "type": "object",
            "required": ["kind", "key"],
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
                "kind": {"type": "string", "const": "garmin"},
                "key": {
                    "type": "string",
                    "format": "password",
                    "writeOnly": True,
                    "minLength": 8,
                    "maxLength": 1024,
                    "pattern": "^[^\\x00]*$",
                },
                "key_ends_on": {"anyOf": [{"type": "string", "format": "date"}, {"type": "null"}]},
                "follow_deletions": {"type": "boolean"},
            },
        },
        "UploadSourceRequest": {
            "type": "object",
            "required": ["kind"],
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
                "kind": {"type": "string", "const": "upload"},
            },
        },
    },
)


def command(
    cli: Cli,
    body_name: Annotated[
        str | None,
        Option(
            "--name",
            metavar="TEXT",
            help="Defaults to the source's own name. At most 100 characters. Matches ^[^\\x00]*$. Or null.",
        ),
    ] = None,
    body_kind: Annotated[
        str | None,
        Option("--kind", metavar="folder|upload|garmin", help="One of folder, upload, garmin."),
    ] = None,
    body_path: Annotated[
        str | None,
        Option(
            "--path",
            metavar="TEXT",
            help="Absolute, as the server sees it. At most 4096 characters. Matches ^[^\\x00]*$.",
        ),
    ] = None,
    body_watch: Annotated[
        bool | None,
        Option(
            "--watch/--no-watch",
            help="Start a sync by itself when something changes in it. The server's default is false.",
        ),
    ] = None,
    body_key: Annotated[
        str | None,
        Option(
            "--key",
            metavar="-|@FILE",
            help="The key of Garmin's Personal API, from Garmin Connect (Settings, Personal API). It is kept sealed and never shown. 8 to 1024 characters. Matches ^[^\\x00]*$. From standard input (-) or a file (@FILE).",
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
        bool | None,
        Option(
            "--follow-deletions/--no-follow-deletions",
            help="Whether an activity that was deleted at Garmin is deleted here, too. Otherwise it stays, and the item of the sync that noticed says so. The server's default is false.",
        ),
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
    """Connect a source.

    Connects a source of the kind that `kind` names. The same source connects once.

    A folder must lie where the server's operator lets the account read: the first account anywhere but in
    the system's folders and the server's own, every other one in the folders that it was given.

    Examples:
        fittrack api connect_source --kind folder --path /media/athlete/GARMIN
        fittrack api connect_source --kind upload
        fittrack api connect_source --kind garmin --key - --key-ends-on 2026-12-31
    """
    run(
        cli,
        OPERATION,
        {
            "body_name": body_name,
            "body_kind": body_kind,
            "body_path": body_path,
            "body_watch": body_watch,
            "body_key": body_key,
            "body_key_ends_on": body_key_ends_on,
            "body_follow_deletions": body_follow_deletions,
        },
        body=body,
        password_stdin=password_stdin,
    )
