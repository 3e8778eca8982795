"""Collecting what services have: before the scan of a job, or of each portion of one.

The database has how far it came after each request, so that whoever goes on repeats one at most. Where a service wants to be
asked later, nobody stays with the job until then (`waking`).
"""

from __future__ import annotations

import datetime as dt
import logging
import threading
import time
from collections.abc import Callable, Collection, Iterable
from functools import partial
from typing import Literal
from uuid import UUID

from attrs import define, field, frozen
from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from fittrack_backend.errors import Problem
from fittrack_backend.os_errors import os_reason
from fittrack_backend.records import local_time
from fittrack_backend.sources.collected import items
from fittrack_backend.sources.connected import new_key
from fittrack_backend.sources.kinds import KINDS
from fittrack_backend.sources.port import (
    Brought,
    Collected,
    Collector,
    Interrupted,
    KeyNotTaken,
    NotReadable,
    SourceUnavailable,
    ToCollect,
)
from fittrack_backend.sources.secrets import opened
from fittrack_backend.sources.services import Services
from fittrack_backend.sources.stored import open_original
from fittrack_backend.storage import usage
from fittrack_backend.storage.database import Database, is_disk_full
from fittrack_backend.storage.originals import OriginalStore
from fittrack_backend.storage.sealed import NotOpened
from fittrack_backend.storage.tables import (
    AccountRow,
    ActivityRow,
    CollectingRow,
    RecordingRow,
    SourceRow,
    SyncJobRow,
)
from fittrack_backend.sync import deleted_there
from fittrack_backend.sync.claim import JobKey, claim

_log = logging.getLogger("fittrack.sync")

Progress = Literal["on", "portion", "end", "wait"]
"""Whether to collect on, to file what is there before that, to file the last of it, or to leave the job alone for a while."""

_STEP_S = 5.0
"""How long one step goes on to collect."""
_SHORT_S = 2.0
"""Shorter waits are no reason to leave a job."""
_NO_KEY = (
    "its key cannot be opened: the server's key file is another one than when it was connected"
)


class NotKept(Exception):
    """What was collected cannot be kept; the message says why, for people."""


@frozen
class _Job:
    """What collecting has to know of its job."""

    account_id: UUID
    wish: ToCollect
    sources: tuple[UUID, ...]
    """Those that are not collected yet."""
    quota_bytes: int | None


@define
class _Shelf:
    """What was collected of a source, as this step knows it."""

    items: dict[bytes, Collected]
    files_of_other_days: Callable[[dt.date, dt.date], Collection[bytes]]
    place: str
    """Where the originals are kept."""

    def digest(self, key: bytes) -> str | None:
        one = self.items.get(key)
        return None if one is None or one.gone is not None else one.sha256

    def name(self, key: bytes) -> str | None:
        one = self.items.get(key)
        return None if one is None or one.gone is not None else one.name

    def all_keys(self) -> list[bytes]:
        return [key for key, one in self.items.items() if one.gone is None]

    def content(self, key: bytes) -> bytes | None:
        sha256 = self.digest(key)
        if sha256 is None:
            return None
        try:
            with open_original(self.place, sha256) as file:
                return file.read()
        except NotReadable:
            return None


