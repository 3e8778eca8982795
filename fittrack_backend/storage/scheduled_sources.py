"""What becomes of schedules when a source is disconnected."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select

from fittrack_backend.storage.scope import AccountSession
from fittrack_backend.storage.tables import SyncScheduleRow


def drop_source(session: AccountSession, source_id: UUID) -> None:
    """Takes a source out of the account's schedules, without committing; one that named no other goes."""
    named = select(SyncScheduleRow).where(SyncScheduleRow.source_ids.is_not(None))
    for row in session.scalars(named):
        left = [one for one in row.source_ids or () if one != str(source_id)]
        if left:
            row.source_ids = left
        else:
            session.delete(row)
