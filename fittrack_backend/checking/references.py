"""Rows that name others without a foreign key."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import and_, exists, select, update
from sqlalchemy.orm import aliased

from fittrack_backend.checking.findings import Checked, Finding
from fittrack_backend.storage.database import insert_if_absent, rows_changed
from fittrack_backend.storage.tables import (
    ActivityRow,
    HealthPartRow,
    RecordingRow,
    RemovalRow,
    SourceFileRow,
    SourceRow,
    StandingRow,
    SyncJobRow,
    WorkoutRow,
)


def check(checked: Checked) -> Iterator[Finding]:
    """Removals, jobs that files and the status name, and ids that lead to another activity."""
    yield from _removals(checked)
    yield from _failed_jobs(checked)
    yield from _standings(checked)
    yield from _leads(checked)


def _removals(checked: Checked) -> Iterator[Finding]:
    """What was removed stays so: it gets a removal that can be restored."""
    for row in (RecordingRow, HealthPartRow, WorkoutRow):
        there = exists().where(RemovalRow.id == row.removal_id)
        query = (
            select(row.removal_id, row.account_id)
            .where(row.removal_id.is_not(None), ~there)
            .distinct()
        )
        with checked.database.session() as session:
            for removal_id, account_id in session.execute(query).all():
                if checked.repair:
                    values: dict[str, Any] = {
                        "id": removal_id,
                        "account_id": account_id,
                        "why": "it was removed",
                        "removed_at": checked.now,
                    }
                    insert_if_absent(session, RemovalRow, values)
                    session.commit()
                what = "rows were removed by a removal that is not there: they stay removed, and can be restored"
                yield Finding("removal-missing", checked.mended, what)


def _failed_jobs(checked: Checked) -> Iterator[Finding]:
    query = select(SourceFileRow.id, SourceFileRow.name).where(
        SourceFileRow.failed_job_id.is_not(None),
        ~exists().where(SyncJobRow.id == SourceFileRow.failed_job_id),
    )
    with checked.database.session() as session:
        for file_id, name in session.execute(query).all():
            if checked.repair:
                rows_changed(
                    session,
                    update(SourceFileRow)
                    .where(SourceFileRow.id == file_id)
                    .values(failed_job_id=None),
                )
                session.commit()
            what = "a file names a sync that is not there as the last one that it failed in"
            yield Finding("job-missing", checked.mended, what, file=name)


def _standings(checked: Checked) -> Iterator[Finding]:
    """The next sync writes all of it; what it leads to until then must be there."""
    jobs = select(SyncJobRow.id)
    query = (
        select(StandingRow, SourceRow.name)
        .join(SourceRow, SourceRow.id == StandingRow.source_id)
        .where(
            StandingRow.job_id.not_in(jobs)
            | and_(
                StandingRow.succeeded_job_id.is_not(None),
                StandingRow.succeeded_job_id.not_in(jobs),
            )
            | and_(StandingRow.scanned_job_id.is_not(None), StandingRow.scanned_job_id.not_in(jobs))
        )
    )
    with checked.database.session() as session:
        for row, source in session.execute(query).all():
            what = f"the status of {row.type} names a sync that is not there"
            yield Finding("job-missing", "next-sync", what, source=source)


def _leads(checked: Checked) -> Iterator[Finding]:
    """An id leads to an activity in one step, and never to one that leads on."""
    other = aliased(ActivityRow)
    query = (
        select(ActivityRow.id, other.id, other.merged_into)
        .join(other, other.id == ActivityRow.merged_into)
        .where(other.merged_into.is_not(None))
    )
    with checked.database.session() as session:
        for one, via, to in session.execute(query).all():
            goal, seen = to, {one, via}
            while goal is not None and goal not in seen:
                seen.add(goal)
                ahead = session.scalar(
                    select(ActivityRow.merged_into).where(ActivityRow.id == goal)
                )
                if ahead is None:
                    break
                goal = ahead
            in_a_circle = goal in {one, via}
            if checked.repair and not in_a_circle:
                rows_changed(
                    session,
                    update(ActivityRow).where(ActivityRow.id == one).values(merged_into=goal),
                )
                session.commit()
            yield Finding(
                "activity-lead",
                "lost" if in_a_circle else checked.mended,
                "the id of an activity that was merged leads in a circle"
                if in_a_circle
                else "the id of an activity that was merged leads to another that was",
                activity_id=one,
            )
