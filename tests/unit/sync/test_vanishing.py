"""A source that is taken away at every stage of a sync, and given back: the job says so, and a retry or another
sync ends with all of it. Nothing here waits: the source itself is where it is taken away.

It has more than 400 lines, since it takes one source away at every stage.
"""

from __future__ import annotations

import datetime as dt
import errno
import os
import shutil
import threading
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO
from uuid import UUID

import pytest
from attrs import define, field, frozen
from sqlalchemy import select

from fittrack_backend.settings import Settings
from fittrack_backend.sources.folder import mounts
from fittrack_backend.sources.folder.beneath import LEADS_OUT
from fittrack_backend.sources.folder.reach import FOLDER_VANISHED
from fittrack_backend.sources.folder.source import FolderSource
from fittrack_backend.sources.folder.walk import VANISHED as NOT_LISTED
from fittrack_backend.sources.kinds import KINDS, SourceKind
from fittrack_backend.sources.port import Opened, Page, SavedSource, Stamp
from fittrack_backend.sources.services import Services
from fittrack_backend.storage.database import Database
from fittrack_backend.storage.originals_folder import OriginalsInFolder
from fittrack_backend.storage.originals_place import open_store
from fittrack_backend.storage.reserve import Reserve
from fittrack_backend.storage.scope import AccountSession
from fittrack_backend.storage.sealed import Sealer
from fittrack_backend.storage.tables import (
    AccountRow,
    ActivityRow,
    SourceFileRow,
    SourceRow,
    SyncItemRow,
    SyncJobRow,
)
from fittrack_backend.sync import jobs
from fittrack_backend.sync.attempt import Attempt, JobFailed
from fittrack_backend.sync.claim import JobKey
from fittrack_backend.sync.decide import VANISHED
from fittrack_backend.sync.pool import Batch, DecodePool
from fittrack_backend.sync.reading import Look, LookTask, Reading, ReadTask, look, read
from tests.thorough import THOROUGH
from tests.unit.migrated import migrated_anywhere

ACCOUNT, SOURCE = UUID(int=1), UUID(int=2)
NAMES = [*(f"{number}.gpx" for number in range(6)), *(f"sub/{number}.gpx" for number in range(6))]
STAGES = ["before the walk", "in the walk", "before a look", "before a read", "in a read"]

Script = Callable[[str, int], None]
"""Does something to the source, told at which stage a sync is and how often it was there before."""


def gpx(day: int) -> bytes:
    """A run on a day of its own."""
    points = "".join(
        f'<trkpt lat="47.{second}" lon="8.5"><time>2026-01-{day:02}T07:00:{second:02}Z</time></trkpt>'
        for second in range(10, 60, 10)
    )
    return (
        '<gpx xmlns="http://www.topografix.com/GPX/1/1" version="1.1">'
        f"<trk><trkseg>{points}</trkseg></trk></gpx>"
    ).encode()


@frozen
class OpenedInTurn:
    """Something that is open, and whose content is taken away just before it is read."""

    opened: Opened
    at: Callable[[str], None]

    @property
    def file(self) -> BinaryIO:
        return self.opened.file

    @property
    def size(self) -> int:
        self.at("in a read")
        return self.opened.size

    @property
    def stamp(self) -> Stamp | None:
        return self.opened.stamp

    @property
    def modified_at(self) -> dt.datetime | None:
        return self.opened.modified_at

    @property
    def damage(self) -> str | None:
        return self.opened.damage

    @property
    def tells_of(self) -> bytes | None:
        return self.opened.tells_of

    def has_changed(self) -> bool:
        return self.opened.has_changed()


@define
class Stage:
    """The folder, and where a sync of it is."""

    folder: Path
    script: Script = lambda stage, number: None
    reading: bool = False
    counts: dict[str, int] = field(factory=dict)

    def at(self, stage: str) -> None:
        number = self.counts.get(stage, 0)
        self.counts[stage] = number + 1
        self.script(stage, number)

    def source(self, saved: SavedSource) -> ScriptedSource:
        return ScriptedSource(FolderSource.of(saved), self)


