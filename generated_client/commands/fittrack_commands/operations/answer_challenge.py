# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

"""`fittrack api answer_challenge`: Answer a challenge with a code."""

from __future__ import annotations

from typing import Annotated

from fittrack_cli.operations import run
from fittrack_cli.operations.spec import Body, Input, Operation, Parameter
from fittrack_cli.program.context import Cli
from fittrack_cli.program.declared import Argument, Option

OPERATION = Operation(
    name="answer_challenge",
    method="POST",
    path="/v1/auth/challenges/{challenge_id}",
    parameters=(
        Parameter(
            "challenge_id",
            "path",
            {"type": "string", "format": "uuid"},
            "simple",
            explode=False,
            required=True,
        ),
    ),
    inputs=(
        Input(
            "path_challenge_id",
            "CHALLENGE_ID",
            "path",
            ("challenge_id",),
            {"type": "string", "format": "uuid"},
        ),
        Input("body_method", "--method", "body", ("method",), {"$ref": "ChallengeMethod"}),
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
    body=Body("application/json", {"$ref": "ChallengeAnswer"}, True),
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
        "ChallengeAnswer": {
            "type": "object",
            "required": ["code"],
            "additionalProperties": False,
            "properties": {
                "method": {"$ref": "ChallengeMethod"},
                "code": {
                    "type": "string",
                    "format": "password",
                    "writeOnly": True,
                    "minLength": 6,
                    "maxLength": 32,
                    "pattern": "^[^\\x00]*$",
                },
            },
        },
        "ChallengeMethod": {"type": "string", "enum": ["totp", "recovery_code"]},
    },
)


def command(
    cli: Cli,
    path_challenge_id: Annotated[str, Argument(metavar="CHALLENGE_ID", help="The challenge's id.")],
    body_method: Annotated[
        str | None,
        Option(
            "--method",
            metavar="totp|recovery_code",
            help="How a challenge can be answered. One of totp, recovery_code. The server's default is totp.",
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
    """Answer a challenge with a code.

    A challenge lives 5 minutes and allows 5 tries; a TOTP code works once.

    Examples:
        fittrack api answer_challenge CHALLENGE_ID --method totp --code -
        fittrack api answer_challenge CHALLENGE_ID --method recovery_code --code -
    """
    run(
        cli,
        OPERATION,
        {
            "path_challenge_id": path_challenge_id,
            "body_method": body_method,
            "body_code": body_code,
        },
        body=body,
    )
