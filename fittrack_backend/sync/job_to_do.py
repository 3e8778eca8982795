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
from fittrack_backend.sources.port import Source
from fittrack_backend.sources.saved import saved_source
from fittrack_backend.storage.removed import removed_by
from fittrack_backend.storage.tables import AccountRow, SourceRow, SyncJobRow
from fittrack_backend.sync import collecting, known_bad, memory
from fittrack_backend.sync.claim import JobKey, NotOurs
from fittrack_backend.sync.decide import Wish, without_removed
from fittrack_backend.sync.memory import KnownFile
from fittrack_backend.sync.reading import Range
from fittrack_backend.sync.scan import ScannedSource
from fittrack_backend.sync.unseen import UnseenSource
from fittrack_backend.sync.workers import root_of


@frozen
class JobToDo:
    """What an attempt knows of its job. `account_zone` is the athlete's; `scanned` says whether everything has its item, `was_scanned`
    whether that was so for an earlier portion of what is collected, `collecting` whether more portions may follow."""

    account_id: UUID
    account_zone: str | None
    scanned: bool
    was_scanned: bool
    collecting: bool
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
    if source.only_keys is None:
        loaded = memory.load_source(session, source.id)
    else:
        places = [(source.id, key) for key in source.only_keys]
        loaded = {key: file for (_, key), file in memory.load_keys(session, places).items()}
    known = {key: without_removed(file, removed) for key, file in loaded.items()}
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
        _scanned(session, row, one, allowed, settings)
        for one in (by_id.get(UUID(source_id)) for source_id in row.source_ids)
        if one is not None
    ]
    account = session.get_one(AccountRow, row.account_id)
    return JobToDo(
        row.account_id,
        account.time_zone,
        row.scanned,
        row.asked is not None and any(one.is_collected for one in sources),
        row.collecting,
        sources,
        Wish(frozenset(row.types), Range(row.since, row.until), row.full, settings.max_file_bytes),
    )


def _scanned(
    session: Session,
    job: SyncJobRow,
    row: SourceRow,
    allowed: AllowedFolders,
    settings: Settings,
) -> ScannedSource:
    kind = KINDS[row.kind]
    folder = kind.folder(row.settings)
    if folder is not None and settings.shares_work and root_of([folder], settings.roots) is None:
        return ScannedSource(row.id, UnseenSource(folder))
    only_for = job.id if job.only_waiting else None
    saved = saved_source(session, row, allowed, settings, only_for=only_for)
    waiting = [one for one in saved.collected if one.job_id is None]
    # What is in an archive has keys that only a look into it tells.
    few = only_for is not None and not any(one.is_archive for one in saved.collected)
    return ScannedSource(
        row.id,
        kind.source(saved),
        waiting=waiting,
        only_keys=[one.key for one in saved.collected] if few else None,
        is_collected=kind.collector is not None,
        away=collecting.why_away(session, row.id, JobKey(job.id, job.attempt)),
    )
