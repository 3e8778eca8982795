# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

"""`fittrack api start_totp_enrollment`: Start enrolling a second factor."""

from __future__ import annotations

from typing import Annotated

from fittrack_cli.operations import run
from fittrack_cli.operations.spec import Operation
from fittrack_cli.program.context import Cli
from fittrack_cli.program.declared import Option

OPERATION = Operation(
    name="start_totp_enrollment",
    method="POST",
    path="/v1/accounts/me/totp",
    parameters=(),
    inputs=(),
    body=None,
    signed_in=True,
    answer="json",
    accept="application/json",
    fields=("secret", "otpauth_uri", "expires_at"),
)


def command(
    cli: Cli,
    password_stdin: Annotated[
        bool,
        Option(
            "--password-stdin",
            help="Read your password from standard input, if the step asks for it.",
        ),
    ] = False,
) -> None:
    """Start enrolling a second factor.

    Makes a TOTP secret (RFC 6238), good once it is confirmed with a code within 15 minutes. Takes a fresh proof (`give_proof`).

    Examples:
        fittrack api start_totp_enrollment
    """
    run(cli, OPERATION, {}, password_stdin=password_stdin)
