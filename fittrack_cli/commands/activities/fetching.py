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
    from fittrack_client.api.data import list_activities as operation
    from fittrack_client.models.activity_list import ActivityList
    from fittrack_client.types import UNSET

    return cli.connection.items(
        ActivityList,
        lambda client, cursor, limit: operation.sync_detailed(
            client=client,
            since=days.since or UNSET,
            until=days.until or UNSET,
            sport=sport or UNSET,
            cursor=cursor or UNSET,
            limit=limit,
        ),
        limit=limit,
    )


def get_activity(cli: Cli, activity_id: UUID) -> ActivityDetail:
    """One activity with its laps. Raises NotFound and other CliErrors."""
    from fittrack_client.api.data import get_activity as operation
    from fittrack_client.models.activity_detail import ActivityDetail

    return cli.connection.call(
        ActivityDetail, lambda client: operation.sync_detailed(activity_id, client=client)
    )
