"""Original files: each that a row needs is there, with the bytes that its digest says; and nothing else is."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Literal
from uuid import UUID

from attrs import frozen
from sqlalchemy import select, union, update
from sqlalchemy.orm import Session

from fittrack_backend.checking.fetching_again import NoSourceHasIt, fetch_again
from fittrack_backend.checking.findings import Checked, Finding, State
from fittrack_backend.os_errors import os_reason
from fittrack_backend.readers.sniffing import sniff
from fittrack_backend.storage.database import insert_if_absent, rows_changed
from fittrack_backend.storage.origin import portions
from fittrack_backend.storage.originals import OriginalStore
from fittrack_backend.storage.purging import remove_leftovers
from fittrack_backend.storage.references import REFERENCES
from fittrack_backend.storage.tables import (
    AccountRow,
    OriginalRow,
    RecordingRow,
    SourceFileRow,
    SourceRow,
)

_READERS = 8
_LEFTOVER_AFTER = dt.timedelta(days=1)
"""What is younger may be about to be needed: a sync stores an original before its rows."""


@frozen
class _Looked:
    """What is stored under a digest."""

    how: Literal["whole", "missing", "damaged", "unreadable"]
    size: int = 0
    why: str = ""


@frozen
class _Needed:
    """An original that rows need, and its own row, if there is one."""

    sha256: str
    has_row: bool
    size: int | None
    lost_at: dt.datetime | None


def check(checked: Checked) -> Iterator[Finding]:
    """Reads every original."""
    with checked.database.session() as session:
        needed = _needed(session)
    with ThreadPoolExecutor(_READERS, "check") as readers:
        for some in portions(needed):
            looks = readers.map(lambda one: _look(checked.originals, one.sha256), some)
            for one, look in zip(some, looks, strict=True):
                with checked.database.session() as session:
                    yield from _of_one(checked, session, one, look)


def check_leftovers(checked: Checked) -> Iterator[Finding]:
    """Files that no row names, and that are not just being brought in."""
    old = {
        one.sha256: one.size
        for one in checked.originals.kept()
        if one.stored_at < checked.now - _LEFTOVER_AFTER
    }
    with checked.database.session() as session:
        for some in portions(old):
            left = _not_named(session, some)
            removed = (
                remove_leftovers(session, checked.originals, left) if checked.repair else set()
            )
            for sha256 in left:
                what = f"no row needs this original file of {old[sha256]:,} bytes"
                if checked.repair and sha256 not in removed:
                    what += "; a sync is running, so it stays for now"
                state: Literal["repaired", "found"] = "repaired" if sha256 in removed else "found"
                yield Finding("original-leftover", state, what, sha256=sha256)


def check_derived(checked: Checked) -> Iterator[Finding]:
    """What was derived of originals that are gone. Whether what belongs to the others is whole is nobody's concern: it is
    derived again."""
    with checked.database.session() as session:
        for some in portions(list(checked.originals.all_derived())):
            for sha256 in _not_named(session, some):
                if checked.repair:
                    checked.originals.remove_derived(sha256)
                what = "samples are kept of an original file that no row needs"
                yield Finding("samples-leftover", checked.mended, what, sha256=sha256)


def _not_named(session: Session, digests: Sequence[str]) -> list[str]:
    named = set(session.scalars(select(OriginalRow.sha256).where(OriginalRow.sha256.in_(digests))))
    for _, column in REFERENCES:
        named |= set(session.scalars(select(column).where(column.in_(digests))))
    session.rollback()
    return [one for one in digests if one not in named]


def _needed(session: Session) -> list[_Needed]:
    rows = {
        row.sha256: _Needed(row.sha256, True, row.size_bytes, row.lost_at)
        for row in session.scalars(select(OriginalRow))
    }
    named = union(*(select(sha256).where(row.purged_at.is_(None)) for row, sha256 in REFERENCES))
    for sha256 in session.scalars(named):
        rows.setdefault(sha256, _Needed(sha256, False, None, None))
    return [rows[sha256] for sha256 in sorted(rows)]


def _look(store: OriginalStore, sha256: str) -> _Looked:
    digest, size = hashlib.sha256(), 0
    try:
        for part in store.open(sha256).chunks:
            digest.update(part)
            size += len(part)
    except FileNotFoundError:
        return _Looked("missing")
    except OSError as error:
        return _Looked("unreadable", why=os_reason(error))
    return _Looked("whole" if digest.hexdigest() == sha256 else "damaged", size)


def _of_one(checked: Checked, session: Session, one: _Needed, look: _Looked) -> Iterator[Finding]:
    row = session.get(OriginalRow, one.sha256)
    if row is None and one.has_row:
        return  # it was no longer needed, and removed meanwhile
    account, source, file, activity_id = _place(session, one.sha256)

    def finding(kind: str, state: State, what: str) -> Finding:
        return Finding(kind, state, what, account, source, file, activity_id, one.sha256)

    if look.how == "whole":
        if row is None:
            if checked.repair:
                _note(checked, session, one.sha256, look.size)
            yield finding("original-row", checked.mended, "an original file has no row of its own")
        elif row.size_bytes != look.size or row.lost_at is not None:
            what = f"an original file has {look.size:,} bytes, and its row says {row.size_bytes:,}"
            if row.lost_at is not None:
                what = "an original file that was lost is there again"
            if checked.repair:
                _correct(session, one.sha256, look.size)
            yield finding("original-size", checked.mended, what)
        return
    what = {
        "missing": "an original file is missing",
        "damaged": "an original file is damaged: its bytes are not those that were stored",
        "unreadable": f"an original file cannot be read ({look.why})",
    }[look.how]
    kind = "original-missing" if look.how == "missing" else "original-damaged"
    if not checked.repair:
        since = f", as was known on {one.lost_at:%Y-%m-%d}" if one.lost_at else ""
        yield finding(kind, "lost" if one.lost_at else "found", what + since)
        return
    try:
        data = fetch_again(session, checked.settings, one.sha256)
        refused = checked.originals.store_all({one.sha256: data})
        for error in refused.values():
            raise NoSourceHasIt(f"it cannot be stored: {os_reason(error)}")
        if _look(checked.originals, one.sha256).how != "whole":
            raise NoSourceHasIt("what was stored cannot be read again")
    except NoSourceHasIt as error:
        if row is not None and row.lost_at is None:
            lost = update(OriginalRow).where(OriginalRow.sha256 == one.sha256)
            rows_changed(session, lost.values(lost_at=checked.now))
            session.commit()
        yield finding(kind, "lost", f"{what}, and no source has it: {error}")
        return
    if row is None:
        _note(checked, session, one.sha256, len(data))
    else:
        _correct(session, one.sha256, len(data))
    yield finding(kind, "repaired", f"{what}; its source still has it")


def _correct(session: Session, sha256: str, size: int) -> None:
    right = update(OriginalRow).where(OriginalRow.sha256 == sha256)
    rows_changed(session, right.values(size_bytes=size, lost_at=None))
    session.commit()


def _note(checked: Checked, session: Session, sha256: str, size: int) -> None:
    with checked.originals.opened(sha256) as file:
        file_format = sniff(file, size).format
    values = {
        "sha256": sha256,
        "size_bytes": size,
        "file_format": file_format or "bin",
        "stored_at": checked.now,
    }
    insert_if_absent(session, OriginalRow, values)
    session.commit()


def _place(session: Session, sha256: str) -> tuple[str | None, str | None, str | None, UUID | None]:
    """Whose it is, the source and the file that it came from, and an activity that needs it."""
    activity_id = session.scalar(
        select(RecordingRow.activity_id)
        .where(RecordingRow.column("file_sha256") == sha256)
        .limit(1)
    )
    came = (
        select(AccountRow.username, SourceRow.name, SourceFileRow.name)
        .join(SourceRow, SourceRow.id == SourceFileRow.source_id)
        .join(AccountRow, AccountRow.id == SourceRow.account_id)
        .where(SourceFileRow.sha256 == sha256)
        .order_by(SourceFileRow.gone_at.is_not(None))
        .limit(1)
    )
    for account, source, file in session.execute(came):
        return account, source, file, activity_id
    for row, column in REFERENCES:
        owner = select(AccountRow.username).join(row, row.account_id == AccountRow.id)
        for account in session.scalars(owner.where(column == sha256).limit(1)):
            return account, None, None, activity_id
    return None, None, None, activity_id
