"""Filing planned workouts: keyed by account and content (name, sport and steps)."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, cast
from uuid import UUID, uuid4

from attrs import define, field
from sqlalchemy import Select, select
from sqlalchemy import Table as SqlTable
from sqlalchemy.orm import Session

from fittrack_backend.records.as_json import made, to_json
from fittrack_backend.records.fields import fields_of
from fittrack_backend.records.reader_version import READER_VERSION
from fittrack_backend.records.storable import storable
from fittrack_backend.records.workouts import (
    PlannedWorkout,
    WorkoutDetail,
    WorkoutValues,
)
from fittrack_backend.storage.bulk import insert_rows, update_rows
from fittrack_backend.storage.origin import (
    PLACE,
    Holder,
    Origin,
    Taken,
    changes,
    differs,
    portions,
)
from fittrack_backend.storage.removed import why_removed
from fittrack_backend.storage.tables import WorkoutRow

_TABLE = cast(SqlTable, WorkoutRow.__table__)


@dataclass(frozen=True, kw_only=True)
class KeptWorkout(WorkoutDetail):
    """A row of the table."""

    account_id: UUID
    content_key: str
    path: bytes
    job_id: UUID | None
    removal_id: UUID | None
    purged_at: dt.datetime | None
    reader_version: int


def content_of(workout: PlannedWorkout) -> dict[str, object]:
    """Name, sport and steps, and the digest that the workout is the same by."""
    clean = storable(workout)
    steps = [to_json(step) for step in clean.steps]
    canonical = json.dumps([clean.name, clean.sport, steps], sort_keys=True, separators=(",", ":"))
    return {
        **{name: getattr(clean, name) for name in fields_of(WorkoutValues)},
        "content_key": hashlib.sha256(canonical.encode()).hexdigest(),
        "steps": clean.steps,
        "step_count": len(steps),
    }


_SHOWN = (*fields_of(WorkoutValues), "steps", "step_count")
_CONTENT = (*_SHOWN, "content_key")


@define
class WorkoutBook:
    """The workouts that a batch of files touches: loaded once, changed here, written once."""

    session: Session
    account_id: UUID
    job_id: UUID | None
    now: dt.datetime
    _by_key: dict[str, KeptWorkout] = field(factory=dict, init=False)
    _by_id: dict[UUID, KeptWorkout] = field(factory=dict, init=False)
    _new: set[UUID] = field(factory=set, init=False)
    _changed: set[UUID] = field(factory=set, init=False)

    def load(self, workouts: Iterable[PlannedWorkout], ids: Iterable[UUID]) -> None:
        """Reads what is there with the same content, and what is there under these ids."""
        of_account = select(_TABLE).where(_TABLE.c.account_id == self.account_id)
        for keys in portions({content_of(workout)["content_key"] for workout in workouts}):
            self._add(of_account.where(_TABLE.c.content_key.in_(keys)))
        for some in portions(set(ids)):
            self._add(of_account.where(_TABLE.c.id.in_(some)))

    def _add(self, query: Select[Any]) -> None:
        for row in self.session.execute(query):
            if row.id not in self._by_id:
                self._keep(made(KeptWorkout, row._asdict()))

    def _keep(self, row: KeptWorkout) -> None:
        self._by_id[row.id] = self._by_key[row.content_key] = row

    def holders(self) -> list[Holder]:
        """The files that hold the loaded workouts."""
        return [Holder.of(row) for row in self._by_id.values()]

    def take(
        self,
        workout: PlannedWorkout,
        origin: Origin,
        before: UUID | None,
        is_live: Callable[[Holder, UUID], bool],
    ) -> Taken:
        """Files a workout under its content.

        `before` is the only workout that the file held so far, when it still holds only one: with
        other content than before, the file was edited, and that workout with it.
        """
        content = content_of(workout)
        place = {**origin.columns(), "reader_version": READER_VERSION}
        row = self._by_key.get(str(content["content_key"]))
        if row is not None and row.removal_id is not None:
            return Taken(row.id, None, "skipped", why=why_removed(self.session, row.removal_id))
        if row is not None:
            holder = Holder.of(row)
            if not holder.is_file(origin) and is_live(holder, row.id):
                return Taken(row.id, None, "unchanged", holder.name)
            if differs(row, place):
                self._keep(made(KeptWorkout, vars(row) | place))
                self._changed.add(row.id)
            return Taken(row.id, None, "unchanged")
        values = content | place | {"updated_at": self.now}
        row = self._by_id.get(before) if before is not None else None
        if row is not None and row.removal_id is None and Holder.of(row).is_file(origin):
            del self._by_key[row.content_key]
            self._keep(made(KeptWorkout, vars(row) | values))
            self._changed.add(row.id)
            changed = changes(row, {name: content[name] for name in _SHOWN})
            return Taken(row.id, None, "updated", changed=changed)
        new = {
            "id": uuid4(),
            "account_id": self.account_id,
            "created_at": self.now,
            "job_id": self.job_id,
            "removal_id": None,
            "purged_at": None,
        }
        row = made(KeptWorkout, new | values)
        self._keep(row)
        self._new.add(row.id)
        return Taken(row.id, None, "new")

    def flush(self) -> None:
        """Writes what changed."""
        changed = [row for row in self._by_id.values() if row.id in self._changed - self._new]
        names = (*_CONTENT, *PLACE, "reader_version", "updated_at")
        update_rows(self.session, _TABLE, [vars(row) for row in changed], names)
        new = [vars(row) for row in self._by_id.values() if row.id in self._new]
        insert_rows(self.session, _TABLE, new)  # after the changes: they can set contents free
