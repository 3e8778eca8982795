"""Writing what a job found: items, records and memory, each batch in one transaction."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, cast
from uuid import UUID, uuid4

from attrs import define, evolve, field, frozen
from sqlalchemy import Table as SqlTable
from sqlalchemy import bindparam, delete, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from fittrack_backend.readers.contents import FileContents
from fittrack_backend.records.days import DayPart, parts_of
from fittrack_backend.sources.folder import display_name
from fittrack_backend.storage.activity_book import ActivityBook
from fittrack_backend.storage.database import rows_changed
from fittrack_backend.storage.day_book import DayBook
from fittrack_backend.storage.origin import Holder, Origin, Taken, connected_sources, portions
from fittrack_backend.storage.tables import (
    AccountRow,
    ActivityRow,
    OriginalRow,
    SourceRow,
    SyncItemRow,
    SyncJobRow,
    SyncLockRow,
    WorkoutRow,
)
from fittrack_backend.storage.workout_book import WorkoutBook
from fittrack_backend.sync import counts, decide, memory
from fittrack_backend.sync.decide import Settled, TakenRecord, Wish
from fittrack_backend.sync.memory import KnownFile
from fittrack_backend.sync.reading import Reading
from fittrack_backend.sync.scan import Plan, PlannedItem

_ITEMS = cast(SqlTable, SyncItemRow.__table__)
_ORIGINALS = cast(SqlTable, OriginalRow.__table__)


class NotOurs(Exception):
    """The job was cancelled, ended or taken up again: this attempt must not touch it any more."""


@frozen
class JobKey:
    """An attempt of a job."""

    id: UUID
    attempt: int


@frozen
class PendingItem:
    """An item that waits to be read."""

    id: UUID
    source_id: UUID
    path: bytes
    type: str | None
    size: int


def claim(session: Session, job: JobKey) -> SyncJobRow:
    """Locks the job's row for this transaction; NotOurs when this attempt is over."""
    is_ours = update(SyncJobRow).where(
        SyncJobRow.id == job.id,
        SyncJobRow.attempt == job.attempt,
        SyncJobRow.state.in_(("queued", "running")),
    )
    if not rows_changed(session, is_ours.values(state="running")):
        raise NotOurs
    row = session.get_one(SyncJobRow, job.id, populate_existing=True)
    # Whoever writes an account's records comes one after the other (SQLite does so by itself).
    session.execute(
        select(AccountRow.id).where(AccountRow.id == row.account_id).with_for_update(key_share=True)
    )
    return row


def begin(session: Session, job: JobKey) -> None:
    """Notes that the attempt runs."""
    row = claim(session, job)
    if row.started_at is None:
        row.started_at = dt.datetime.now(dt.UTC)
    session.commit()


# After scanning


def write_plans(
    session: Session,
    job: JobKey,
    plans: Mapping[UUID, Plan],
    unavailable: Mapping[UUID, str],
) -> bool:
    """Gives every file its item, in the order of `plans` and of the paths in them; ends the job
    when that leaves nothing to be read, and answers whether it goes on.

    Items of an earlier scan of the same job stay as they are. A source that could not be scanned
    (`unavailable`, with the reason) gets one item that failed, and is scanned again by a retry.
    """
    row = claim(session, job)
    now = dt.datetime.now(dt.UTC)
    there = {
        (source_id, path)
        for source_id, path in session.execute(
            select(_ITEMS.c.source_id, _ITEMS.c.path).where(_ITEMS.c.job_id == job.id)
        )
    }
    numbers = counts.copy(row.counts)
    sequence = row.last_sequence
    rows: list[dict[str, Any]] = []
    for item in _planned(plans, unavailable):
        if (item.source_id, item.path) in there:
            continue
        settled = item.plan if isinstance(item.plan, Settled) else None
        if settled is not None:
            sequence += 1
        outcome = settled.outcome if settled else "pending"
        rows.append(
            {
                "id": uuid4(),
                "job_id": job.id,
                "source_id": item.source_id,
                "path": item.path,
                "name": display_name(item.path) or ".",
                "type": item.plan.type,
                "outcome": outcome,
                "sequence": sequence if settled else None,
                "reason": settled.reason if settled else None,
                "twin_of": settled.twin_of if settled else None,
                "size_bytes": item.size,
                "finished_at": now if settled else None,
                "records": list(settled.records) if settled else [],
            }
        )
        counts.add(numbers, item.plan.type, outcome)
    if rows:
        session.execute(_ITEMS.insert(), rows)
    for source_id, plan in plans.items():
        _write_memory(session, source_id, plan)
    row.counts, row.last_sequence, row.scanned = numbers, sequence, not unavailable
    return _goes_on(session, row)


