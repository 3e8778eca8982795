"""How each source stands with each type: written at the end of every job, in the same commit.

A job ends as a whole, but it is about several sources and types. What is noted here is how it ended for
one of each: a source that was away failed, whatever became of the others.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Literal, get_args
from uuid import UUID

from attrs import define, evolve, field, frozen
from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from fittrack_backend.notices import message, outbox
from fittrack_backend.notices.message import Place
from fittrack_backend.sources.kinds import KINDS
from fittrack_backend.storage.tables import (
    AccountRow,
    AskedDaysRow,
    SourceRow,
    StandingRow,
    SyncItemRow,
    SyncJobRow,
)
from fittrack_backend.sync import asked
from fittrack_backend.sync.asked import Asked, AskedOfType, AskState
from fittrack_backend.sync.reading import Range

SOURCE_ITSELF = b""
"""The key of the item that stands for a whole source, which could not be scanned."""


@frozen
class End:
    """How a job ended for a source and type."""

    state: Literal["succeeded", "partial", "failed", "cancelled"]
    reason: str | None = None

    @property
    def ask(self) -> AskState:
        """Whether the source answered for the days that were asked for."""
        if self.state in ("succeeded", "partial"):
            return "answered"
        return "cancelled" if self.state == "cancelled" else "failed"


_Turn = tuple[UUID, str, str]
"""A source and type, and why it fails."""


@define
class _Turns:
    """What began to fail with a job, and what works again."""

    failing: list[_Turn] = field(factory=list)
    back: list[_Turn] = field(factory=list)

    def add(self, turned: tuple[Literal["failing", "back"] | None, _Turn]) -> None:
        which, one = turned
        if which is not None:
            (self.failing if which == "failing" else self.back).append(one)


@define
class _Failures:
    """The failed items of a job: the reasons of sources that were away, and which types of which source
    have any. A file of an unknown kind (None) can be of any type."""

    away: dict[UUID, str] = field(factory=dict)
    types: defaultdict[UUID, set[str | None]] = field(factory=lambda: defaultdict(set))


def as_json(scanned: Mapping[UUID, Sequence[AskedOfType]]) -> list[dict[str, str]]:
    """What the scan of each source asked for, as its job keeps it until it ends."""
    return [
        {
            "source_id": str(source_id),
            "type": one.type,
            "since": one.since.isoformat(),
            "until": one.until.isoformat(),
            "at": one.at.isoformat(),
            **({"failed": one.failed} if one.failed is not None else {}),
        }
        for source_id, of_source in scanned.items()
        for one in of_source
    ]


def note_end(session: Session, job: SyncJobRow, away: Mapping[UUID, str]) -> None:
    """Notes how a job that has just ended did so, for each of its sources and types.

    `away` says why sources were away of a job that failed as none could be scanned.
    """
    now = job.finished_at
    assert now is not None, "the job has ended"
    failures = _failures(session, job)
    failures.away.update(away)
    turns = _Turns()
    for source_id in map(UUID, job.source_ids):
        for kind in job.types:
            end = _end_of(job, failures, source_id, kind)
            turns.add(_note_standing(session, job, source_id, kind, end, now))
            for one in _asked_for(session, job, source_id, kind, now):
                new = Asked(one.since, one.until, end.ask, job.id, one.at, end.reason)
                if one.failed is not None:
                    new = evolve(new, state="failed", reason=one.failed)
                elif one.was_answered:
                    new = evolve(new, state="answered", reason=None)
                _note_asked(session, source_id, new, kind)
    session.flush()
    _tell(session, job, turns, now)


def _tell(session: Session, job: SyncJobRow, turns: _Turns, now: dt.datetime) -> None:
    """Lets the account's owner be told of what began to fail, and of what works again."""
    if not turns.failing and not turns.back:
        return
    found = select(SourceRow.id, SourceRow.name).where(SourceRow.account_id == job.account_id)
    names: dict[UUID, str] = {row.id: row.name for row in session.execute(found)}
    if turns.failing:
        failing = [Place(one, names.get(one, ""), kind, why) for one, kind, why in turns.failing]
        outbox.put(session, job.account_id, message.of_failure(job.id, failing), now)
    if turns.back:
        back = [Place(one, names.get(one, ""), kind) for one, kind, _ in turns.back]
        outbox.put(session, job.account_id, message.of_recovery(job.id, back), now)
    session.flush()


