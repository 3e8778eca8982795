"""What was deleted at a service: noted of what was collected and, where the source's owner wants that, deleted here."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from uuid import UUID

from sqlalchemy import select

from fittrack_backend.sources.collected import items
from fittrack_backend.sources.garmin.request import follows_deletions
from fittrack_backend.sources.port import Gone
from fittrack_backend.storage import deleting
from fittrack_backend.storage.removed import counts
from fittrack_backend.storage.scope import AccountSession
from fittrack_backend.storage.tables import CollectedItemRow, RecordingRow, SourceRow

_KEY, _SHA256 = CollectedItemRow.key, CollectedItemRow.sha256
_HERE_TOO = "{}, and so here"


def note(session: AccountSession, source: SourceRow, gone: Sequence[Gone]) -> None:
    """Notes that these things are gone, and commits. Doing so again changes nothing.

    An activity that another file tells of stays in any case.
    """
    follows = follows_deletions(source.settings)
    if follows:
        for activity_id in _activities_of(session, source.id, [one.key for one in gone]):
            deleting.delete(session, activity_id)
    for one in gone:
        reason = _HERE_TOO.format(one.reason) if follows else one.reason
        items.note_gone(session, source.id, [one.key], reason)
    session.commit()


def _activities_of(session: AccountSession, source_id: UUID, keys: Collection[bytes]) -> list[UUID]:
    """The activities that nothing but these things tells of, and what is gone already: a leg of a multisport activity is
    told of by its own answer and by the file of the whole, and they go one by one."""
    of_source = select(CollectedItemRow.sha256, CollectedItemRow.gone_at, CollectedItemRow.key)
    of_source = of_source.where(CollectedItemRow.source_id == source_id)
    these = {row.sha256 for row in session.execute(of_source.where(_KEY.in_(keys)))}
    sha256 = RecordingRow.column("file_sha256")
    found = set(
        session.scalars(
            select(RecordingRow.activity_id).where(sha256.in_(these), counts(RecordingRow))
        )
    )
    telling = session.execute(
        select(RecordingRow.activity_id, sha256).where(
            RecordingRow.activity_id.in_(found), counts(RecordingRow)
        )
    ).all()
    rows = session.execute(of_source.where(_SHA256.in_({digest for _, digest in telling}))).all()
    # The same file can be at Garmin twice.
    there = {row.sha256 for row in rows if row.gone_at is None and row.key not in keys}
    gone = {row.sha256 for row in rows} - there
    return sorted(found - {activity_id for activity_id, digest in telling if digest not in gone})
