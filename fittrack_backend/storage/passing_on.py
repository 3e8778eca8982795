"""What stays when its source is forgotten, since another source has it too: it belongs to that one from then on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import TypeAlias
from uuid import UUID, uuid4

from attrs import define, field, frozen
from sqlalchemy import and_, select, update

from fittrack_backend.storage.database import rows_changed
from fittrack_backend.storage.file_history import Part, Version
from fittrack_backend.storage.file_versions import EDITED, Reader
from fittrack_backend.storage.origin import portions
from fittrack_backend.storage.removed import forgotten_sources
from fittrack_backend.storage.scope import AccountSession
from fittrack_backend.storage.tables import (
    FileVersionRow,
    HealthPartRow,
    RecordingRow,
    RemovalRow,
    SourceFileRow,
    WorkoutRow,
)

Row: TypeAlias = type[RecordingRow | HealthPartRow | WorkoutRow]


@frozen
class Elsewhere:
    """Another file that has the same bytes, or the same workout."""

    source_id: UUID
    key: bytes
    name: str
    file_format: str | None
    sha256: str | None
    job_id: UUID | None = None
    """The job that found it there, where that is noted."""


@frozen
class Passing:
    """A row, and where it belongs from now on."""

    row: Row
    id: UUID
    to: Elsewhere


@define
class OtherFiles:
    """The files of other sources that were not forgotten."""

    _by_digest: dict[str, dict[UUID, Elsewhere]] = field(factory=lambda: defaultdict(dict))
    _by_workout: dict[UUID, Elsewhere] = field(factory=dict)
    _noted: set[tuple[str, UUID]] = field(factory=set)

    @classmethod
    def load(cls, database: AccountSession, source_id: UUID) -> OtherFiles:
        """Those of other sources than this one."""
        forgotten = forgotten_sources(RemovalRow.restored_at.is_(None))
        query = select(
            SourceFileRow.id,
            SourceFileRow.source_id,
            SourceFileRow.key,
            SourceFileRow.name,
            SourceFileRow.file_format,
            SourceFileRow.sha256,
            SourceFileRow.records,
        ).where(
            SourceFileRow.source_id != source_id,
            SourceFileRow.source_id.not_in(forgotten),
            SourceFileRow.sha256.is_not(None),
            SourceFileRow.outcome.not_in(("failed", "skipped")),
        )
        found = cls()
        for row in database.execute(query):
            one = Elsewhere(row.source_id, row.key, row.name, row.file_format, row.sha256)
            found._by_digest[row.sha256][row.id] = one
            for record in row.records:
                if record["type"] == "workouts" and record["id"]:
                    found._by_workout.setdefault(UUID(record["id"]), one)
        versions = select(FileVersionRow.type, FileVersionRow.file_id)
        found._noted = {(kind, file_id) for kind, file_id in database.execute(versions)}
        return found

    def of_part(self, kind: str, sha256: str) -> Elsewhere | None:
        """A file with this content of which no versions are noted, as of copies that an older version found."""
        files = self._by_digest.get(sha256, {})
        return next((one for file, one in files.items() if (kind, file) not in self._noted), None)

    def of_workout(self, one: UUID, sha256: str | None) -> Elsewhere | None:
        """A file with this workout."""
        same = self._by_digest.get(sha256, {}) if sha256 else {}
        return next(iter(same.values()), None) or self._by_workout.get(one)


def files_of(database: AccountSession, versions: Mapping[UUID, Version]) -> dict[UUID, Elsewhere]:
    """Of what other files were found to hold, by id: the file, where that is known."""
    files: dict[UUID, SourceFileRow] = {}
    for some in portions({one.file_id for one in versions.values()}):
        query = select(SourceFileRow).where(SourceFileRow.id.in_(some))
        files |= {row.id: row for row in database.scalars(query)}
    found: dict[UUID, Elsewhere] = {}
    for one, version in versions.items():
        row = files.get(version.file_id)
        if row is not None and version.source_id is not None:
            place = (version.source_id, row.key, row.name, row.file_format, row.sha256)
            found[one] = Elsewhere(*place, version.job_id)
    return found


def pass_on(database: AccountSession, source_id: UUID, passing: Iterable[Passing]) -> None:
    """Writes it; what the files of the source held is noted before, so that restoring it knows."""
    passing = list(passing)
    for kind, row in EDITED.items():
        ids = [one.id for one in passing if one.row is row]
        reader = Reader(database, database.account_id)
        of_row = [part for some in portions(ids) for part in reader.parts(row, row.id.in_(some))]
        _note_left(reader, kind, source_id, of_row)
    for one in passing:
        rows_changed(database, update(one.row).where(one.row.id == one.id).values(**_values(one)))


def _values(one: Passing) -> dict[str, object]:
    values: dict[str, object] = {"source_id": one.to.source_id}
    if one.to.job_id is not None:
        values["job_id"] = one.to.job_id
    if one.row is not HealthPartRow:
        values["file_name"] = one.to.name
    if one.row is WorkoutRow:
        values |= {
            "path": one.to.key,
            "file_format": one.to.file_format,
            "file_sha256": one.to.sha256,
        }
    return values


def _note_left(reader: Reader, kind: str, source_id: UUID, parts: Collection[Part]) -> None:
    """Notes which job found in the source's files what passes on: its rows name another one from now on."""
    first: dict[str, Part] = {}
    for part in parts:
        first.setdefault(part.sha256, part)
    edited: set[UUID] = set()
    for some in portions(first):
        of_source = and_(FileVersionRow.type == kind, FileVersionRow.source_id == source_id)
        for row in reader.versions(and_(of_source, FileVersionRow.sha256.in_(some))):
            edited.add(row.file_id)
            if row.job_id is None:
                row.job_id = first[row.sha256].job_id
                row.found_at = row.found_at or first[row.sha256].brought_at
    for file_id, of, sha256 in reader.holders(first):
        if of == source_id and file_id not in edited:
            reader.session.add(
                FileVersionRow(
                    id=uuid4(),
                    account_id=reader.account_id,
                    file_id=file_id,
                    source_id=source_id,
                    type=kind,
                    sha256=sha256,
                    job_id=first[sha256].job_id,
                    found_at=first[sha256].brought_at,
                )
            )
    reader.session.flush()
