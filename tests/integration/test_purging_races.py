"""Originals that nothing needs go while jobs run, and none goes that a job names: on SQLite and PostgreSQL."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from attrs import define
from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from fittrack_backend.records.data_types import ALL_TYPES
from fittrack_backend.settings import Quota
from fittrack_backend.sources.allowed_folders import AllowedFolders
from fittrack_backend.sources.folder.memory import FolderMemory
from fittrack_backend.sources.folder.source import FolderSource
from fittrack_backend.storage import original_marks
from fittrack_backend.storage.database import Database
from fittrack_backend.storage.original_marks import OriginalsRemoved
from fittrack_backend.storage.originals_folder import OriginalsInFolder
from fittrack_backend.storage.purging import purge_originals, remove_unless_named
from fittrack_backend.storage.tables import (
    AccountRow,
    OriginalRow,
    SourceFileRow,
    SourceRow,
    SyncItemRow,
    SyncJobRow,
    SyncLockRow,
    WorkerRow,
    WorkoutRow,
)
from fittrack_backend.sync.claim import JobKey
from fittrack_backend.sync.decide import Wish
from fittrack_backend.sync.filing import PendingItem
from fittrack_backend.sync.reading import Range, Reading, ReadTask, read
from fittrack_backend.sync.write_readings import write_readings
from tests.thorough import THOROUGH
from tests.unit.migrated import migrated

pytestmark = pytest.mark.integration

ROUNDS = 300 if THOROUGH else 8
NOW = dt.datetime.now(dt.UTC)
KEY = b"workout.fit"


@define
class Filer:
    """An account with a job that never ends, which files the same workout whenever it is asked to."""

    database: Database
    originals: OriginalsInFolder
    folder: Path
    account_id: UUID
    source_id: UUID
    job: JobKey
    item: PendingItem

    def read(self) -> Reading:
        """What a worker does: it reads the file, and sees to it that the original is kept."""
        source = FolderSource(os.fsencode(self.folder), FolderMemory(), AllowedFolders())
        task = ReadTask(source, KEY, ALL_TYPES, Range(), "", 2**20)
        found = read(task, lambda _place, sha256, data: self._keep(sha256, data))
        assert found.outcome == "read", found
        return found

    def _keep(self, sha256: str, data: bytes) -> None:
        assert self.originals.store_all({sha256: data}) == {}

    def write(self, session: Session, reading: Reading) -> None:
        """What an attempt does with it, without the commit."""
        pending = update(SyncItemRow).where(SyncItemRow.id == self.item.id)
        session.execute(pending.values(outcome="pending"))
        readings = [(self.item, reading)]
        write_readings(session, self.job, Wish(ALL_TYPES), readings, Quota(), self.originals)

    def file(self, reading: Reading) -> int:
        """Files it, reading it again where that is asked for; how often that was."""
        again = 0
        while True:
            try:
                with self.database.session() as session:
                    self.write(session, reading)
                    session.commit()
                return again
            except OriginalsRemoved:
                again += 1
                reading = self.read()

    def lose_the_workout(self) -> None:
        """From now on nothing of the account needs the original."""
        with self.database.session() as session:
            session.execute(delete(WorkoutRow).where(WorkoutRow.account_id == self.account_id))
            session.execute(delete(SourceFileRow).where(SourceFileRow.source_id == self.source_id))
            session.commit()

    def purge(self) -> None:
        with self.database.session() as session:
            purge_originals(session, self.originals)

    def purge_these(self, digests: list[str]) -> None:
        """The second half of a purge, which marked these before."""
        with self.database.session() as session:
            remove_unless_named(session, self.originals, digests)
            session.commit()

    def is_whole(self) -> bool:
        """Whether the original of the workout is there, with its row."""
        with self.database.session() as session:
            needed = select(WorkoutRow.column("file_sha256"))
            sha256 = session.scalars(needed.where(WorkoutRow.account_id == self.account_id)).one()
            has_row = session.get(OriginalRow, sha256) is not None
            return has_row and self.originals.is_there(sha256)

    def kept(self) -> int:
        return sum(1 for _ in self.originals.kept())


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    if request.param == "sqlite":
        made = migrated(tmp_path / "new.db")
    else:
        made = Database(request.getfixturevalue("postgres_url"))
    yield made
    made.dispose()


@pytest.fixture
def originals(tmp_path: Path) -> OriginalsInFolder:
    made = OriginalsInFolder(tmp_path / "originals")
    made.prepare()
    return made


def a_filer(database: Database, originals: OriginalsInFolder, corpus: Path) -> Filer:
    account_id, source_id, job_id, item_id = (uuid4() for _ in range(4))
    folder = originals.folder.with_name(f"training-{account_id}")
    folder.mkdir()
    shutil.copy(corpus / "workout-steps.fit", folder / KEY.decode())
    name = str(account_id)
    account = AccountRow(
        id=account_id, username=name, username_key=name, password_hash="", created_at=NOW
    )
    source = SourceRow(
        id=source_id,
        account_id=account_id,
        kind="folder",
        identity=name.encode(),
        name="f",
        settings=b"",
        connected_at=NOW,
    )
    job = SyncJobRow(
        id=job_id,
        account_id=account_id,
        state="running",
        types=sorted(ALL_TYPES),
        source_ids=[str(source_id)],
        full=True,
        attempt=1,
        scanned=True,
        created_at=NOW,
        last_sequence=0,
        counts={"workouts": {"pending": 1_000_000}},
    )
    with database.session() as session:
        for row in (account, source, job):
            session.add(row)
            session.flush()
        session.add(SyncLockRow(source_id=source_id, type="workouts", job_id=job_id))
        for number, key in ((item_id, KEY), (uuid4(), b"never.fit")):
            session.add(
                SyncItemRow(
                    id=number,
                    job_id=job_id,
                    source_id=source_id,
                    key=key,
                    name=key.decode(),
                    type="workouts",
                    outcome="pending",
                    remarks=(),
                    records=[],
                )
            )
        session.commit()
    item = PendingItem(item_id, source_id, KEY, KEY.decode(), "workouts", 1)
    return Filer(database, originals, folder, account_id, source_id, JobKey(job_id, 1), item)


@pytest.fixture
def filer(database: Database, originals: OriginalsInFolder, corpus: Path) -> Filer:
    """Whose workout came in once, and is not there any more: nothing needs its original."""
    made = a_filer(database, originals, corpus)
    assert made.file(made.read()) == 0
    assert made.is_whole()
    made.lose_the_workout()
    return made


def test_one_that_a_job_found_is_read_again_when_it_has_gone(filer: Filer) -> None:
    reading = filer.read()
    filer.purge()
    assert filer.kept() == 0
    assert filer.file(reading) == 1
    assert filer.is_whole()


def test_one_that_a_job_names_stays(filer: Filer) -> None:
    reading = filer.read()
    with filer.database.session() as session:
        filer.write(session, reading)
        purging = threading.Thread(target=filer.purge)
        purging.start()
        # On SQLite it waits for its turn to write.
        purging.join(0.3 if filer.database.is_sqlite else 30)
        session.commit()
    purging.join()
    assert filer.is_whole()
    filer.purge()
    assert filer.is_whole()


class Slow(OriginalsInFolder):
    """Waits before it removes anything, and where it is told to, dies after that."""

    def __init__(self, folder: Path, *, dies: bool = False) -> None:
        super().__init__(folder)
        self.dies = dies
        self.begun, self.go_on = threading.Event(), threading.Event()

    def remove(self, sha256: str) -> None:
        self.begun.set()
        assert self.go_on.wait(90)
        super().remove(sha256)
        if self.dies:
            raise KeyboardInterrupt


def test_who_names_one_that_is_being_removed_waits_and_reads_it_again(filer: Filer) -> None:
    reading = filer.read()
    slow = Slow(filer.originals.folder)

    def purge() -> None:
        with filer.database.session() as session:
            purge_originals(session, slow)

    with ThreadPoolExecutor(2) as pool:
        purging = pool.submit(purge)
        assert slow.begun.wait(90)
        filing = pool.submit(filer.file, reading)
        with pytest.raises(TimeoutError):
            filing.result(0.3)
        slow.go_on.set()
        purging.result()
        assert filing.result() == 1
    assert filer.is_whole()


def test_a_purge_that_died_with_the_file_is_noticed(filer: Filer) -> None:
    reading = filer.read()
    dying = Slow(filer.originals.folder, dies=True)
    dying.go_on.set()
    with filer.database.session() as session, pytest.raises(KeyboardInterrupt):
        purge_originals(session, dying)
    assert filer.file(reading) == 1
    assert filer.is_whole()
    filer.purge()
    assert filer.is_whole()


def test_one_whose_mark_another_purge_took_away_stays(filer: Filer) -> None:
    filer.file(filer.read())
    with filer.database.session() as session:
        sha256 = session.scalars(select(OriginalRow.sha256)).one()
        original_marks.mark(session, [sha256])
        session.commit()
    filer.purge_these([sha256])  # it is named: the mark goes
    filer.lose_the_workout()
    filer.purge_these([sha256])  # what the other purge had marked before, and does only now
    assert filer.kept() == 1
    filer.purge()
    assert filer.kept() == 0


def test_nothing_goes_while_a_process_of_an_older_version_runs(filer: Filer) -> None:
    with filer.database.session() as session:
        session.add(WorkerRow(executor="older", queues=[], roots=[], started_at=NOW, seen_at=NOW))
        session.commit()
    filer.purge()
    assert filer.kept() == 1
    with filer.database.session() as session:
        session.execute(update(WorkerRow).values(minds_removed_originals=True))
        session.commit()
    filer.purge()
    assert filer.kept() == 0


def test_whoever_is_quicker_no_record_is_without_its_original(
    database: Database, originals: OriginalsInFolder, corpus: Path
) -> None:
    filers = [a_filer(database, originals, corpus) for _ in range(2)]
    over = threading.Event()

    def file_and_lose(filer: Filer) -> None:
        for _ in range(ROUNDS):
            filer.file(filer.read())
            assert filer.is_whole()
            filer.lose_the_workout()

    def purge() -> None:
        while not over.is_set():
            filers[0].purge()

    with ThreadPoolExecutor(4) as pool:
        purging = [pool.submit(purge) for _ in range(2)]
        try:
            for done in [pool.submit(file_and_lose, filer) for filer in filers]:
                done.result(600)
        finally:
            over.set()
        for one in purging:
            one.result(30)
    filers[0].purge()
    assert filers[0].kept() == 0
