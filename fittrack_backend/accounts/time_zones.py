"""The zone of an account: the local time of activities without one of their own."""

from __future__ import annotations

from dataclasses import fields

from sqlalchemy import select
from sqlalchemy.orm import load_only

from fittrack_backend.accounts import login
from fittrack_backend.errors import invalid
from fittrack_backend.records.activities import LocalStart
from fittrack_backend.records.local_time import as_local_start, is_zone, local_time
from fittrack_backend.storage.scope import AccountSession
from fittrack_backend.storage.tables import ActivityRow

_LOCAL = tuple(one.name for one in fields(LocalStart))
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
    query = (
        select(ActivityRow)
        .where(column("zone_from").in_(_OF_THE_ACCOUNT))
        .options(load_only(column("account_id"), column("start_time"), *map(column, _LOCAL)))
    )
    for row in database.scalars(query):
        found = as_local_start(local_time(row.start_time, account_zone=time_zone))
        for name in _LOCAL:
            setattr(row, name, getattr(found, name))
    database.commit()
