"""Which stored originals an account's records are to be derived from again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Any, cast
from uuid import UUID

from attrs import define, field, frozen
from sqlalchemy import Select, String, exists, literal, or_, select
from sqlalchemy import Table as SqlTable
from sqlalchemy.orm import Session

from fittrack_backend.records.data_types import DataType
from fittrack_backend.records.reader_version import READER_VERSION
from fittrack_backend.storage.origin import portions
from fittrack_backend.storage.removed import counts
from fittrack_backend.storage.tables import (
    AccountRow,
    ActivityRow,
    HealthPartRow,
    OriginalRow,
    RecordingRow,
    SourceFileRow,
    SourceRow,
    SyncItemRow,
    SyncJobRow,
    WorkoutRow,
)
from fittrack_backend.sync import known_bad
from fittrack_backend.sync.decide import main_type

_RECORDINGS = cast(SqlTable, RecordingRow.__table__)
_WORKOUTS = cast(SqlTable, WorkoutRow.__table__)


@frozen
class Wanted:
    """What to reread: all, or what an older version of the readers derived (`only_older`); what has a record on
    or after a day, and planned workouts, which have none; what these activities are made of."""

    only_older: bool
    since: dt.date | None = None
    activity_ids: Sequence[UUID] | None = None


@define
class StoredFile:
    """An original, and what it was called in the source that it came from."""

    sha256: str
    source_id: UUID
    name: str | None
    types: set[DataType] = field(factory=set)
    size: int | None = None

    @property
    def key(self) -> bytes:
        """The key of its item: items are listed in the order of their keys."""
        return f"{self.name}\0{self.sha256}".encode("utf-8", "surrogateescape")

    @property
    def type(self) -> str | None:
        """The type that its item is shown under."""
        return main_type(self.types)


def digest_in(key: bytes) -> str:
    """The digest of the original that an item with this key is about."""
    return key[-64:].decode()


def accounts_with_older(session: Session) -> list[UUID]:
    """The active accounts with records that an older version of the readers derived. Each start asks this: it looks for one
    record of each account, in an index."""
    older = [
        exists().where(row.account_id == AccountRow.id, row.reader_version < READER_VERSION)
        for row in (RecordingRow, HealthPartRow, WorkoutRow)
    ]
    active = (AccountRow.disabled_at.is_(None), AccountRow.deleting_since.is_(None))
    return list(session.scalars(select(AccountRow.id).where(*active, or_(*older))))


def originals_to_reread(session: Session, account_id: UUID, wanted: Wanted) -> list[StoredFile]:
    """The originals of what counts, in the order of their names.

    What was deleted, removed or replaced is left as it is. With `only_older`, so is what a job for the same
    version of the readers could not read.
    """
    found: dict[str, StoredFile] = {}
    for kind, query in _queries(account_id, wanted):
        for sha256, source_id, name in session.execute(query):
            file = found.setdefault(sha256, StoredFile(sha256, source_id, name))
            file.types.add(kind)
    if wanted.only_older:
        for sha256 in _failed_before(session, account_id):
            found.pop(sha256, None)
    _name(session, account_id, found)
    for some in portions(found):
        sizes = select(OriginalRow.sha256, OriginalRow.size_bytes).where(
            OriginalRow.sha256.in_(some)
        )
        for sha256, size in session.execute(sizes):
            found[sha256].size = size
    return sorted(found.values(), key=lambda file: file.key)


def _queries(
    account_id: UUID, wanted: Wanted
) -> Iterator[tuple[DataType, Select[*tuple[Any, ...]]]]:
    recordings = (
        select(RecordingRow.column("file_sha256"), RecordingRow.source_id, _RECORDINGS.c.file_name)
        .join(ActivityRow, ActivityRow.id == RecordingRow.activity_id)
        .where(ActivityRow.deleted_at.is_(None), counts(RecordingRow))
    )
    if wanted.since is not None:
        recordings = recordings.where(ActivityRow.column("date") >= wanted.since)
    if wanted.activity_ids is not None:
        recordings = recordings.where(RecordingRow.activity_id.in_(wanted.activity_ids))
    yield "activities", _of_account(recordings, RecordingRow, account_id, wanted)
    if wanted.activity_ids is not None:
        return
    parts = select(
        HealthPartRow.file_sha256, HealthPartRow.source_id, literal(None, String())
    ).where(counts(HealthPartRow))
    if wanted.since is not None:
        parts = parts.where(HealthPartRow.date >= wanted.since)
    yield "health", _of_account(parts, HealthPartRow, account_id, wanted)
    workouts = select(
        WorkoutRow.column("file_sha256"), WorkoutRow.source_id, _WORKOUTS.c.file_name
    ).where(WorkoutRow.removal_id.is_(None))
    yield "workouts", _of_account(workouts, WorkoutRow, account_id, wanted)


def _of_account(
    query: Select[*tuple[Any, ...]],
    row: type[RecordingRow | HealthPartRow | WorkoutRow],
    account_id: UUID,
    wanted: Wanted,
) -> Select[*tuple[Any, ...]]:
    query = query.where(
        row.account_id == account_id, row.source_id.is_not(None), row.purged_at.is_(None)
    )
    if wanted.only_older:
        query = query.where(row.reader_version < READER_VERSION)
    return query.distinct()


def _failed_before(session: Session, account_id: UUID) -> set[str]:
    query = (
        select(SyncItemRow.content)
        .join(SyncJobRow, SyncJobRow.id == SyncItemRow.job_id)
        .where(
            SyncJobRow.account_id == account_id,
            SyncJobRow.reader_version == READER_VERSION,
            SyncItemRow.outcome == "failed",
            SyncItemRow.content.is_not(None),
        )
    )
    digests = (content.partition(":")[2] for content in session.scalars(query) if content)
    return set(digests)


def content_of(sha256: str) -> str | None:
    """What tells of a failed item which original fails."""
    return known_bad.content_of(sha256, None)


def _name(session: Session, account_id: UUID, found: dict[str, StoredFile]) -> None:
    """Names those of which only days are kept as their sources call them; else by their digests."""
    nameless = {file.sha256 for file in found.values() if file.name is None}
    for some in portions(nameless):
        query = (
            select(SourceFileRow.sha256, SourceFileRow.name)
            .join(SourceRow, SourceRow.id == SourceFileRow.source_id)
            .where(SourceRow.account_id == account_id, SourceFileRow.sha256.in_(some))
            .order_by(SourceFileRow.key.desc())
        )
        for sha256, name in session.execute(query):
            found[sha256 or ""].name = name
    for file in found.values():
        file.name = file.name or file.sha256