@define(eq=False)
class Collecting:
    """The collecting of one attempt. `is_over` says whether to stop, `stopping` is set when the server ends."""

    key: JobKey
    database: Database
    originals: OriginalStore
    services: Services
    stopping: threading.Event
    is_over: Callable[[], bool]
    _collectors: dict[UUID, Collector] = field(factory=dict, init=False)

    def step(self) -> Progress:
        """Collects for some seconds. Raises NotOurs, Interrupted, and NotKept."""
        with self.database.session() as session:
            job = self._job(session)
        if not job.sources:
            return self._note("end", None)
        return self._collect(job, job.sources[0])

    def close(self) -> None:
        """Ends all connections to services."""
        for collector in self._collectors.values():
            collector.close()
        self._collectors.clear()

    def _job(self, session: Session) -> _Job:
        row = session.get_one(SyncJobRow, self.key.id)
        account = session.get_one(AccountRow, row.account_id)
        of_job = [UUID(one) for one in row.source_ids]
        collecting = select(CollectingRow).where(CollectingRow.source_id.in_(of_job))
        done = {
            one.source_id
            for one in session.scalars(collecting)
            if one.attempt == _name(self.key) and (one.is_over or one.away is not None)
        }
        kinds = {
            one.id: KINDS[one.kind]
            for one in session.scalars(select(SourceRow).where(SourceRow.id.in_(of_job)))
        }
        wish = ToCollect(
            _name(self.key),
            frozenset(row.types),
            row.since,
            row.until,
            row.full,
            local_time.today(account.time_zone, dt.datetime.now(dt.UTC)),
        )
        waiting = [
            one
            for one in of_job
            if one in kinds and kinds[one].collector is not None and one not in done
        ]
        quota = usage.quota_of(account, self.services.settings.quota)
        return _Job(row.account_id, wish, tuple(waiting), quota.bytes)

    def _collect(self, job: _Job, source_id: UUID) -> Progress:
        with self.database.session() as session:
            row = session.get_one(SourceRow, source_id)
            kept = session.scalar(
                select(CollectingRow.state).where(CollectingRow.source_id == source_id)
            )
            there = {one.key: one for one in items.of_source(session, source_id)}
        other_days = partial(self._files_of_other_days, source_id)
        shelf = _Shelf(there, other_days, self.originals.place)
        try:
            collector = self._collector(row)
            until = time.monotonic() + _STEP_S
            while time.monotonic() < until:
                brought = collector.next(kept, job.wish, shelf)
                self._keep(job, row, brought, shelf)
                kept = brought.state
                if brought.wait_until is not None and not self._waited(brought.wait_until):
                    return self._note("wait", source_id, brought.wait_until, collector.service)
                if brought.stage != "goes on":
                    is_over = brought.stage == "end"
                    progress: Progress = (
                        "end" if is_over and job.sources == (source_id,) else "portion"
                    )
                    return self._note(progress, source_id, is_over=is_over)
        except SourceUnavailable as error:
            _log.warning("job %s: cannot be collected: %s", self.key.id, error)
            return self._note_away(row, error)
        return "on"

    def _collector(self, row: SourceRow) -> Collector:
        found = self._collectors.get(row.id)
        if found is not None:
            return found
        make = KINDS[row.kind].collector
        assert make is not None, "the kind is collected"
        if row.secret is None or row.secret_refused_at is not None:
            raise KeyNotTaken("its key was refused before")
        try:
            key = opened(self.services.sealer, row.account_id, row.secret)
        except NotOpened:
            raise SourceUnavailable(_NO_KEY) from None
        self._collectors[row.id] = make(key, self.services, self._sleep)
        return self._collectors[row.id]

    def _sleep(self, seconds: float) -> None:
        ends = time.monotonic() + seconds
        while (left := ends - time.monotonic()) > 0:
            if self.stopping.wait(min(left, 0.5)) or self.is_over():
                raise Interrupted
        if self.is_over():
            raise Interrupted

    def _waited(self, until: dt.datetime) -> bool:
        """Whether it was so short that it was waited for here."""
        wait_s = (until - dt.datetime.now(dt.UTC)).total_seconds()
        if wait_s > _SHORT_S:
            return False
        self._sleep(max(wait_s, 0.0))
        return True

    def _files_of_other_days(
        self, source_id: UUID, since: dt.date, until: dt.date
    ) -> Collection[bytes]:
        date = ActivityRow.column("date")
        query = (
            select(RecordingRow.tells_of)
            .join(ActivityRow, ActivityRow.id == RecordingRow.activity_id)
            .where(
                RecordingRow.source_id == source_id,
                RecordingRow.tells_of.is_not(None),
                RecordingRow.replaced_at.is_(None),
                or_(date < since, date > until),
            )
        )
        with self.database.session() as session:
            return {key for key in session.scalars(query) if key is not None}

    def _keep(self, job: _Job, row: SourceRow, brought: Brought, shelf: _Shelf) -> None:
        """Keeps what a step brought, in an order in which it may end anywhere and be repeated."""
        if brought.first is not None:
            self._keep_state(row.id, brought.first)
        for thing in brought.things:
            before = shelf.items.get(thing.key)
            with self.database.session_of(job.account_id) as session:
                try:
                    put = items.put(
                        session,
                        self.originals,
                        row.id,
                        thing.key,
                        thing.name,
                        thing.content,
                        admit=lambda size: self._admit(job, size),
                    )
                except Problem as error:
                    raise SourceUnavailable(error.detail) from error
                except OSError as error:
                    raise NotKept(_why_not(error)) from error
            erased = before is not None and before.erased and not put.is_new
            shelf.items[thing.key] = Collected(
                thing.key, thing.name, put.sha256, len(thing.content), False, None, erased
            )
        if brought.gone:
            with self.database.session_of(job.account_id) as session:
                deleted_there.note(session, row, brought.gone)
            for gone in brought.gone:
                shelf.items.pop(gone.key, None)
        self._keep_state(row.id, brought.state)

    def _admit(self, job: _Job, size: int) -> None:
        if job.quota_bytes is None:
            return
        with self.database.session() as session:
            if usage.bytes_of(session, job.account_id) + size > job.quota_bytes:
                raise SourceUnavailable("the account has no room for more original files")

    def _keep_state(self, source_id: UUID, state: bytes) -> None:
        with self.database.session() as session:
            claim(session, self.key)
            row = self._row(session, source_id)
            row.state = state
            session.commit()

    def _row(self, session: Session, source_id: UUID) -> CollectingRow:
        row = session.get(CollectingRow, source_id)
        if row is None:
            row = CollectingRow(source_id=source_id, attempt=_name(self.key), is_over=False)
            session.add(row)
        if row.attempt != _name(self.key):
            row.attempt, row.is_over, row.away = _name(self.key), False, None
        return row

    def _note(
        self,
        progress: Progress,
        source_id: UUID | None,
        until: dt.datetime | None = None,
        service: str | None = None,
        *,
        is_over: bool = False,
    ) -> Progress:
        """Notes how far collecting is, so that filing knows whether the job may end."""
        with self.database.session() as session:
            job = claim(session, self.key)
            if source_id is not None:
                row = self._row(session, source_id)
                row.is_over = is_over
            job.waiting_until, job.waiting_for = until, service
            if progress == "end":
                job.collecting = False
            if progress in ("portion", "end"):
                job.scanned = False
            session.commit()
        return progress

    def _note_away(self, source: SourceRow, error: SourceUnavailable) -> Progress:
        reason = f"{source.name}: {error}"
        with self.database.session() as session:
            claim(session, self.key)
            if isinstance(error, KeyNotTaken):
                session.get_one(SourceRow, source.id).secret_refused_at = dt.datetime.now(dt.UTC)
                reason = f"{source.name}: {error}; {new_key(source.id)}"
            self._row(session, source.id).away = reason
            session.commit()
        return "on"


def why_away(session: Session, source_id: UUID, job: JobKey) -> str | None:
    """Why a source could not be collected for an attempt of a job; None where it could."""
    row = session.get(CollectingRow, source_id)
    return row.away if row is not None and row.attempt == _name(job) else None


def collects(session: Session, source_ids: Iterable[UUID]) -> bool:
    """Whether there is something to collect of these sources."""
    kinds = session.scalars(select(SourceRow.kind).where(SourceRow.id.in_(list(source_ids))))
    return any(KINDS[one].collector is not None for one in kinds)


def _name(job: JobKey) -> str:
    return f"{job.id}:{job.attempt}"


def _why_not(error: OSError) -> str:
    return (
        "the disk is full"
        if is_disk_full(error)
        else f"originals cannot be kept: {os_reason(error)}"
    )
