"""The folder that quickstart syncs: the one that was named, or a sample season, made up."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from fittrack_cli.commands.backend import local_backend
from fittrack_cli.commands.quickstart.paths import short_path
from fittrack_cli.commands.removing import removal_text
from fittrack_cli.commands.source.connect_folder import connect_folder
from fittrack_cli.commands.source.fetching import list_sources
from fittrack_cli.commands.source.sample_season import of_folder, sample_folder
from fittrack_cli.errors import Conflict, UsageError

if TYPE_CHECKING:
    from fittrack_cli.program.context import Cli
    from fittrack_client.models.source import Source


def source_of(cli: Cli, folder: Path | None) -> Source:
    """The source of the folder, connected if it is not; without a folder the one that is there,
    or else a sample season, which is forgotten once somebody names a folder of their own."""
    sample = sample_folder()
    connected = list(list_sources(cli))
    found = of_folder(connected, sample)
    if folder is not None:
        source = _connected(cli, folder, connected)
        if found is not None and found.id != source.id:
            _forget_sample(cli, found)
        return source
    if connected and found is None:
        return connected[-1]  # made-up data has no place beside one's own
    _write_sample(cli, sample)
    return _connected(cli, sample, connected)


def _connected(cli: Cli, folder: Path, connected: list[Source]) -> Source:
    found = of_folder(connected, folder)
    if found is not None:
        return found
    try:
        return connect_folder(cli, str(folder))
    except Conflict:
        found = of_folder(list(list_sources(cli)), folder)
        if found is None:
            raise
        return found


def _forget_sample(cli: Cli, sample: Source) -> None:
    """Takes away what was made up, so that nothing of it stands among what is true."""
    from fittrack_client import api

    goes = cli.connection.call(api.preview_forgetting(sample.id))
    cli.connection.call(api.disconnect_source(sample.id, forget=True))
    cli.output.note(f"Forgot the sample season: {removal_text(goes)}, all of it made up.")


def _write_sample(cli: Cli, folder: Path) -> None:
    local_backend.require_extra()
    from fittrack_cli.commands.quickstart.sample_season.season_writer import write_sample_season

    cli.output.note(f"Writing a sample season to {short_path(folder)} …")
    try:
        season = write_sample_season(folder)
    except ValueError as error:
        raise UsageError(
            "cannot complete the sample season", str(error), f"remove {folder} and run again"
        ) from error
    cli.output.note(
        f"It holds {season.activities} activities, {season.health_days} days of health"
        f" and {season.workouts} workouts."
    )
