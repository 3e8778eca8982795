# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

"""`fittrack api remove_totp`: Remove the second factor."""

from __future__ import annotations

from typing import Annotated

from fittrack_cli.operations import run
from fittrack_cli.operations.spec import Body, Input, Operation
from fittrack_cli.program.context import Cli
from fittrack_cli.program.declared import Option

OPERATION = Operation(
    name="remove_totp",
    method="POST",
    path="/v1/accounts/me/totp/remove",
    parameters=(),
    inputs=(
        Input(
            "body_password",
            "--password",
            "body",
            ("password",),
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
            "body_code",
            "--code",
            "body",
            ("code",),
            {
                "type": "string",
                "format": "password",
                "writeOnly": True,
                "minLength": 6,
                "maxLength": 32,
                "pattern": "^[^\\x00]*$",
            },
            secret=True,
        ),
    ),
    body=Body("application/json", {"$ref": "TotpRemoval"}, True),
    signed_in=True,
    answer="nothing",
    accept="",
    definitions={
        "TotpRemoval": {
            "type": "object",
            "required": ["password", "code"],
            "additionalProperties": False,
            "properties": {
                "password": {
                    "type": "string",
                    "format": "password",
                    "writeOnly": True,
                    "minLength": 1,
                    "maxLength": 1024,
                    "pattern": "^[^\\x00]*$",
                },
                "code": {
                    "type": "string",
                    "format": "password",
                    "writeOnly": True,
                    "minLength": 6,
                    "maxLength": 32,
                    "pattern": "^[^\\x00]*$",
                },
            },
        }
    },
)


def command(
    cli: Cli,
    body_password: Annotated[
        str | None,
        Option(
            "--password",
            metavar="-|@FILE",
            help="Required. At most 1024 characters. Matches ^[^\\x00]*$. From standard input (-) or a file (@FILE).",
        ),
    ] = None,
    body_code: Annotated[
        str | None,
        Option(
            "--code",
            metavar="-|@FILE",
            help="A code from the authenticator (TOTP, RFC 6238: six digits) or, where the method says so, a recovery code. Required. 6 to 32 characters. Matches ^[^\\x00]*$. From standard input (-) or a file (@FILE).",
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
    """Remove the second factor.

    Takes the password and a code, which may be a recovery code; signing in then asks for the password alone.

    Examples:
        fittrack api remove_totp --password - --code -
        fittrack api remove_totp --password - --code -
    """
    run(cli, OPERATION, {"body_password": body_password, "body_code": body_code}, body=body)
