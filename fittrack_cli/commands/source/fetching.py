"""Sources, asked of the backend."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from uuid import UUID

    from fittrack_cli.program.context import Cli
    from fittrack_client.models.source import Source


def list_sources(cli: Cli) -> Iterator[Source]:
    """The connected sources, in the order in which they were connected. Raises CliError."""
    from fittrack_client import api

    return cli.connection.items(api.list_sources())


def get_source(cli: Cli, source_id: UUID) -> Source:
    """One source. Raises NotFound and other CliErrors."""
    from fittrack_client import api

    return cli.connection.call(api.get_source(source_id))
