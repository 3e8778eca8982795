"""`fittrack upload`: what is sent, and how it is printed."""

from __future__ import annotations

from typing import Annotated

from fittrack_cli.program.context import Cli
from fittrack_cli.program.declared import Argument, Option


def upload(
    cli: Cli,
    files: Annotated[
        list[str],
        Argument(
            metavar="FILE|FOLDER|-",
            help="What to send: files, folders with all that is in them, or - for standard input.",
        ),
    ],
    name: Annotated[
        str | None,
        Option("--name", metavar="NAME", help="What to call the file that - reads."),
    ] = None,
    no_wait: Annotated[
        bool,
        Option("--no-wait", help="Do not wait until it is known what became of the files."),
    ] = False,
) -> None:
    """Send training files to the backend, wherever it is.

    FIT, TCX and GPX files, and archives as they were downloaded (.zip, .gz). Hidden files and folders are left out. The
    backend is asked first which files it lacks: doing it again costs little, and after a cut connection or Ctrl-C the same
    command goes on from there.

    Exits with 10 when some files failed; the table says why.

    Examples:
        fittrack upload morning.fit evening.fit
        fittrack upload ~/Downloads/export.zip
        fittrack upload /media/GARMIN/GARMIN/Activity --quiet
        ssh watch cat run.fit | fittrack upload - --name run.fit
    """
    from fittrack_cli.commands.upload.sending import send_all

    send_all(cli, files, name=name, waits=not no_wait)
