"""Activities, asked of the backend."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING

from fittrack_cli.commands.activities.choosing import Choice
from fittrack_cli.commands.naming.shown import Listed, listed, wants_total
from fittrack_cli.errors import NotFound
from fittrack_contract import problems

if TYPE_CHECKING:
    from uuid import UUID

    from fittrack_cli.program.context import Cli
    from fittrack_client.models.activity import Activity
    from fittrack_client.models.activity_detail import ActivityDetail
    from fittrack_client.models.activity_list import ActivityList
    from fittrack_client.models.deleted_activity import DeletedActivity
    from fittrack_client.operation import Operation
    from fittrack_client.types import Unset


def list_activities(cli: Cli, chosen: Choice, *, limit: int | None = None) -> Listed[Activity]:
    """The activities that are chosen, in their order, at most `limit`. Raises CliError."""
    return listed(cli, partial(asked, chosen, total=cli.output.most_rows is not None), limit=limit)


def asked(
    chosen: Choice, digits: bool | Unset | None = None, *, total: bool = False
) -> Operation[ActivityList]:
    """What lists the activities that are chosen, in their order, and counts all of them for a `total`."""
    from fittrack_client import api
    from fittrack_client.models.activity_sort import check_activity_sort
    from fittrack_client.models.sort_order import check_sort_order
    from fittrack_client.types import UNSET

    return api.list_activities(
        since=chosen.days.since or UNSET,
        until=chosen.days.until or UNSET,
        sport=chosen.sport or UNSET,
        min_distance_m=_given(chosen.min_distance_m),
        max_distance_m=_given(chosen.max_distance_m),
        min_duration_s=_given(chosen.min_duration_s),
        max_duration_s=_given(chosen.max_duration_s),
        search=chosen.search or UNSET,
        gear=chosen.gear or UNSET,
        sort=UNSET if chosen.sort == Choice().sort else check_activity_sort(chosen.sort),
        order=UNSET if chosen.order == Choice().order else check_sort_order(chosen.order),
        include_total=total or UNSET,
        include_id_digits=UNSET if digits is None else digits,
    )


def _given(amount: int | None) -> int | Unset:
    from fittrack_client.types import UNSET

    return UNSET if amount is None else amount


def list_deleted(cli: Cli, *, limit: int | None = None) -> Listed[DeletedActivity]:
    """The activities that can be restored, the latest deleted first. Raises CliError."""
    from fittrack_client import api

    return listed(
        cli,
        lambda digits: api.list_deleted_activities(
            include_id_digits=digits, include_total=wants_total(cli)
        ),
        limit=limit,
    )


def get_activity(cli: Cli, activity_id: UUID) -> ActivityDetail:
    """One activity with its laps. Raises NotFound, which says how to restore one that was deleted, and
    other CliErrors."""
    from fittrack_client import api

    with restorable(activity_id):
        return cli.connection.call(api.get_activity(activity_id))


@contextmanager
def restorable(activity_id: UUID) -> Iterator[None]:
    """Where the activity was deleted, the NotFound says how to restore it."""
    try:
        yield
    except NotFound as error:
        if error.slug == problems.ACTIVITY_DELETED:
            error.hint = f"fittrack activities restore {activity_id}"
        raise
