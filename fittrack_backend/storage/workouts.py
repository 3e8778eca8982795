"""Planned workouts: keyed by account and content (name, sport and steps)."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Callable, Iterable
from typing import Any, cast
from uuid import UUID, uuid4

from attrs import asdict, define, field, frozen
from sqlalchemy import Table as SqlTable
from sqlalchemy import bindparam, case, func, select
from sqlalchemy.engine import Row
from sqlalchemy.orm import Session

from fittrack_backend.accounts.caller import Caller
from fittrack_backend.errors import not_found
from fittrack_backend.readers.records import Workout, WorkoutStep
from fittrack_backend.storage.origin import (
    PLACE,
    Holder,
    Origin,
    Taken,
    connected_sources,
    portions,
)
from fittrack_backend.storage.originals import Original, download_name
from fittrack_backend.storage.pages import Key, Page, after, decode_cursor, make_page, order_by
from fittrack_backend.storage.tables import WorkoutRow
from fittrack_backend.storage.texts import real, text, whole

_TABLE = cast(SqlTable, WorkoutRow.__table__)
_CONTENT = ("content_key", "name", "sport", "steps", "step_count")
_LONGEST_SPORT = 64


def content_of(workout: Workout) -> dict[str, Any]:
    """Name, sport and steps, and the digest that the workout is the same by."""
    steps = [_step(step) for step in workout.steps]
    name, sport = text(workout.name), text(workout.sport, _LONGEST_SPORT)
    canonical = json.dumps([name, sport, steps], sort_keys=True, separators=(",", ":"))
    return {
        "content_key": hashlib.sha256(canonical.encode()).hexdigest(),
        "name": name,
        "sport": sport,
        "steps": steps,
        "step_count": len(steps),
    }


def _step(step: WorkoutStep) -> dict[str, Any]:
    clean: dict[str, Any] = {}
    for name, value in asdict(step).items():
        if isinstance(value, str):
            clean[name] = text(value)
        elif isinstance(value, float):
            clean[name] = real(value)
        else:
            clean[name] = whole(value) if value is not None else None
    return clean


@define
class WorkoutBook:
    """The workouts that a batch of files touches: loaded once, changed here, written once."""

    session: Session
    account_id: UUID
    now: dt.datetime
    _by_key: dict[str, dict[str, Any]] = field(factory=dict, init=False)
    _by_id: dict[UUID, dict[str, Any]] = field(factory=dict, init=False)
    _inserted: dict[UUID, dict[str, Any]] = field(factory=dict, init=False)
    _changed: dict[UUID, dict[str, Any]] = field(factory=dict, init=False)

    def load(self, workouts: Iterable[Workout], ids: Iterable[UUID]) -> None:
        """Reads what is there with the same content, and what is there under these ids."""
        of_account = select(_TABLE).where(_TABLE.c.account_id == self.account_id)
        for keys in portions({content_of(workout)["content_key"] for workout in workouts}):
            self._add(of_account.where(_TABLE.c.content_key.in_(keys)))
        for some in portions(set(ids)):
            self._add(of_account.where(_TABLE.c.id.in_(some)))

    def _add(self, query: Any) -> None:
        for found in self.session.execute(query).mappings():
            row = dict(found)
            if row["id"] not in self._by_id:
                self._by_id[row["id"]] = self._by_key[row["content_key"]] = row

    def holders(self) -> list[Holder]:
        """The files that hold the loaded workouts."""
        return [Holder.of(row) for row in self._by_id.values()]

    def take(
        self,
        workout: Workout,
        origin: Origin,
        before: UUID | None,
        is_live: Callable[[Holder, UUID], bool],
    ) -> Taken:
        """Files a workout under its content.

        `before` is the only workout that the file held so far, when it still holds only one: with
        other content than before, the file was edited, and that workout with it.
        """
        content, place = content_of(workout), origin.columns()
        row = self._by_key.get(content["content_key"])
        if row is not None:
            holder = Holder.of(row)
            if not holder.is_file(origin) and is_live(holder, row["id"]):
                return Taken(row["id"], None, "unchanged", holder)
            if any(row[name] != place[name] for name in PLACE):
                row.update(place)
                self._changed[row["id"]] = row
            return Taken(row["id"], None, "unchanged")
        row = self._by_id.get(before) if before is not None else None
        if row is not None and Holder.of(row).is_file(origin):
            del self._by_key[row["content_key"]]
            row.update(content, **place, updated_at=self.now)
            self._by_key[content["content_key"]] = row
            self._changed[row["id"]] = row
            return Taken(row["id"], None, "updated")
        row = {
            "id": uuid4(),
            "account_id": self.account_id,
            **content,
            **place,
            "created_at": self.now,
            "updated_at": self.now,
        }
        self._by_id[row["id"]] = self._by_key[row["content_key"]] = row
        self._inserted[row["id"]] = row
        return Taken(row["id"], None, "new")

    def flush(self) -> None:
        """Writes what changed."""
        names = (*_CONTENT, *PLACE, "updated_at")
        changes = [
            {"row_id": row["id"], **{name: row[name] for name in names}}
            for row in self._changed.values()
            if row["id"] not in self._inserted
        ]
        if changes:
            statement = _TABLE.update().where(_TABLE.c.id == bindparam("row_id"))
            self.session.execute(statement, changes)
        if self._inserted:  # after the changes: they can set contents free
            self.session.execute(_TABLE.insert(), list(self._inserted.values()))


# Reading


@frozen
class WorkoutView:
    """A planned workout as the contract shows it."""

    id: UUID
    name: str | None
    sport: str | None
    step_count: int
    source_id: UUID | None
    file_name: str
    file_format: str
    file_sha256: str
    created_at: dt.datetime
    updated_at: dt.datetime


@frozen
class WorkoutDetailView(WorkoutView):
    """A planned workout with its steps."""

    steps: list[dict[str, Any]]


_SHOWN = tuple(name for name in WorkoutView.__annotations__)


def list_all(
    session: Session, caller: Caller, *, sport: str | None, limit: int, cursor: str | None
) -> Page[WorkoutView]:
    """The account's workouts by name; those without one come last."""
    nameless = case((WorkoutRow.name.is_(None), 1), else_=0)
    keys = (Key(nameless), Key(func.coalesce(WorkoutRow.name, "")), Key(WorkoutRow.id))
    query = select(*(_TABLE.c[name] for name in _SHOWN)).where(
        WorkoutRow.account_id == caller.account_id
    )
    if sport is not None:
        query = query.where(WorkoutRow.sport == sport)
    if cursor is not None:
        query = query.where(after(keys, decode_cursor(cursor, int, str, UUID)))
    rows = session.execute(query.order_by(*order_by(keys)).limit(limit + 1)).all()
    connected = connected_sources(session, caller.account_id)
    views = [WorkoutView(**_shown(row, connected)) for row in rows]
    return make_page(views, limit, lambda view: (int(view.name is None), view.name or "", view.id))


def show(session: Session, caller: Caller, workout_id: UUID) -> WorkoutDetailView:
    """One workout; a problem 404 when it is not the account's."""
    row = _find(session, caller, workout_id)
    connected = connected_sources(session, caller.account_id)
    return WorkoutDetailView(**_shown(row, connected), steps=row._mapping["steps"])


def original(session: Session, caller: Caller, workout_id: UUID) -> Original:
    """The file that the workout was read from."""
    found = _find(session, caller, workout_id)._mapping
    return Original(found["file_sha256"], download_name(found["file_name"]))


def _find(session: Session, caller: Caller, workout_id: UUID) -> Row[Any]:
    query = select(_TABLE).where(
        _TABLE.c.id == workout_id, _TABLE.c.account_id == caller.account_id
    )
    row = session.execute(query).one_or_none()
    if row is None:
        raise not_found("workout", workout_id)
    return row


def _shown(row: Row[Any], connected: set[UUID]) -> dict[str, Any]:
    shown = {name: row._mapping[name] for name in _SHOWN}
    if shown["source_id"] not in connected:
        shown["source_id"] = None
    return shown
