"""What is to be taken away: what a job brought, or what came from a source alone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from uuid import UUID, uuid4

from attrs import evolve, frozen
from sqlalchemy import select

from fittrack_backend.storage.file_history import Removal
from fittrack_backend.storage.file_versions import EDITED
from fittrack_backend.storage.history_changes import Changes, Edited, changes_by
from fittrack_backend.storage.origin import portions
from fittrack_backend.storage.passing_on import OtherFiles, Passing, files_of
from fittrack_backend.storage.scope import AccountSession
from fittrack_backend.storage.tables import WorkoutRow


@frozen
class Leaving:
    """What is to go: recordings and parts of days with what comes back for them, and the ids of workouts."""

    removal: Removal
    of: Mapping[Edited, Changes]
    workouts: Collection[UUID] = ()
    passing: Sequence[Passing] = ()
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
    others = OtherFiles.load(database, source_id)
    passing: list[Passing] = []
    of: dict[Edited, Changes] = {}
    changes_of = changes_by(database, removal)
    for kind, row in EDITED.items():
        changes = changes_of[row]
        found = files_of(database, changes.found_by)
        digest = row.column("file_sha256")
        for some in portions(changes.going):
            for one, sha256 in database.execute(select(row.id, digest).where(row.id.in_(some))):
                other = others.of_part(kind, sha256)
                if other is not None:
                    found[one] = other
        passing += [Passing(row, one, other) for one, other in found.items()]
        of[row] = evolve(changes, going=[one for one in changes.going if one not in found])
    workouts: list[UUID] = []
    query = select(WorkoutRow.id, WorkoutRow.column("file_sha256")).where(
        WorkoutRow.source_id == source_id, WorkoutRow.removal_id.is_(None)
    )
    for one, sha256 in database.execute(query):
        other = others.of_workout(one, sha256)
        if other is None:
            workouts.append(one)
        else:
            passing.append(Passing(WorkoutRow, one, other))
    return Leaving(removal, of, workouts, passing)
