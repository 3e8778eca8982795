"""Activities, asked of the backend."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from fittrack_cli.commands.ranges import DateRange

if TYPE_CHECKING:
    from uuid import UUID

    from fittrack_cli.program.context import Cli
    from fittrack_client.models.activity import Activity
    from fittrack_client.models.activity_detail import ActivityDetail


def list_activities(
    cli: Cli, days: DateRange, *, sport: str | None = None, limit: int | None = None
) -> Iterator[Activity]:
    """The activities of some days, the latest first, at most `limit`. Raises CliError."""
    from fittrack_client import api
    from fittrack_client.types import UNSET

    return cli.connection.items(
        api.list_activities(
            since=days.since or UNSET, until=days.until or UNSET, sport=sport or UNSET
        ),
        limit=limit,
    )


def get_activity(cli: Cli, activity_id: UUID) -> ActivityDetail:
    """One activity with its laps. Raises NotFound and other CliErrors."""
    from fittrack_client import api

    return cli.connection.call(api.get_activity(activity_id))
