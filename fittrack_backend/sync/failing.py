"""What fails now: each file once, whichever jobs it failed in, and the job whose items say why."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator
from uuid import UUID

from attrs import frozen
from sqlalchemy import and_, exists, or_, select

from fittrack_backend.sources.port import Stamp
from fittrack_backend.storage.scope import AccountSession
from fittrack_backend.storage.tables import (
    IgnoredFileRow,
    SourceFileRow,
    SourceRow,
    StandingRow,
    SyncItemRow,
    SyncJobRow,
)
from fittrack_backend.sync.decide import main_type
from fittrack_backend.sync.known_bad import content_of, is_ignored
from fittrack_backend.sync.standings import SOURCE_ITSELF


@frozen
class Failing:
    """A file that fails now, or a thing that cannot be looked into.

    `type` is None where its kind is not known. `job_id` is the last job that has a failed item of it.
    `days` are those of the records that were read from it before it failed. `ignored`: its owner knows.
    """

    source_id: UUID
    type: str | None
    name: str
    reason: str
    job_id: UUID | None
    days: tuple[tuple[str, dt.date], ...] = ()
    ignored: bool = False


def failing(session: AccountSession) -> list[Failing]:
    """All that fails now in the connected sources."""
    return [*_files(session), *_things_without_memory(session)]


def _files(session: AccountSession) -> Iterator[Failing]:
    """Files whose last reading failed and that are still there."""
    query = (
        select(
            SourceFileRow.source_id,
            SourceFileRow.key,
            SourceFileRow.name,
            SourceFileRow.types,
            SourceFileRow.reason,
            SourceFileRow.sha256,
            SourceFileRow.stamp,
            SourceFileRow.records,
            SyncItemRow.job_id,
            IgnoredFileRow.content,
        )
        .join(SourceRow, SourceRow.id == SourceFileRow.source_id)
        .outerjoin(
            IgnoredFileRow,
            and_(
                IgnoredFileRow.source_id == SourceFileRow.source_id,
                IgnoredFileRow.key == SourceFileRow.key,
            ),
        )
        .outerjoin(
            SyncItemRow,
            and_(
                SyncItemRow.job_id == SourceFileRow.failed_job_id,
                SyncItemRow.source_id == SourceFileRow.source_id,
                SyncItemRow.key == SourceFileRow.key,
                SyncItemRow.outcome == "failed",
            ),
        )
        .where(
            SourceRow.disconnected_at.is_(None),
            SourceFileRow.outcome == "failed",
            SourceFileRow.gone_at.is_(None),
        )
        .order_by(SourceFileRow.source_id, SourceFileRow.key)
    )
    files = session.execute(query).all()
    retried = {(file.source_id, file.key) for file in files if file.job_id is None}
    earlier = _earlier_jobs(session, retried) if retried else {}
    for file in files:
        stamp = Stamp(file.stamp) if file.stamp is not None else None
        yield Failing(
            file.source_id,
            main_type(file.types),
            file.name,
            file.reason or "",
            file.job_id or earlier.get((file.source_id, file.key)),
            tuple(
                (one["type"] or "", dt.date.fromisoformat(one["day"]))
                for one in file.records
                if one["day"] is not None
            ),
            is_ignored(content_of(file.sha256, stamp), file.content),
        )


def _earlier_jobs(
    session: AccountSession, places: Collection[tuple[UUID, bytes]]
) -> dict[tuple[UUID, bytes], UUID]:
    """The last jobs whose items still say that these failed: in the last of all they wait to be tried
    again, or its items are not known."""
    query = (
        select(SyncItemRow.source_id, SyncItemRow.key, SyncItemRow.job_id)
        .join(SyncJobRow, SyncJobRow.id == SyncItemRow.job_id)
        .where(SyncItemRow.outcome == "failed")
        .order_by(SyncJobRow.created_at)
    )
    found = session.execute(query)
    return {
        (item.source_id, item.key): item.job_id
        for item in found
        if (item.source_id, item.key) in places
    }


def _things_without_memory(session: AccountSession) -> Iterator[Failing]:
    """What is no file to remember, such as a folder that cannot be listed: it fails in every job on its
    source, so the last one tells."""
    jobs = (
        select(StandingRow.source_id, StandingRow.scanned_job_id)
        .join(SourceRow, SourceRow.id == StandingRow.source_id)
        .where(SourceRow.disconnected_at.is_(None), StandingRow.scanned_job_id.is_not(None))
        .order_by(StandingRow.ended_at)
    )
    last = {row.source_id: row.scanned_job_id for row in session.execute(jobs)}
    if not last:
        return
    query = (
        select(SyncItemRow, IgnoredFileRow.content)
        .outerjoin(
            IgnoredFileRow,
            and_(
                IgnoredFileRow.source_id == SyncItemRow.source_id,
                IgnoredFileRow.key == SyncItemRow.key,
            ),
        )
        .where(
            or_(
                SyncItemRow.outcome == "failed",
                and_(SyncItemRow.outcome == "skipped", IgnoredFileRow.id.is_not(None)),
            ),
            SyncItemRow.key != SOURCE_ITSELF,
            or_(
                *(
                    and_(SyncItemRow.job_id == job_id, SyncItemRow.source_id == source_id)
                    for source_id, job_id in last.items()
                )
            ),
            ~exists().where(
                SourceFileRow.source_id == SyncItemRow.source_id,
                SourceFileRow.key == SyncItemRow.key,
                SourceFileRow.outcome == "failed",
                SourceFileRow.gone_at.is_(None),
            ),
        )
        .order_by(SyncItemRow.source_id, SyncItemRow.key)
    )
    for item, ignored in session.execute(query):
        known = item.outcome == "skipped" or is_ignored(item.content, ignored)
        job_id = None if item.outcome == "skipped" else item.job_id
        yield Failing(item.source_id, item.type, item.name, item.reason or "", job_id, (), known)
