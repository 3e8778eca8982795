"""What was collected of a source: its bytes are kept in the store before a row names them."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
from collections.abc import Callable, Collection, Iterable
from typing import BinaryIO, cast
from uuid import UUID, uuid4

from attrs import frozen
from sqlalchemy import Table as SqlTable
from sqlalchemy import bindparam, delete, or_, select, update
from sqlalchemy.orm import Session

from fittrack_backend.digests import sha256_of
from fittrack_backend.records.storable import text
from fittrack_backend.sources.archives import HEAD, kind_of
from fittrack_backend.sources.containers import may_be_container
from fittrack_backend.sources.port import Collected
from fittrack_backend.storage import original_marks
from fittrack_backend.storage.account_turn import take_turn
from fittrack_backend.storage.database import insert_if_absent, rows_changed
from fittrack_backend.storage.origin import portions
from fittrack_backend.storage.originals import OriginalStore
from fittrack_backend.storage.scope import AccountSession
from fittrack_backend.storage.tables import CollectedItemRow, OriginalRow, SyncLockRow

_TABLE = cast(SqlTable, CollectedItemRow.__table__)
_LONGEST_NAME = 1000
_FORMATS = ("fit", "tcx", "gpx")
_GONE = "no longer there"


@frozen
class Put:
    """What became of something that was collected: its row, its digest, and whether these bytes are new under this key."""

    id: UUID
    sha256: str
    is_new: bool


def of_source(
    session: Session, source_id: UUID, *, only_for: UUID | None = None
) -> list[Collected]:
    """What was collected of a source: all, or what waits or is that job's already."""
    query = select(
        CollectedItemRow.key,
        CollectedItemRow.name,
        CollectedItemRow.sha256,
        CollectedItemRow.size,
        CollectedItemRow.is_archive,
        CollectedItemRow.gone_at,
        CollectedItemRow.gone_reason,
        CollectedItemRow.purged_at,
        CollectedItemRow.job_id,
    ).where(CollectedItemRow.source_id == source_id)
    if only_for is not None:
        of_job = CollectedItemRow.job_id.is_(None), CollectedItemRow.job_id == only_for
        query = query.where(or_(*of_job))
    return [
        Collected(
            row.key,
            row.name,
            row.sha256,
            row.size,
            row.is_archive,
            (row.gone_reason or _GONE) if row.gone_at is not None else None,
            row.purged_at is not None,
            row.job_id,
        )
        for row in session.execute(query)
    ]


def put(
    session: AccountSession,
    originals: OriginalStore,
    source_id: UUID,
    key: bytes,
    name: str,
    content: bytes | BinaryIO,
    *,
    admit: Callable[[int], None] = lambda _: None,
) -> Put:
    """Keeps something that was collected under this key, in place of what was there. Doing so again changes nothing.

    The original first, then its row, in a commit of its own. `admit` is given the size of what is new, in bytes, while nobody
    else writes the account's records, and raises a Problem where there is no room for it. Raises OSError where the original cannot be
    kept.
    """
    file = io.BytesIO(content) if isinstance(content, bytes) else content
    sha256 = hashlib.sha256(content).hexdigest() if isinstance(content, bytes) else sha256_of(file)
    file.seek(0)
    head = file.read(HEAD)
    size = file.seek(0, io.SEEK_END)
    while True:
        originals.store_file(sha256, file)
        take_turn(session)
        row = _find(session, source_id, key)
        is_new = row is None or row.sha256 != sha256 or row.purged_at is not None
        try:
            if is_new:
                admit(size)
            _name_original(session, originals, sha256, size, _format(name, head))
        except original_marks.OriginalsRemoved:
            session.rollback()
            continue
        except BaseException:
            session.rollback()
            raise
        if row is None:
            row = CollectedItemRow(
                id=uuid4(), account_id=session.account_id, source_id=source_id, key=key
            )
            session.add(row)
        if is_new:
            row.sha256, row.size, row.is_archive = sha256, size, may_be_container(head)
            row.collected_at, row.job_id, row.purged_at = dt.datetime.now(dt.UTC), None, None
            row.name = text(name, _LONGEST_NAME) or sha256
        elif row.gone_at is not None:
            row.job_id = None
        row.gone_at = row.gone_reason = None
        put = Put(row.id, sha256, is_new)
        session.commit()
        return put


def note_gone(
    session: AccountSession, source_id: UUID, keys: Collection[bytes], reason: str
) -> None:
    """Notes that these things are no longer at their source: the next scan says so. Commits nothing."""
    for some in portions(keys):
        rows_changed(
            session,
            update(CollectedItemRow)
            .where(
                CollectedItemRow.source_id == source_id,
                CollectedItemRow.key.in_(some),
                CollectedItemRow.gone_at.is_(None),
            )
            .values(gone_at=dt.datetime.now(dt.UTC), gone_reason=reason),
        )


def note_scanned(
    session: Session, source_id: UUID, waiting: Iterable[Collected], job_id: UUID
) -> None:
    """Notes that a job scanned these things, unless their bytes are others by now. Commits nothing."""
    rows = [{"of_key": one.key, "of_sha256": one.sha256} for one in waiting]
    if rows:
        session.execute(
            _TABLE.update()
            .where(
                _TABLE.c.source_id == source_id,
                _TABLE.c.key == bindparam("of_key"),
                _TABLE.c.sha256 == bindparam("of_sha256"),
                _TABLE.c.job_id.is_(None),
            )
            .values(job_id=job_id),
            rows,
        )


def _find(session: AccountSession, source_id: UUID, key: bytes) -> CollectedItemRow | None:
    query = select(CollectedItemRow).where(
        CollectedItemRow.source_id == source_id, CollectedItemRow.key == key
    )
    return session.scalars(query.execution_options(populate_existing=True)).first()


def _name_original(
    session: AccountSession, originals: OriginalStore, sha256: str, size: int, file_format: str
) -> None:
    """Gives the original its row, and holds it. Raises `OriginalsRemoved` where it went before that."""
    # As the first row of a job does: who removes what no row names waits, or is waited for.
    rows_changed(session, delete(SyncLockRow).where(SyncLockRow.type == ""))
    values = {
        "sha256": sha256,
        "size_bytes": size,
        "file_format": file_format,
        "stored_at": dt.datetime.now(dt.UTC),
    }
    while not original_marks.hold(session, [sha256]):
        insert_if_absent(session, OriginalRow, values)
    if not originals.is_there(sha256):
        raise original_marks.OriginalsRemoved([sha256])


def _format(name: str, head: bytes) -> str:
    """What to call an original's format that nothing was read of yet."""
    ending = name.rpartition(".")[2].lower()
    return "zip" if kind_of(head) == "zip" else ending if ending in _FORMATS else "bin"
