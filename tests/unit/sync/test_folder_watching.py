"""A folder that is watched: a sync for each change once it has settled, never a storm, once among several servers."""

from __future__ import annotations

import os
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from uuid import UUID

import pytest
from attrs import define, field
from sqlalchemy import select, update

from fittrack_backend.sources.folder.listing import is_as_it_was, listing
from fittrack_backend.storage.database import Database
from fittrack_backend.storage.tables import SourceRow, SyncJobRow, SyncLockRow
from fittrack_backend.sync.folder_watching import ALL_FILES_EVERY_S, GAP_S, QUIET_S, FolderWatcher
from tests.thorough import THOROUGH
from tests.unit.migrated import migrated, with_a_source
from tests.unit.sync.test_scheduler import START
from tests.unit.sync.test_strangers import FakeEngine

LONG_S = 3600 if THOROUGH else 3 * ALL_FILES_EVERY_S
"""Within it, all files of a folder in which nothing changes are looked at several times."""


@define
class World:
    database: Database
    source_id: UUID
    folder: Path
    now: float = 1000.0
    engine: FakeEngine = field(factory=FakeEngine)

    def server(self) -> FolderWatcher:
        return FolderWatcher(self.database, self.engine, lambda _: True, lambda: self.now)

    def watch(self, watched: bool = True) -> None:
        with self.database.session() as session:
            path = os.fsencode(self.folder)
            session.execute(
                update(SourceRow).values(settings=path, watched_at=START if watched else None)
            )
            session.commit()

    def passes(self, seconds: float, *servers: FolderWatcher, busy: bool = False) -> int:
        """Looks every 5 s; how many syncs started."""
        before = len(self.engine.enqueued)
        end = self.now + seconds
        while self.now < end:
            for server in servers:
                server.look()
            if not busy:
                self.end_jobs()
            self.now += 5
        return len(self.engine.enqueued) - before

    def end_jobs(self) -> None:
        with self.database.session() as session:
            for lock in session.scalars(select(SyncLockRow)):
                session.delete(lock)
            for job in session.scalars(select(SyncJobRow)):
                job.state = "succeeded"
            session.commit()


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    database = migrated(tmp_path / "test.db")
    _, source_id = with_a_source(database, START)
    folder = tmp_path / "training"
    (folder / "Activity").mkdir(parents=True)
    (folder / "Activity" / "one.fit").write_bytes(b"one")
    world = World(database, source_id, folder)
    world.watch()
    yield world
    database.dispose()


def test_each_change_starts_one_sync_however_many_servers_see_it(world: World) -> None:
    servers = world.server(), world.server()
    assert world.passes(60, *servers) == 1, "what is there when it is first watched"
    assert world.passes(LONG_S, *servers) == 0
    (world.folder / "Activity" / "two.fit").write_bytes(b"two")
    assert world.passes(QUIET_S, *servers) == 0, "not while it may still be written"
    assert world.passes(60, *servers) == 1
    (world.folder / "Activity" / "two.fit").unlink()
    assert world.passes(120, *servers) == 1
    assert world.passes(LONG_S, *servers, world.server()) == 0, "also after a restart"


def test_a_file_that_is_written_to_is_found_later(world: World) -> None:
    server = world.server()
    world.passes(120, server)
    (world.folder / "Activity" / "one.fit").write_bytes(b"another")
    assert world.passes(ALL_FILES_EVERY_S + 60, server) == 1


def test_what_never_settles_starts_few(world: World) -> None:
    server, count = world.server(), 0
    for number in range(240):
        (world.folder / f"{number}.fit").write_bytes(b"")
        count += world.passes(5, server)
    assert 2 <= count <= 5


def test_changes_one_after_another_keep_their_distance(world: World) -> None:
    server = world.server()
    world.passes(120, server)
    started = list[float]()
    for number in range(20):
        (world.folder / f"{number}.fit").write_bytes(b"")
        started += [world.now] * world.passes(25, server)
    assert len(started) >= 3
    assert all(b - a >= GAP_S - 25 for a, b in pairwise(started))


def test_a_folder_that_goes_and_comes_back_is_synced_once(world: World) -> None:
    servers = world.server(), world.server()
    world.passes(120, *servers)
    away = world.folder.with_name("away")
    world.folder.rename(away)
    assert world.passes(LONG_S, *servers) == 0
    away.rename(world.folder)
    assert world.passes(120, *servers) == 1, "a sync may have failed as it went"
    assert world.passes(LONG_S, *servers) == 0


def test_a_sync_that_runs_is_waited_for(world: World) -> None:
    server = world.server()
    world.passes(120, server)
    (world.folder / "two.fit").write_bytes(b"two")
    assert world.passes(60, server, busy=True) == 1
    (world.folder / "three.fit").write_bytes(b"three")
    assert world.passes(600, server, busy=True) == 0
    assert world.passes(120, server) == 1


def test_only_what_is_watched(world: World) -> None:
    server = world.server()
    world.watch(False)
    assert world.passes(600, server) == 0
    world.watch()
    blind = FolderWatcher(world.database, world.engine, lambda _: False, lambda: world.now)
    assert world.passes(600, blind) == 0
    assert world.engine.enqueued == []


def test_a_listing_says_whether_anything_changed(tmp_path: Path) -> None:
    root = os.fsencode(tmp_path)
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "x").write_bytes(b"1")
    (tmp_path / "a" / "circle").symlink_to(tmp_path)
    first = listing(root)
    assert first is not None and set(first.folders) == {root, root + b"/a"}
    assert listing(root) == first and is_as_it_was(first.folders)
    os.utime(tmp_path / "a" / "x", ns=(1, 1))
    second = listing(root)
    assert second is not None and second.digest != first.digest and is_as_it_was(first.folders)
    (tmp_path / "a" / "y").write_bytes(b"")
    os.utime(tmp_path / "a", ns=(1, 1))
    assert not is_as_it_was(first.folders)
    assert listing(root + b"/none") is None
    assert not is_as_it_was({root + b"/none": 1})
