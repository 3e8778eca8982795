"""Deleting activities and restoring them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from fittrack_cli.commands.activities.fetching import get_activity
from fittrack_cli.commands.removing import (
    RESTORABLE,
    activities_text,
    activity_lines,
    ask_first,
    check_can_ask,
)
from fittrack_cli.errors import NotFound
from fittrack_contract import problems

if TYPE_CHECKING:
    from uuid import UUID

    from fittrack_cli.program.context import Cli
    from fittrack_client.models.activity_detail import ActivityDetail


def delete_activities(cli: Cli, ids: Sequence[UUID], *, yes: bool) -> None:
    """Deletes activities; those that are deleted already stay so. All are looked for before the first
    goes. Raises NotFound and other CliErrors."""
    from fittrack_client import api

    words = " ".join(str(one) for one in ids)
    check_can_ask(cli, "delete", yes=yes, command=f"fittrack activities delete {words}")
    found = {one.id: one for one in _there(cli, ids)}
    if not found:
        cli.output.note("Nothing was changed: they are deleted already.")
        return
    what = activities_text(len(found))
    goes = activity_lines(found.values(), len(found), cli.output.units)
    ask_first(cli, f"Delete {what}?", goes, yes=yes)
    for activity_id in found:
        cli.connection.call(api.delete_activity(activity_id))
    restoring = " ".join(str(one) for one in found)
    cli.output.note(f"Deleted {what}.")
    cli.output.note(f"Restore them {RESTORABLE} with: fittrack activities restore {restoring}")


def _there(cli: Cli, ids: Sequence[UUID]) -> Iterator[ActivityDetail]:
    for activity_id in ids:
        try:
            yield get_activity(cli, activity_id)
        except NotFound as error:
            if error.slug != problems.ACTIVITY_DELETED:
                raise


def restore_activities(cli: Cli, ids: Sequence[UUID]) -> list[ActivityDetail]:
    """Restores activities; those that are there stay as they are. Raises NotFound and other CliErrors."""
    from fittrack_client import api

    found: list[ActivityDetail] = []
    for activity_id in ids:
        try:
            found.append(cli.connection.call(api.restore_activity(activity_id)))
        except NotFound as error:
            error.hint = "fittrack activities list --deleted shows what can be restored"
            raise
    return found
