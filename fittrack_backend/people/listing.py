"""The accounts of a server, with how much each has."""

from __future__ import annotations

import datetime as dt
import os
from typing import Literal
from uuid import UUID

from attrs import frozen
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from fittrack_backend.settings import Settings
from fittrack_backend.storage import usage
from fittrack_backend.storage.tables import (
    AccessTokenRow,
    AccountRow,
    FolderGrantRow,
    HealthDayRow,
    SessionRow,
    WorkoutRow,
)


@frozen
class UserView:
    """An account, as the operator sees it: how much it has, and nothing of what."""

    username: str
    founder: bool
    state: Literal["active", "disabled", "deleting"]
    created_at: dt.datetime
    last_seen_at: dt.datetime | None
    """When a session or a token for scripts was last used; None for never."""
    activities: int
    health_days: int
    workouts: int
    original_bytes: int
    """Of its original files, each once."""
    folders: list[str]
    """Those that it was given."""
    quota_bytes: int | None
    quota_activities: int | None
    quota_uploads_a_day: int | None


def list_users(session: Session, settings: Settings) -> list[UserView]:
    """All accounts, the first one first."""
    rows = session.scalars(select(AccountRow).order_by(AccountRow.created_at, AccountRow.id))
    return [view_of(session, row, settings) for row in rows]


def view_of(session: Session, row: AccountRow, settings: Settings) -> UserView:
    """One account."""
    used = usage.of(session, row.id)
    quota = usage.quota_of(row, settings.quota)
    given = session.scalars(
        select(FolderGrantRow.path)
        .where(FolderGrantRow.account_id == row.id)
        .order_by(FolderGrantRow.path)
    )
    return UserView(
        username=row.username,
        founder=bool(row.founder),
        state=_state(row),
        created_at=row.created_at,
        last_seen_at=_last_seen(session, row.id),
        activities=used.activities,
        health_days=session.scalar(select(func.count()).where(HealthDayRow.account_id == row.id))
        or 0,
        workouts=session.scalar(
            select(func.count()).where(
                WorkoutRow.account_id == row.id, WorkoutRow.removal_id.is_(None)
            )
        )
        or 0,
        original_bytes=used.bytes,
        folders=[os.fsdecode(path) for path in given],
        quota_bytes=quota.bytes,
        quota_activities=quota.activities,
        quota_uploads_a_day=quota.uploads_a_day,
    )


def _state(row: AccountRow) -> Literal["active", "disabled", "deleting"]:
    if row.deleting_since is not None:
        return "deleting"
    return "active" if row.disabled_at is None else "disabled"


def _last_seen(session: Session, account_id: UUID) -> dt.datetime | None:
    seen = [
        session.scalar(select(func.max(row.last_used_at)).where(row.account_id == account_id))
        for row in (SessionRow, AccessTokenRow)
    ]
    return max((one for one in seen if one is not None), default=None)
