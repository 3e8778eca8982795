"""The running backend: its settings, database, files, safeguards and sync engine."""

from __future__ import annotations

import datetime as dt
import logging
import threading
from collections.abc import Callable
from functools import cached_property, partial
from typing import TYPE_CHECKING

from sqlalchemy.exc import SQLAlchemyError

from fittrack_backend.accounts.passwords import HASHES_AT_ONCE, PATIENCE_S
from fittrack_backend.accounts.problems import busy
from fittrack_backend.accounts.safeguards import (
    Clock,
    Safeguards,
    load_former_keys,
    load_server_key,
    utc_now,
)
from fittrack_backend.accounts.verified import VerifiedTokens
from fittrack_backend.api.activity_samples import still_reading
from fittrack_backend.api.broadcasts import Broadcasts
from fittrack_backend.api.edge.refusals import busy as no_room
from fittrack_backend.api.open_streams import OpenStreams
from fittrack_backend.api.readiness import Readiness
from fittrack_backend.api.turns import Turns
from fittrack_backend.settings import Settings
from fittrack_backend.storage.changes import Changes
from fittrack_backend.storage.database import REQUESTS_AT_ONCE, Database, check_readable
from fittrack_backend.storage.reads_at_hand import ReadsAtHand
from fittrack_backend.storage.sealed import Sealer
from fittrack_common.private_folder import make_private

if TYPE_CHECKING:
    from fittrack_backend.clock_watch import ClockWatch
    from fittrack_backend.sources.services import Services
    from fittrack_backend.storage.originals import OriginalStore
    from fittrack_backend.sync.engine import SyncEngine

TIDY_FIRST_AFTER_S = 60
TIDY_EVERY_S = 3600
SEAL_AFTER_S = 3600
"""When a server that is one of several seals what the version before it kept as it is."""
TIDY_PATIENCE_S = 2
MOST_PASSWORDS_WAITING = 400
MOST_REQUESTS_WAITING = 2000
SAMPLES_AT_ONCE = 4
"""Tables of samples that are in memory at once; each of them keeps a thread that others need too."""
MOST_SAMPLES_WAITING = 100
MOST_IMPORTS_WAITING = 8
SAMPLES_PATIENCE_S = 25

_log = logging.getLogger("fittrack")