@frozen
class ScriptedSource:
    """The folder as a source, told through the port at which stage the sync is."""

    inner: FolderSource
    stage: Stage

    def scan(self, known: Collection[bytes], stopped: Callable[[], bool]) -> Iterator[Page]:
        def in_the_walk() -> bool:
            self.stage.at("in the walk")
            return stopped()

        self.stage.at("before the walk")
        yield from self.inner.scan(known, in_the_walk)

    @contextmanager
    def open(self, key: bytes) -> Iterator[Opened]:
        self.stage.at("before a read" if self.stage.reading else "before a look")
        with self.inner.open(key) as opened:
            yield OpenedInTurn(opened, self.stage.at) if self.stage.reading else opened

    def for_opening(self, key: bytes) -> ScriptedSource:
        return self

    def check(self) -> None:
        self.inner.check()


class PoolOfNone(DecodePool):
    """Does the work at once, in this process."""

    def __init__(self, stage: Stage) -> None:
        super().__init__(0)
        self.stage = stage

    def look(self, tasks: Sequence[LookTask]) -> Batch[Look]:
        batch: Batch[Look] = Batch(tasks)
        self.stage.reading = False
        batch.set_all(range(len(tasks)), [look(task) for task in tasks])
        return batch

    def read(self, tasks: Sequence[ReadTask]) -> Batch[Reading]:
        def keep(place: str, sha256: str, data: bytes) -> None:
            assert not open_store(place).store_all({sha256: data})

        batch: Batch[Reading] = Batch(tasks)
        self.stage.reading = True
        batch.set_all(range(len(tasks)), [read(task, keep) for task in tasks])
        return batch


@define
class Sync:
    """An account with the folder as its source."""

    database: Database
    stage: Stage
    home: Path
    attempts: list[JobKey] = field(factory=list)

    def enqueue(self, job_id: UUID, attempt: int) -> None:
        self.attempts.append(JobKey(job_id, attempt))

    def cancel(self, job_id: UUID, attempt: int) -> None:
        raise AssertionError

    def start(self, *types: str, full: bool = False) -> UUID:
        with AccountSession(self.database.engine, ACCOUNT) as session:
            request = jobs.JobRequest(types or None, None, None, None, full=full)
            job = jobs.start(session, self, request, idempotency_key=None)
        self._run()
        return job.id

    def retry(self, job: UUID) -> None:
        with AccountSession(self.database.engine, ACCOUNT) as session:
            jobs.retry(session, self, job, idempotency_key=None)
        self._run()

    def attempt(
        self, stopping: threading.Event, announce: Callable[[UUID], None] = lambda job: None
    ) -> Attempt:
        """The last attempt of a job that was handed to the engine."""
        settings = Settings(self.home)
        originals = OriginalsInFolder(self.home / "originals")
        originals.prepare()
        return Attempt(
            self.attempts.pop(),
            settings,
            self.database,
            originals,
            PoolOfNone(self.stage),
            Reserve(self.home / "reserve"),
            stopping,
            announce,
            "here",
            Services(settings, self.database, Sealer(b"k" * 32)),
        )

    def _run(self) -> None:
        """As the engine's workflow does it."""
        attempt = self.attempt(threading.Event())
        try:
            goes_on = attempt.scan()
            while goes_on:
                goes_on = attempt.process()
        except JobFailed as error:
            attempt.fail(str(error))

    def state(self, job: UUID) -> tuple[str, str | None]:
        with self.database.session() as session:
            row = session.get_one(SyncJobRow, job)
            return row.state, row.reason

    def items(self, job: UUID) -> dict[str, tuple[str, str | None]]:
        with self.database.session() as session:
            rows = session.scalars(select(SyncItemRow).where(SyncItemRow.job_id == job))
            return {row.name: (row.outcome, row.reason) for row in rows}

    def activities(self) -> int:
        with self.database.session() as session:
            return len(session.scalars(select(ActivityRow.id)).all())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "training"
    (made / "sub").mkdir(parents=True)
    for number, name in enumerate(NAMES):
        (made / name).write_bytes(gpx(number + 1))
    return made


