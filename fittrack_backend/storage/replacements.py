"""Which recording took the place of which, in files that were edited: what was said of the one holds for the other."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from uuid import UUID, uuid4

from sqlalchemy import select

from fittrack_backend.records.same_activity import RecordingKey
from fittrack_backend.storage.origin import portions
from fittrack_backend.storage.scope import AccountSession
from fittrack_backend.storage.tables import ReplacementRow


def replacement_of(
    account_id: UUID,
    old: RecordingKey,
    new: RecordingKey,
    *,
    activity_id: UUID,
    at: dt.datetime,
) -> ReplacementRow:
    """The row that says so of two recordings; the old one was of this activity."""
    return ReplacementRow(
        id=uuid4(),
        account_id=account_id,
        old_sha256=old[0],
        old_number=old[1],
        new_sha256=new[0],
        new_number=new[1],
        activity_id=activity_id,
        replaced_at=at,
    )


def earlier_versions(
    database: AccountSession, recordings: Collection[RecordingKey]
) -> dict[RecordingKey, list[RecordingKey]]:
    """Of recordings, by each of them: those whose place it took, all the way back."""
    found: dict[RecordingKey, list[RecordingKey]] = {one: [] for one in recordings}
    latest = {one: one for one in recordings}
    todo = list(recordings)
    while todo:
        rows: list[ReplacementRow] = []
        for some in portions({sha256 for sha256, _ in todo}):
            query = select(ReplacementRow).where(ReplacementRow.new_sha256.in_(some))
            rows += database.scalars(query)
        here, todo = set(todo), []
        for row in rows:
            if row.new_sha256 is None or row.new_number is None or row.old_number is None:
                continue  # of a day
            new, old = (row.new_sha256, row.new_number), (row.old_sha256, row.old_number)
            if new in here and old not in latest:
                latest[old] = latest[new]
                found[latest[new]].append(old)
                todo.append(old)
    return found
