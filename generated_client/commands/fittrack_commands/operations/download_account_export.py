# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

"""`fittrack api download_account_export`: Export the account."""

from __future__ import annotations

from typing import Annotated

import typer

from fittrack_cli.operations import run
from fittrack_cli.operations.spec import Operation
from fittrack_cli.program.context import Cli

OPERATION = Operation(
    name="download_account_export",
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
        typer.Option(
            "--password-stdin",
            help="Read your password from standard input, if the step asks for it.",
        ),
    ] = False,
    to: Annotated[
        str | None,
        typer.Option(
            "--to",
            metavar="FILE|-",
            help="Where to save it; - writes to standard output (default: the name that the server gives it, here).",
        ),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace an existing file.")] = False,
) -> None:
    """Export the account.

    All that the account has, in one zip that is made while it is sent: records, original files, sources,
    jobs and security events, without secrets. `manifest.json` comes last and holds the SHA-256 of each
    entry: an export without it is not whole. Takes a fresh proof (`give_proof`).

    Examples:
        fittrack api download_account_export
        fittrack api download_account_export --to FILE
    """
    run(cli, OPERATION, {}, password_stdin=password_stdin, to=to, force=force)
