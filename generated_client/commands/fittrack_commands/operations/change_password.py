# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

"""`fittrack api change_password`: Change the password."""

from __future__ import annotations

from typing import Annotated

import typer

from fittrack_cli.operations import run
from fittrack_cli.operations.spec import Body, Input, Operation
from fittrack_cli.program.context import Cli

OPERATION = Operation(
    name="change_password",
    method="POST",
    path="/v1/accounts/me/password",
    parameters=(),
    inputs=(
        Input(
            "body_current_password",
            "--current-password",
            "body",
            ("current_password",),
            {
                "type": "string",
                "format": "password",
                "writeOnly": True,
                "minLength": 1,
                "maxLength": 1024,
                "pattern": "^[^\\x00]*$",
            },
            secret=True,
        ),
        Input(
            "body_new_password",
            "--new-password",
            "body",
            ("new_password",),
            {
                "type": "string",
                "format": "password",
                "writeOnly": True,
                "minLength": 10,
                "maxLength": 1024,
                "pattern": "^[^\\x00]*$",
            },
            secret=True,
        ),
    ),
    body=Body("application/json", {"$ref": "PasswordChange"}, True),
    signed_in=True,
    answer="nothing",
    accept="",
    definitions={
        "PasswordChange": {
            "type": "object",
            "required": ["current_password", "new_password"],
            "additionalProperties": False,
            "properties": {
                "current_password": {
                    "type": "string",
                    "format": "password",
                    "writeOnly": True,
                    "minLength": 1,
                    "maxLength": 1024,
                    "pattern": "^[^\\x00]*$",
                },
                "new_password": {
                    "type": "string",
                    "format": "password",
                    "writeOnly": True,
                    "minLength": 10,
                    "maxLength": 1024,
                    "pattern": "^[^\\x00]*$",
                },
            },
        }
    },
)


def command(
    cli: Cli,
    body_current_password: Annotated[
        str | None,
        typer.Option(
            "--current-password",
            metavar="-|@FILE",
            help="Required. At most 1024 characters. Matches ^[^\\x00]*$. From standard input (-) or a file (@FILE).",
        ),
    ] = None,
    body_new_password: Annotated[
        str | None,
        typer.Option(
            "--new-password",
            metavar="-|@FILE",
            help="At least 10 characters. Required. 10 to 1024 characters. Matches ^[^\\x00]*$. From standard input (-) or a file (@FILE).",
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
    """Change the password.

    Sets a new password and ends every other session.

    Examples:
        fittrack api change_password --current-password - --new-password -
    """
    run(
        cli,
        OPERATION,
        {"body_current_password": body_current_password, "body_new_password": body_new_password},
        body=body,
    )
