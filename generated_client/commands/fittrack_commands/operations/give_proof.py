# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

"""`fittrack api give_proof`: Prove again who is there."""

from __future__ import annotations

from typing import Annotated

from fittrack_cli.operations import run
from fittrack_cli.operations.spec import Body, Input, Operation
from fittrack_cli.program.context import Cli
from fittrack_cli.program.declared import Option

OPERATION = Operation(
    name="give_proof",
    method="POST",
    path="/v1/auth/proof",
    parameters=(),
    inputs=(
        Input("body_method", "--method", "body", ("method",), {"$ref": "ProofMethod"}),
        Input(
            "body_proof",
            "--proof",
            "body",
            ("proof",),
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
    ),
    body=Body("application/json", {"$ref": "ProofRequest"}, True),
    signed_in=True,
    answer="json",
    accept="application/json",
    fields=("proved_until",),
    definitions={
        "ProofMethod": {"type": "string", "enum": ["password", "totp", "recovery_code"]},
        "ProofRequest": {
            "type": "object",
            "required": ["proof"],
            "additionalProperties": False,
            "properties": {
                "method": {"$ref": "ProofMethod"},
                "proof": {
                    "type": "string",
                    "format": "password",
                    "writeOnly": True,
                    "minLength": 1,
                    "maxLength": 1024,
                    "pattern": "^[^\\x00]*$",
                },
            },
        },
    },
)


def command(
    cli: Cli,
    body_method: Annotated[
        str | None,
        Option(
            "--method",
            metavar="password|totp|recovery_code",
            help="What proves who is at the client. One of password, totp, recovery_code. The server's default is password.",
        ),
    ] = None,
    body_proof: Annotated[
        str | None,
        Option(
            "--proof",
            metavar="-|@FILE",
            help="The password, or the code. Required. At most 1024 characters. Matches ^[^\\x00]*$. From standard input (-) or a file (@FILE).",
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
    """Prove again who is there.

    Sensitive steps take a fresh proof, and answer `proof-needed` without one. A password or a code counts for 5 minutes and for the session that gave it; signing in is one, too. An access token for scripts can give none.

    Examples:
        fittrack api give_proof --method password --proof -
        fittrack api give_proof --method totp --proof -
    """
    run(cli, OPERATION, {"body_method": body_method, "body_proof": body_proof}, body=body)
