"""Writing what a scan found: everything gets its item, and memory is brought up to date."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any, cast
from uuid import UUID, uuid4

from sqlalchemy import Table as SqlTable
from sqlalchemy import and_, bindparam, or_, select, update
from sqlalchemy.orm import Session

from fittrack_backend.sources.collected import items
from fittrack_backend.storage.tables import (
    ActivityRow,
    RecordingRow,
    SourceRow,
    SyncItemRow,
    SyncJobRow,
    WorkoutRow,
)
from fittrack_backend.sync import counts, known_bad, memory, standings
from fittrack_backend.sync.claim import JobKey, claim
from fittrack_backend.sync.decide import Settled
from fittrack_backend.sync.job_end import go_on_or_end
from fittrack_backend.sync.scan import Plan, PlannedItem

_ITEMS = cast(SqlTable, SyncItemRow.__table__)
_RECORDINGS = cast(SqlTable, RecordingRow.__table__)
_ACTIVITIES = cast(SqlTable, ActivityRow.__table__)
_WORKOUTS = cast(SqlTable, WorkoutRow.__table__)
_SOURCE_ITSELF = "."
"""What people see as the name of an item that stands for a whole source."""


def write_plans(
    session: Session,
    job: JobKey,
    plans: Mapping[UUID, Plan],
    unavailable: Mapping[UUID, str],
) -> bool:
    """Gives everything its item, in the order of `plans` and of the keys in them; ends the job
    when that leaves nothing to be read, and returns whether it goes on.

    Items of an earlier scan of the same job stay as they are. A source that could not be scanned
    (`unavailable`, with the reason) gets one item that failed, and is scanned again by a retry.
    """
    row = claim(session, job)
    failed = add_items(session, row, _planned(plans, unavailable))
    for source_id, plan in plans.items():
        _write_memory(session, row.account_id, source_id, plan)
        items.note_scanned(session, source_id, plan.waited, job.id)
    memory.note_failures(session, job.id, failed)
    others = [one for one in row.asked or () if UUID(one["source_id"]) not in plans]
    row.asked = others + standings.as_json(
        {source_id: plan.asked for source_id, plan in plans.items()}
    )
    row.scanned = not unavailable
    return go_on_or_end(session, row)


def add_items(
    session: Session, row: SyncJobRow, planned: Iterable[PlannedItem]
) -> list[tuple[UUID, bytes]]:
    """Gives what has none yet its item, in this order; returns the places of those that failed."""
    now = dt.datetime.now(dt.UTC)
    there = {
        (source_id, key)
        for source_id, key in session.execute(
            select(_ITEMS.c.source_id, _ITEMS.c.key).where(_ITEMS.c.job_id == row.id)
        )
    }
    numbers = counts.copy(row.counts)
    sequence = row.last_sequence
    rows: list[dict[str, Any]] = []
    for item in planned:
        if (item.source_id, item.key) in there:
            continue
        settled = item.plan if isinstance(item.plan, Settled) else None
        if settled is not None:
            sequence += 1
        outcome = settled.outcome if settled else "pending"
        rows.append(
            {
                "id": uuid4(),
                "job_id": row.id,
                "source_id": item.source_id,
                "key": item.key,
                "name": item.name,
                "type": item.plan.type,
                "outcome": outcome,
                "sequence": sequence if settled else None,
                "reason": settled.reason if settled else None,
                "remarks": (),
                "twin_of": settled.twin_of if settled else None,
                "size_bytes": item.size,
                "content": item.content if outcome == "failed" else None,
                "finished_at": now if settled else None,
                "records": [one.to_json() for one in settled.records] if settled else [],
            }
        )
        counts.add(numbers, item.plan.type, outcome)
    if rows:
        session.execute(_ITEMS.insert(), rows)
    row.counts, row.last_sequence = numbers, sequence
    return [(one["source_id"], one["key"]) for one in rows if one["outcome"] == "failed"]


def _planned(plans: Mapping[UUID, Plan], unavailable: Mapping[UUID, str]) -> Iterable[PlannedItem]:
    for source_id, reason in unavailable.items():
        yield PlannedItem(source_id, b"", _SOURCE_ITSELF, None, Settled("failed", reason))
    for plan in plans.values():
        yield from plan.items


def _write_memory(session: Session, account_id: UUID, source_id: UUID, plan: Plan) -> None:
    memory.move(session, plan.renamed)
    known_bad.move(session, source_id, plan.renamed)
    _rename_in_records(session, account_id, source_id, plan)
    memory.refresh(session, [*plan.seen_again, *plan.gone])
    memory.save(session, plan.remember)
    session.execute(
        update(SourceRow)
        .where(
            SourceRow.id == source_id,
            or_(SourceRow.remembered.is_(None), SourceRow.remembered != plan.for_next_scan),
        )
        .values(remembered=plan.for_next_scan)
        .execution_options(synchronize_session=False)
    )


def _rename_in_records(session: Session, account_id: UUID, source_id: UUID, plan: Plan) -> None:
    """Lets the records of renamed files name them as they are called now."""
    digests = [
        {"of_sha256": file.sha256, "new_name": found.name}
        for file, found in plan.renamed
        if file.sha256 is not None
    ]
    is_renamed = and_(
        _RECORDINGS.c.account_id == account_id,
        _RECORDINGS.c.source_id == source_id,
        _RECORDINGS.c.file_sha256 == bindparam("of_sha256"),
    )
    of_renamed = and_(
        _ACTIVITIES.c.id.in_(select(_RECORDINGS.c.activity_id).where(is_renamed)),
        _ACTIVITIES.c.file_sha256 == bindparam("of_sha256"),
    )
    for statement in (
        _RECORDINGS.update().where(is_renamed),
        _ACTIVITIES.update().where(of_renamed),
    ):
        if digests:
            session.execute(statement.values(file_name=bindparam("new_name")), digests)
    moves = [
        {
            "row_id": record.id,
            "old_path": file.key,
            "new_path": found.key,
            "new_name": found.name,
        }
        for file, found in plan.renamed
        for record in file.records
        if record.type == "workouts"
    ]
    if moves:
        session.execute(
            _WORKOUTS.update()
            .where(
                _WORKOUTS.c.id == bindparam("row_id"),
                _WORKOUTS.c.source_id == source_id,
                _WORKOUTS.c.path == bindparam("old_path"),
            )
            .values(path=bindparam("new_path"), file_name=bindparam("new_name")),
            moves,
        )
