"""Whether the place for originals is the one that the database tells of.

Servers of one database that were given different places would return 404 for each other's files. No mark is kept of
which place is the right one: a place that was moved, copied or restored would lack it, or two would have it. Looked
for is what matters, the files themselves.
"""

from __future__ import annotations

import secrets

from attrs import frozen
from sqlalchemy import exists, or_, select
from sqlalchemy.orm import Session

from fittrack_backend.storage.originals import OriginalStore
from fittrack_backend.storage.references import REFERENCES
from fittrack_backend.storage.tables import OriginalRow

SAMPLE = 10
"""Where half of the originals lie elsewhere, one look of a thousand does not notice."""


@frozen
class AtHand:
    """Of some originals that records need, how many are not in the place."""

    looked_for: int
    missing: int


def look_for_some(session: Session, originals: OriginalStore) -> AtHand:
    """Looks for a few originals, others each time. Raises OSError where the place cannot be used."""
    wanted = _some_digests(session)
    session.rollback()  # a bucket may take its time
    absent = [sha256 for sha256 in wanted if not originals.is_there(sha256)]
    # What nothing needs any more may be on its way out, the file before its row.
    return AtHand(len(wanted), len(_needed(session, absent)))


def _some_digests(session: Session) -> list[str]:
    from_here = secrets.token_hex(32)
    column = OriginalRow.sha256
    above = select(column).where(column >= from_here).order_by(column).limit(SAMPLE)
    found = list(session.scalars(above))
    below = select(column).where(column < from_here).order_by(column).limit(SAMPLE - len(found))
    return [*found, *session.scalars(below)]


def _needed(session: Session, digests: list[str]) -> list[str]:
    needs = (
        exists().where(sha256 == OriginalRow.sha256, row.purged_at.is_(None))
        for row, sha256 in REFERENCES
    )
    query = select(OriginalRow.sha256).where(OriginalRow.sha256.in_(digests), or_(*needs))
    return list(session.scalars(query))
