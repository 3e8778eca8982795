# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

"""`fittrack api register_account`: Register an account."""

from __future__ import annotations

from typing import Annotated

from fittrack_cli.operations import run
from fittrack_cli.operations.spec import Body, Input, Operation
from fittrack_cli.program.context import Cli
from fittrack_cli.program.declared import Option

OPERATION = Operation(
    name="register_account",
    method="POST",
    path="/v1/accounts",
    parameters=(),
    inputs=(
        Input(
            "body_username",
            "--username",
            "body",
            ("username",),
            {
                "type": "string",
                "minLength": 1,
                "maxLength": 64,
                "pattern": "^[A-Za-z0-9][A-Za-z0-9._@+-]*$",
            },
        ),
        Input(
            "body_password",
            "--password",
            "body",
            ("password",),
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
        Input(
            "body_invitation",
            "--invitation",
            "body",
            ("invitation",),
            {
                "anyOf": [
                    {
                        "type": "string",
                        "format": "password",
                        "writeOnly": True,
                        "maxLength": 128,
                        "pattern": "^[^\\x00]*$",
                    },
                    {"type": "null"},
                ]
            },
            secret=True,
        ),
        Input(
            "body_time_zone",
            "--time-zone",
            "body",
            ("time_zone",),
            {
                "anyOf": [
                    {
                        "type": "string",
                        "minLength": 1,
                        "maxLength": 64,
                        "pattern": "^[A-Za-z0-9_+-]+(/[A-Za-z0-9_+-]+){0,2}$",
                    },
                    {"type": "null"},
                ]
            },
        ),
    ),
    body=Body("application/json", {"$ref": "Registration"}, True),
    signed_in=False,
    answer="json",
    accept="application/json",
    fields=("id", "username", "created_at", "mfa_enabled", "recovery_codes_remaining", "time_zone"),
    definitions={
        "Registration": {
            "type": "object",
            "required": ["username", "password"],
            "additionalProperties": False,
            "properties": {
                "username": {
                    "type": "string",
                    "minLength": 1,
                    "maxLength": 64,
                    "pattern": "^[A-Za-z0-9][A-Za-z0-9._@+-]*$",
                },
                "password": {
                    "type": "string",
                    "format": "password",
                    "writeOnly": True,
                    "minLength": 10,
                    "maxLength": 1024,
                    "pattern": "^[^\\x00]*$",
                },
                "invitation": {
                    "anyOf": [
                        {
                            "type": "string",
                            "format": "password",
                            "writeOnly": True,
                            "maxLength": 128,
                            "pattern": "^[^\\x00]*$",
                        },
                        {"type": "null"},
                    ]
                },
                "time_zone": {
                    "anyOf": [
                        {
                            "type": "string",
                            "minLength": 1,
                            "maxLength": 64,
                            "pattern": "^[A-Za-z0-9_+-]+(/[A-Za-z0-9_+-]+){0,2}$",
                        },
                        {"type": "null"},
                    ]
                },
            },
        }
    },
)


def command(
    cli: Cli,
    body_username: Annotated[
        str | None,
        Option(
            "--username",
            metavar="TEXT",
            help="Letters, digits and `._@+-`; upper and lower case are the same. Required. At most 64 characters. Matches ^[A-Za-z0-9][A-Za-z0-9._@+-]*$.",
        ),
    ] = None,
    body_password: Annotated[
        str | None,
        Option(
            "--password",
            metavar="-|@FILE",
            help="At least 10 characters. Required. 10 to 1024 characters. Matches ^[^\\x00]*$. From standard input (-) or a file (@FILE).",
        ),
    ] = None,
    body_invitation: Annotated[
        str | None,
        Option(
            "--invitation",
            metavar="-|@FILE",
            help="The invitation's code, after the first account. At most 128 characters. Matches ^[^\\x00]*$. Or null. From standard input (-) or a file (@FILE).",
        ),
    ] = None,
    body_time_zone: Annotated[
        str | None,
        Option(
            "--time-zone",
            metavar="TEXT",
            help="At most 64 characters. Matches ^[A-Za-z0-9_+-]+(/[A-Za-z0-9_+-]+){0,2}$. Or null.",
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
    """Register an account.

    The first account of a server registers freely, every later one by invitation.

    Examples:
        fittrack api register_account --username athlete --password - --time-zone Europe/Berlin
        fittrack api register_account --username friend --password - --invitation -
    """
    run(
        cli,
        OPERATION,
        {
            "body_username": body_username,
            "body_password": body_password,
            "body_invitation": body_invitation,
            "body_time_zone": body_time_zone,
        },
        body=body,
    )
