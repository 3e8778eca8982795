"""Samples that nobody asked for are kept in the background: all of them, once, and never while a sync runs."""

from __future__ import annotations

import datetime as dt
import hashlib
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import UUID

import pytest
from attrs import define, field
from sqlalchemy import select, update

from fittrack_backend.readers import SAMPLES_VERSION
from fittrack_backend.storage.database import Database
from fittrack_backend.storage.originals_folder import OriginalsInFolder
from fittrack_backend.storage.samples import SAMPLES_TABLE, kept_table
from fittrack_backend.storage.samples_to_come import OriginalToRead, activities_to_come
from fittrack_backend.storage.tables import RecordingRow
from fittrack_backend.sync import sample_filling
from fittrack_backend.sync.pool import Batch
from fittrack_backend.sync.sample_filling import SampleFilling
from fittrack_backend.sync.sample_reader import SampleReader
from fittrack_backend.sync.sample_tasks import SamplesRead, SamplesTask, read_table
from tests.corpora import OURS
from tests.unit.migrated import migrated, with_a_source
from tests.unit.stored_activities import stored_activity

NOW = dt.datetime(2026, 3, 2, 6, 12, tzinfo=dt.UTC)
FILES = ("run.fit", "pool-swim.fit", "multisport.fit")


class InThisProcess(SampleReader):
    """Reads at once, without a worker."""

    def __init__(self, originals: OriginalsInFolder) -> None:
        super().__init__(originals)
        self.read: list[str] = []
        self.answers: dict[str, SamplesRead] = {}
        """What becomes of some, whatever they hold."""
        self.after_each: Callable[[], None] = lambda: None

    def fill(self, original: OriginalToRead) -> Batch[SamplesRead]:
        self.read.append(original.sha256)
        task = SamplesTask(
            self._originals.place,
            original.sha256,
            original.file_format,
            original.number,
            None,
            original.sports,
        )
        batch: Batch[SamplesRead] = Batch([task])
        batch.set_all([0], [self.answers.get(original.sha256) or read_table(task)])
        self.after_each()
        return batch


@define
class World:
    """A database and originals, with an activity of each file that was added."""

    database: Database
    originals: OriginalsInFolder
    account_id: UUID
    source_id: UUID
    reader: InThisProcess = field(init=False)
    syncing: bool = False
    stopping: threading.Event = field(factory=threading.Event)

    def __attrs_post_init__(self) -> None:
        self.reader = InThisProcess(self.originals)

    def add(self, data: bytes) -> str:
        """An activity of a file, later than those before it."""
        sha256 = hashlib.sha256(data).hexdigest()
        assert self.originals.store_all({sha256: data}) == {}
        with self.database.session() as session:
            start = NOW + dt.timedelta(days=len(session.scalars(select(RecordingRow)).all()))
            rows = stored_activity(self.account_id, self.source_id, start, sha256)
            session.add_all(rows)
            session.commit()
        return sha256

    def to_come(self) -> int:
        with self.database.session_of(self.account_id) as session:
            return activities_to_come(session, SAMPLES_VERSION)

    def fill(self) -> float | None:
        """Fills until nothing is left or something is in the way; how long it would wait then."""
        filling = SampleFilling(self.database, self.reader, lambda: self.syncing)
        return filling._fill(self.stopping)

    def is_kept(self, sha256: str) -> bool:
        return kept_table(self.originals, sha256, 0, SAMPLES_TABLE, SAMPLES_VERSION) is not None


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    database = migrated(tmp_path / "fittrack.db")
    originals = OriginalsInFolder(tmp_path / "originals")
    originals.prepare()
    yield World(database, originals, *with_a_source(database, NOW))
    database.dispose()


def test_all_are_kept_the_latest_first_and_once(world: World) -> None:
    added = [world.add(OURS.read(name)) for name in FILES]
    assert world.to_come() == 3
    assert world.fill() is None
    assert world.to_come() == 0
    assert all(map(world.is_kept, added))
    world.fill()
    assert world.reader.read == added[::-1]


def test_what_cannot_be_read_or_is_gone_is_not_tried_again(world: World) -> None:
    added = [world.add(b"no file"), world.add(OURS.read("run.fit")), world.add(b"nor this")]
    world.originals.remove(added[2])
    world.reader.answers[added[0]] = SamplesRead("failed", "it made the reader crash")
    assert world.fill() is None
    assert world.to_come() == 0
    assert world.is_kept(added[1])


def test_it_goes_on_where_it_was_and_begins_anew_with_other_readers(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    added = [world.add(OURS.read(name)) for name in FILES]
    world.reader.after_each = world.stopping.set
    world.fill()
    world.stopping.clear()
    world.reader.after_each = lambda: None
    assert world.to_come() == 2
    world.fill()
    assert world.to_come() == 0
    monkeypatch.setattr(sample_filling, "SAMPLES_VERSION", SAMPLES_VERSION + 1)
    world.reader.read.clear()
    world.fill()
    assert world.reader.read == added[::-1]


def test_it_makes_way_for_a_sync(world: World) -> None:
    for name in FILES:
        world.add(OURS.read(name))

    def sync() -> None:
        world.syncing = True

    world.reader.after_each = sync
    assert world.fill() == 0
    assert world.to_come() == 2
    assert world.fill() == 0
    assert len(world.reader.read) == 1


def test_what_cannot_be_read_for_now_stops_nothing_and_stays_to_come(world: World) -> None:
    added = [world.add(OURS.read(name)) for name in FILES]
    world.reader.answers[added[2]] = SamplesRead("away", "input/output error")
    pause_s = world.fill()
    assert pause_s is not None
    assert pause_s > 600
    assert world.to_come() == 1
    assert world.is_kept(added[0])


def test_nothing_is_tried_for_a_while_where_the_place_is_away_or_full(world: World) -> None:
    added = [world.add(OURS.read(name)) for name in FILES]
    world.reader.answers = dict.fromkeys(added, SamplesRead("read", kept=False))
    assert world.fill()
    assert len(world.reader.read) == 1
    world.reader.answers = dict.fromkeys(added, SamplesRead("away", "it is not there"))
    assert world.fill()
    assert world.to_come() == 3


def test_recordings_that_do_not_count_have_none_to_come(world: World) -> None:
    world.add(OURS.read("run.fit"))
    with world.database.session() as session:
        session.execute(update(RecordingRow).values(replaced_at=NOW))
        session.commit()
    assert world.to_come() == 0
    world.fill()
    assert world.reader.read == []


def test_it_ends_with_the_process(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sample_filling, "QUIET_S", 0.01)
    sha256 = world.add(OURS.read("run.fit"))
    filling = SampleFilling(world.database, world.reader, lambda: world.syncing)
    thread = threading.Thread(target=filling.run, args=(world.stopping,), daemon=True)
    thread.start()
    while world.to_come():
        world.stopping.wait(0.01)
    world.stopping.set()
    filling.wake()
    thread.join(5)
    assert not thread.is_alive()
    assert world.is_kept(sha256)
