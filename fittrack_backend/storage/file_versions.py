"""The versions of files as the database has them: read for what a batch of files or a removal touches, and written."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Mapping
from uuid import UUID, uuid4

from attrs import define, field, frozen
from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from fittrack_backend.storage.file_history import Away, FileHistory, Part, Removal, Version
from fittrack_backend.storage.origin import portions
from fittrack_backend.storage.tables import (
    FileVersionRow,
    HealthPartRow,
    RecordingRow,
    RemovalRow,
    SourceFileRow,
    SourceRow,
    SyncJobRow,
)

EDITED: Mapping[str, type[RecordingRow | HealthPartRow]] = {
    "activities": RecordingRow,
    "health": HealthPartRow,
}
"""The types of data whose earlier versions are kept, and the rows that they are in."""


def removals_of(session: Session, account_id: UUID) -> dict[UUID, RemovalRow]:
    """All that an account undid or forgot."""
    query = select(RemovalRow).where(RemovalRow.account_id == account_id)
    return {row.id: row for row in session.scalars(query)}


def has_found_since(session: Session, source_id: UUID, moment: dt.datetime) -> bool:
    """Whether a file of the source was found to hold something since, though another source may have brought it."""
    found = select(FileVersionRow.id).where(
        FileVersionRow.source_id == source_id, FileVersionRow.found_at > moment
    )
    return session.scalar(found.limit(1)) is not None


def away_by(removals: Iterable[RemovalRow]) -> Away:
    """What they took."""
    return Away({row.id: as_removal(row) for row in removals})


def as_removal(row: RemovalRow) -> Removal:
    """A row as what counts of it."""
    return Removal(row.id, row.job_id, row.source_id, row.removed_at, row.restored_at is not None)


@frozen
class Reader:
    """What an account has of versions and of the contents in them."""

    session: Session
    account_id: UUID

    def are_any(self) -> bool:
        """Whether any file was ever edited."""
        query = select(FileVersionRow.id).where(FileVersionRow.account_id == self.account_id)
        return self.session.scalar(query.limit(1)) is not None

    def versions(self, condition: ColumnElement[bool]) -> list[FileVersionRow]:
        """Those that the condition names."""
        query = select(FileVersionRow).where(FileVersionRow.account_id == self.account_id)
        return list(self.session.scalars(query.where(condition)))

    def around(
        self, digests: Collection[str], files: Collection[UUID] = ()
    ) -> list[FileVersionRow]:
        """All versions of these files, and of those that held one of these contents at some time."""
        known = set(files)
        for some in portions(digests):
            known |= {one.file_id for one in self.versions(FileVersionRow.sha256.in_(some))}
        return [
            row
            for some in portions(known)
            for row in self.versions(FileVersionRow.file_id.in_(some))
        ]

    def gone(self, files: Collection[UUID]) -> dict[UUID, dt.datetime | None]:
        """Those of these files that are known, and since when they are gone."""
        return {
            one: gone_at
            for some in portions(files)
            for one, gone_at in self.session.execute(
                select(SourceFileRow.id, SourceFileRow.gone_at)
                .join(SourceRow, SourceRow.id == SourceFileRow.source_id)
                .where(SourceRow.account_id == self.account_id, SourceFileRow.id.in_(some))
            )
        }

    def parts(
        self, row: type[RecordingRow | HealthPartRow], condition: ColumnElement[bool]
    ) -> list[Part]:
        """What was read of contents."""
        if row is HealthPartRow:
            return self._days(condition)
        number = RecordingRow.column("number")
        query = select(
            RecordingRow.id,
            RecordingRow.column("file_sha256"),
            RecordingRow.job_id,
            RecordingRow.source_id,
            RecordingRow.column("created_at"),
            number,
            RecordingRow.start_time,
            RecordingRow.end_time,
            RecordingRow.removal_id,
            RecordingRow.replaced_at.is_not(None),
            RecordingRow.purged_at.is_not(None),
        ).where(RecordingRow.account_id == self.account_id, condition)
        return [Part(*found) for found in self.session.execute(query)]

    def _days(self, condition: ColumnElement[bool]) -> list[Part]:
        query = (
            select(
                HealthPartRow.id,
                HealthPartRow.file_sha256,
                HealthPartRow.job_id,
                HealthPartRow.source_id,
                SyncJobRow.created_at,
                HealthPartRow.date,
                HealthPartRow.removal_id,
                HealthPartRow.replaced_at.is_not(None),
                HealthPartRow.purged_at.is_not(None),
            )
            .join(SyncJobRow, SyncJobRow.id == HealthPartRow.job_id, isouter=True)
            .where(HealthPartRow.account_id == self.account_id, condition)
        )
        found: list[Part] = []
        for (
            one,
            sha256,
            job_id,
            source_id,
            at,
            date,
            by,
            is_replaced,
            is_purged,
        ) in self.session.execute(query):
            start = dt.datetime.combine(date, dt.time(), dt.UTC)
            flags = (by, is_replaced, is_purged)
            found.append(Part(one, sha256, job_id, source_id, at, 0, start, start, *flags))
        return found

    def parts_of(
        self, row: type[RecordingRow | HealthPartRow], digests: Collection[str]
    ) -> list[Part]:
        """The same of these contents."""
        sha256 = row.column("file_sha256")
        return [one for some in portions(digests) for one in self.parts(row, sha256.in_(some))]

    def holders(self, digests: Collection[str]) -> list[tuple[UUID, UUID, str]]:
        """The files whose records are from these contents: id, source and content of each."""
        found: list[tuple[UUID, UUID, str]] = []
        for some in portions(digests):
            for column in (SourceFileRow.sha256, SourceFileRow.filed_sha256):
                query = (
                    select(
                        SourceFileRow.id,
                        SourceFileRow.source_id,
                        SourceFileRow.sha256,
                        SourceFileRow.filed_sha256,
                    )
                    .join(SourceRow, SourceRow.id == SourceFileRow.source_id)
                    .where(SourceRow.account_id == self.account_id, column.in_(some))
                )
                for one, source_id, sha256, filed in self.session.execute(query):
                    records_from = filed or sha256
                    if records_from is not None and records_from in some:
                        found.append((one, source_id, records_from))
        return found


def version_of(row: FileVersionRow) -> Version:
    """A row as what counts of it."""
    return Version(
        row.file_id,
        row.source_id,
        row.sha256,
        row.job_id,
        row.removal_id,
        row.found_at,
        row.was_gone_at,
    )


def history(
    reader: Reader, kind: str, digests: Collection[str], rows: Iterable[FileVersionRow]
) -> FileHistory:
    """The history of these contents: of the files with these versions, and of those with one content that they
    always had."""
    versions = [version_of(row) for row in rows if row.type == kind]
    edited = {one.file_id for one in versions}
    versions += [
        Version(file_id, source_id, sha256, None, None, None)
        for file_id, source_id, sha256 in reader.holders(digests)
        if file_id not in edited
    ]
    found = FileHistory(reader.gone({one.file_id for one in versions}))
    for version in versions:
        found.add(version)
    for part in reader.parts_of(EDITED[kind], {*digests, *(one.sha256 for one in versions)}):
        found.add_part(part)
    return found


@frozen
class Found:
    """What reading a file means for what it held before."""

    instead_of: str | None = None
    """The content that no file holds any more."""
    kept_away: str | None = None
    """Why what it holds does not come back: the job that found so was undone."""


@frozen
class Place:
    """A file of a batch, and the content that its records are from, as it is remembered."""

    source_id: UUID
    key: bytes
    file_id: UUID | None
    """None: it is new."""
    before: str | None
    gone_at: dt.datetime | None = None
    """Since when it had been gone."""


@define
class BatchVersions:
    """The versions of the files of a batch: loaded, added to and written together."""

    reader: Reader
    job_id: UUID
    now: dt.datetime
    away: Away = field(factory=Away, init=False)
    _why: dict[UUID, str] = field(factory=dict, init=False)
    """Of each removal, in words that items say."""
    _of: Mapping[str, FileHistory] = field(init=False)
    _noted: set[tuple[str, UUID | None]] = field(factory=set, init=False)
    """The types and files of which there are rows."""
    _new: list[tuple[Place, FileVersionRow]] = field(factory=list, init=False)

    @_of.default
    def _none(self) -> Mapping[str, FileHistory]:
        return {kind: FileHistory() for kind in EDITED}

    def load(self, places: Collection[tuple[Place, str | None]]) -> None:
        """Reads what is known of these files, of which each holds a content now, and of other files with what they
        held before."""
        files = {one.file_id for one, _ in places if one.file_id is not None}
        edited = {one.before for one, now in places if one.before is not None and one.before != now}
        are_any = bool(files) and self.reader.are_any()
        if not are_any and not edited:
            return
        removals = removals_of(self.reader.session, self.reader.account_id)
        self.away = away_by(removals.values())
        self._why = {one: row.why for one, row in removals.items()}
        contents = set(edited)
        rows: list[FileVersionRow] = []
        if are_any:
            contents |= {row.sha256 for row in self.reader.around((), files)}
            rows = self.reader.around(contents, files)
        self._noted = {(row.type, row.file_id) for row in rows}
        self._of = {kind: history(self.reader, kind, contents, rows) for kind in EDITED}

    def before(self) -> set[str]:
        """The contents that files of the batch may be taken to have held."""
        return {sha256 for one in self._of.values() for sha256 in one.contents()}

    def find(
        self, kind: str, place: Place, sha256: str, *, is_known: bool, removal_id: UUID | None
    ) -> Found:
        """Notes that a file holds this content of a type, of which something `is_known` already, perhaps taken away
        by a removal."""
        of_type = self._of[kind]
        versions = of_type.of_file(place.file_id)
        last = versions[-1].sha256 if versions else place.before
        if not versions and last == sha256:
            return Found()
        if (kind, place.file_id) not in self._noted and not of_type.has_parts(last):
            last = None  # what it held was nothing of this type, or could not be read
        if last is None and not is_known:
            return Found()
        is_read_on = last == sha256 != place.before
        if last == sha256 and not is_read_on:
            by = self.away.undone(versions[-1].job_id) if versions else None
            return Found(kept_away=None if by is None else self._why[by])
        old = of_type.held(place.file_id, self.away, besides=sha256 if is_read_on else None)
        self._add(kind, place, last, sha256, removal_id)
        if old in (None, sha256) or of_type.is_held_beside(place.file_id, old, self.away):
            return Found()
        return Found(instead_of=old)

    def vanish(self, file_id: UUID) -> None:
        """A file is gone."""
        for one in self._of.values():
            one.gone[file_id] = self.now

    def _add(
        self, kind: str, place: Place, last: str | None, sha256: str, removal_id: UUID | None
    ) -> None:
        file_id = place.file_id or uuid4()  # of a new one it is written with what it gets
        if last is not None and (kind, file_id) not in self._noted:
            self._new.append((place, self._row(kind, place, file_id, last, None, None)))
        row = self._row(kind, place, file_id, sha256, self.job_id, removal_id)
        # Their order is that of their times, also in one transaction.
        row.found_at = self.now + dt.timedelta(microseconds=len(self._new) + 1)
        row.was_gone_at = place.gone_at
        self._new.append((place, row))
        self._noted.add((kind, file_id))
        of_type = self._of[kind]
        of_type.gone[file_id] = None
        of_type.add(version_of(row))

    def _row(
        self,
        kind: str,
        place: Place,
        file_id: UUID,
        sha256: str,
        job_id: UUID | None,
        removal_id: UUID | None,
    ) -> FileVersionRow:
        return FileVersionRow(
            id=uuid4(),
            account_id=self.reader.account_id,
            file_id=file_id,
            source_id=place.source_id,
            type=kind,
            sha256=sha256,
            job_id=job_id,
            removal_id=removal_id,
            found_at=None,
        )

    def flush(self, id_of: Callable[[UUID, bytes], UUID]) -> None:
        """Writes what was added; `id_of` gives the id that a file has by now, by its source and key."""
        for place, row in self._new:
            row.file_id = id_of(place.source_id, place.key)
            self.reader.session.add(row)
