"""Marks of originals that are removed while jobs run: a job may have found one there, and name it only later.

Who removes an original marks it first, in a commit of its own, and removes it while it holds the lock on its row.
Who names one holds the lock on its row until the commit, and then looks for the file where there is a mark. So
either the one sees that the original is named, or the other that it is gone. A mark stays until every job has
ended that was there when the file went.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence

from sqlalchemy import ColumnElement, delete, func, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from fittrack_backend.storage.database import rows_changed
from fittrack_backend.storage.origin import portions
from fittrack_backend.storage.originals import OriginalStore
from fittrack_backend.storage.tables import (
    OriginalRow,
    RemovedOriginalRow,
    SyncJobRow,
    SyncLockRow,
)

_CLOCKS_DIFFER = dt.timedelta(hours=1)
"""The time that a job was started is another server's."""


class OriginalsRemoved(Exception):
    """Originals that were read and kept were removed before anything named them: they must be read again."""

    def __init__(self, digests: Collection[str]) -> None:
        super().__init__(f"{len(digests)} originals were removed meanwhile")
        self.digests = digests


def mark(session: Session, digests: Sequence[str]) -> None:
    """Marks originals that are about to be removed."""
    dialect = session.get_bind().dialect.name
    insert = postgresql.insert if dialect == "postgresql" else sqlite.insert
    values = [{"sha256": sha256, "removed_at": None} for sha256 in digests]
    new = insert(RemovedOriginalRow).values(values)
    session.execute(new.on_conflict_do_update(index_elements=["sha256"], set_={"removed_at": None}))


def note_removed(session: Session, digests: Collection[str], now: dt.datetime) -> None:
    """The marked originals are gone."""
    rows_changed(
        session,
        update(RemovedOriginalRow)
        .where(RemovedOriginalRow.sha256.in_(digests))
        .values(removed_at=now),
    )


def unmark(session: Session, digests: Collection[str]) -> None:
    """The marked originals stay."""
    rows_changed(session, delete(RemovedOriginalRow).where(RemovedOriginalRow.sha256.in_(digests)))


def forget_old(session: Session) -> None:
    """Forgets marks that no job needs any more."""
    unfinished = SyncJobRow.id == SyncLockRow.job_id
    earliest = session.scalar(select(func.min(SyncJobRow.created_at)).where(unfinished))
    old: ColumnElement[bool] = RemovedOriginalRow.removed_at.is_not(None)
    if earliest is not None:
        old = RemovedOriginalRow.removed_at < earliest - _CLOCKS_DIFFER
    rows_changed(session, delete(RemovedOriginalRow).where(old))


def hold(session: Session, digests: Sequence[str]) -> set[str]:
    """Keeps others from removing these originals until the commit; those that have a row."""
    held: set[str] = set()
    for some in portions(digests):
        query = select(OriginalRow.sha256).where(OriginalRow.sha256.in_(some))
        held |= set(session.scalars(query.with_for_update(read=True)))
    return held


def marked(session: Session, digests: Collection[str]) -> set[str]:
    """Those of these originals that have a mark."""
    query = select(RemovedOriginalRow.sha256)
    return {
        sha256
        for some in portions(digests)
        for sha256 in session.scalars(query.where(RemovedOriginalRow.sha256.in_(some)))
    }


def check_named(session: Session, originals: OriginalStore, digests: Sequence[str]) -> None:
    """Raises `OriginalsRemoved` for originals that are held and not there. Raises OSError."""
    if missing := {one for one in marked(session, digests) if not originals.is_there(one)}:
        raise OriginalsRemoved(missing)