def _planned(plans: Mapping[UUID, Plan], unavailable: Mapping[UUID, str]) -> Iterable[PlannedItem]:
    for source_id, reason in unavailable.items():
        yield PlannedItem(source_id, b"", None, Settled("failed", reason))
    for plan in plans.values():
        yield from plan.items


def _write_memory(session: Session, source_id: UUID, plan: Plan) -> None:
    memory.move(session, plan.renamed)
    for kind, table in (("activities", ActivityRow), ("workouts", WorkoutRow)):
        moves = [
            {
                "row_id": UUID(record["id"]),
                "old_path": file.path,
                "new_path": path,
                "new_name": display_name(path),
            }
            for file, path in plan.renamed
            for record in file.records
            if record["type"] == kind
        ]
        if moves:
            rows = cast(SqlTable, table.__table__)
            session.execute(
                rows.update()
                .where(
                    rows.c.id == bindparam("row_id"),
                    rows.c.source_id == source_id,
                    rows.c.path == bindparam("old_path"),
                )
                .values(path=bindparam("new_path"), file_name=bindparam("new_name")),
                moves,
            )
    memory.refresh(session, [*plan.seen_again, *plan.gone])
    memory.save(session, plan.remember)
    session.execute(
        update(SourceRow)
        .where(
            SourceRow.id == source_id,
            or_(SourceRow.mount_point.is_(None), SourceRow.mount_point != plan.mount_point),
        )
        .values(mount_point=plan.mount_point)
        .execution_options(synchronize_session=False)
    )


# After reading


def pending_items(session: Session, job: JobKey, sources: Sequence[UUID]) -> list[PendingItem]:
    """What is left to do, in the order of the sources and of the paths."""
    order = {source_id: number for number, source_id in enumerate(sources)}
    query = select(
        _ITEMS.c.id, _ITEMS.c.source_id, _ITEMS.c.path, _ITEMS.c.type, _ITEMS.c.size_bytes
    ).where(_ITEMS.c.job_id == job.id, _ITEMS.c.outcome == "pending")
    items = [
        PendingItem(row.id, row.source_id, row.path, row.type, row.size_bytes or 0)
        for row in session.execute(query)
    ]
    return sorted(items, key=lambda item: (order.get(item.source_id, len(order)), item.path))


def write_readings(
    session: Session, job: JobKey, wish: Wish, readings: Sequence[tuple[PendingItem, Reading]]
) -> bool:
    """Files what was read, in this order; ends the job when that was the last of it, and answers
    whether it goes on."""
    row = claim(session, job)
    still_pending = _still_pending(session, [item.id for item, _ in readings])
    todo = [(item, reading) for item, reading in readings if item.id in still_pending]
    batch = _Batch(session, row.account_id, wish)
    batch.load(todo)
    now = dt.datetime.now(dt.UTC)
    numbers = counts.copy(row.counts)
    sequence = row.last_sequence
    rows: list[dict[str, Any]] = []
    for item, reading in todo:
        settled = batch.file(item, reading)
        sequence += 1
        rows.append(
            {
                "item_id": item.id,
                "new_type": settled.type,
                "new_outcome": settled.outcome,
                "new_sequence": sequence,
                "new_reason": settled.reason,
                "new_twin_of": settled.twin_of,
                "new_size_bytes": reading.stat.size if reading.stat else item.size,
                "new_finished_at": now,
                "new_records": list(settled.records),
            }
        )
        counts.add(numbers, item.type, "pending", -1)
        counts.add(numbers, settled.type, settled.outcome)
    batch.flush()
    if rows:
        names = [name for name in rows[0] if name != "item_id"]
        session.execute(
            _ITEMS.update()
            .where(_ITEMS.c.id == bindparam("item_id"))
            .values({name.removeprefix("new_"): bindparam(name) for name in names}),
            rows,
        )
    row.counts, row.last_sequence = numbers, sequence
    return _goes_on(session, row)


