"""How much work waits, of all accounts together: numbers for the operator, none of whose rows is shown."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from fittrack_backend.storage.tables import SyncJobRow
from fittrack_backend.sync.claim import UNFINISHED


def unfinished_by_state(session: Session) -> dict[str, int]:
    """How many jobs are in each state that is no end."""
    query = (
        select(SyncJobRow.state, func.count().label("number"))
        .where(SyncJobRow.state.in_(UNFINISHED))
        .group_by(SyncJobRow.state)
    )
    found = {row.state: row.number for row in session.execute(query)}
    return {state: found.get(state, 0) for state in UNFINISHED}


def oldest_s(session: Session) -> float:
    """How long the oldest job has waited for its start, in seconds; 0 when none waits."""
    query = select(func.min(SyncJobRow.created_at)).where(
        SyncJobRow.state.in_(UNFINISHED), SyncJobRow.started_at.is_(None)
    )
    since: dt.datetime | None = session.scalar(query)
    if since is None:
        return 0.0
    return max((dt.datetime.now(dt.UTC) - since).total_seconds(), 0.0)
