# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

"""`fittrack api change_password`: Change the password."""

from __future__ import annotations

from typing import Annotated

from fittrack_cli.operations import run
from fittrack_cli.operations.spec import Body, Input, Operation
from fittrack_cli.program.context import Cli
from fittrack_cli.program.declared import Option

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
        Input("body_everything", "--everything", "body", ("everything",), {"type": "boolean"}),
    ),
    body=Body("application/json", {"$ref": "PasswordChange"}, True),
    signed_in=True,
    answer="json",
    accept="application/json",
    fields=("ended_sessions", "ended_access_tokens", "ended_invitations", "remaining"),
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
                "everything": {"type": "boolean"},
            },
        }
    },
)


def command(
    cli: Cli,
    body_current_password: Annotated[
        str | None,
        Option(
            "--current-password",
            metavar="-|@FILE",
            help="Required. At most 1024 characters. Matches ^[^\\x00]*$. From standard input (-) or a file (@FILE).",
        ),
    ] = None,
    body_new_password: Annotated[
        str | None,
        Option(
            "--new-password",
            metavar="-|@FILE",
            help="At least 10 characters. Required. 10 to 1024 characters. Matches ^[^\\x00]*$. From standard input (-) or a file (@FILE).",
        ),
    ] = None,
    body_everything: Annotated[
        bool | None,
        Option(
            "--everything/--no-everything",
            help="End all access tokens for scripts, too, and invitations that were not used. The server's default is false.",
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
) -> None:
    """Change the password.

    Sets a new password and ends every other session, and the tokens for scripts that those and this one made.

    With `everything` all tokens for scripts end, and invitations that were not used. The answer says what was ended,
    and what still lets somebody in.

    Examples:
        fittrack api change_password --current-password - --new-password -
        fittrack api change_password --current-password - --new-password - --everything
    """
    run(
        cli,
        OPERATION,
        {
            "body_current_password": body_current_password,
            "body_new_password": body_new_password,
            "body_everything": body_everything,
        },
        body=body,
    )
