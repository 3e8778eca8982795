"""`fittrack backend check` finds each damage that is planted, and repairs it or says that it cannot.

It has more than 400 lines, since it is one list of damages, each planted in the same backend.
"""

from __future__ import annotations

import datetime as dt
import os
import random
import shutil
import sqlite3
import time
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from uuid import uuid4

import pytest
from attrs import evolve, frozen

from fittrack_backend.checking.check import CannotCheck, check
from fittrack_backend.checking.findings import Finding
from fittrack_backend.settings import Settings
from fittrack_backend.storage.kept_lines import FORM
from fittrack_backend.storage.originals_folder import OriginalsInFolder
from tests.integration import many_recordings
from tests.integration.athlete import Athlete
from tests.integration.conftest import BackendFactory
from tests.thorough import ON_POSTGRES, THOROUGH
from tools.corpus.cases.runs import gpx_of

RIDE = dt.datetime(2023, 5, 1, 6, tzinfo=dt.UTC)
pytestmark = [
    pytest.mark.integration,
    pytest.mark.skipif(ON_POSTGRES, reason="the damages are planted in SQLite's file"),
]

INNER = "old.zip/ride.gpx"
FILES = (
    *("run.fit", "ride.tcx", "walk.gpx", "multisport.fit", "monitoring.fit", "wellness.fit"),
    *("weighings.fit", "workout-steps.fit"),
)
"""Activities, days, nights and plans, which each check reads three times."""
OLD_S = 2 * 24 * 3600
RECORDS = ("activities", "recordings", "health_days", "health_parts", "workouts")


@frozen
class World:
    """The data of a server, whose backend does not run, and the folder that was synced."""

    settings: Settings
    folder: Path

    def sql(self, statement: str, *values: object) -> list[tuple[object, ...]]:
        """Runs a statement as a damage does: nothing that it names needs to be there."""
        path = self.settings.data_dir / "fittrack.db"
        with closing(sqlite3.connect(path)) as database, database:
            return database.execute(statement, values).fetchall()

    def one(self, statement: str, *values: object) -> str:
        """The one value that a query finds first."""
        return str(self.sql(statement, *values)[0][0])

    def original(self, name: str = "run.fit") -> Path:
        """The original of the file of this name."""
        sha256 = self.one("SELECT sha256 FROM source_files WHERE name = ?", name)
        return self.settings.data_dir / "originals" / sha256[:2] / sha256

    def check(self, *, repair: bool = False) -> Counter[tuple[str, str]]:
        """How often each kind was found, in which state."""
        found = self.findings(repair=repair)
        return Counter((one.kind, one.state) for one in found)

    def findings(self, *, repair: bool = False) -> list[Finding]:
        return list(check(self.settings, repair=repair))

    def records(self) -> dict[str, set[tuple[object, ...]]]:
        """All records, but for ids and times of rows that can be made anew."""
        found = {}
        with closing(sqlite3.connect(self.settings.data_dir / "fittrack.db")) as database:
            for table in RECORDS:
                columns = [str(row[1]) for row in database.execute(f"PRAGMA table_info({table})")]
                anew = ("updated_at", "created_at", "job_id", *(("id",) if "s" in table else ()))
                kept = ", ".join(one for one in columns if one not in anew)
                found[table] = set(database.execute(f"SELECT {kept} FROM {table}"))
        return found


@pytest.fixture(scope="module")
def synced(
    make_backend: BackendFactory, tmp_path_factory: pytest.TempPathFactory, corpus: Path
) -> World:
    """What the damages need of the corpus, or all of it, synced once."""
    folder = tmp_path_factory.mktemp("training") / "training"
    folder.mkdir()
    for path in corpus.iterdir():
        if path.is_file() and (THOROUGH or path.name in FILES):
            shutil.copy(path, folder)
    with zipfile.ZipFile(folder / "old.zip", "w") as archive:
        archive.writestr("ride.gpx", gpx_of(many_recordings.run(RIDE, 600, random.Random(1))))
    backend = make_backend()
    me = Athlete.with_folder(backend, folder)
    job, _ = me.sync()
    assert job["counts"]["new"] > len(FILES)
    me.sync()
    backend.stop()
    return World(Settings(backend.data_dir), folder)


@pytest.fixture
def world(synced: World, tmp_path: Path) -> Iterator[World]:
    """A copy of it for one test; the folder is moved back."""
    data = tmp_path / "data"
    shutil.copytree(synced.settings.data_dir, data)
    aside = synced.folder.with_name("aside")
    yield evolve(synced, settings=Settings(data))
    if aside.exists():
        aside.rename(synced.folder)


