"""A job and its outcomes as the events that show them."""

from __future__ import annotations

from uuid import UUID

from fittrack_backend.api.broadcasts import Rendered, event
from fittrack_backend.api.schemas.sync import SyncItem, SyncJob
from fittrack_backend.storage.database import Database
from fittrack_backend.sync.news import look


def look_at(database: Database, account_id: UUID, job_id: UUID, after: int) -> Rendered | None:
    """The job and its outcomes after that one as they are shown; None when it is gone."""
    with database.session_of(account_id) as session:
        news = look(session, job_id, after)
    if news is None:
        return None
    return Rendered(
        items=[
            (
                one.sequence,
                event("item", SyncItem.model_validate(one).model_dump_json(), one.sequence),
            )
            for one in news.items
            if one.sequence is not None
        ],
        more=news.more,
        last_sequence=news.last_sequence,
        job=SyncJob.model_validate(news.job).model_dump_json(),
        version=news.version,
        ended=news.ended,
    )