@pytest.fixture
def sync(tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Sync]:
    home = tmp_path / "home"
    home.mkdir()
    database = migrated_anywhere(home / "test.db")
    now = dt.datetime.now(dt.UTC)
    with database.session() as session:
        session.add(
            AccountRow(
                id=ACCOUNT,
                username="a",
                username_key="a",
                password_hash="",
                created_at=now,
                founder=True,
            )
        )
        session.flush()
        path = os.fsencode(folder)
        session.add(
            SourceRow(
                id=SOURCE,
                account_id=ACCOUNT,
                kind="folder",
                identity=path,
                settings=path,
                name="training",
                connected_at=now,
            )
        )
        session.commit()
    stage = Stage(folder)
    monkeypatch.setitem(KINDS, "folder", SourceKind(KINDS["folder"].request, stage.source))
    yield Sync(database, stage, home)
    database.dispose()


def away(folder: Path) -> Path:
    return folder.with_name("elsewhere")


def take(folder: Path) -> None:
    folder.rename(away(folder))


def give_back(folder: Path) -> None:
    if away(folder).exists():
        if folder.exists():
            folder.rmdir()
        away(folder).rename(folder)


def put_empty_one(folder: Path) -> None:
    take(folder)
    folder.mkdir()


def all_there(sync: Sync, job: UUID) -> None:
    assert sync.state(job) == ("succeeded", None)
    assert sorted(sync.items(job)) == sorted(NAMES)
    assert sync.activities() == len(NAMES)
    assert {outcome for outcome, _ in sync.items(job).values()} <= {"new", "updated", "unchanged"}


@pytest.mark.parametrize("again", ["retry", "start"])
@pytest.mark.parametrize("number", [0, 7] if THOROUGH else [7])
@pytest.mark.parametrize("stage", STAGES)
@pytest.mark.parametrize(
    ("how", "why"),
    [(take, "vanished"), (put_empty_one, "was replaced by a different folder")],
    ids=["away", "another"],
)
def test_a_folder_that_is_taken_away_fails_the_job(
    sync: Sync,
    folder: Path,
    how: Callable[[Path], None],
    why: str,
    stage: str,
    number: int,
    again: str,
) -> None:
    if stage == "before the walk" and (number or how is put_empty_one):
        pytest.skip("there is one such moment, and a folder that was empty all along is empty")
    sync.stage.script = lambda at, count: how(folder) if (at, count) == (stage, number) else None
    job = sync.start()
    state, reason = sync.state(job)
    assert state == "failed"
    assert reason is not None
    assert f"the folder {folder} " in reason
    assert ("is not there" if stage == "before the walk" else why) in reason
    assert {outcome for outcome, _ in sync.items(job).values()} <= {"new", "pending"}
    sync.stage.script = lambda at, count: None
    give_back(folder)
    if again == "retry":
        sync.retry(job)
    else:
        job = sync.start()
    all_there(sync, job)


@pytest.mark.parametrize("back_after", [1, 5])
@pytest.mark.parametrize("number", [0, 7] if THOROUGH else [7])
@pytest.mark.parametrize("stage", STAGES[1:])
def test_a_folder_that_comes_back_half_way_leaves_no_file_out(
    sync: Sync, folder: Path, stage: str, number: int, back_after: int
) -> None:
    """Whether the sync noticed or not: it has failed, or it has everything."""

    def script(at: str, count: int) -> None:
        if (at, count) == (stage, number):
            take(folder)
        if (at, count) == (stage, number + back_after):
            give_back(folder)

    sync.stage.script = script
    job = sync.start()
    sync.stage.script = lambda at, count: None
    give_back(folder)
    state, reason = sync.state(job)
    if state == "failed":
        assert "vanished" in (reason or "")
        sync.retry(job)
    all_there(sync, job)


