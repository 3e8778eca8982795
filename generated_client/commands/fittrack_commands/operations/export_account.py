# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

"""`fittrack api export_account`: Export the account."""

from __future__ import annotations

from typing import Annotated

from fittrack_cli.operations import run
from fittrack_cli.operations.spec import Operation
from fittrack_cli.program.context import Cli
from fittrack_cli.program.declared import Option

OPERATION = Operation(
    name="export_account",
    method="GET",
    path="/v1/accounts/me/export",
    parameters=(),
    inputs=(),
    body=None,
    signed_in=True,
    answer="file",
    accept="application/zip",
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
    to: Annotated[
        str | None,
        Option(
            "--to",
            metavar="FILE|-",
            help="Where to save it; - writes to standard output (default: the name that the server gives it, here).",
        ),
    ] = None,
    force: Annotated[bool, Option("--force", help="Replace an existing file.")] = False,
) -> None:
    """Export the account.

    All that the account takes along when it moves, in one zip that is made while it is sent: records, original files,
    sources without secrets, jobs, and what a person corrected, deleted and ignored. The same account gives the same
    bytes. `manifest.json` comes last: an export without it is not whole. Takes a fresh proof (`give_proof`).

    Examples:
        fittrack api export_account
        fittrack api export_account --to FILE
    """
    run(cli, OPERATION, {}, password_stdin=password_stdin, to=to, force=force)
