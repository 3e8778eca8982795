"""A source as its row has it, with what its kind needs to make a Source of it."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from fittrack_backend.settings import Settings
from fittrack_backend.sources.allowed_folders import AllowedFolders
from fittrack_backend.sources.collected import items
from fittrack_backend.sources.kinds import KINDS
from fittrack_backend.sources.port import SavedSource
from fittrack_backend.storage.tables import CollectingRow, SourceRow


def saved_source(
    session: Session,
    row: SourceRow,
    allowed: AllowedFolders,
    settings: Settings,
    *,
    only_for: UUID | None = None,
) -> SavedSource:
    """The source as the database keeps it now; `only_for` a job that takes in what waits, with no more than that."""
    collects = KINDS[row.kind].collects
    collected = items.of_source(session, row.id, only_for=only_for) if collects else []
    return SavedSource(
        row.settings,
        row.remembered,
        allowed,
        settings.originals,
        collected,
        only_these=only_for is not None,
        collecting=session.scalar(
            select(CollectingRow.state).where(CollectingRow.source_id == row.id)
        ),
    )