def test_nothing_is_wrong_with_what_was_synced(world: World) -> None:
    before = world.records()
    assert world.findings() == []
    assert world.findings(repair=True) == []
    assert world.records() == before


Damage = Callable[[World], object]
FIRST = "(SELECT id FROM activities WHERE merged_into IS NULL AND deleted_at IS NULL LIMIT 1)"
JOB = "(SELECT id FROM sync_jobs ORDER BY created_at LIMIT 1)"


def truncate(world: World) -> None:
    path = world.original()
    path.write_bytes(path.read_bytes()[:-1])


def flip(world: World) -> None:
    path = world.original()
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(bytes(data))


def without_row_and_file(world: World) -> None:
    path = world.original()
    path.unlink()
    world.sql("DELETE FROM originals WHERE sha256 = ?", path.name)


def leftover(world: World) -> None:
    path = world.settings.data_dir / "originals" / "ab" / ("ab" + "0" * 62)
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(b"x")
    os.utime(path, (time.time() - OLD_S,) * 2)


def leftover_samples(world: World) -> None:
    store = OriginalsInFolder(world.settings.data_dir / "originals")
    store.keep_derived("ab" + "0" * 62, "0.samples.parquet", b"x")


def index_entry(world: World) -> None:
    """An index that lacks an entry: a row came in while it was not there."""
    name = "ix_audit_at"
    path = world.settings.data_dir / "fittrack.db"
    with closing(sqlite3.connect(path)) as database:
        database.execute("PRAGMA writable_schema = ON")
        row = database.execute("SELECT * FROM sqlite_master WHERE name = ?", (name,)).fetchone()
        database.execute("DELETE FROM sqlite_master WHERE name = ?", (name,))
        database.commit()
    with closing(sqlite3.connect(path)) as database:
        database.execute(
            "INSERT INTO audit (id, at, event) VALUES (?, '2026-01-01', 'x')", (uuid4().hex,)
        )
        database.execute("PRAGMA writable_schema = ON")
        database.execute("INSERT INTO sqlite_master VALUES (?, ?, ?, ?, ?)", row)
        database.commit()


def lost_recording(world: World) -> None:
    sha256 = world.original().name
    world.sql("DELETE FROM recordings WHERE file_sha256 = ?", sha256)


def lost_part(world: World) -> None:
    world.sql("DELETE FROM health_parts WHERE id = (SELECT id FROM health_parts LIMIT 1)")


def lost_activity(world: World) -> None:
    world.sql(f"DELETE FROM activities WHERE id = {FIRST}")


def removed_by_nothing(world: World) -> None:
    world.sql(
        "UPDATE workouts SET removal_id = ? WHERE id = (SELECT id FROM workouts LIMIT 1)",
        uuid4().hex,
    )


def lock_of_ended(world: World) -> None:
    world.sql(f"INSERT INTO sync_locks SELECT sources.id, 'health', {JOB} FROM sources LIMIT 1")


def without_lock(world: World) -> None:
    world.sql(f"UPDATE sync_jobs SET state = 'running', finished_at = NULL WHERE id = {JOB}")


def chain(world: World) -> None:
    one, two, goal = (
        row[0] for row in world.sql("SELECT id FROM activities WHERE merged_into IS NULL LIMIT 3")
    )
    for lead, to in ((one, two), (two, goal)):
        world.sql("UPDATE activities SET merged_into = ? WHERE id = ?", to, lead)
        world.sql("UPDATE recordings SET activity_id = ? WHERE activity_id = ?", goal, lead)
    world.sql("UPDATE activities SET sport = 'unheard of' WHERE id = ?", goal)


