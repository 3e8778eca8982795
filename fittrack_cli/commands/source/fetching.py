"""Sources, asked of the backend."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from uuid import UUID

    from fittrack_cli.program.context import Cli
    from fittrack_client.models.source import Source


def list_sources(cli: Cli, *, disconnected: bool = False) -> Iterator[Source]:
    """The sources, or those that were disconnected, in the order in which they were connected. Raises CliError."""
    from fittrack_client import api
    from fittrack_client.types import UNSET

    return cli.connection.items(api.list_sources(disconnected=disconnected or UNSET))


def get_source(cli: Cli, source_id: UUID) -> Source:
    """One source. Raises NotFound and other CliErrors."""
    from fittrack_client import api

    return cli.connection.call(api.get_source(source_id))


def watch_source(cli: Cli, source_id: UUID, *, watched: bool) -> Source:
    """Lets syncs start when something changes in a source's folder, or ends that. Raises NotFound and other CliErrors."""
    from fittrack_client import api
    from fittrack_client.models.source_watching import SourceWatching

    return cli.connection.call(api.watch_source(source_id, body=SourceWatching(watched)))
