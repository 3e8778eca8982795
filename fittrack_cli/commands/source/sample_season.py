"""The sample season among the sources: made up by quickstart, and in the way of what is true."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from fittrack_cli.errors import CliError

if TYPE_CHECKING:
    from fittrack_cli.program.context import Cli
    from fittrack_client.models.source import Source

NAME = "sample-season"


def sample_folder() -> Path:
    """Beside the backend's data folder, from which nothing can be synced."""
    from fittrack_common.user_folders import user_folder

    return user_folder("data") / NAME


def of_folder(sources: Iterable[Source], folder: Path) -> Source | None:
    """The source that this folder is."""

    def is_same(path: str | None) -> bool:
        if path is None:
            return False
        try:
            return path == str(folder) or Path(path).samefile(folder)
        except OSError:
            return False

    return next((source for source in sources if is_same(source.path)), None)


def say_that_it_stays(cli: Cli, *, besides: Source | None = None) -> None:
    """Says to a person whose own data comes in that the sample season is still there, and how it goes."""
    from fittrack_cli.commands.source.fetching import list_sources
    from fittrack_common.loopback import is_loopback

    if not (cli.output.is_for_people and cli.output.is_terminal):
        return
    folder = sample_folder()
    if not folder.is_dir() or not is_loopback(cli.connection.url):
        return
    try:
        sample = of_folder(list_sources(cli), folder)
    except CliError:  # a token may be good for uploads alone
        return
    if sample is not None and (besides is None or besides.id != sample.id):
        cli.output.note(
            "The sample season, which is made up, is still among your records. Take it away with:"
            f"\n  fittrack source disconnect {sample.name} --forget"
        )