@pytest.mark.parametrize("number", [0, 9] if THOROUGH else [9])
@pytest.mark.parametrize("stage", STAGES[1:])
@pytest.mark.parametrize("comes_back", [False, True], ids=["stays away", "comes back"])
def test_a_folder_in_it_that_vanishes_is_named_and_a_retry_brings_it(
    sync: Sync, folder: Path, stage: str, number: int, comes_back: bool
) -> None:
    sub = folder / "sub"
    hidden = folder / ".elsewhere"

    def script(at: str, count: int) -> None:
        if (at, count) == (stage, number):
            sub.rename(hidden)
        elif comes_back and hidden.exists():
            hidden.rename(sub)

    sync.stage.script = script
    job = sync.start()
    sync.stage.script = lambda at, count: None
    if hidden.exists():
        hidden.rename(sub)
    state, _ = sync.state(job)
    failed = {name: why for name, (how, why) in sync.items(job).items() if how == "failed"}
    if state == "partial":
        assert failed
        assert set(failed.values()) <= {FOLDER_VANISHED, NOT_LISTED}
        sync.retry(job)
    all_there(sync, job)


@pytest.mark.parametrize("stage", STAGES)
def test_what_a_folder_held_is_not_removed_when_it_is_away(
    sync: Sync, folder: Path, stage: str
) -> None:
    sync.start()
    for name in NAMES:
        (folder / name).write_bytes((folder / name).read_bytes() + b"\n")
    sync.stage.counts.clear()
    sync.stage.script = lambda at, count: take(folder) if (at, count) == (stage, 0) else None
    job = sync.start()
    assert sync.state(job)[0] == "failed"
    assert not [one for one in sync.items(job).values() if one[0] not in ("pending", "unchanged")]
    give_back(folder)
    sync.retry(job)
    all_there(sync, job)


def test_a_retry_takes_the_folder_as_it_is_then(sync: Sync, folder: Path) -> None:
    """A copy was given back, with one file fewer and another one more."""
    sync.stage.script = lambda at, count: (
        take(folder) if (at, count) == ("before a read", 2) else None
    )
    job = sync.start()
    assert sync.state(job)[0] == "failed"
    sync.stage.script = lambda at, count: None
    shutil.copytree(away(folder), folder)
    (folder / "sub" / "5.gpx").rename(folder / "sub" / "6.gpx")
    sync.retry(job)
    assert sync.state(job) == ("succeeded", None)
    assert sync.items(job)["sub/5.gpx"] == ("skipped", VANISHED)
    assert sync.items(job)["sub/6.gpx"] == ("new", None)
    assert sync.activities() == len(NAMES)


@pytest.mark.parametrize("stage", ["before a look", "before a read"])
def test_a_single_file_may_be_removed_at_any_time(sync: Sync, folder: Path, stage: str) -> None:
    sync.stage.script = lambda at, count: (
        (folder / "5.gpx").unlink() if (at, count) == (stage, 0) else None
    )
    job = sync.start()
    assert sync.state(job) == ("succeeded", None)
    assert sync.items(job)["5.gpx"] == ("skipped", VANISHED)
    assert sync.activities() == len(NAMES) - 1
    with sync.database.session() as session:
        remembered = select(SourceFileRow.id).where(SourceFileRow.key == b"5.gpx")
        assert session.scalar(remembered) is None, "it would stay skipped when it comes back"
    (folder / "5.gpx").write_bytes(gpx(6))
    all_there(sync, sync.start())


