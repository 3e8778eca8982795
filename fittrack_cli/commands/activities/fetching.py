"""Activities, asked of the backend."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from fittrack_cli.commands.ranges import DateRange
from fittrack_cli.errors import NotFound
from fittrack_contract import problems

if TYPE_CHECKING:
    from uuid import UUID

    from fittrack_cli.program.context import Cli
    from fittrack_client.models.activity import Activity
    from fittrack_client.models.activity_detail import ActivityDetail
    from fittrack_client.models.deleted_activity import DeletedActivity


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


def list_deleted(cli: Cli, *, limit: int | None = None) -> Iterator[DeletedActivity]:
    """The activities that can be restored, the latest deleted first. Raises CliError."""
    from fittrack_client import api

    return cli.connection.items(api.list_deleted_activities(), limit=limit)


def get_activity(cli: Cli, activity_id: UUID) -> ActivityDetail:
    """One activity with its laps. Raises NotFound, which says how to restore one that was deleted, and
    other CliErrors."""
    from fittrack_client import api

    try:
        return cli.connection.call(api.get_activity(activity_id))
    except NotFound as error:
        if error.slug == problems.ACTIVITY_DELETED:
            error.hint = f"fittrack activities restore {activity_id}"
        raise