REPAIRED: dict[str, tuple[str, Damage]] = {
    "an original is gone": ("original-missing", lambda world: world.original().unlink()),
    "an original is shorter": ("original-damaged", truncate),
    "a bit of an original is another": ("original-damaged", flip),
    "an original is empty": ("original-damaged", lambda world: world.original().write_bytes(b"")),
    "an original out of a zip is gone": (
        "original-missing",
        lambda world: world.original(INNER).unlink(),
    ),
    "the row of an original is gone": (
        "original-row",
        lambda world: world.sql("DELETE FROM originals WHERE sha256 = ?", world.original().name),
    ),
    "the row and the original are gone": ("original-missing", without_row_and_file),
    "an original has another size in its row": (
        "original-size",
        lambda world: world.sql(
            "UPDATE originals SET size_bytes = size_bytes + 1 WHERE sha256 = ?",
            world.original().name,
        ),
    ),
    "a file that nothing needs": ("original-leftover", leftover),
    "samples of an original that is gone": ("samples-leftover", leftover_samples),
    "an index lacks an entry": ("database-index", index_entry),
    "a value of an activity is another": (
        "activity-differs",
        lambda world: world.sql(f"UPDATE activities SET distance_m = 1 WHERE id = {FIRST}"),
    ),
    "the day of an activity is another": (
        "activity-differs",
        lambda world: world.sql(f"UPDATE activities SET date = '1999-01-01' WHERE id = {FIRST}"),
    ),
    "what a recording gives is not noted": (
        "activity-differs",
        lambda world: world.sql(f"UPDATE recordings SET gives = '[]' WHERE activity_id = {FIRST}"),
    ),
    "a month counts another activity": (
        "sums-differ",
        lambda world: world.sql("UPDATE activity_sums SET activity_count = activity_count + 1"),
    ),
    "the sums of a month are gone": (
        "sums-differ",
        lambda world: world.sql("DELETE FROM activity_sums WHERE span = 'month'"),
    ),
    "a quota counts other bytes": (
        "sums-differ",
        lambda world: world.sql("UPDATE accounts SET original_bytes = original_bytes + 1"),
    ),
    "an original is not counted as needed": (
        "sums-differ",
        lambda world: world.sql(
            "DELETE FROM needed_originals WHERE sha256 = ?", world.original().name
        ),
    ),
    "a list says something else of an activity": (
        "lines-differ",
        lambda world: world.sql(
            f"UPDATE activity_lines SET form = '{FORM}', line = '{{}}' WHERE activity_id = {FIRST}"
        ),
    ),
    "a trigger is gone": (
        "sums-unkept",
        lambda world: world.sql("DROP TRIGGER activity_sums_follow_deleted"),
    ),
    "an activity is gone": ("dangling-row", lost_activity),
    "a recording is gone": ("record-missing", lost_recording),
    "a value of a day is another": (
        "day-differs",
        lambda world: world.sql(
            "UPDATE health_days SET steps = 1 WHERE date = (SELECT min(date) FROM health_parts)"
        ),
    ),
    "a day is gone": (
        "day-differs",
        lambda world: world.sql(
            "DELETE FROM health_days WHERE date = (SELECT min(date) FROM health_days)"
        ),
    ),
    "what a file says of a day is gone": ("record-missing", lost_part),
    "a removal is gone": ("removal-missing", removed_by_nothing),
    "a sync counts other items": (
        "job-counts",
        lambda world: world.sql(f"UPDATE sync_jobs SET counts = '{{}}' WHERE id = {JOB}"),
    ),
    "a sync has items after its last": (
        "job-sequence",
        lambda world: world.sql(f"UPDATE sync_jobs SET last_sequence = 0 WHERE id = {JOB}"),
    ),
    "a lock was left": ("lock-left", lock_of_ended),
    "a lock is missing": ("lock-missing", without_lock),
    "a failing file names a sync that is gone": (
        "job-missing",
        lambda world: world.sql(
            "UPDATE source_files SET failed_job_id = ? WHERE id = (SELECT id FROM source_files LIMIT 1)",
            uuid4().hex,
        ),
    ),
    "an id leads to one that leads on": ("activity-lead", chain),
    "an item is of no sync": (
        "dangling-row",
        lambda world: world.sql(
            "UPDATE sync_items SET job_id = ? WHERE id = (SELECT id FROM sync_items WHERE outcome = 'unchanged' LIMIT 1)",
            uuid4().hex,
        ),
    ),
}


@pytest.mark.parametrize("damage", REPAIRED)
def test_what_can_be_repaired_is(world: World, damage: str) -> None:
    before = world.records()
    kind, plant = REPAIRED[damage]
    plant(world)
    damaged = world.records()
    assert kind in {found for found, _ in world.check()}
    assert world.records() == damaged, "nothing is changed unless it is asked for"
    states = world.check(repair=True)
    assert (kind, "repaired") in states
    again = {one for one in world.check() if one[1] != "noted"}
    if damage == "an item is of no sync":
        assert again == {("items-missing", "found")} or not again
        return
    assert again == set()
    if kind not in ("removal-missing", "activity-lead", "job-missing"):
        assert world.records() == before


def source_away(world: World) -> None:
    world.original().unlink()
    world.folder.rename(world.folder.with_name("aside"))


