# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

"""`fittrack api delete_account`: Delete the account."""

from __future__ import annotations

from typing import Annotated

from fittrack_cli.operations import run
from fittrack_cli.operations.spec import Operation
from fittrack_cli.program.context import Cli
from fittrack_cli.program.declared import Option

OPERATION = Operation(
    name="delete_account",
    method="DELETE",
    path="/v1/accounts/me",
    parameters=(),
    inputs=(),
    body=None,
    signed_in=True,
    answer="nothing",
    accept="",
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
    """Delete the account.

    Deletes it with all that it has, for good: records, original files that no other account has, sources,
    jobs, sessions and tokens. Takes a fresh proof (`give_proof`). Nobody gets in from the first moment on; what interrupts it
    is gone on with by the server.

    Examples:
        fittrack api delete_account
    """
    run(cli, OPERATION, {}, password_stdin=password_stdin)
