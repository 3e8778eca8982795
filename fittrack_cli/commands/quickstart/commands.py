"""`fittrack quickstart`: from nothing to a synced folder."""

from typing import Annotated

from fittrack_cli.errors import SYNC_FAILED
from fittrack_cli.program.context import Cli
from fittrack_cli.program.declared import Argument, Exit


def quickstart(
    cli: Cli,
    folder: Annotated[
        str | None,
        Argument(
            metavar="FOLDER", help="Training files to sync (default: a made-up sample season)."
        ),
    ] = None,
) -> None:
    """Start a backend, sign up with a second factor, connect a folder and sync it.

    On a terminal it asks for a user name and a password, and shows the second factor as a QR code.
    Without a terminal it makes them up, and keeps them in a file that only you can read. If you run it
    again, it continues where it stopped, and duplicates nothing.

    Exits with 0 if the sync finished, even if some files failed, and with 8 if it did not.

    Examples:
        fittrack quickstart
        fittrack quickstart ~/Training
    """
    from fittrack_cli.commands.quickstart.layout import print_result
    from fittrack_cli.commands.quickstart.steps import run

    result = run(cli, folder)
    print_result(cli, result)
    if result.job.state not in ("succeeded", "partial"):
        raise Exit(SYNC_FAILED)
