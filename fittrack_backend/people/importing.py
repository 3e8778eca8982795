"""Bringing an account's archive back: on another server, or beside what the account has already (docs/export.md).

The archive is checked from end to end first. Then originals are kept, which are known by their digests; what was killed
there is gone on with by importing again. All records come in one transaction, so an import is there whole or not at all.

What is there stays: a row is known again by its id, a recording, a day's part or a workout also by its content.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import BinaryIO, TypeVar
from uuid import UUID, uuid5

from attrs import define, field, frozen
from sqlalchemy import select
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.orm import Session

from fittrack_backend.errors import Problem
from fittrack_backend.people.erasing import owned_tables
from fittrack_backend.people.export_form import ORIGINALS_LIST, path_of_records
from fittrack_backend.people.exported import FILES
from fittrack_backend.people.import_filing import Filing, Filled, identity_of
from fittrack_backend.people.import_reading import ListedOriginal, NotAnArchive, ReadArchive
from fittrack_backend.people.import_values import Moved, NotThisValue, rows_of
from fittrack_backend.problem_kinds import Kind
from fittrack_backend.settings import Quota, Settings
from fittrack_backend.storage import original_marks, usage
from fittrack_backend.storage.account_turn import take_turn
from fittrack_backend.storage.database import Database, insert_if_absent
from fittrack_backend.storage.original_marks import OriginalsRemoved
from fittrack_backend.storage.originals import OriginalStore
from fittrack_backend.storage.ownership import Owned
from fittrack_backend.storage.scope import AccountSession
from fittrack_backend.storage.tables import AccountRow, OriginalRow, SourceRow

T = TypeVar("T")

_PAGE = 200
_BYTES_AT_ONCE = 16 << 20
_TRIES = 3


@frozen
class ImportReport:
    """What an import brought; what was there already is in `unchanged`."""

    activities: int
    recordings: int
    days: int
    workouts: int
    sources: int
    sync_jobs: int
    originals: int
    unchanged: int
    """Records that the account had already."""
    missing: int
    """Originals that the archive lacks."""
    has_new_ids: bool
    """Whether all ids are others, since another account of this server has some of them."""
    passed_over: list[str]
    """Entries of a newer version, which this one does not know."""


@define
class Import:
    """An import into one account."""

    database: Database
    originals: OriginalStore
    settings: Settings
    account_id: UUID
    _move: Moved = field(default=lambda one: one, init=False)

    def run(self, file: BinaryIO) -> ImportReport:
        """Imports an archive. Problems: 422 `not-an-archive` with the reason, 409 `limit-reached`. Raises OSError on a
        full disk."""
        try:
            archive = ReadArchive.opened(file)
            tables = [row for row in reversed(list(owned_tables())) if _name(row) in FILES]
            has_new_ids = self._check(archive, tables)
            self._check_quota(archive)
            for attempt in range(_TRIES):
                stored = self._keep_originals(archive)
                try:
                    filled = self._fill(archive, tables)
                    break
                except OriginalsRemoved:
                    # A purge took some before their rows were there: they are written again.
                    if attempt == _TRIES - 1:
                        raise
        except NotAnArchive as error:
            raise not_an_archive(str(error)) from error
        known = {path_of_records(FILES[_name(row)]) for row in tables} | {ORIGINALS_LIST}
        return ImportReport(
            activities=filled.new["activities"],
            recordings=filled.new["recordings"],
            days=filled.new["health_days"],
            workouts=filled.new["workouts"],
            sources=filled.new["sources"],
            sync_jobs=filled.new["sync_jobs"],
            originals=stored,
            unchanged=filled.unchanged,
            missing=len(archive.missing),
            has_new_ids=has_new_ids,
            passed_over=archive.unknown(known),
        )

    def _check(self, archive: ReadArchive, tables: Sequence[type[Owned]]) -> bool:
        """Looks at every line and every original; whether another account has some of the ids."""
        is_taken = False
        for row in tables:
            for rows in _pages(self._checked(archive, row)):
                if "id" in rows[0]:
                    ids = [one["id"] for one in rows]
                    is_taken = is_taken or self._is_taken(row, ids)
        for one in archive.originals():
            if one.sha256 not in archive.missing:
                archive.original(one, self.settings.max_file_bytes)
        same = self._same_sources(archive)
        if is_taken or same:
            self._move = _moved(self.account_id if is_taken else None, same)
        return is_taken

    def _is_taken(self, row: type[Owned], ids: Sequence[object]) -> bool:
        key = row.id  # type: ignore[attr-defined]
        with self.database.session() as session:
            query = select(key).where(key.in_(ids), row.owner() != self.account_id).limit(1)
            return session.scalar(query) is not None

    def _same_sources(self, archive: ReadArchive) -> dict[UUID, UUID]:
        """The sources of the archive that the account has under other ids."""
        found: dict[UUID, UUID] = {}
        with self.database.session_of(self.account_id) as session:
            there = {
                (one.kind, one.identity): one.id for one in session.scalars(select(SourceRow)).all()
            }
            ids = set(there.values())
        for line in self._checked(archive, SourceRow):
            one = line["id"]
            assert isinstance(one, UUID)
            other = there.get((str(line["kind"]), identity_of(line)))
            if other is not None and one not in ids:
                found[one] = other
        return found

    def _checked(self, archive: ReadArchive, row: type[Owned]) -> Iterator[dict[str, object]]:
        path = path_of_records(FILES[_name(row)])
        columns = rows_of(row)
        for number, line in enumerate(archive.lines(path), 1):
            try:
                yield columns.checked(line)
            except NotThisValue as error:
                raise NotAnArchive(f"{path}, line {number}: {error}") from error

    def rows(self, archive: ReadArchive, row: type[Owned]) -> Iterator[dict[str, object]]:
        """A table's rows as they come into the account."""
        columns = rows_of(row)
        for one in self._checked(archive, row):
            found = columns.moved(one, self._move)
            if row.OWNER in columns.table.columns and row is not AccountRow:
                found[row.OWNER] = self.account_id
            yield found

    def _check_quota(self, archive: ReadArchive) -> None:
        """Refuses what the account's quota of bytes has no room for, before any of it is kept."""
        with self.database.session_of(self.account_id) as session:
            quota = self._quota(session)
            if quota.bytes is None:
                return
            size = sum(one.size_bytes or 0 for one in archive.originals())
            if size > quota.bytes:
                raise _no_room(f"{quota.bytes:,} bytes of original files", size, quota.bytes)

    def _quota(self, session: Session) -> Quota:
        account = session.get_one(AccountRow, self.account_id)
        return usage.quota_of(account, self.settings.quota)

    def _keep_originals(self, archive: ReadArchive) -> int:
        """Keeps the originals that are not there yet; how many that are."""
        count, held, size = 0, dict[str, bytes](), 0

        def keep() -> None:
            for error in self.originals.store_all(held).values():
                raise error

        for one in archive.originals():
            if one.sha256 in archive.missing:
                continue
            held[one.sha256] = archive.original(one, self.settings.max_file_bytes)
            count += not self.originals.is_there(one.sha256)
            size += len(held[one.sha256])
            if size >= _BYTES_AT_ONCE:
                keep()
                held, size = {}, 0
        keep()
        return count

    def _fill(self, archive: ReadArchive, tables: Sequence[type[Owned]]) -> Filled:
        """Brings all records in, in one transaction."""
        with self.database.session_of(self.account_id) as session:
            try:
                take_turn(session)
                self._name_originals(session, archive)
                filled = Filing(session, lambda row: self.rows(archive, row)).file(tables)
                self._check_room(session)
                session.commit()
            except IntegrityError as error:
                raise NotAnArchive("its records do not fit together") from error
            except DBAPIError as error:
                raise NotAnArchive("it has values that the database does not take") from error
        return filled

    def _name_originals(self, session: AccountSession, archive: ReadArchive) -> None:
        now = dt.datetime.now(dt.UTC)
        for some in _pages(archive.originals()):
            digests = [one.sha256 for one in some]
            held = original_marks.hold(session, digests)
            for one in some:
                if one.sha256 not in held and one.size_bytes is not None:
                    insert_if_absent(session, OriginalRow, _original_row(one, now))
            there = [one for one in digests if one not in archive.missing]
            original_marks.check_named(session, self.originals, there)

    def _check_room(self, session: AccountSession) -> None:
        quota, used = self._quota(session), usage.of(session, self.account_id)
        if quota.activities is not None and used.activities > quota.activities:
            session.rollback()
            raise _no_room(f"{quota.activities:,} activities", used.activities, quota.activities)
        if quota.bytes is not None and used.bytes > quota.bytes:
            session.rollback()
            raise _no_room(f"{quota.bytes:,} bytes of original files", used.bytes, quota.bytes)


