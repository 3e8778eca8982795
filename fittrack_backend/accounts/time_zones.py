"""The zone of an account, which dates activities of which nothing else tells the local time."""

from __future__ import annotations

from sqlalchemy import select, update

from fittrack_backend.accounts import login
from fittrack_backend.errors import invalid
from fittrack_backend.records.local_time import as_local_start, is_zone, local_time
from fittrack_backend.storage.database import rows_changed
from fittrack_backend.storage.scope import AccountSession
from fittrack_backend.storage.tables import ActivityRow

_OF_THE_ACCOUNT = ("account", "utc")
"""Where the zone of an activity is from that moves with the account's."""


def check(time_zone: str | None) -> None:
    """Raises `validation` (422) for a zone that this server does not know."""
    if time_zone is not None and not is_zone(time_zone):
        raise invalid("body.time_zone", f"There is no time zone {time_zone!r}.")


def change(database: AccountSession, time_zone: str) -> None:
    """Sets the account's zone; the days of activities whose zone is the account's move with it.

    Raises `validation` (422) for a zone that is not known.
    """
    check(time_zone)
    login.load_account(database).time_zone = time_zone
    column = ActivityRow.column
    query = select(column("id"), column("start_time")).where(
        column("zone_from").in_(_OF_THE_ACCOUNT)
    )
    moved = [
        (row.id, vars(as_local_start(local_time(row.start_time, account_zone=time_zone))))
        for row in database.execute(query)
    ]
    for activity_id, values in moved:
        rows_changed(
            database, update(ActivityRow).where(column("id") == activity_id).values(**values)
        )
    database.commit()
