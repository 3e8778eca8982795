"""Quotas in a sync: a file that an account has no room for fails, and is read again by the next sync.

What an account has already is never taken away, and a file that was edited takes the place of what it was.
"""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from attrs import define, evolve, field
from sqlalchemy import select
from sqlalchemy.orm import Session

from fittrack_backend.settings import Quota
from fittrack_backend.storage import usage
from fittrack_backend.storage.origin import portions
from fittrack_backend.storage.references import REFERENCES
from fittrack_backend.storage.tables import AccountRow, CollectedItemRow
from fittrack_backend.sync.filing import Filing, PendingItem
from fittrack_backend.sync.reading import Reading

_UNITS = (("TB", 10**12), ("GB", 10**9), ("MB", 10**6), ("kB", 10**3))


@define
class Room:
    """What an account may still have, counted through one transaction."""

    quota: Quota
    bytes: int
    activities: int
    held: set[str] = field(factory=set)
    """The digests of originals that records have already."""
    stored: set[str] = field(factory=set)
    """The digests of originals whose bytes count already: those that were collected, too."""

    def checked(self, item: PendingItem, reading: Reading, filing: Filing) -> Reading:
        """The reading, or a failed one where there is no room for what it found."""
        if reading.outcome != "read" or reading.contents is None or reading.sha256 is None:
            return reading
        if filing.had_content(item) or reading.sha256 in self.held:
            return reading
        size = reading.seen.size if reading.seen is not None else 0
        if reading.sha256 in self.stored:
            size = 0
        begun = filing.begun_by(item, reading)
        if size and _is_over(self.bytes + size, self.quota.bytes):
            return self._refused(reading, f"{_text(self.quota.bytes)} of original files", filing)
        if begun and _is_over(self.activities + begun, self.quota.activities):
            return self._refused(reading, f"{self.quota.activities:,} activities", filing)
        self.bytes += size
        self.activities += begun
        self.held.add(reading.sha256)
        return reading

    def _refused(self, reading: Reading, quota: str, filing: Filing) -> Reading:
        filing.note_original(reading)  # its bytes are stored by now: so they are found, and go
        return evolve(
            reading,
            outcome="failed",
            reason=f"it would exceed the account's quota of {quota}",
            contents=None,
            sha256=None,  # so that the next sync reads it again
        )


def room_of(
    session: Session, account_id: UUID, default: Quota, readings: Iterable[Reading]
) -> Room | None:
    """The account's room before these readings are filed; None where there is no limit."""
    account = session.get_one(AccountRow, account_id, populate_existing=True)
    quota = usage.quota_of(account, default)
    if quota.bytes is None and quota.activities is None:
        return None
    held_bytes = 0 if quota.bytes is None else usage.bytes_of(session, account_id)
    activities = 0 if quota.activities is None else usage.activities_of(session, account_id)
    digests = [reading.sha256 for reading in readings if reading.sha256 is not None]
    held: set[str] = set()
    stored: set[str] = set()
    for row, sha256 in REFERENCES:
        counts = stored if row is CollectedItemRow else held
        for some in portions(digests):
            query = select(sha256).where(
                row.account_id == account_id, row.purged_at.is_(None), sha256.in_(some)
            )
            counts |= set(session.scalars(query))
    return Room(quota, held_bytes, activities, held, stored)


def _is_over(count: int, limit: int | None) -> bool:
    return limit is not None and count > limit


def _text(size: int | None) -> str:
    assert size is not None
    for unit, worth in _UNITS:
        if size >= worth:
            return f"{size / worth:.3g} {unit}"
    return f"{size} bytes"
