"""Whether an account has room for more of what it can make without end."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import ColumnElement, func, select, update
from sqlalchemy.orm import Session

from fittrack_backend.errors import Problem
from fittrack_backend.problem_kinds import Kind
from fittrack_backend.settings import Quota
from fittrack_backend.storage import usage
from fittrack_backend.storage.database import rows_changed
from fittrack_backend.storage.ownership import Owned
from fittrack_backend.storage.tables import AccountRow


def require_room(
    database: Session,
    account_id: UUID,
    rows: type[Owned],
    live: tuple[ColumnElement[bool], ...],
    most: int,
    *,
    things: str,
    way_out: str,
) -> None:
    """Makes sure that fewer than `most` of the account's rows are `live`, and keeps others from adding one
    until the commit.

    Raises `limit-reached` (409), which says what is full (`things`) and what to do, and rolls back.
    """
    own = update(AccountRow).where(AccountRow.id == account_id)
    rows_changed(database, own.values(founder=AccountRow.founder))
    count = select(func.count()).select_from(rows).where(rows.owner() == account_id, *live)
    held = database.scalar(count) or 0
    if held >= most:
        database.rollback()
        raise Problem(
            Kind.LIMIT_REACHED,
            f"The account has {held:,} {things}, and may have {most:,}. {way_out}",
            members={"limit": most},
        )


def require_room_for_activities(
    database: Session, account_id: UUID, count: int, default: Quota
) -> None:
    """Makes sure that so many activities more are within the account's quota, or else the server's; the
    caller has the account's turn.

    Raises `limit-reached` (409), and rolls back.
    """
    account = database.get_one(AccountRow, account_id, populate_existing=True)
    most = usage.quota_of(account, default).activities
    if most is None:
        return
    held = usage.activities_of(database, account_id)
    if held + count > most:
        database.rollback()
        raise Problem(
            Kind.LIMIT_REACHED,
            f"The account has {held:,} activities, and may have {most:,}: there is no room for {count:,} more."
            " Delete some first, or ask the server's operator for a greater quota.",
            members={"limit": most},
        )
