"""Gear, asked of the backend."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fittrack_cli.program.context import Cli
    from fittrack_client.models.gear import Gear


def list_gear(cli: Cli, *, limit: int | None = None) -> Iterator[Gear]:
    """The gear by name, at most `limit`. Raises CliError."""
    from fittrack_client import api

    return cli.connection.items(api.list_gear(), limit=limit)
