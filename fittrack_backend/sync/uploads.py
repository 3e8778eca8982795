"""Uploads: files that were sent, kept before anything else, and taken in by a job that begins by itself.

While a job runs on the source, what comes waits for another one, which follows it (`follow`).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from typing import BinaryIO
from uuid import UUID

from attrs import frozen
from sqlalchemy import ColumnElement, and_, exists, func, select

from fittrack_backend.errors import Problem
from fittrack_backend.problem_kinds import Kind
from fittrack_backend.settings import Settings
from fittrack_backend.sources import connected
from fittrack_backend.sources.collected import items
from fittrack_backend.sources.kinds import KINDS
from fittrack_backend.sources.upload import UPLOAD
from fittrack_backend.storage import usage
from fittrack_backend.storage.account_turn import take_turn
from fittrack_backend.storage.database import Database
from fittrack_backend.storage.origin import portions
from fittrack_backend.storage.originals import OriginalStore
from fittrack_backend.storage.scope import AccountSession
from fittrack_backend.storage.tables import (
    AccountRow,
    CollectedItemRow,
    SourceRow,
    StandingRow,
    SyncJobRow,
    SyncLockRow,
)
from fittrack_backend.sync import jobs
from fittrack_backend.sync.jobs import JobRequest
from fittrack_backend.sync.runner import Runner

_A_DAY = dt.timedelta(days=1)
_KINDS = [name for name, kind in KINDS.items() if kind.collects and not kind.can_be_asked]


@frozen
class Sent:
    """A file as it came: its name, its digest, and its bytes, which can be sought."""

    name: str
    sha256: str
    file: BinaryIO


@frozen
class Kept:
    """A file that is kept: the id of its upload, and whether the account had none of these bytes."""

    id: UUID
    source_id: UUID
    is_new: bool


def keep(session: AccountSession, originals: OriginalStore, settings: Settings, sent: Sent) -> Kept:
    """Keeps a file. The same bytes are one upload, whatever their names.

    Problems: 409 `limit-reached`, and 503 `not-ready` where originals cannot be kept. Raises OSError on a full disk.
    """
    source_id = connected.uploads(session, most=settings.limits.sources)

    def admit(size: int) -> None:
        _require_room(session, settings, sent.sha256, size)

    put = items.put(
        session, originals, source_id, sent.sha256.encode(), sent.name, sent.file, admit=admit
    )
    return Kept(put.id, source_id, put.is_new)


def begin(session: AccountSession, engine: Runner, source_id: UUID) -> None:
    """Begins a job that takes in what waits; where one runs on the source, another will follow it."""
    waits = select(CollectedItemRow.id).where(_waits(), CollectedItemRow.source_id == source_id)
    if session.scalar(waits.limit(1)) is None:
        session.rollback()
        return
    session.rollback()
    request = JobRequest(None, [source_id], None, None, full=False, only_waiting=True)
    try:
        jobs.start(session, engine, request, idempotency_key=None)
    except Problem as problem:
        if problem.kind not in (Kind.SYNC_CONFLICT, Kind.NOT_FOUND, Kind.BUSY):
            raise


def take_up_again(session: AccountSession, upload_ids: Collection[UUID]) -> None:
    """Lets uploads wait for a job once more, such as those whose job failed."""
    take_turn(session)
    for row in session.scalars(select(CollectedItemRow).where(CollectedItemRow.id.in_(upload_ids))):
        row.job_id = None
    session.commit()


def lacking(session: AccountSession, digests: Sequence[str]) -> tuple[list[str], list[UUID]]:
    """Those of these files that were never uploaded, or went since, and the uploads of the others."""
    found: dict[str, UUID] = {}
    for some in portions(digests):
        query = (
            select(CollectedItemRow.sha256, CollectedItemRow.id)
            .join(SourceRow, SourceRow.id == CollectedItemRow.source_id)
            .where(
                SourceRow.kind == UPLOAD,
                SourceRow.is_connected(),
                CollectedItemRow.purged_at.is_(None),
                CollectedItemRow.sha256.in_(some),
            )
        )
        found.update((sha256, upload_id) for sha256, upload_id in session.execute(query))
    missing = [one for one in dict.fromkeys(digests) if one not in found]
    return missing, list(found.values())


def follow(database: Database, engine: Runner) -> None:
    """Begins jobs for what waits and has none, of all accounts.

    What waited through a job that failed or was cancelled waits for somebody to try again: it would fail without end.
    """
    failed = exists().where(
        StandingRow.source_id == CollectedItemRow.source_id,
        StandingRow.state.in_(("failed", "cancelled")),
        SyncJobRow.id == StandingRow.job_id,
        SyncJobRow.created_at > CollectedItemRow.collected_at,
    )
    with database.session() as session:
        query = (
            select(SourceRow.account_id, SourceRow.id)
            .join(CollectedItemRow, CollectedItemRow.source_id == SourceRow.id)
            .join(AccountRow, AccountRow.id == SourceRow.account_id)
            .where(
                SourceRow.kind.in_(_KINDS),
                SourceRow.is_connected(),
                AccountRow.disabled_at.is_(None),
                _waits(),
                ~failed,
                ~exists().where(SyncLockRow.source_id == SourceRow.id),
            )
            .distinct()
        )
        waiting = [tuple(row) for row in session.execute(query)]
    for account_id, source_id in waiting:
        with database.session_of(account_id) as bound:
            try:
                begin(bound, engine, source_id)
            except Problem:  # the account was disabled meanwhile
                bound.rollback()


def _waits() -> ColumnElement[bool]:
    return and_(
        CollectedItemRow.job_id.is_(None),
        CollectedItemRow.gone_at.is_(None),
        CollectedItemRow.purged_at.is_(None),
    )


def _require_room(session: AccountSession, settings: Settings, sha256: str, size: int) -> None:
    account = session.get_one(AccountRow, session.account_id, populate_existing=True)
    quota = usage.quota_of(account, settings.quota)
    if quota.uploads_a_day is not None:
        since = dt.datetime.now(dt.UTC) - _A_DAY
        query = (
            select(func.count())
            .select_from(CollectedItemRow)
            .join(SourceRow, SourceRow.id == CollectedItemRow.source_id)
            .where(SourceRow.kind == UPLOAD, CollectedItemRow.collected_at > since)
        )
        if (session.scalar(query) or 0) >= quota.uploads_a_day:
            raise Problem(
                Kind.LIMIT_REACHED,
                f"The account may upload {quota.uploads_a_day:,} files in 24 hours, and has done so. Wait, or ask the "
                "server's operator for a greater quota.",
                members={"limit": quota.uploads_a_day},
            )
    if quota.bytes is None or usage.counts_already(session, session.account_id, sha256):
        return
    held = usage.bytes_of(session, session.account_id)
    if held + size > quota.bytes:
        raise Problem(
            Kind.LIMIT_REACHED,
            f"The account has {held:,} bytes of original files, and may have {quota.bytes:,}: there is no room for "
            f"{size:,} more. Delete something first, or ask the server's operator for a greater quota.",
            members={"limit": quota.bytes},
        )
