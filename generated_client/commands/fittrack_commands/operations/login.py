# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

"""`fittrack api login`: Sign in with a password."""

from __future__ import annotations

from typing import Annotated

from fittrack_cli.operations import run
from fittrack_cli.operations.spec import Body, Input, Operation
from fittrack_cli.program.context import Cli
from fittrack_cli.program.declared import Option

OPERATION = Operation(
    name="login",
    method="POST",
    path="/v1/auth/login",
    parameters=(),
    inputs=(
        Input(
            "body_username",
            "--username",
            "body",
            ("username",),
            {"type": "string", "minLength": 1, "maxLength": 256, "pattern": "^[^\\x00]*$"},
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
                "minLength": 1,
                "maxLength": 1024,
                "pattern": "^[^\\x00]*$",
            },
            secret=True,
        ),
        Input(
            "body_client_name",
            "--client-name",
            "body",
            ("client_name",),
            {
                "anyOf": [
                    {"type": "string", "maxLength": 100, "pattern": "^[^\\x00]*$"},
                    {"type": "null"},
                ]
            },
        ),
        Input(
            "body_device_secret",
            "--device-secret",
            "body",
            ("device_secret",),
            {
                "anyOf": [
                    {
                        "type": "string",
                        "format": "password",
                        "writeOnly": True,
                        "minLength": 32,
                        "maxLength": 128,
                        "pattern": "^[^\\x00]*$",
                    },
                    {"type": "null"},
                ]
            },
            secret=True,
        ),
    ),
    body=Body("application/json", {"$ref": "LoginRequest"}, True),
    signed_in=False,
    answer="json",
    accept="application/json",
    fields=(
        "kind",
        "token_type",
        "access_token",
        "refresh_token",
        "expires_in",
        "expires_at",
        "refresh_expires_at",
        "session_id",
        "username",
        "challenge_id",
        "methods",
        "tries_remaining",
    ),
    definitions={
        "LoginRequest": {
            "type": "object",
            "required": ["username", "password"],
            "additionalProperties": False,
            "properties": {
                "username": {
                    "type": "string",
                    "minLength": 1,
                    "maxLength": 256,
                    "pattern": "^[^\\x00]*$",
                },
                "password": {
                    "type": "string",
                    "format": "password",
                    "writeOnly": True,
                    "minLength": 1,
                    "maxLength": 1024,
                    "pattern": "^[^\\x00]*$",
                },
                "client_name": {
                    "anyOf": [
                        {"type": "string", "maxLength": 100, "pattern": "^[^\\x00]*$"},
                        {"type": "null"},
                    ]
                },
                "device_secret": {
                    "anyOf": [
                        {
                            "type": "string",
                            "format": "password",
                            "writeOnly": True,
                            "minLength": 32,
                            "maxLength": 128,
                            "pattern": "^[^\\x00]*$",
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
            help="Required. At most 256 characters. Matches ^[^\\x00]*$.",
        ),
    ] = None,
    body_password: Annotated[
        str | None,
        Option(
            "--password",
            metavar="-|@FILE",
            help="Required. At most 1024 characters. Matches ^[^\\x00]*$. From standard input (-) or a file (@FILE).",
        ),
    ] = None,
    body_client_name: Annotated[
        str | None,
        Option(
            "--client-name",
            metavar="TEXT",
            help="How the session shows in the list of sessions. At most 100 characters. Matches ^[^\\x00]*$. Or null.",
        ),
    ] = None,
    body_device_secret: Annotated[
        str | None,
        Option(
            "--device-secret",
            metavar="-|@FILE",
            help="Random. The client keeps it on its device and shows it to this server alone. Once an account was signed in to with it, wrong tries of this device are counted by themselves, so that nobody else's keep it out. 32 to 128 characters. Matches ^[^\\x00]*$. Or null. From standard input (-) or a file (@FILE).",
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
    """Sign in with a password.

    Answers a pair of tokens, or a challenge where the account has a second factor.

    A wrong user name and a wrong password get the same answer in the same time.

    Examples:
        fittrack api login --username athlete --password - --client-name 'fittrack 1.0.0 on laptop'
    """
    run(
        cli,
        OPERATION,
        {
            "body_username": body_username,
            "body_password": body_password,
            "body_client_name": body_client_name,
            "body_device_secret": body_device_secret,
        },
        body=body,
    )
