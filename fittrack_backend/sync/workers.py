"""The processes that share the work, in PostgreSQL: which of them live, and what each of them can see.

Each says every few seconds that it lives. DBOS takes up by itself only what its own process left, so that
the others take over what a lost one had is decided here (`takeover`).
"""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterable, Sequence

from attrs import frozen
from sqlalchemy import ColumnElement, delete, func, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from fittrack_backend.sources.allowed_folders import is_in
from fittrack_backend.storage.tables import WorkerRow

BEAT_S = 5.0
"""How often a process says that it lives."""
LOST_AFTER_S = 20.0
"""One that has been silent for so long is lost: the others take over its work."""
_STRANGERS_S = 600.0
"""One that never spoke, as servers of version 1 of the workflows, is given so long."""


@frozen
class Worker:
    """A process: its name, the queues that it takes work from, and the folders that it can see."""

    executor: str
    queues: Sequence[str]
    roots: Sequence[str]


def beat(session: Session, worker: Worker) -> None:
    """Says that the process lives. Commits."""
    now = func.now()
    values = {
        "queues": list(worker.queues),
        "roots": list(worker.roots),
        "seen_at": now,
        "minds_removed_originals": True,
    }
    new = insert(WorkerRow).values(executor=worker.executor, started_at=now, **values)
    session.execute(new.on_conflict_do_update(index_elements=["executor"], set_=values))
    session.commit()


def leave(session: Session, executor: str) -> None:
    """Says that the process ends: the others need not wait to take over. Commits."""
    session.execute(
        update(WorkerRow)
        .where(WorkerRow.executor == executor)
        .values(queues=[], seen_at=func.now() - dt.timedelta(seconds=LOST_AFTER_S))
    )
    session.commit()


def lost(session: Session) -> list[str]:
    """The names of those that are lost."""
    return list(session.scalars(select(WorkerRow.executor).where(~_lives())))


def forget(session: Session, executors: Iterable[str]) -> None:
    """Forgets lost processes whose work was taken over; one that spoke meanwhile stays. Commits."""
    session.execute(delete(WorkerRow).where(WorkerRow.executor.in_(list(executors)), ~_lives()))
    session.commit()


def watch_strangers(session: Session, executors: Iterable[str]) -> None:
    """Gives processes that have work and never spoke some time, after which they are lost. Commits."""
    until = func.now() + dt.timedelta(seconds=_STRANGERS_S)
    for executor in executors:
        new = insert(WorkerRow).values(
            executor=executor, queues=[], roots=[], started_at=func.now(), seen_at=until
        )
        session.execute(new.on_conflict_do_nothing())
    session.commit()


def attended(session: Session) -> set[str]:
    """The queues that somebody who lives takes work from."""
    return {name for worker in _living(session) for name in worker.queues}


def count_living(session: Session) -> int:
    """How many live."""
    return session.scalar(select(func.count()).select_from(WorkerRow).where(_lives())) or 0


def roots(session: Session) -> set[str]:
    """The folders that somebody who lives can see."""
    return {root for worker in _living(session) for root in worker.roots}


def root_of(folders: Iterable[bytes], roots: Iterable[str]) -> str | None:
    """The root whose workers see most of the folders, the deepest of those; None where none sees any."""
    wanted = list(folders)
    best: tuple[int, int, str] | None = None
    for root in roots:
        seen = sum(is_in(folder, os.fsencode(root)) for folder in wanted)
        if seen and (best is None or (seen, len(root), root) > best):
            best = (seen, len(root), root)
    return best[2] if best is not None else None


def _lives() -> ColumnElement[bool]:
    return WorkerRow.seen_at > func.now() - dt.timedelta(seconds=LOST_AFTER_S)


def _living(session: Session) -> Iterable[WorkerRow]:
    return session.scalars(select(WorkerRow).where(_lives()))
