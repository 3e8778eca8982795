"""What was not restored in 30 days is gone for good, and still does not come back: through a live backend."""

from __future__ import annotations

import datetime as dt
import random
import shutil
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import cast
from uuid import UUID

import pytest
from attrs import frozen
from sqlalchemy import delete, select, update

from fittrack_backend.records.days import DayPart
from fittrack_backend.runtime import Backend
from fittrack_backend.storage.database import Database
from fittrack_backend.storage.originals_at_hand import AtHand, look_for_some
from fittrack_backend.storage.originals_folder import OriginalsInFolder
from fittrack_backend.storage.purging import purge, purge_originals
from fittrack_backend.storage.tables import (
    ActivityRow,
    HealthPartRow,
    RecordingRow,
    RemovalRow,
    RemovedOriginalRow,
    SourceFileRow,
    SyncLockRow,
    WorkoutRow,
)
from tests.integration import many_recordings
from tests.integration.athlete import Athlete
from tests.integration.conftest import BackendFactory
from tools.corpus import recorded
from tools.corpus.cases.runs import gpx_of
from tools.running.live_backend import LiveBackend

pytestmark = pytest.mark.integration

START = dt.datetime(2024, 5, 1, 6, tzinfo=dt.UTC)
TRACK = many_recordings.run(START, 2400, random.Random(1))
SOON, LATE = dt.timedelta(days=29), dt.timedelta(days=31)


@frozen
class World:
    """A backend, and what its housekeeping does to it."""

    backend: LiveBackend
    database: Database
    originals: OriginalsInFolder

    def tidy(self, after: dt.timedelta) -> None:
        with self.database.session() as session:
            purge(session, dt.datetime.now(dt.UTC) + after)
            purge_originals(session, self.originals)

    def kept(self) -> int:
        return sum(path.is_file() for path in self.originals.folder.rglob("*"))


@pytest.fixture
def world(make_backend: BackendFactory) -> Iterator[World]:
    backend = make_backend()
    database = Database(f"sqlite:///{backend.data_dir / 'fittrack.db'}")
    yield World(backend, database, OriginalsInFolder(backend.data_dir / "originals"))
    database.dispose()


def somebody(world: World, folder: Path) -> Athlete:
    folder.mkdir()
    (folder / "run.fit").write_bytes(recorded.recording(TRACK))
    me = Athlete.with_folder(world.backend, folder)
    me.sync()
    return me


def delete_only_one(me: Athlete) -> str:
    (activity,) = me.activities()
    assert me.client.delete(f"/v1/activities/{activity['id']}").status_code == 204
    return str(activity["id"])


def test_a_deleted_activity_is_gone_for_good_and_no_twin_brings_it_back(
    world: World, tmp_path: Path
) -> None:
    me, other = somebody(world, tmp_path / "mine"), somebody(world, tmp_path / "other")
    activity_id = delete_only_one(me)
    world.tidy(SOON)
    me.client.post(f"/v1/activities/{activity_id}/restore").raise_for_status()
    delete_only_one(me)
    world.tidy(LATE)
    assert world.kept() == 1, "somebody else has it too"
    for answer in (
        me.client.get(f"/v1/activities/{activity_id}"),
        me.client.post(f"/v1/activities/{activity_id}/restore"),
    ):
        assert (answer.status_code, answer.json()["type"].rpartition(":")[2]) == (404, "not-found")
    assert me.all("/v1/deleted-activities") == []
    (tmp_path / "mine" / "twin.gpx").write_bytes(gpx_of(TRACK).encode())
    for full in (False, True):
        assert {outcome for outcome, _ in me.outcomes(full=full).values()} == {"skipped"}
    assert me.activities() == []
    world.tidy(LATE)
    assert world.kept() == 1
    with world.database.session() as session:
        mine = select(RecordingRow).where(RecordingRow.purged_at.is_not(None))
        rows = session.scalars(mine).all()
        assert len(rows) == 2
        for row in rows:
            told = vars(row)
            assert (told["file_name"], told["laps"], told["places"]) == ("", (), ())
            assert (told["distance_m"], told["start_lat"], told["device"]) == (None, None, None)
        activity = session.get_one(ActivityRow, UUID(activity_id))
        assert vars(activity)["distance_m"] is None
    assert [one["distance_m"] for one in other.activities()] == [TRACK.odometer_m]
    delete_only_one(other)
    world.tidy(LATE)
    assert world.kept() == 0


def test_what_was_merged_with_a_deleted_activity_is_gone_for_good_with_it(
    world: World, tmp_path: Path
) -> None:
    me = somebody(world, tmp_path / "mine")
    later = many_recordings.run(START + dt.timedelta(hours=5), 2400, random.Random(2))
    (me.folder / "later.fit").write_bytes(recorded.recording(later))
    me.sync()
    second, first = (one["id"] for one in me.activities())
    body = {"activity_ids": [second]}
    me.client.post(f"/v1/activities/{first}/merge", json=body).raise_for_status()
    delete_only_one(me)
    world.tidy(LATE)
    with world.database.session() as session:
        for one in (first, second):
            told = vars(session.get_one(ActivityRow, UUID(one)))
            assert (told["distance_m"], told["laps"], told["file_name"]) == (None, (), "")
    assert me.client.get(f"/v1/activities/{second}").status_code == 404


