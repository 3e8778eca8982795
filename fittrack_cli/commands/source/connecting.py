"""Connecting a source, whatever its kind: asking the backend, and saying what comes next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fittrack_cli.errors import Conflict

if TYPE_CHECKING:
    from fittrack_cli.program.context import Cli
    from fittrack_client.models.folder_source_request import FolderSourceRequest
    from fittrack_client.models.garmin_source_request import GarminSourceRequest
    from fittrack_client.models.source import Source
    from fittrack_client.models.upload_source_request import UploadSourceRequest


def connect(
    cli: Cli, request: FolderSourceRequest | GarminSourceRequest | UploadSourceRequest
) -> Source:
    """Connects a source. Raises Conflict for one that is connected already, and other CliErrors."""
    from fittrack_client import api

    try:
        return cli.connection.call(api.connect_source(body=request))
    except Conflict as error:
        error.hint = error.hint or "fittrack source list shows it"
        raise


def print_connected(cli: Cli, source: Source) -> None:
    """Prints a source that was connected, and how its data comes in."""
    from fittrack_cli.commands.source.layout import print_connected
    from fittrack_cli.commands.source.sample_season import say_that_it_stays

    print_connected(cli, source)
    cli.output.note("Bring its data in with: fittrack sync start --watch")
    say_that_it_stays(cli, besides=source)
