"""`fittrack account`, `export` and `import`: how much the account has, taking it along, and deleting it."""

from __future__ import annotations

from typing import Annotated

from fittrack_cli.commands.proving import ProofStdin
from fittrack_cli.program.context import Cli
from fittrack_cli.program.declared import Argument, Option


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
    columns = (
        Column("original_bytes", "ORIGINALS"),
        Column("activities"),
        Column("quota_bytes", "ORIGINALS AT MOST"),
        Column("quota_activities", "ACTIVITIES AT MOST"),
        Column("quota_uploads_a_day", "UPLOADS A DAY AT MOST"),
    )
    shown = [column for column in columns if found[column.field] is not None]
    cli.output.item(found, shown, fields=fields)


def export(
    cli: Cli,
    file: Annotated[
        str,
        Argument(
            metavar="FILE",
            help="A file that ends in .zip, a folder that is new or empty, or - for standard output.",
        ),
    ],
    force: Annotated[bool, Option("--force", help="Replace the file if it exists.")] = False,
    password_stdin: ProofStdin = False,
) -> None:
    """Save all that the account has in one zip file or a folder: what `fittrack import` brings back.

    It holds the original files, the records as JSON lines, and what you corrected, deleted, ignored and scheduled, but no
    secrets: no passwords, no tokens, no settings of sources. The same account gives the same bytes. The file or folder
    appears once it is whole and its digests are right, or not at all. On standard output nobody checks it but the reader: a cut one
    is no valid zip file, and the exit code is not 0. Some minutes after you signed in it asks for your password again.

    Examples:
        fittrack export fittrack.zip
        fittrack export ~/fittrack-export
        fittrack export - | ssh nas 'cat > fittrack.zip'
    """
    from fittrack_cli.commands.account.exporting import export_account

    cli.password_on_stdin = password_stdin
    export_account(cli, file, force=force)


def import_(
    cli: Cli,
    file: Annotated[
        str,
        Argument(
            metavar="FILE",
            help="What `fittrack export` saved: a zip file, a folder, or - for standard input.",
        ),
    ],
) -> None:
    """Bring an export back, on this backend or another one.

    Nothing is doubled: what the account has already stays as it is. All records come at once or not at all; run it again
    after an interruption. Ids stay unless another account of the backend has them. Sources come disconnected: connect
    them again to sync.

    Examples:
        fittrack import fittrack.zip
        fittrack --profile new-server import fittrack.zip
        ssh nas cat fittrack.zip | fittrack import -
    """
    from fittrack_cli.commands.account.importing import import_account

    import_account(cli, file)


def delete(
    cli: Cli,
    yes: Annotated[bool, Option("--yes", "-y", help="Do not ask.")] = False,
    password_stdin: ProofStdin = False,
) -> None:
    """Delete the account with all that it has at the backend. For good.

    Records, original files, sources, syncs, sessions and access tokens go. Files on your own disks stay. Save
    what you want to keep before: fittrack export

    The first account of a server can delete itself only while there is no other.

    Examples:
        fittrack account delete
        fittrack account delete --yes --password-stdin < password
    """
    from fittrack_cli.commands.account.deleting import delete_account

    cli.password_on_stdin = password_stdin
    delete_account(cli, yes=yes)
