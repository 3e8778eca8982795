"""What an attempt has to know: its job, the sources as this process sees them, and what is known of their files."""

from __future__ import annotations

from uuid import UUID

from attrs import evolve, frozen
from sqlalchemy import select
from sqlalchemy.orm import Session

from fittrack_backend.settings import Settings
from fittrack_backend.sources.allowed_folders import AllowedFolders
from fittrack_backend.sources.folder_grants import allowed_folders
from fittrack_backend.sources.kinds import KINDS
from fittrack_backend.sources.port import SavedSource, Source
from fittrack_backend.storage.removed import removed_by
from fittrack_backend.storage.tables import AccountRow, SourceRow, SyncJobRow
from fittrack_backend.sync import known_bad, memory
from fittrack_backend.sync.claim import JobKey, NotOurs
from fittrack_backend.sync.decide import Wish, without_removed
from fittrack_backend.sync.memory import KnownFile
from fittrack_backend.sync.reading import Range
from fittrack_backend.sync.scan import ScannedSource
from fittrack_backend.sync.unseen import UnseenSource
from fittrack_backend.sync.workers import root_of


@frozen
class JobToDo:
    """What an attempt knows of its job. `account_zone` is the athlete's; `scanned` says whether everything has its item."""

    account_id: UUID
    account_zone: str | None
    scanned: bool
    sources: list[ScannedSource]
    wish: Wish

    def source(self, source_id: UUID) -> Source:
        """One of its sources."""
        return next(one.source for one in self.sources if one.id == source_id)


def remembered(
    source: ScannedSource, account_id: UUID, session: Session
) -> tuple[ScannedSource, dict[bytes, KnownFile]]:
    """The source with what its owner ignores of it, and what is known of it by key."""
    removed = removed_by(session, account_id)
    known = {
        key: without_removed(file, removed)
        for key, file in memory.load_source(session, source.id).items()
    }
    return evolve(source, ignored=known_bad.load_source(session, source.id)), known


def load_job(session: Session, key: JobKey, settings: Settings) -> JobToDo:
    """The job as it stands. Raises NotOurs when this attempt is over."""
    row = session.get(SyncJobRow, key.id)
    if row is None or row.attempt != key.attempt:
        raise NotOurs
    by_id = {
        source.id: source
        for source in session.scalars(
            select(SourceRow).where(SourceRow.id.in_([UUID(one) for one in row.source_ids]))
        )
    }
    allowed = allowed_folders(session, row.account_id, settings)
    sources = [
        ScannedSource(one.id, _source_of(one, allowed, settings))
        for one in (by_id.get(UUID(source_id)) for source_id in row.source_ids)
        if one is not None
    ]
    account = session.get_one(AccountRow, row.account_id)
    return JobToDo(
        row.account_id,
        account.time_zone,
        row.scanned,
        sources,
        Wish(frozenset(row.types), Range(row.since, row.until), row.full, settings.max_file_bytes),
    )


def _source_of(row: SourceRow, allowed: AllowedFolders, settings: Settings) -> Source:
    kind = KINDS[row.kind]
    folder = kind.folder(row.settings)
    if folder is not None and settings.shares_work and root_of([folder], settings.roots) is None:
        return UnseenSource(folder)
    return kind.source(SavedSource(row.settings, row.remembered, allowed))
