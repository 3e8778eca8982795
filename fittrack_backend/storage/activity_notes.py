"""Which activities a file is remembered to hold, after a person moved its recordings to others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from uuid import UUID

from sqlalchemy import select

from fittrack_backend.storage.origin import portions
from fittrack_backend.storage.record_notes import HeldRecord, Json
from fittrack_backend.storage.scope import AccountSession
from fittrack_backend.storage.tables import ActivityRow, RecordingRow, SourceFileRow

_ACTIVITIES = "activities"


def note_again(database: AccountSession, digests: Collection[str]) -> None:
    """Notes with the files of these digests which activities their recordings are of now. Items and
    removals find the activity of an unchanged file by these notes."""
    for some in portions(digests):
        held = _held(database, some)
        query = select(SourceFileRow).where(SourceFileRow.sha256.in_(some))
        for row in database.scalars(query.execution_options(populate_existing=True)):
            others = [one for one in row.records if one["type"] != _ACTIVITIES]
            if len(others) < len(row.records) and row.sha256 is not None:
                row.records = [*held[row.sha256], *others]
    database.flush()


def _held(database: AccountSession, digests: Collection[str]) -> dict[str, list[Json]]:
    digest, number = RecordingRow.column("file_sha256"), RecordingRow.column("number")
    query = (
        select(digest, ActivityRow.id, ActivityRow.column("date"))
        .join(ActivityRow, ActivityRow.id == RecordingRow.activity_id)
        .where(digest.in_(digests))
        .order_by(digest, number)
    )
    found: dict[str, dict[UUID, Json]] = defaultdict(dict)
    for sha256, activity_id, date in database.execute(query):
        note = HeldRecord(_ACTIVITIES, activity_id, None, date)
        found[sha256].setdefault(activity_id, note.to_json())
    return defaultdict(list, {sha256: [*notes.values()] for sha256, notes in found.items()})
