# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

"""`fittrack api create_access_token`: Create an access token for scripts."""

from __future__ import annotations

from typing import Annotated

from fittrack_cli.operations import run
from fittrack_cli.operations.spec import Body, Input, Operation
from fittrack_cli.program.context import Cli
from fittrack_cli.program.declared import Option

OPERATION = Operation(
    name="create_access_token",
    method="POST",
    path="/v1/auth/access-tokens",
    parameters=(),
    inputs=(
        Input(
            "body_name",
            "--name",
            "body",
            ("name",),
            {"type": "string", "minLength": 1, "maxLength": 100, "pattern": "^[^\\x00]*$"},
        ),
        Input(
            "body_scopes",
            "--scopes",
            "body",
            ("scopes",),
            {"type": "array", "minItems": 1, "maxItems": 5, "items": {"$ref": "Scope"}},
        ),
        Input(
            "body_expires_in_days",
            "--expires-in-days",
            "body",
            ("expires_in_days",),
            {"anyOf": [{"type": "integer", "minimum": 1.0, "maximum": 3650.0}, {"type": "null"}]},
        ),
    ),
    body=Body("application/json", {"$ref": "AccessTokenRequest"}, True),
    signed_in=True,
    answer="json",
    accept="application/json",
    fields=(
        "id",
        "name",
        "scopes",
        "session_id",
        "created_at",
        "expires_at",
        "last_used_at",
        "token",
    ),
    definitions={
        "AccessTokenRequest": {
            "type": "object",
            "required": ["name", "scopes"],
            "additionalProperties": False,
            "properties": {
                "name": {
                    "type": "string",
                    "minLength": 1,
                    "maxLength": 100,
                    "pattern": "^[^\\x00]*$",
                },
                "scopes": {
                    "type": "array",
                    "minItems": 1,
                    "maxItems": 5,
                    "items": {"$ref": "Scope"},
                },
                "expires_in_days": {
                    "anyOf": [
                        {"type": "integer", "minimum": 1.0, "maximum": 3650.0},
                        {"type": "null"},
                    ]
                },
            },
        },
        "Scope": {"type": "string", "enum": ["read", "sync", "sources", "write", "upload"]},
    },
)


def command(
    cli: Cli,
    body_name: Annotated[
        str | None,
        Option(
            "--name", metavar="TEXT", help="Required. At most 100 characters. Matches ^[^\\x00]*$."
        ),
    ] = None,
    body_scopes: Annotated[
        list[str] | None,
        Option(
            "--scopes",
            metavar="read|sync|sources|write|upload",
            help="Required. 1 to 5 values. One of read, sync, sources, write, upload. Repeatable.",
        ),
    ] = None,
    body_expires_in_days: Annotated[
        str | None,
        Option(
            "--expires-in-days",
            metavar="N",
            help="Null: it does not expire. From 1 to 3650. Or null. The server's default is 90.",
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
    """Create an access token for scripts.

    The token's secret is in this answer and never shown again. Takes a fresh proof (`give_proof`).

    Examples:
        fittrack api create_access_token --name 'nightly export' --scopes read --expires-in-days 90
    """
    run(
        cli,
        OPERATION,
        {
            "body_name": body_name,
            "body_scopes": body_scopes,
            "body_expires_in_days": body_expires_in_days,
        },
        body=body,
        password_stdin=password_stdin,
    )
