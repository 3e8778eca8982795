"""The backend that quickstart uses: the one that was named, else one of its own."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from fittrack_cli.commands.backend import local_backend
from fittrack_cli.commands.quickstart.paths import short_path
from fittrack_cli.errors import Conflict

if TYPE_CHECKING:
    from fittrack_cli.program.context import Cli


def start_backend(cli: Cli, data_dir: Path) -> None:
    """Starts the backend, unless one is running or --server names a different one."""
    if named_server(cli) is not None:
        return
    found = local_backend.status(data_dir)
    if found.state == "running":
        cli.output.note(f"The backend is running at {found.url}.")
        return
    cli.output.note("Starting the backend …")
    try:
        running = local_backend.start(data_dir, note=cli.output.note)
    except Conflict as error:
        if error.slug == "already-running":  # another quickstart was quicker
            return
        cli.output.note(f"{error.detail} Using a free one instead.")
        running = local_backend.start(data_dir, port=0, note=cli.output.note)
    cli.output.note(
        f"The backend is running at {running.url}; its data is in {short_path(data_dir)}."
    )


def named_server(cli: Cli) -> str | None:
    """The server that was chosen; None for a backend of this machine."""
    return cli.given("server") or cli.profile.server


def backend_key(cli: Cli, data_dir: Path) -> str:
    """What an account belongs to: the data folder, since the backend's port may change."""
    return named_server(cli) or str(data_dir)
