"""What is new about a job, for those who watch it."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from attrs import frozen
from sqlalchemy import select

from fittrack_backend.storage.scope import AccountSession
from fittrack_backend.storage.tables import SyncItemRow, SyncJobRow
from fittrack_backend.sync.claim import UNFINISHED
from fittrack_backend.sync.job_views import ItemView, JobView, item_view, job_view

_PAGE = 500


@frozen
class News:
    """The outcomes since the last look, and the job as it stands."""

    items: Sequence[ItemView]
    more: bool
    """Whether there are more outcomes than fit into one look."""
    job: JobView
    last_sequence: int
    """Of the last outcome, whether it fits into this look or not."""
    version: tuple[object, ...]
    """Another one whenever the job's progress is worth showing again."""
    ended: bool


def look(session: AccountSession, job_id: UUID, after: int) -> News | None:
    """The outcomes after the one with the sequence `after`; None when the job is gone."""
    # The job first: what is written between the two is in the items, and in the next look.
    row = session.get(SyncJobRow, job_id)
    if row is None:
        return None
    view = job_view(row)
    items: list[ItemView] = []
    if row.last_sequence > after:
        query = (
            select(SyncItemRow)
            .where(SyncItemRow.job_id == job_id, SyncItemRow.sequence > after)
            .order_by(SyncItemRow.sequence)
            .limit(_PAGE)
        )
        items = [item_view(found) for found in session.scalars(query)]
    return News(
        items=items,
        more=len(items) == _PAGE,
        job=view,
        last_sequence=row.last_sequence,
        version=(
            view.state,
            view.attempt,
            row.last_sequence,
            view.counts.total,
            view.waiting_until,
        ),
        ended=view.state not in UNFINISHED,
    )
