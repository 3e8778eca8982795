# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

"""`fittrack api create_invitation`: Invite somebody to register."""

from __future__ import annotations

from typing import Annotated

from fittrack_cli.operations import run
from fittrack_cli.operations.spec import Operation
from fittrack_cli.program.context import Cli
from fittrack_cli.program.declared import Option

OPERATION = Operation(
    name="create_invitation",
    method="POST",
    path="/v1/accounts/invitations",
    parameters=(),
    inputs=(),
    body=None,
    signed_in=True,
    answer="json",
    accept="application/json",
    fields=("code", "expires_at"),
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
    """Invite somebody to register.

    Makes a code with which one more account can be registered within 7 days. Takes a fresh proof (`give_proof`).

    Examples:
        fittrack api create_invitation
    """
    run(cli, OPERATION, {}, password_stdin=password_stdin)
