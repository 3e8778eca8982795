"""What becomes of records when their readers learn something: the same bytes, other contents."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from attrs import define, evolve
from sqlalchemy import select, update

from fittrack_backend.readers.contents import FileContents, SniffResult
from fittrack_backend.records.activities import Recording
from fittrack_backend.records.data_types import ALL_TYPES, DataType
from fittrack_backend.records.health import DayTotals
from fittrack_backend.records.local_time import local_start
from fittrack_backend.records.reader_version import READER_VERSION
from fittrack_backend.records.workouts import PlannedWorkout
from fittrack_backend.storage.database import Database
from fittrack_backend.storage.originals_folder import OriginalsInFolder
from fittrack_backend.storage.tables import (
    ActivityRow,
    HealthDayRow,
    HealthPartRow,
    RecordingRow,
    SourceFileRow,
    WorkoutRow,
)
from fittrack_backend.sync import reread_originals
from fittrack_backend.sync.decide import Settled, Wish
from fittrack_backend.sync.filing import Filing, PendingItem
from fittrack_backend.sync.reading import Reading, Seen
from fittrack_backend.sync.reread_filing import FEWER_ACTIVITIES, RereadFiling
from fittrack_backend.sync.reread_originals import Wanted, originals_to_reread
from tests.unit.migrated import migrated, with_a_source
from tests.unit.rows import a_job

START = dt.datetime(2026, 3, 1, 7, 0, tzinfo=dt.UTC)
DAY = START.date()
SHA = "ab" * 32
Derived = type[RecordingRow | HealthPartRow | WorkoutRow]
DERIVED: tuple[Derived, ...] = (RecordingRow, HealthPartRow, WorkoutRow)


def run(number: int = 0, **values: object) -> Recording:
    begun = START + dt.timedelta(hours=3 * number)
    one = Recording(
        start_time=begun, sport="running", timer_s=600.0, laps=(), summed_up=False, number=number
    )
    one = replace(one, **values)  # type: ignore[arg-type]
    return replace(one, local=local_start(one, None))


def resting(count: int, day: dt.date = DAY) -> DayTotals:
    return DayTotals(date=day, resting_hr_bpm=count)


def reading(contents: FileContents, types: frozenset[DataType] | None = None) -> Reading:
    """What reading a file gives, which was thought to hold these types."""
    sniffed = SniffResult("fit", types if types is not None else contents.types)
    return Reading("read", None, Seen(None, 100), sniffed, SHA, contents)


@define
class World:
    """An account with a source that one file was synced from."""

    database: Database
    account_id: UUID
    source_id: UUID
    job_id: UUID
    kept: OriginalsInFolder

    def sync(self, found: Reading, types: frozenset[DataType] = ALL_TYPES) -> None:
        """As a sync of these types does, of an older version."""
        with self.database.session() as session:
            filing = Filing(session, self.account_id, None, self.job_id, Wish(types), self.kept)
            item = PendingItem(uuid4(), self.source_id, b"a.fit", "a.fit", None, 100)
            filing.load([(item, found)])
            filing.file(item, found)
            filing.flush()
            for row in DERIVED:
                session.execute(update(row).values(reader_version=0))
            session.commit()

    def reread(self, found: Reading) -> tuple[Settled, Sequence[str]]:
        with self.database.session() as session:
            filing = RereadFiling(session, self.account_id, None)
            filing.load({SHA: found})
            outcome = filing.file(SHA, None, found)
            filing.flush()
            session.commit()
        return outcome

    def rows(self, row: type) -> list[object]:
        with self.database.session() as session:
            return list(session.scalars(select(row)))

    def left(self) -> list[str]:
        """What is left to be reread."""
        with self.database.session() as session:
            files = originals_to_reread(session, self.account_id, Wanted(only_older=True))
            return [file.name or "" for file in files]


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    database = migrated(tmp_path / "fittrack.db")
    account_id, source_id = with_a_source(database, START)
    job = a_job(account_id, START, id=uuid4())
    with database.session() as session:
        session.add(job)
        session.commit()
        job_id = job.id
    yield World(database, account_id, source_id, job_id, OriginalsInFolder(tmp_path / "originals"))
    database.dispose()


def test_a_value_changes_in_place(world: World) -> None:
    world.sync(reading(FileContents("fit", activities=(run(),))))
    (before,) = world.rows(RecordingRow)
    assert world.left() == ["a.fit"]
    settled, changed = world.reread(
        reading(FileContents("fit", activities=(run(distance_m=1000.0),)))
    )
    assert (settled.outcome, changed) == ("updated", ("distance_m",))
    (after,) = world.rows(RecordingRow)
    (activity,) = world.rows(ActivityRow)
    kept = ("id", "job_id", "activity_id", "source_id", "file_name", "created_at", "replaced_at")
    assert [getattr(before, name) for name in kept] == [getattr(after, name) for name in kept]
    assert getattr(activity, "distance_m") == 1000.0  # noqa: B009
    assert world.left() == []
    settled, changed = world.reread(
        reading(FileContents("fit", activities=(run(distance_m=1000.0),)))
    )
    assert (settled.outcome, changed) == ("unchanged", ())


def test_another_activity_in_it_comes_with_the_job_that_brought_the_file(world: World) -> None:
    world.sync(reading(FileContents("fit", activities=(run(),))))
    settled, _ = world.reread(reading(FileContents("fit", activities=(run(), run(1)))))
    assert settled.outcome == "updated"
    assert [one.outcome for one in settled.records] == ["unchanged", "new"]
    assert {getattr(one, "job_id") for one in world.rows(RecordingRow)} == {world.job_id}  # noqa: B009
    (file,) = world.rows(SourceFileRow)
    assert isinstance(file, SourceFileRow)
    assert len(file.records) == 2


def test_another_activity_in_it_tells_of_the_same_file(world: World) -> None:
    told = evolve(reading(FileContents("fit", activities=(run(),))), tells_of=b"a.fit/file")
    world.sync(told)
    world.reread(reading(FileContents("fit", activities=(run(), run(1)))))
    rows = [row for row in world.rows(RecordingRow) if isinstance(row, RecordingRow)]
    assert [row.tells_of for row in rows] == [b"a.fit/file"] * 2


def test_an_activity_that_is_not_read_any_more_stays(world: World) -> None:
    world.sync(reading(FileContents("fit", activities=(run(), run(1)))))
    settled, _ = world.reread(reading(FileContents("fit", activities=(run(),))))
    assert (settled.outcome, settled.reason) == ("unchanged", FEWER_ACTIVITIES)
    assert len(world.rows(ActivityRow)) == 2
    assert world.left() == []


def test_a_day_that_is_read_otherwise_takes_the_place_of_what_was(world: World) -> None:
    next_day = DAY + dt.timedelta(days=1)
    world.sync(reading(FileContents("fit", day_totals=(resting(100),))))
    settled, changed = world.reread(
        reading(FileContents("fit", day_totals=(resting(120, next_day),)))
    )
    assert settled.outcome == "updated"
    assert "resting_hr_bpm" in changed
    (part,) = world.rows(HealthPartRow)
    (day,) = world.rows(HealthDayRow)
    assert isinstance(part, HealthPartRow)
    assert (part.date, part.job_id, part.reader_version) == (
        next_day,
        world.job_id,
        READER_VERSION,
    )
    assert (getattr(day, "date"), getattr(day, "resting_hr_bpm")) == (next_day, 120)  # noqa: B009
    (file,) = world.rows(SourceFileRow)
    assert isinstance(file, SourceFileRow)
    assert [one["date"] for one in file.records] == [next_day.isoformat()]


def test_what_was_not_asked_for_does_not_come(world: World) -> None:
    """A sync of activities alone left out the health in the file; what the file was not known to hold comes."""
    both = FileContents("fit", activities=(run(),), day_totals=(resting(100),))
    world.sync(reading(evolve(both, day_totals=()), both.types), frozenset({"activities"}))
    assert world.reread(reading(both))[0].outcome == "unchanged"
    assert world.rows(HealthPartRow) == []


def test_what_the_file_was_not_known_to_hold_comes(world: World) -> None:
    both = FileContents("fit", activities=(run(),), day_totals=(resting(100),))
    world.sync(reading(evolve(both, day_totals=())))
    assert world.reread(reading(both))[0].outcome == "updated"
    (part,) = world.rows(HealthPartRow)
    assert isinstance(part, HealthPartRow)
    assert (part.job_id, part.source_id) == (world.job_id, world.source_id)


def test_a_workout_keeps_its_id(world: World) -> None:
    other = PlannedWorkout(name="easy", sport="running", steps=())
    workout = PlannedWorkout(name="intervals", sport="running", steps=())
    world.sync(reading(FileContents("fit", workouts=(workout, other))))
    before = {getattr(one, "name"): getattr(one, "id") for one in world.rows(WorkoutRow)}  # noqa: B009
    again = (replace(workout, sport="cycling"), other)
    settled, changed = world.reread(reading(FileContents("fit", workouts=again)))
    assert (settled.outcome, changed) == ("updated", ("sport",))
    after = {getattr(one, "name"): getattr(one, "id") for one in world.rows(WorkoutRow)}  # noqa: B009
    assert after == before
    assert world.left() == []


def test_what_was_taken_away_meanwhile_is_left_alone(world: World) -> None:
    contents = FileContents("fit", activities=(run(),), day_totals=(resting(100),))
    world.sync(reading(contents))
    with world.database.session() as session:
        for row in DERIVED:
            session.execute(update(row).values(removal_id=uuid4()))
        session.commit()
    assert world.left() == []
    changed = evolve(contents, activities=(run(distance_m=1.0),), day_totals=(resting(1),))
    settled, _ = world.reread(reading(changed))
    assert settled.outcome == "skipped"
    (recording,) = world.rows(RecordingRow)
    assert getattr(recording, "distance_m") is None  # noqa: B009


def test_what_failed_for_this_version_is_not_tried_by_itself(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.sync(reading(FileContents("fit", activities=(run(),))))
    settled, _ = world.reread(Reading("failed", "the original is missing"))
    assert (settled.outcome, settled.reason) == ("failed", "the original is missing")
    assert world.left() == ["a.fit"]
    monkeypatch.setattr(reread_originals, "_failed_before", lambda *_: {SHA})
    assert world.left() == []