def source_disconnected(world: World) -> None:
    world.original().unlink()
    world.sql("UPDATE sources SET disconnected_at = '2026-01-01'")


def day_of_no_file(world: World) -> None:
    columns = [str(row[1]) for row in world.sql("PRAGMA table_info(health_days)")]
    values = ", ".join("'1999-01-01'" if one == "date" else one for one in columns)
    world.sql(f"INSERT INTO health_days SELECT {values} FROM health_days LIMIT 1")


def circle(world: World) -> None:
    one, two = (row[0] for row in world.sql("SELECT id FROM activities LIMIT 2"))
    world.sql("UPDATE activities SET merged_into = ? WHERE id = ?", two, one)
    world.sql("UPDATE activities SET merged_into = ? WHERE id = ?", one, two)


def damaged_page(world: World) -> None:
    path = world.settings.data_dir / "fittrack.db"
    root = int(world.one("SELECT rootpage FROM sqlite_master WHERE name = 'recordings'"))
    with path.open("r+b") as file:
        file.seek((root - 1) * 4096)
        file.write(b"\xff" * 4096)


def lost_recording_and_original(world: World) -> None:
    lost_recording(world)
    source_away(world)


BEYOND: dict[str, tuple[str, Damage]] = {
    "an original whose source is away": ("original-missing", source_away),
    "an original whose source was disconnected": ("original-missing", source_disconnected),
    "a recording and its original": ("record-missing", lost_recording_and_original),
    "a day that no file says": ("day-bare", day_of_no_file),
    "items of a sync": (
        "items-missing",
        lambda world: world.sql(f"DELETE FROM sync_items WHERE job_id = {JOB} AND outcome = 'new'"),
    ),
    "ids that lead in a circle": ("activity-lead", circle),
    "a page of the database": ("database-file", damaged_page),
    "the server's key": ("server-key", lambda world: world.settings.server_key_file.unlink()),
    "half of the server's key": (
        "server-key",
        lambda world: world.settings.server_key_file.write_bytes(b"x" * 16),
    ),
}


@pytest.mark.parametrize("damage", BEYOND)
def test_what_cannot_be_repaired_is_named_and_left_as_it_is(world: World, damage: str) -> None:
    kind, plant = BEYOND[damage]
    plant(world)
    damaged = world.records() if kind != "database-file" else None
    assert kind in {found for found, _ in world.check()}
    states = world.check(repair=True)
    assert (kind, "lost") in states
    assert not [one for one in states if one[1] == "repaired"]
    if damaged is not None:
        assert world.records() == damaged


def test_a_lost_original_is_named_by_its_place_and_marked_until_it_is_back(world: World) -> None:
    source_away(world)
    path = world.original()
    (found,) = world.findings(repair=True)
    assert (found.file, found.source, found.sha256) == ("run.fit", "training", path.name)
    assert found.account and found.activity_id is not None
    assert "no source has it" in found.what
    (known,) = world.findings()
    assert known.state == "lost"
    assert f"known on {dt.datetime.now(dt.UTC):%Y-%m-%d}" in known.what
    world.folder.with_name("aside").rename(world.folder)
    (back,) = world.findings(repair=True)
    assert back.state == "repaired"
    assert world.findings() == []


def test_a_file_that_has_another_content_now_is_not_taken(world: World) -> None:
    kept = (world.folder / "run.fit").read_bytes()
    world.original().unlink()
    try:
        (world.folder / "run.fit").write_bytes(kept + b"more")
        (found,) = world.findings(repair=True)
    finally:
        (world.folder / "run.fit").write_bytes(kept)
    assert found.state == "lost"
    assert "has another content now" in found.what


def test_a_young_leftover_may_be_needed_soon(world: World) -> None:
    leftover(world)
    path = world.settings.data_dir / "originals" / "ab" / ("ab" + "0" * 62)
    os.utime(path)
    assert world.findings(repair=True) == []
    assert path.exists()


def test_leftovers_stay_while_a_sync_runs(world: World) -> None:
    leftover(world)
    without_lock(world)
    world.findings(repair=True)  # the lock is back
    states = world.check(repair=True)
    assert ("original-leftover", "found") in states


def test_there_must_be_data_of_this_version(world: World, tmp_path: Path) -> None:
    with pytest.raises(CannotCheck, match="no data"):
        list(check(Settings(tmp_path / "nothing"), repair=False))
    world.sql("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(CannotCheck, match="another version"):
        world.findings()
