"""What is to be taken away: what a job brought, or what came from a source alone."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from uuid import UUID

from attrs import field, frozen
from sqlalchemy import select

from fittrack_backend.storage.replaced_again import Turned, turned_by
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
    """What is to go: the ids of recordings, parts of days and workouts."""

    recordings: Collection[UUID] = ()
    parts: Collection[UUID] = ()
    workouts: Collection[UUID] = ()
    turned: Turned = field(factory=Turned)
    """What they replaced, and comes back; and what they brought back, and goes."""
    moving: Sequence[tuple[type[RecordingRow | HealthPartRow | WorkoutRow], UUID, Elsewhere]] = (
        field(factory=tuple)
    )
    """What stays, since another source has it too."""

    @property
    def takes_something(self) -> bool:
        """Whether anything goes."""
        return bool(self.recordings or self.parts or self.workouts)


def of_job(database: AccountSession, job_id: UUID) -> Leaving:
    """What a job brought."""

    def brought(row: type[RecordingRow | HealthPartRow | WorkoutRow]) -> list[UUID]:
        query = select(row.id).where(row.job_id == job_id, row.removal_id.is_(None))
        return list(database.scalars(query))

    return Leaving(
        brought(RecordingRow),
        brought(HealthPartRow),
        brought(WorkoutRow),
        turned=turned_by(database, job_id, undone=True),
    )


def of_source(database: AccountSession, source_id: UUID) -> Leaving:
    """What came from a source alone."""
    by_digest, by_workout = _elsewhere(database, source_id)
    moving: list[tuple[type[RecordingRow | HealthPartRow | WorkoutRow], UUID, Elsewhere]] = []
    going: dict[type[RecordingRow | HealthPartRow | WorkoutRow], list[UUID]] = {}
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
    return Leaving(
        going[RecordingRow], going[HealthPartRow], going[WorkoutRow], moving=tuple(moving)
    )


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