def _still_pending(session: Session, ids: Sequence[UUID]) -> set[UUID]:
    found: set[UUID] = set()
    for some in portions(ids):
        query = select(_ITEMS.c.id).where(_ITEMS.c.id.in_(some), _ITEMS.c.outcome == "pending")
        found |= set(session.scalars(query))
    return found


@define
class _Batch:
    """The files of one transaction: what they touch is loaded, changed and written together."""

    session: Session
    account_id: UUID
    wish: Wish
    now: dt.datetime = field(factory=lambda: dt.datetime.now(dt.UTC))
    known: dict[tuple[UUID, bytes], KnownFile] = field(factory=dict)
    by_digest: dict[str, list[KnownFile]] = field(factory=dict)
    connected: set[UUID] = field(factory=set)
    changed: dict[tuple[UUID, bytes], KnownFile] = field(factory=dict)
    parts: dict[UUID, Mapping[dt.date, DayPart]] = field(factory=dict)
    originals: dict[str, dict[str, Any]] = field(factory=dict)
    activities: ActivityBook = field(init=False)
    health: DayBook = field(init=False)
    workouts: WorkoutBook = field(init=False)

    def __attrs_post_init__(self) -> None:
        self.activities = ActivityBook(self.session, self.account_id, self.now)
        self.health = DayBook(self.session, self.account_id, self.now)
        self.workouts = WorkoutBook(self.session, self.account_id, self.now)

    def load(self, todo: Sequence[tuple[PendingItem, Reading]]) -> None:
        """Reads all that these files can touch."""
        self.connected = connected_sources(self.session, self.account_id)
        self.known = memory.load_paths(
            self.session, [(item.source_id, item.path) for item, _ in todo]
        )
        contents = [reading.contents for _, reading in todo if reading.contents is not None]
        self.activities.load(one for each in contents for one in each.activities)
        held = [
            UUID(record["id"])
            for file in self.known.values()
            for record in file.records
            if record["type"] == "workouts"
        ]
        self.workouts.load((one for each in contents for one in each.workouts), held)
        for item, reading in todo:
            if reading.contents is not None:
                self.parts[item.id] = _parts_of(reading.contents)
        self.health.load(date for parts in self.parts.values() for date in parts)
        holders: set[tuple[UUID, bytes]] = set()
        for holder in (*self.activities.holders(), *self.workouts.holders()):
            if holder.source_id is not None:
                holders.add((holder.source_id, holder.path))
        self.known |= memory.load_paths(self.session, holders - self.known.keys())
        digests = {file.sha256 for file in self.known.values() if file.sha256 is not None}
        digests |= {reading.sha256 for _, reading in todo if reading.sha256 is not None}
        self.by_digest = memory.load_digests(self.session, self.account_id, digests)

    def file(self, item: PendingItem, reading: Reading) -> Settled:
        """Decides about one file, and notes what is to be written."""
        before = self.known.get((item.source_id, item.path))
        if reading.outcome == "read" and reading.contents is not None:
            return self._file_contents(item, reading, before)
        return self._note_nothing(item, reading, before)

    def _file_contents(
        self, item: PendingItem, reading: Reading, before: KnownFile | None
    ) -> Settled:
        contents, sniffed, sha256 = reading.contents, reading.sniffed, reading.sha256
        assert contents is not None and sniffed is not None and sha256 is not None
        origin_file = self._copied_from(item, reading)
        if origin_file is not None:
            return self._note_copy(item, reading, before, origin_file)
        origin = Origin(
            item.source_id,
            item.path,
            display_name(item.path),
            contents.format,
            sha256,
            "; ".join(contents.damage) or None,
        )
        records = self._take(item, origin, reading, before)
        same_content = before is not None and before.sha256 == sha256
        settled, lasting = decide.after_reading(
            records, contents.damage, before, item.type, same_content=same_content
        )
        complete = self.wish.types & sniffed.types if not reading.outside else frozenset()
        kept = _others(before, self.wish) if before is not None else []
        entries = decide.remembered(records)
        if reading.outside and before is not None:
            entries = _merged(entries, before.records)
        self._remember(
            item,
            reading,
            outcome=settled.outcome,
            reason=lasting,
            twin_of=settled.twin_of,
            taken=complete | (before.taken if before is not None and same_content else frozenset()),
            records=_merged(entries, kept),
        )
        self.originals[sha256] = {
            "sha256": sha256,
            "size_bytes": reading.stat.size if reading.stat else 0,
            "file_format": contents.format,
            "stored_at": self.now,
        }
        return settled

    def _take(
        self, item: PendingItem, origin: Origin, reading: Reading, before: KnownFile | None
    ) -> list[TakenRecord]:
        contents = reading.contents
        assert contents is not None
        taken: dict[tuple[str, str], TakenRecord] = {}

        def note(kind: str, record: Taken) -> None:
            taken.setdefault((kind, str(record.id or record.date)), TakenRecord(kind, record))

        for activity in contents.activities:
            note("activities", self.activities.take(activity, origin, self._is_live))
        parts = self.parts.get(item.id, {})
        if parts:
            old = before.sha256 if before is not None else None
            instead_of = old if old is not None and not self._held_elsewhere(old, item) else None
            for day in self.health.take(parts, origin.sha256, instead_of=instead_of):
                note("health", day)
        only = self._only_workout(before) if len(contents.workouts) == 1 else None
        for workout in contents.workouts:
            note("workouts", self.workouts.take(workout, origin, only, self._is_live))
        return list(taken.values())

    def _is_live(self, holder: Holder, record_id: UUID) -> bool:
        if holder.source_id is None or holder.source_id not in self.connected:
            return False
        file = self.known.get((holder.source_id, holder.path))
        return file is not None and file.gone_at is None and file.holds(record_id)

    def _held_elsewhere(self, sha256: str, item: PendingItem) -> bool:
        return any(
            (file.source_id, file.path) != (item.source_id, item.path)
            for file in self.by_digest.get(sha256, [])
        )

    def _only_workout(self, before: KnownFile | None) -> UUID | None:
        held = [one for one in before.records if one["type"] == "workouts"] if before else []
        return UUID(held[0]["id"]) if len(held) == 1 else None

    def _copied_from(self, item: PendingItem, reading: Reading) -> KnownFile | None:
        """Another file with the same content that was read as completely as this one is wished."""
        if self.wish.full or reading.sniffed is None:
            return None
        of_job = self.wish.types & reading.sniffed.types
        for file in self.by_digest.get(reading.sha256 or "", []):
            if (
                (file.source_id, file.path) != (item.source_id, item.path)
                and file.gone_at is None
                and file.source_id in self.connected
                and file.sha256 == reading.sha256
                and file.outcome not in ("failed", "skipped")
                and of_job <= file.taken
            ):
                return file
        return None

    def _note_copy(
        self, item: PendingItem, reading: Reading, before: KnownFile | None, original: KnownFile
    ) -> Settled:
        name = display_name(original.path)
        settled = decide.copy_of(original, name, self.wish)
        of_job = [one for one in original.records if one["type"] in self.wish.types]
        kept = _others(before, self.wish) if before is not None else []
        self._remember(
            item,
            reading,
            outcome=settled.outcome,
            reason=settled.reason,
            twin_of=settled.twin_of,
            taken=self.wish.types & original.taken,
            records=_merged(of_job, kept),
        )
        return settled

    def _note_nothing(
        self, item: PendingItem, reading: Reading, before: KnownFile | None
    ) -> Settled:
        if reading.outcome == "vanished":
            if before is not None and before.gone_at is None:
                self._note(evolve(before, gone_at=self.now))
            return Settled("skipped", decide.VANISHED, None, item.type)
        settled = Settled(reading.outcome, reading.reason, None, item.type)
        if reading.outside:
            return settled
        self._remember(
            item,
            reading,
            outcome=settled.outcome,
            reason=settled.reason,
            twin_of=None,
            taken=self.wish.types if reading.sha256 is not None else frozenset(),
            records=before.records if before is not None else [],
        )
        return settled

    def _remember(
        self,
        item: PendingItem,
        reading: Reading,
        *,
        outcome: str,
        reason: str | None,
        twin_of: str | None,
        taken: frozenset[str],
        records: list[dict[str, Any]],
    ) -> None:
        before = self.known.get((item.source_id, item.path))
        if reading.stat is None or reading.read_at is None:
            if before is not None:
                self._note(evolve(before, outcome=outcome, reason=reason, sha256=None))
            return
        types = reading.sniffed.types if reading.sniffed is not None else frozenset()
        file = KnownFile(
            source_id=item.source_id,
            path=item.path,
            stat=reading.stat,
            read_at=reading.read_at,
            outcome=outcome,
            id=before.id if before is not None else None,
            sha256=reading.sha256,
            file_format=reading.sniffed.format if reading.sniffed is not None else None,
            types=frozenset(types),
            taken=frozenset(taken) & frozenset(types),
            reason=reason,
            twin_of=twin_of,
            records=records,
        )
        self._note(file)

    def _note(self, file: KnownFile) -> None:
        place = file.source_id, file.path
        before = self.known.get(place)
        if before is not None and before.sha256 is not None:
            same = self.by_digest.get(before.sha256, [])
            same[:] = [one for one in same if (one.source_id, one.path) != place]
        if file.sha256 is not None:
            self.by_digest.setdefault(file.sha256, []).append(file)
        self.known[place] = self.changed[place] = file

    def flush(self) -> None:
        """Writes all that changed."""
        self.activities.flush()
        self.health.flush()
        self.workouts.flush()
        memory.save(self.session, list(self.changed.values()))
        if self.originals:  # another account can have brought the same ones
            dialect = self.session.get_bind().dialect.name
            insert = postgresql.insert if dialect == "postgresql" else sqlite.insert
            self.session.execute(
                insert(_ORIGINALS).on_conflict_do_nothing(), list(self.originals.values())
            )


