# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

"""`fittrack api refresh_token`: Ask for the next pair of tokens."""

from __future__ import annotations

from typing import Annotated

from fittrack_cli.operations import run
from fittrack_cli.operations.spec import Body, Input, Operation
from fittrack_cli.program.context import Cli
from fittrack_cli.program.declared import Option

OPERATION = Operation(
    name="refresh_token",
    method="POST",
    path="/v1/auth/refresh",
    parameters=(),
    inputs=(
        Input(
            "body_refresh_token",
            "--refresh-token",
            "body",
            ("refresh_token",),
            {
                "type": "string",
                "format": "password",
                "writeOnly": True,
                "minLength": 1,
                "maxLength": 512,
                "pattern": "^[^\\x00]*$",
            },
            secret=True,
        ),
        Input(
            "body_attempt",
            "--attempt",
            "body",
            ("attempt",),
            {
                "type": "string",
                "format": "password",
                "writeOnly": True,
                "minLength": 16,
                "maxLength": 128,
                "pattern": "^[^\\x00]*$",
            },
            secret=True,
        ),
        Input("body_rotate", "--rotate", "body", ("rotate",), {"type": "boolean"}),
    ),
    body=Body("application/json", {"$ref": "RefreshRequest"}, True),
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
    ),
    definitions={
        "RefreshRequest": {
            "type": "object",
            "required": ["refresh_token", "attempt"],
            "additionalProperties": False,
            "properties": {
                "refresh_token": {
                    "type": "string",
                    "format": "password",
                    "writeOnly": True,
                    "minLength": 1,
                    "maxLength": 512,
                    "pattern": "^[^\\x00]*$",
                },
                "attempt": {
                    "type": "string",
                    "format": "password",
                    "writeOnly": True,
                    "minLength": 16,
                    "maxLength": 128,
                    "pattern": "^[^\\x00]*$",
                },
                "rotate": {"type": "boolean"},
            },
        }
    },
)


def command(
    cli: Cli,
    body_refresh_token: Annotated[
        str | None,
        Option(
            "--refresh-token",
            metavar="-|@FILE",
            help="Required. At most 512 characters. Matches ^[^\\x00]*$. From standard input (-) or a file (@FILE).",
        ),
    ] = None,
    body_attempt: Annotated[
        str | None,
        Option(
            "--attempt",
            metavar="-|@FILE",
            help="A random id that the client wrote down beside this refresh token before it first asked with it. It sends the same one whenever it asks with this token again. Another one shows that there are two holders, and ends the session. A client that can write nothing down sends a new one each time, and does not rotate. Required. 16 to 128 characters. Matches ^[^\\x00]*$. From standard input (-) or a file (@FILE).",
        ),
    ] = None,
    body_rotate: Annotated[
        bool | None,
        Option(
            "--rotate/--no-rotate",
            help="False, for a client that cannot keep a new pair: the refresh token stays, and its access token is good for another 15 minutes. The server's default is true.",
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
    """Ask for the next pair of tokens.

    The same refresh token, with the same attempt, gets the same pair until one token of that pair
    is used.

    With another attempt it ends the session. Once a token of the new pair is used the old refresh
    token is spent, and meeting it again ends the session, too; within seconds of that it is only
    refused (`token-spent`).

    Examples:
        fittrack api refresh_token --refresh-token - --attempt -
        fittrack api refresh_token --refresh-token - --attempt - --no-rotate
    """
    run(
        cli,
        OPERATION,
        {
            "body_refresh_token": body_refresh_token,
            "body_attempt": body_attempt,
            "body_rotate": body_rotate,
        },
        body=body,
    )
