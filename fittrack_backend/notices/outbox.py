"""What is yet to be told: put there in the same commit as what happened, so that no crash loses it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from uuid import UUID, uuid4

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from fittrack_backend.notices.message import Notice, as_json
from fittrack_backend.storage.tables import NoticeRow, NotificationTargetRow

MOST_WAITING = 100
"""How many may wait for a target that takes none: further ones are not kept."""


def put(session: Session, account_id: UUID, notice: Notice, at: dt.datetime) -> None:
    """Lets the account's targets be told that want to hear of it, without committing."""
    targets = select(NotificationTargetRow).where(NotificationTargetRow.account_id == account_id)
    put_for(
        session, [one for one in session.scalars(targets) if notice.topic in one.topics], notice, at
    )


def put_for(
    session: Session, targets: Sequence[NotificationTargetRow], notice: Notice, at: dt.datetime
) -> None:
    """Lets these targets be told, without committing."""
    for target in targets:
        waiting = (
            select(func.count()).select_from(NoticeRow).where(NoticeRow.target_id == target.id)
        )
        if (session.scalar(waiting) or 0) < MOST_WAITING:
            session.add(
                NoticeRow(
                    id=uuid4(),
                    target_id=target.id,
                    content=as_json(notice),
                    created_at=at,
                    tries=0,
                    next_try_at=at,
                )
            )