def _pages(rows: Iterator[T]) -> Iterator[list[T]]:
    while page := list(islice(rows, _PAGE)):
        yield page


def _name(row: type[Owned]) -> str:
    return str(row.__tablename__)  # type: ignore[attr-defined]


def _moved(account_id: UUID | None, same: Mapping[UUID, UUID]) -> Moved:
    """Other ids: of a source that the account has the one that it has there; of all else, where another account has
    some, ids that follow from both, so that importing again finds the same."""

    def move(one: UUID) -> UUID:
        if one in same:
            return same[one]
        return one if account_id is None else uuid5(account_id, str(one))

    return move


def _original_row(one: ListedOriginal, now: dt.datetime) -> dict[str, object]:
    return {
        "sha256": one.sha256,
        "size_bytes": one.size_bytes,
        "file_format": one.file_format or "",
        "stored_at": now,
    }


def not_an_archive(why: str) -> Problem:
    """A problem 422: this cannot be imported."""
    return Problem(Kind.NOT_AN_ARCHIVE, f"{why[:1].upper()}{why[1:]}.")


def _no_room(what: str, wanted: int, most: int) -> Problem:
    return Problem(
        Kind.LIMIT_REACHED,
        f"With this archive the account would have {wanted:,}, and may have {what}. Nothing was imported. Delete some "
        "first, or ask the server's operator for a greater quota.",
        members={"limit": most},
    )