def test_a_device_that_was_unmounted_is_named(
    sync: Sync, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In its place is the empty folder that it is mounted on."""
    mounted = {os.fsencode(folder)}
    is_mount = os.path.ismount
    monkeypatch.setattr(os.path, "ismount", lambda path: path in mounted or is_mount(path))

    def script(at: str, count: int) -> None:
        if (at, count) == ("before a read", 3):
            put_empty_one(folder)
            mounted.clear()

    sync.stage.script = script
    job = sync.start()
    state, reason = sync.state(job)
    assert state == "failed"
    assert f"the folder {folder} was unmounted" in (reason or "")
    give_back(folder)
    mounted.add(os.fsencode(folder))
    sync.retry(job)
    all_there(sync, job)
    assert mounts.mount_point(os.fsencode(folder)) == os.fsencode(folder)


@pytest.mark.parametrize("error", [errno.EACCES, errno.EIO])
def test_a_folder_that_cannot_be_listed_is_a_failed_item(
    sync: Sync, folder: Path, monkeypatch: pytest.MonkeyPatch, error: int
) -> None:
    sync.start()
    opened = os.open

    def refusing(path: bytes, flags: int, mode: int = 0o777, *, dir_fd: int | None = None) -> int:
        if path == b"sub":
            raise OSError(error, os.strerror(error))
        return opened(path, flags, mode, dir_fd=dir_fd)

    with monkeypatch.context() as patched:
        patched.setattr(os, "open", refusing)
        job = sync.start()
    assert sync.state(job)[0] == "partial"
    items = sync.items(job)
    assert items["sub"][0] == "failed"
    assert {name for name, one in items.items() if one[0] == "unchanged"} == set(NAMES[:6])
    assert len(items) == 7
    sync.retry(job)
    all_there(sync, job)


def test_a_link_to_another_folder_in_it_is_followed_where_it_leads(
    sync: Sync, folder: Path
) -> None:
    """Files that the link leads to no longer are as if their folder had vanished or they were removed."""
    other, target = folder / ".other", folder / ".target"
    other.mkdir()
    (folder / "sub").rename(target)
    (folder / "sub").symlink_to(target)

    def script(at: str, count: int) -> None:
        if (at, count) == ("before a read", 0):
            (folder / "sub").unlink()
            (folder / "sub").symlink_to(other)

    sync.stage.script = script
    job = sync.start()
    assert {sync.items(job)[name] for name in NAMES[6:]} == {("skipped", VANISHED)}
    (folder / "sub").unlink()
    (folder / "sub").symlink_to(target)
    all_there(sync, sync.start())


def test_a_link_that_leads_out_is_skipped_also_where_it_was_followed_before(
    sync: Sync, folder: Path, tmp_path: Path
) -> None:
    sync.start()
    (folder / "sub").rename(tmp_path / "target")
    (folder / "sub").symlink_to(tmp_path / "target")
    job = sync.start()
    assert sync.state(job) == ("succeeded", None)
    items = sync.items(job)
    assert items.pop("sub") == ("skipped", LEADS_OUT)
    assert {items[name] for name in NAMES[6:]} == {
        ("skipped", f"{LEADS_OUT}; its records are kept")
    }
    assert sync.activities() == len(NAMES)


def test_a_link_that_leads_out_after_the_scan_is_not_followed(
    sync: Sync, folder: Path, tmp_path: Path
) -> None:
    def script(at: str, count: int) -> None:
        if (at, count) == ("before a read", 0):
            (folder / "sub").rename(tmp_path / "target")
            (folder / "sub").symlink_to(tmp_path / "target")

    sync.stage.script = script
    job = sync.start()
    assert {sync.items(job)[name] for name in NAMES[6:]} == {("failed", LEADS_OUT)}
    assert sync.activities() == 6


def test_a_folder_that_its_account_may_not_read_fails_the_job(sync: Sync, folder: Path) -> None:
    sync.start()
    with sync.database.session() as session:
        session.get_one(AccountRow, ACCOUNT).founder = None
        session.commit()
    job = sync.start()
    assert sync.state(job) == (
        "failed",
        f"the folder {folder} may not be read: this account was not given it; the server's operator "
        "gives it there with: fittrack backend users allow a FOLDER",
    )
    assert sync.activities() == len(NAMES)


def test_an_empty_folder_instead_between_two_syncs_is_an_emptied_folder(
    sync: Sync, folder: Path
) -> None:
    sync.start()
    put_empty_one(folder)
    job = sync.start()
    assert set(sync.items(job).values()) == {
        ("skipped", "no longer in the folder; its records are kept")
    }
    give_back(folder)
    all_there(sync, sync.start())