def _parts_of(contents: FileContents) -> Mapping[dt.date, DayPart]:
    return parts_of(contents.days, contents.day_totals, contents.weights)


def _others(before: KnownFile, wish: Wish) -> list[dict[str, Any]]:
    return [record for record in before.records if record["type"] not in wish.types]


def _merged(
    records: Sequence[dict[str, Any]], more: Sequence[dict[str, Any]]
) -> list[dict[str, Any]]:
    merged = {(one["type"], one["id"], one["date"]): one for one in (*records, *more)}
    return list(merged.values())


# At the end


def _goes_on(session: Session, row: SyncJobRow) -> bool:
    """Commits, and ends the job with the same commit when no item is pending."""
    pending = counts.total(row.counts, "pending")
    if not pending:
        _finish(session, row)
    session.commit()
    return bool(pending)


def finish(session: Session, job: JobKey) -> None:
    """Ends an attempt that has nothing left to do."""
    _finish(session, claim(session, job))
    session.commit()


def _finish(session: Session, row: SyncJobRow) -> None:
    """Ends the job: `partial` when items failed, otherwise `succeeded`."""
    now = dt.datetime.now(dt.UTC)
    with_failures: set[UUID] = set()
    if counts.total(row.counts, "failed"):
        query = select(_ITEMS.c.source_id).where(
            _ITEMS.c.job_id == row.id, _ITEMS.c.outcome == "failed"
        )
        with_failures = set(session.scalars(query.distinct()))
    well = [UUID(one) for one in row.source_ids if UUID(one) not in with_failures]
    if well:
        session.execute(
            update(SourceRow)
            .where(SourceRow.id.in_(well))
            .values(last_sync_at=now)
            .execution_options(synchronize_session=False)
        )
    _end(session, row, "partial" if with_failures else "succeeded", None, now)


def fail(session: Session, job: JobKey, reason: str) -> None:
    """Ends the attempt as failed; what it did so far stays, and a retry goes on from there."""
    row = claim(session, job)
    _end(session, row, "failed", reason, dt.datetime.now(dt.UTC))
    session.commit()


def end_cancelled(session: Session, row: SyncJobRow, reason: str) -> None:
    """Ends a locked job as cancelled, without committing."""
    _end(session, row, "cancelled", reason, dt.datetime.now(dt.UTC))


def _end(
    session: Session, row: SyncJobRow, state: str, reason: str | None, now: dt.datetime
) -> None:
    row.state, row.reason, row.finished_at = state, reason, now
    session.flush()
    session.execute(
        delete(SyncLockRow)
        .where(SyncLockRow.job_id == row.id)
        .execution_options(synchronize_session=False)
    )