def test_an_undone_activity_that_is_deleted_too_is_not_kept_longer(
    world: World, tmp_path: Path
) -> None:
    me = somebody(world, tmp_path / "mine")
    (activity,) = me.activities()
    (job,) = me.all("/v1/sync/jobs")
    me.client.post(f"/v1/sync/jobs/{job['id']}/undo").raise_for_status()
    with world.database.session() as session:
        long_ago = dt.datetime.now(dt.UTC) - dt.timedelta(days=20)
        session.execute(update(RemovalRow).values(removed_at=long_ago))
        session.execute(update(ActivityRow).values(deleted_at=long_ago))
        session.commit()
    assert me.client.delete(f"/v1/activities/{activity['id']}").status_code == 204
    world.tidy(dt.timedelta(days=12))
    answer = me.client.post(f"/v1/activities/{activity['id']}/restore")
    assert answer.status_code == 404, answer.text
    assert me.all("/v1/deleted-activities") == []


def everything(world: World, folder: Path, corpus: Path) -> Athlete:
    folder.mkdir()
    for name in ("run.fit", "monitoring.fit", "weighings.fit", "workout-steps.fit"):
        shutil.copy(corpus / name, folder)
    return Athlete.with_folder(world.backend, folder)


def test_what_an_undone_job_brought_is_gone_for_good(
    world: World, tmp_path: Path, corpus: Path
) -> None:
    me = everything(world, tmp_path / "training", corpus)
    job, _ = me.sync()
    me.client.post(f"/v1/sync/jobs/{job['id']}/undo").raise_for_status()
    world.tidy(SOON)
    assert world.kept() == 4
    world.tidy(LATE)
    assert world.kept() == 0
    assert me.client.post(f"/v1/sync/jobs/{job['id']}/restore").status_code == 409
    for full in (False, True):
        assert {outcome for outcome, _ in me.outcomes(full=full).values()} == {"skipped"}
    assert me.records() == ""
    with world.database.session() as session:
        assert set(session.scalars(select(HealthPartRow.data))) == {DayPart()}
        (workout,) = session.scalars(select(WorkoutRow))
        assert (workout.name, workout.steps, workout.path) == (None, (), b"")


def test_a_forgotten_source_can_be_read_again_once_it_is_connected_again(
    world: World, tmp_path: Path, corpus: Path
) -> None:
    me = everything(world, tmp_path / "training", corpus)
    me.sync()
    before = me.records()
    path = f"/v1/sources/{me.source['id']}"
    me.client.delete(path, params={"forget": True}).raise_for_status()
    world.tidy(LATE)
    assert world.kept() == 0
    with world.database.session() as session:
        assert session.scalars(select(SourceFileRow)).all() == []
    assert me.client.post(f"{path}/restore").status_code == 409
    body = {"kind": "folder", "path": str(me.folder)}
    me.client.post("/v1/sources", json=body).raise_for_status()
    assert {outcome for outcome, _ in me.outcomes().values()} == {"skipped"}
    me.sync(full=True)
    assert me.records() == before
    assert world.kept() == 4


def test_a_place_without_the_originals_is_noticed_and_one_that_was_moved_is_not(
    world: World, tmp_path: Path, corpus: Path, caplog: pytest.LogCaptureFixture
) -> None:
    def warned_of(place: Path) -> list[str]:
        server = SimpleNamespace(database=world.database, originals=OriginalsInFolder(place))
        caplog.clear()
        Backend._look_for_originals(cast(Backend, server))
        return caplog.messages

    me = everything(world, tmp_path / "training", corpus)
    job, _ = me.sync()
    moved = tmp_path / "moved"
    shutil.copytree(world.originals.folder, moved)
    assert warned_of(moved) == []
    (warning,) = warned_of(tmp_path / "other")
    assert warning.startswith(
        f"4 of 4 originals that were looked for are not in {tmp_path / 'other'}"
    )
    with world.database.session() as session:
        assert look_for_some(session, OriginalsInFolder(tmp_path / "other")) == AtHand(4, 4)
        assert look_for_some(session, OriginalsInFolder(moved)) == AtHand(4, 0)
        some = next(path for path in moved.rglob("*") if path.is_file())
        some.unlink()
        assert look_for_some(session, OriginalsInFolder(moved)) == AtHand(4, 1)
        me.client.post(f"/v1/sync/jobs/{job['id']}/undo").raise_for_status()
        purge(session, dt.datetime.now(dt.UTC) + LATE)
        assert look_for_some(session, OriginalsInFolder(moved)) == AtHand(4, 0), "nothing needs it"


class Interrupted(OriginalsInFolder):
    """Ends in the middle."""

    left = 1

    def remove(self, sha256: str) -> None:
        if not self.left:
            raise KeyboardInterrupt
        self.left -= 1
        super().remove(sha256)


def test_originals_go_while_jobs_run_and_in_the_end_all(
    world: World, tmp_path: Path, corpus: Path
) -> None:
    me = everything(world, tmp_path / "training", corpus)
    job, _ = me.sync()
    me.client.post(f"/v1/sync/jobs/{job['id']}/undo").raise_for_status()
    with world.database.session() as session:
        lock = {"source_id": UUID(me.source["id"]), "job_id": UUID(job["id"])}
        session.add(SyncLockRow(**lock, type="activities"))
        session.commit()
        purge(session, dt.datetime.now(dt.UTC) + LATE)
        with pytest.raises(KeyboardInterrupt):
            purge_originals(session, Interrupted(world.originals.folder))
        session.rollback()
        assert world.kept() == 3
        world.tidy(LATE)
        assert world.kept() == 0
        assert len(session.scalars(select(RemovedOriginalRow)).all()) == 4, "the job may need them"
        session.execute(delete(SyncLockRow))
        session.commit()
        world.tidy(LATE)
        assert session.scalars(select(RemovedOriginalRow)).all() == []
