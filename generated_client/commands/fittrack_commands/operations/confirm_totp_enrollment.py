# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

"""`fittrack api confirm_totp_enrollment`: Confirm the second factor."""

from __future__ import annotations

from typing import Annotated

from fittrack_cli.operations import run
from fittrack_cli.operations.spec import Body, Input, Operation
from fittrack_cli.program.context import Cli
from fittrack_cli.program.declared import Option

OPERATION = Operation(
    name="confirm_totp_enrollment",
    method="POST",
    path="/v1/accounts/me/totp/confirm",
    parameters=(),
    inputs=(
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
    body=Body("application/json", {"$ref": "TotpConfirmation"}, True),
    signed_in=True,
    answer="json",
    accept="application/json",
    fields=("recovery_codes",),
    definitions={
        "TotpConfirmation": {
            "type": "object",
            "required": ["code"],
            "additionalProperties": False,
            "properties": {
                "code": {
                    "type": "string",
                    "format": "password",
                    "writeOnly": True,
                    "minLength": 6,
                    "maxLength": 32,
                    "pattern": "^[^\\x00]*$",
                }
            },
        }
    },
)


def command(
    cli: Cli,
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
    """Confirm the second factor.

    From now on signing in asks for a code. Answers ten recovery codes, shown this once.

    Examples:
        fittrack api confirm_totp_enrollment --code -
    """
    run(cli, OPERATION, {"body_code": body_code}, body=body)