class Backend:
    """Everything that a request needs, put together; started and stopped with the server."""

    def __init__(self, settings: Settings, clock: Clock = utc_now) -> None:
        self.settings = settings
        make_private(settings.data_dir)
        self.database = Database(settings.database_url)
        key = load_server_key(settings.server_key_file)
        sealer = Sealer(key, load_former_keys(settings.server_key_file))
        self.safeguards = Safeguards(key, clock, limits=settings.limits, sealer=sealer)
        self._changes = Changes(self.database)
        self.verified_tokens = VerifiedTokens(self._changes, clock)
        self.reads_at_hand = ReadsAtHand(self.database) if self.database.is_sqlite else None
        self.password_turns = Turns(
            HASHES_AT_ONCE, most_waiting=MOST_PASSWORDS_WAITING, busy=busy, patience_s=PATIENCE_S
        )
        self.database_turns = Turns(
            REQUESTS_AT_ONCE, most_waiting=MOST_REQUESTS_WAITING, busy=no_room
        )
        self.sample_turns = Turns(
            SAMPLES_AT_ONCE,
            most_waiting=MOST_SAMPLES_WAITING,
            busy=still_reading,
            patience_s=SAMPLES_PATIENCE_S,
        )
        self.import_turns = Turns(1, most_waiting=MOST_IMPORTS_WAITING, busy=busy)
        self.stopping = threading.Event()
        """Set when the server was asked to end: whoever streams or waits ends too."""
        self._sync_engine: SyncEngine | None = None
        self._started = False
        self._tidying = threading.Thread(target=self._tidy_regularly, name="tidy", daemon=True)

    @cached_property
    def originals(self) -> OriginalStore:
        """The original files, by their digests."""
        from fittrack_backend.storage.originals_place import open_store

        return open_store(self.settings.originals)

    @cached_property
    def services(self) -> Services:
        """The services that sources are at."""
        from fittrack_backend.sources.services import Services

        return Services(self.settings, self.database, self.safeguards.sealer)

    @cached_property
    def readiness(self) -> Readiness:
        """Whether the server can use what it needs."""
        return Readiness(
            {
                "its database": self._read_database,
                "the state of its jobs": self.sync_engine.check,
                "the place for its originals": self.originals.check,
            }
        )

    @cached_property
    def broadcasts(self) -> Broadcasts:
        """The jobs that somebody watches."""
        from fittrack_backend.api.job_events import look_at

        return Broadcasts(partial(look_at, self.database), self.sync_engine.feed, self.stopping)

    @cached_property
    def open_streams(self) -> OpenStreams:
        """The event streams that are open."""
        return OpenStreams(self.database, self.safeguards)

    @property
    def sync_engine(self) -> SyncEngine:
        """The engine that runs sync jobs."""
        if self._sync_engine is None:
            from fittrack_backend.sync.engine import SyncEngine

            self._sync_engine = SyncEngine(
                self.settings, self.database, self.originals, self.services
            )
        return self._sync_engine

    def start(self, on_upgrade: Callable[[], None] = lambda: None) -> None:
        """Brings the tables up to date and takes up the jobs that were running; once. `on_upgrade` is called before tables
        of an older version are changed."""
        if self._started:
            return
        self._started = True
        self.database.migrate(on_upgrade)
        # Where several servers run, some may be of the version before, which reads no sealed secret.
        self._seal_secrets(after_s=0 if self.database.is_sqlite else SEAL_AFTER_S)
        self.sync_engine.start()
        self._tidying.start()
        self._start_scheduling()
        self._start_telling()
        if self.settings.queues:
            self._start_watching()
        if self.settings.notify:
            self._start_notifying()

    def _read_database(self) -> None:
        with self.database.session() as session:
            check_readable(session)

    def stop(self) -> None:
        """Stops syncing, where jobs go on at the next start, and closes the database. A backend
        is not started again after that."""
        if not self._started:
            return
        self._started = False
        self.stopping.set()
        if self._tidying.is_alive():
            self._tidying.join(TIDY_PATIENCE_S)
        if self._sync_engine is not None:
            self._sync_engine.stop()
        self._changes.close()
        if self.reads_at_hand is not None:
            self.reads_at_hand.close()
        self.database.dispose()

    def _start_scheduling(self) -> None:
        from fittrack_backend.sync.scheduler import Scheduler

        scheduler = Scheduler(self.database, self.sync_engine, self.safeguards.clock)
        threading.Thread(
            target=scheduler.run, args=(self.stopping,), name="schedules", daemon=True
        ).start()

    def _start_watching(self) -> None:
        from fittrack_backend.sync.folder_watching import FolderWatcher

        watcher = FolderWatcher(self.database, self.sync_engine, self.sync_engine.sees)
        threading.Thread(
            target=watcher.run, args=(self.stopping,), name="folders", daemon=True
        ).start()

    def _start_telling(self) -> None:
        from fittrack_backend.notices.courier import Courier

        courier = Courier(
            self.database,
            self.safeguards.sealer,
            self.settings.notify_networks,
            self.safeguards.clock,
        )
        threading.Thread(
            target=courier.run, args=(self.stopping,), name="notices", daemon=True
        ).start()

    def _start_notifying(self) -> None:
        from fittrack_backend.accounts.notifying import Notifier

        notifier = Notifier(self.database, self.settings.notify, self.safeguards.clock)
        threading.Thread(
            target=notifier.run, args=(self.stopping,), name="notify", daemon=True
        ).start()

    def _seal_secrets(self, *, after_s: float) -> None:
        from fittrack_backend.accounts.totp_secrets import seal_all
        from fittrack_backend.sources.secrets import seal_all_again

        def seal() -> None:
            if after_s and self.stopping.wait(after_s):
                return
            with self.database.session() as session:
                seal_all(session, self.safeguards.sealer)
                seal_all_again(session, self.safeguards.sealer)

        if not after_s:
            seal()
        else:
            threading.Thread(target=seal, name="seal", daemon=True).start()

    def _tidy_regularly(self) -> None:
        from fittrack_backend.backups.schedule import back_up_if_due
        from fittrack_backend.clock_watch import ClockWatch
        from fittrack_backend.storage.one_at_a_time import HOUSEKEEPING, one_at_a_time

        clock, pause_s = ClockWatch(), TIDY_FIRST_AFTER_S
        while not self.stopping.wait(pause_s):
            pause_s = TIDY_EVERY_S
            try:
                with one_at_a_time(self.database, HOUSEKEEPING) as ours:
                    if ours:
                        self._tidy(clock)
            except (SQLAlchemyError, OSError) as error:
                _log.warning("what is old could not be removed: %s", error)
            try:
                back_up_if_due(self.settings, self.safeguards.clock())
            except OSError as error:
                _log.warning("no backup was made: %s", error)
            try:
                self._look_for_originals()
            except (SQLAlchemyError, OSError) as error:
                _log.warning("cannot look for originals: %s", error)

    def _look_for_originals(self) -> None:
        from fittrack_backend.storage.originals_at_hand import look_for_some

        with self.database.session() as session:
            found = look_for_some(session, self.originals)
        if found.missing:
            _log.warning(
                "%d of %d originals that were looked for are not in %s: FITTRACK_ORIGINALS must be the same "
                "place for all servers and workers of a database; fittrack backend check finds all that are missing",
                found.missing,
                found.looked_for,
                self.originals.place,
            )

    def _tidy(self, clock: ClockWatch) -> None:
        from fittrack_backend.housekeeping import tidy
        from fittrack_backend.people.erasing import finish_all
        from fittrack_backend.storage.purging import purge_originals
        from fittrack_backend.sync.retention import tidy_jobs
        from fittrack_backend.sync.workflows import WORKFLOWS_KEPT, delete_ended

        kept = self.settings.kept
        with self.database.session() as session:
            now = self.safeguards.clock()
            if clock.trusts(session, now):
                tidy(session, now, dt.timedelta(days=kept.days))
                tidy_jobs(session, kept, now)
                delete_ended(self.settings, now - WORKFLOWS_KEPT)
            purge_originals(session, self.originals)
        finish_all(self.database, self.originals, self.settings, self.safeguards.clock())
