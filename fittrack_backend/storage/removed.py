"""What was removed and must not come back by itself, as a sync asks for it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from uuid import UUID

from attrs import frozen
from sqlalchemy import ColumnElement, Select, and_, select, union_all
from sqlalchemy.orm import Session, aliased

from fittrack_backend.storage.tables import (
    ActivityRow,
    FileVersionRow,
    HealthPartRow,
    RecordingRow,
    RemovalRow,
    SourceRow,
    WorkoutRow,
)

ACTIVITY_DELETED = "its activity was deleted"
RESTORABLE = dt.timedelta(days=30)
"""So long what was removed can be restored; then it is purged."""


def restorable_after(now: dt.datetime | None = None) -> dt.datetime:
    """What was removed after this time can still be restored."""
    return (dt.datetime.now(dt.UTC) if now is None else now) - RESTORABLE


def forgotten_sources(*removals: ColumnElement[bool]) -> Select[UUID | None]:
    """The ids of the sources that these removals forgot."""
    return (
        select(RemovalRow.source_id)
        .join(SourceRow, SourceRow.id == RemovalRow.source_id)
        .where(*removals, SourceRow.disconnected_at.is_not(None))
    )


def counts(row: type[RecordingRow | HealthPartRow]) -> ColumnElement[bool]:
    """The condition for what activities and days are derived from: neither removed nor replaced."""
    return and_(row.replaced_at.is_(None), row.removal_id.is_(None))


def why_removed(session: Session, removal_id: UUID) -> str:
    """What took a record away, in words that items say."""
    found = session.get(RemovalRow, removal_id)
    assert found is not None, "removals are kept as long as what they took away"
    return found.why


@frozen
class Removed:
    """What an account removed: why, by the ids of activities and workouts, and by file and record."""

    activities: Mapping[UUID, str]
    workouts: Mapping[UUID, str]
    recordings: Mapping[tuple[str, UUID], str]
    """By the digest of the file, and the activity that the recording is of; also by ids that lead there."""
    days: Mapping[tuple[str, dt.date], str]
    """By the digest of the file, and the day."""

    def why(self, sha256: str | None, record_id: UUID | None, date: dt.date | None) -> str | None:
        """Why a record of a file does not count; None when it does."""
        if record_id is None:
            return self.days.get((sha256, date)) if sha256 and date else None
        return (
            (self.recordings.get((sha256, record_id)) if sha256 else None)
            or self.activities.get(record_id)
            or self.workouts.get(record_id)
        )

    def __bool__(self) -> bool:
        return bool(self.activities or self.workouts or self.recordings or self.days)


def removed_by(session: Session, account_id: UUID) -> Removed:
    """All that the account removed."""
    led = aliased(ActivityRow)
    deleted = (ActivityRow.account_id == account_id, ActivityRow.deleted_at.is_not(None))
    digest = RecordingRow.column("file_sha256")
    of_removal = (RecordingRow.account_id == account_id, RecordingRow.removal_id.is_not(None))
    activities = union_all(
        select(ActivityRow.id, ActivityRow.removal_id).where(*deleted),
        select(led.id, ActivityRow.removal_id)
        .join(led, led.merged_into == ActivityRow.id)
        .where(*deleted),
    )
    recordings = union_all(
        select(digest, RecordingRow.activity_id, RecordingRow.removal_id).where(*of_removal),
        select(digest, led.id, RecordingRow.removal_id)
        .join(led, led.merged_into == RecordingRow.activity_id)
        .where(*of_removal),
    )
    undone = and_(RemovalRow.job_id == FileVersionRow.job_id, RemovalRow.restored_at.is_(None))
    # A job found it in a file again, and was undone.
    kept_away = (
        select(digest, RecordingRow.activity_id, RemovalRow.id)
        .join(
            FileVersionRow,
            and_(
                FileVersionRow.account_id == RecordingRow.account_id,
                FileVersionRow.sha256 == digest,
                FileVersionRow.type == "activities",
            ),
        )
        .join(RemovalRow, undone)
        .where(RecordingRow.account_id == account_id, RecordingRow.replaced_at.is_not(None))
    )
    days_kept_away = (
        select(HealthPartRow.file_sha256, HealthPartRow.date, RemovalRow.id)
        .join(
            FileVersionRow,
            and_(
                FileVersionRow.account_id == HealthPartRow.account_id,
                FileVersionRow.sha256 == HealthPartRow.file_sha256,
                FileVersionRow.type == "health",
            ),
        )
        .join(RemovalRow, undone)
        .where(HealthPartRow.account_id == account_id, HealthPartRow.replaced_at.is_not(None))
    )
    days = select(HealthPartRow.file_sha256, HealthPartRow.date, HealthPartRow.removal_id).where(
        HealthPartRow.account_id == account_id, HealthPartRow.removal_id.is_not(None)
    )
    workouts = select(WorkoutRow.id, WorkoutRow.removal_id).where(
        WorkoutRow.account_id == account_id, WorkoutRow.removal_id.is_not(None)
    )
    removals = select(RemovalRow.id, RemovalRow.why).where(RemovalRow.account_id == account_id)
    why: dict[UUID | None, str] = {None: ACTIVITY_DELETED}
    why |= {row.id: row.why for row in session.execute(removals)}
    away = [(sha, one, removal) for sha, one, removal in session.execute(kept_away)]
    days_away = [(sha, date, removal) for sha, date, removal in session.execute(days_kept_away)]
    return Removed(
        {one: why[removal] for one, removal in session.execute(activities)},
        {one: why[removal] for one, removal in session.execute(workouts)},
        {(sha, one): why[removal] for sha, one, removal in (*session.execute(recordings), *away)},
        {(sha, date): why[removal] for sha, date, removal in (*session.execute(days), *days_away)},
    )