def _failures(session: Session, job: SyncJobRow) -> _Failures:
    found = _Failures()
    failed = SyncItemRow.job_id == job.id, SyncItemRow.outcome == "failed"
    of_sources = select(SyncItemRow.source_id, SyncItemRow.reason).where(
        *failed, SyncItemRow.key == SOURCE_ITSELF
    )
    for source_id, reason in session.execute(of_sources):
        found.away[source_id] = reason or ""
    of_files = select(SyncItemRow.source_id, SyncItemRow.type).where(
        *failed, SyncItemRow.key != SOURCE_ITSELF
    )
    for source_id, kind in session.execute(of_files.distinct()):
        found.types[source_id].add(kind)
    return found


def _end_of(job: SyncJobRow, failures: _Failures, source_id: UUID, kind: str) -> End:
    if job.state == "cancelled":
        return End("cancelled", job.reason)
    if job.state == "failed":
        return End("failed", failures.away.get(source_id, job.reason))
    if source_id in failures.away:
        return End("failed", failures.away[source_id])
    return End("partial" if failures.types[source_id] & {kind, None} else "succeeded")


def _note_standing(
    session: Session, job: SyncJobRow, source_id: UUID, kind: str, end: End, now: dt.datetime
) -> tuple[Literal["failing", "back"] | None, _Turn]:
    """Whether it began to fail, or works again. A job that was cancelled says neither."""
    row = session.get(StandingRow, (source_id, kind))
    if row is None:
        row = StandingRow(source_id=source_id, type=kind)
        session.add(row)
    row.ended_at, row.job_id, row.state, row.reason = now, job.id, end.state, end.reason
    turned: Literal["failing", "back"] | None = None
    if end.state == "succeeded":
        row.succeeded_at, row.succeeded_job_id = now, job.id
        turned = "back" if row.failing_since is not None else None
        row.failing_since = None
    elif end.state != "cancelled" and row.failing_since is None:
        turned, row.failing_since = "failing", now
    if end.ask == "answered":
        row.scanned_job_id = job.id
    return turned, (source_id, kind, end.reason or "files fail")


def _asked_for(
    session: Session, job: SyncJobRow, source_id: UUID, kind: str, now: dt.datetime
) -> Iterator[AskedOfType]:
    """The days that the job's scan asked for or, where it did not get that far, was to ask for."""
    source = session.get(SourceRow, source_id)
    if source is not None and not KINDS[source.kind].can_be_asked:
        return
    is_collected = source is not None and KINDS[source.kind].collector is not None
    kept = [one for one in job.asked or () if one["source_id"] == str(source_id)]
    if kept:
        for one in kept:
            if one["type"] == kind:
                since, until = map(dt.date.fromisoformat, (one["since"], one["until"]))
                at = dt.datetime.fromisoformat(one["at"])
                yield AskedOfType(kind, since, until, at, one.get("failed"), is_collected)
        return
    zone = session.scalar(select(AccountRow.time_zone).where(AccountRow.id == job.account_id))
    yield from asked.of_scan((), [kind], Range(job.since, job.until), zone=zone, at=now)


def _note_asked(session: Session, source_id: UUID, new: Asked, kind: str) -> None:
    touched = (
        AskedDaysRow.source_id == source_id,
        AskedDaysRow.type == kind,
        AskedDaysRow.since <= new.until,
        AskedDaysRow.until >= new.since,
    )
    rows = session.scalars(select(AskedDaysRow).where(*touched)).all()
    before = [as_asked(row) for row in rows]
    for row in rows:
        session.delete(row)
    session.add_all(
        AskedDaysRow(
            source_id=source_id,
            type=kind,
            since=one.since,
            until=one.until,
            state=one.state,
            reason=one.reason,
            job_id=one.job_id,
            at=one.at,
        )
        for one in asked.with_another(before, new)
    )
    session.flush()


def as_asked(row: AskedDaysRow | Row[*tuple[Any, ...]]) -> Asked:
    """The days in a row of the table."""
    state = next(one for one in get_args(AskState) if one == row.state)
    return Asked(row.since, row.until, state, row.job_id, row.at, row.reason)
