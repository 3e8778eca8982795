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
    from fittrack_client.api.sources import list_sources as operation
    from fittrack_client.models.source_list import SourceList
    from fittrack_client.types import UNSET

    return cli.connection.items(
        SourceList,
        lambda client, cursor, limit: operation.sync_detailed(
            client=client, cursor=cursor or UNSET, limit=limit
        ),
    )


def get_source(cli: Cli, source_id: UUID) -> Source:
    """One source. Raises NotFound and other CliErrors."""
    from fittrack_client.api.sources import get_source as operation
    from fittrack_client.models.source import Source

    return cli.connection.call(
        Source, lambda client: operation.sync_detailed(source_id, client=client)
    )
