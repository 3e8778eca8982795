"""What is to be taken away: what a job brought, or what came from a source alone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from uuid import UUID, uuid4

from attrs import evolve, field, frozen
from sqlalchemy import select

from fittrack_backend.storage.file_history import Removal
from fittrack_backend.storage.history_changes import Changes, Edited, changes_by
from fittrack_backend.storage.scope import AccountSession
from fittrack_backend.storage.tables import (
    HealthPartRow,
    RecordingRow,
    RemovalRow,
    SourceFileRow,
    SourceRow,
    WorkoutRow,
)


@frozen
class Elsewhere:
    """Another file that has the same bytes, or the same workout: the record goes with it from now on."""

    source_id: UUID
    key: bytes
    name: str
    file_format: str | None
    sha256: str | None


@frozen
class Leaving:
    """What is to go: recordings and parts of days with what comes back for them, and the ids of workouts."""

    removal: Removal
    of: Mapping[Edited, Changes]
    workouts: Collection[UUID] = ()
    moving: Sequence[tuple[type[RecordingRow | HealthPartRow | WorkoutRow], UUID, Elsewhere]] = (
        field(factory=tuple)
    )
    """What stays, since another source has it too."""

    @property
    def takes_something(self) -> bool:
        """Whether anything goes."""
        return bool(self.workouts) or any(one.going for one in self.of.values())


def _now(*, job_id: UUID | None = None, source_id: UUID | None = None) -> Removal:
    return Removal(uuid4(), job_id, source_id, dt.datetime.now(dt.UTC), is_restored=False)


def of_job(database: AccountSession, job_id: UUID) -> Leaving:
    """What a job brought."""
    removal = _now(job_id=job_id)
    query = select(WorkoutRow.id).where(
        WorkoutRow.job_id == job_id, WorkoutRow.removal_id.is_(None)
    )
    return Leaving(removal, changes_by(database, removal), list(database.scalars(query)))


def of_source(database: AccountSession, source_id: UUID) -> Leaving:
    """What came from a source alone."""
    removal = _now(source_id=source_id)
    by_digest, by_workout = _elsewhere(database, source_id)
    moving: list[tuple[type[RecordingRow | HealthPartRow | WorkoutRow], UUID, Elsewhere]] = []
    going: dict[type[RecordingRow | HealthPartRow | WorkoutRow], list[UUID]] = {}
    changes = changes_by(database, removal)
    for row, sha256 in (
        (RecordingRow, RecordingRow.column("file_sha256")),
        (HealthPartRow, HealthPartRow.file_sha256),
        (WorkoutRow, WorkoutRow.column("file_sha256")),
    ):
        query = select(row.id, sha256).where(row.source_id == source_id, row.removal_id.is_(None))
        of_row = going.setdefault(row, [])
        for one, digest in database.execute(query):
            other = by_digest.get(digest) or by_workout.get(one)
            if other is None:
                of_row.append(one)
            else:
                moving.append((row, one, other))
    staying = {one for _, one, _ in moving}
    of = {
        row: evolve(one, going=[each for each in one.going if each not in staying])
        for row, one in changes.items()
    }
    return Leaving(removal, of, going[WorkoutRow], tuple(moving))


def _elsewhere(
    database: AccountSession, source_id: UUID
) -> tuple[Mapping[str, Elsewhere], Mapping[UUID, Elsewhere]]:
    """The files of other sources, by their digests and by the workouts in them."""
    forgotten = (
        select(RemovalRow.source_id)
        .join(SourceRow, SourceRow.id == RemovalRow.source_id)
        .where(RemovalRow.restored_at.is_(None), SourceRow.disconnected_at.is_not(None))
    )
    query = select(
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
    by_digest: dict[str, Elsewhere] = {}
    by_workout: dict[UUID, Elsewhere] = {}
    for row in database.execute(query):
        other = Elsewhere(row.source_id, row.key, row.name, row.file_format, row.sha256)
        assert other.sha256 is not None
        by_digest.setdefault(other.sha256, other)
        for one in row.records:
            if one["type"] == "workouts" and one["id"]:
                by_workout.setdefault(UUID(one["id"]), other)
    return by_digest, by_workout
