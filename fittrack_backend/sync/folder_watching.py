"""Starts a sync when something changes in a folder that its owner has watched: a watch that is plugged in, an export.

It looks instead of being told, since nothing tells of all that it is about: inotify knows no mount that appears, no file on a
network mount that another machine writes, and nothing of FUSE, as which phones and some watches are mounted. A look is a
`stat` of each folder; all files are looked at now and then, and while something changes.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Mapping
from uuid import UUID

from attrs import define, field
from sqlalchemy import select, update

from fittrack_backend.errors import Problem
from fittrack_backend.problem_kinds import Kind
from fittrack_backend.sources.folder.listing import Listing, is_as_it_was, listing
from fittrack_backend.sources.kinds import KINDS
from fittrack_backend.storage.database import Database, rows_changed
from fittrack_backend.storage.scope import AccountSession
from fittrack_backend.storage.tables import SourceRow
from fittrack_backend.sync import jobs
from fittrack_backend.sync.jobs import JobRequest
from fittrack_backend.sync.runner import Runner

EVERY_S = 5.0
QUIET_S = 10.0
"""For how long nothing must have changed before a sync starts: files are copied one after another."""
LONGEST_S = 300.0
"""After so long it starts although something still changes."""
GAP_S = 60.0
"""From one sync that it starts of a folder to the next."""
ALL_FILES_EVERY_S = 300.0
"""How often the files themselves are looked at: one that is written to changes no folder."""

_log = logging.getLogger("fittrack.sync")


@define
class Folder:
    """What is known of a watched folder in this process. Times are seconds of a clock that does not jump."""

    known: Mapping[bytes, int] = field(factory=dict)
    """Its folders when it was last listed; empty while it is not there."""
    list_at: float = 0.0
    not_before: float = 0.0
    """When a sync may start again."""
    digest: str | None = None
    """Of the last listing, while it is another one than at the last sync."""
    changing_since: float = 0.0
    same_since: float = 0.0
    was_away: bool = False
    """Whether it came back since the last sync, which may have failed as it went away."""
    syncs: int | None = None
    """How many syncs any process had started of it."""

    def counted(self, syncs: int) -> None:
        """Forgets what changed, if another process has started a sync since."""
        if self.syncs is not None and self.syncs != syncs:
            self.digest, self.was_away = None, False
        self.syncs = syncs

    def look(self, path: bytes, seen: str | None, now: float) -> str | None:
        """The digest of what is there, if it is time for a sync of it; `seen` is that of the last one."""
        is_quiet = self.digest is None and bool(self.known)
        if is_quiet and now < self.list_at and is_as_it_was(self.known):
            return None
        return self.listed(listing(path), seen, now)

    def listed(self, found: Listing | None, seen: str | None, now: float) -> str | None:
        """The same, once it was listed."""
        self.list_at = now + ALL_FILES_EVERY_S
        self.known = {} if found is None else found.folders
        if found is None:
            self.digest, self.was_away = None, True
            return None
        if found.digest == seen and not self.was_away:
            self.digest = None
            return None
        if self.digest is None:
            self.changing_since = now
        if found.digest != self.digest:
            self.digest, self.same_since = found.digest, now
        is_settled = now - self.same_since >= QUIET_S or now - self.changing_since >= LONGEST_S
        return found.digest if is_settled and now >= self.not_before else None


class FolderWatcher:
    """Watches the folders of all accounts that this process sees."""

    def __init__(
        self,
        database: Database,
        runner: Runner,
        sees: Callable[[bytes], bool],
        ticks: Callable[[], float] = time.monotonic,
    ) -> None:
        self._database = database
        self._runner = runner
        self._sees = sees
        self._ticks = ticks
        self._folders: dict[UUID, Folder] = {}

    def run(self, stopping: threading.Event) -> None:
        """Looks until the server stops."""
        while not stopping.wait(EVERY_S):
            try:
                self.look(stopping)
            except Exception:  # a database that is away must not end it
                _log.exception("folders cannot be watched at the moment")

    def look(self, stopping: threading.Event | None = None) -> None:
        """Looks at each folder once, and starts the syncs whose time has come."""
        watched = select(
            SourceRow.id,
            SourceRow.account_id,
            SourceRow.kind,
            SourceRow.settings,
            SourceRow.watch_seen,
            SourceRow.watch_count,
        ).where(SourceRow.watched_at.is_not(None), SourceRow.is_connected())
        with self._database.session() as session:
            rows = session.execute(watched).all()
        self._folders = {row.id: self._folders.get(row.id, Folder()) for row in rows}
        for row in rows:
            if stopping is not None and stopping.is_set():
                return
            path = KINDS[row.kind].folder(row.settings)
            if path is None or not self._sees(path):
                continue
            folder, now = self._folders[row.id], self._ticks()
            folder.counted(row.watch_count)
            digest = folder.look(path, row.watch_seen, now)
            if digest is not None:
                folder.not_before = now + GAP_S
                with self._database.session_of(row.account_id) as session:
                    if self._start(session, row.id, digest, row.watch_count):
                        folder.digest, folder.was_away = None, False

    def _start(self, session: AccountSession, source_id: UUID, digest: str, count: int) -> bool:
        """Starts a sync, once however many servers see the folder; False where it is to be tried again."""
        request = JobRequest(None, [source_id], None, None, full=False)
        try:
            job = jobs.start(
                session,
                self._runner,
                request,
                idempotency_key=f"{source_id} {count}",
                operation="watched_sync",
            )
        except Problem as problem:
            session.rollback()
            if problem.kind in (Kind.NOT_FOUND, Kind.ACCOUNT_DISABLED):
                return True
            _log.info("source %s has changed, and is synced later: %s", source_id, problem.detail)
            return False
        _log.info("source %s has changed: job %s", source_id, job.id)
        this = update(SourceRow).where(SourceRow.id == source_id, SourceRow.watch_count == count)
        rows_changed(session, this.values(watch_seen=digest, watch_count=count + 1))
        session.commit()
        return True
