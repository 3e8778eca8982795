"""`fittrack account`: how much the account has, its export, and deleting it."""

from __future__ import annotations

from typing import Annotated

import typer

from fittrack_cli.commands.proving import ProofStdin
from fittrack_cli.program.context import Cli


def usage(cli: Cli) -> None:
    """Show how much the account has, and how much it may have.

    The operator of the server sets quotas. A file that a sync finds no room for fails with the reason,
    and comes in with the next sync when there is room.

    Examples:
        fittrack account usage
        fittrack account usage -o json --query original_bytes
    """
    from fittrack_cli.output.columns import Column
    from fittrack_client import api
    from fittrack_contract import FIELDS

    found = cli.connection.call(api.get_account_usage()).to_dict()
    fields = FIELDS["AccountUsage"]
    always = ("original_bytes", "activities")
    shown = [Column(name) for name in fields if name in always or found[name] is not None]
    cli.output.item(found, shown, fields=fields, title="Account")


def export(
    cli: Cli,
    file: Annotated[
        str,
        typer.Argument(metavar="FILE", help="Where to save it; - writes it to standard output."),
    ],
    force: Annotated[bool, typer.Option("--force", help="Replace the file if it exists.")] = False,
    password_stdin: ProofStdin = False,
) -> None:
    """Save all that the account has in one zip file.

    It holds the records as JSON lines, the original files, the sources, the syncs and the security events, but
    no secrets. The file appears once it is whole and its digests are right, or not at all. On standard output nobody checks it but
    the reader: a cut one is no valid zip file, and the exit code is not 0. Some minutes after you signed in it asks for
    your password again.

    Examples:
        fittrack account export fittrack.zip
        fittrack account export - | ssh nas 'cat > fittrack.zip'
    """
    from fittrack_cli.commands.account.exporting import export_account

    cli.password_on_stdin = password_stdin
    export_account(cli, file, force=force)
