"""Stored originals read again: by itself after an upgrade, and asked for; nothing of the source is there any more."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from fittrack_backend.records.days import DayPart
from fittrack_backend.records.fields import fields_of
from fittrack_backend.records.health import DaySum
from fittrack_backend.storage.database import Database
from fittrack_backend.storage.originals_folder import OriginalsInFolder
from fittrack_backend.storage.tables import (
    ActivityRow,
    HealthDayRow,
    HealthPartRow,
    RecordingRow,
    SourceRow,
    WorkoutRow,
)
from tests.integration.athlete import Athlete, Json
from tests.integration.conftest import BackendFactory
from tests.integration.fit_copies import FitCopies
from tests.thorough import ON_POSTGRES, THOROUGH
from tools.running.live_backend import LiveBackend
from tools.upgrading.versions import allow, code_of, runs

pytestmark = pytest.mark.integration

MANY = 300 if THOROUGH else 60
LAST_VERSION = "daec7d7"
"""The revision before the readers learned all that a device records."""
NAMES = (
    "run.fit",
    "ride.tcx",
    "walk.gpx",
    "monitoring.fit",
    "weighings.fit",
    "workout-repeats.fit",
)


@pytest.fixture(scope="module")
def backend(make_backend: BackendFactory) -> LiveBackend:
    return make_backend()


@pytest.fixture
def me(backend: LiveBackend, corpus: Path, tmp_path: Path) -> Athlete:
    """Somebody who synced a file of each kind, and whose folder is gone."""
    folder = tmp_path / "training"
    folder.mkdir()
    for name in NAMES:
        if (corpus / name).exists():
            shutil.copy(corpus / name, folder)
    me = Athlete.with_folder(backend, folder)
    me.sync()
    shutil.rmtree(folder)
    return me


@contextmanager
def stopped(backend: LiveBackend) -> Iterator[Session]:
    """The database, while the server is down."""
    backend.stop()
    url = backend.environment.get("FITTRACK_DATABASE_URL")
    database = Database(url or f"sqlite:///{backend.data_dir / 'fittrack.db'}")
    with database.session() as session:
        yield session
        session.commit()
    database.dispose()
    backend.start()


def forget_some(session: Session, account: UUID) -> None:
    """Leaves what an older version of the readers would have: no distances, no values of days."""
    for row in (RecordingRow, HealthPartRow, WorkoutRow):
        session.execute(update(row).where(row.account_id == account).values(reader_version=0))
    for table in (RecordingRow, ActivityRow):
        session.execute(update(table).where(table.account_id == account).values(distance_m=None))
    for part in session.scalars(select(HealthPartRow).where(HealthPartRow.account_id == account)):
        part.data = DayPart()
        part.series = None
    nothing = {name: None for name in fields_of(DaySum) if HealthDayRow.column(name).nullable}
    session.execute(update(HealthDayRow).where(HealthDayRow.account_id == account).values(nothing))


def account_of(session: Session, me: Athlete) -> UUID:
    return session.get_one(SourceRow, UUID(me.source["id"])).account_id


def everything(me: Athlete) -> Json:
    """All that is shown of the records, without when it changed."""
    activities = [me.client.get(f"/v1/activities/{one['id']}").json() for one in me.activities()]
    found = {
        "activities": sorted(activities, key=lambda one: one["id"]),
        "days": me.all("/v1/daily-health"),
        "workouts": [one["id"] for one in me.all("/v1/workouts")],
    }
    for one in (*found["activities"], *found["days"]):
        one.pop("updated_at", None)
    return found


def rereads(me: Athlete) -> list[Json]:
    return [one for one in me.all("/v1/sync/jobs") if one["kind"] == "reread"]


def own_reread(me: Athlete, timeout_s: float = 120) -> Json:
    """The one that began by itself, when it has ended."""
    deadline = time.monotonic() + timeout_s
    while not (found := rereads(me)):
        assert time.monotonic() < deadline, me.backend.log()[-4000:]
        time.sleep(0.05)
    (job,) = found
    return me.wait(job["id"])


def test_what_older_readers_derived_is_read_again_by_itself_and_once(me: Athlete) -> None:
    before, standings = everything(me), me.client.get("/v1/sync/overview").json()
    with stopped(me.backend) as session:
        forget_some(session, account_of(session, me))
    job = own_reread(me)
    assert (job["state"], job["source_ids"], job["full"]) == ("succeeded", [], False)
    assert everything(me) == before
    assert me.client.get("/v1/sync/overview").json() == standings
    items = me.items(job["id"])
    assert {one["outcome"] for one in items.values()} <= {"updated", "unchanged"}
    assert "distance_m" in items["run.fit"]["changed"]
    assert items["run.fit"]["records"][0]["id"] in {one["id"] for one in before["activities"]}
    assert items["monitoring.fit"]["outcome"] == "updated"
    assert "steps" in items["monitoring.fit"]["changed"]
    me.backend.restart()
    time.sleep(0.5)
    assert len(rereads(me)) == 1
    undone = me.client.post(f"/v1/sync/jobs/{job['id']}/undo")
    assert undone.status_code == 409
    assert undone.json()["type"].endswith("nothing-to-undo")


def start(me: Athlete, **request: object) -> Json:
    answer = me.client.post("/v1/sync/rereads", json=request)
    assert answer.status_code == 202, answer.text
    job: Json = answer.json()
    assert answer.headers["location"] == f"/v1/sync/jobs/{job['id']}"
    return job


def test_everything_is_read_again_when_asked_for_and_nothing_is_new(me: Athlete) -> None:
    before = everything(me)
    job = me.wait(start(me)["id"])
    assert (job["kind"], job["state"], job["counts"]["unchanged"]) == (
        "reread",
        "succeeded",
        len(NAMES),
    )
    assert all(one["changed"] == [] for one in me.items(job["id"]).values())
    assert everything(me) == before


def test_some_are_read_again_by_activity_and_by_day(me: Athlete) -> None:
    run = next(one for one in me.activities() if one["file_name"] == "run.fit")
    job = me.wait(start(me, activity_ids=[run["id"]])["id"])
    assert set(me.items(job["id"])) == {"run.fit"}
    assert job["activity_ids"] == [run["id"]]
    since = max(one["date"] for one in me.activities())
    there = {one["file_name"] for one in me.activities() if one["date"] >= since}
    job = me.wait(start(me, since=since)["id"])
    found = me.items(job["id"])
    assert {name for name, one in found.items() if one["type"] == "activities"} == there
    nobody = me.client.post("/v1/sync/rereads", json={"activity_ids": [str(UUID(int=7))]})
    assert nobody.status_code == 404


def test_what_was_merged_split_deleted_and_undone_stays(
    me: Athlete, corpus: Path, tmp_path: Path
) -> None:
    by_file = {one["file_name"]: one["id"] for one in me.activities()}
    run, ride, walk = (by_file[name] for name in ("run.fit", "ride.tcx", "walk.gpx"))
    me.client.delete(f"/v1/activities/{walk}").raise_for_status()
    answer = me.client.post(f"/v1/activities/{run}/merge", json={"activity_ids": [ride]})
    assert answer.status_code == 200, answer.text
    other = tmp_path / "other"
    other.mkdir()
    shutil.copy(corpus / "pool-swim.fit", other)
    source = me.client.post("/v1/sources", json={"kind": "folder", "path": str(other)}).json()
    job, _ = me.sync(source_ids=[source["id"]])
    me.client.post(f"/v1/sync/jobs/{job['id']}/undo").raise_for_status()
    before = everything(me)
    assert len(before["activities"]) == 1
    with stopped(me.backend) as session:
        forget_some(session, account_of(session, me))
    job = own_reread(me)
    assert everything(me) == before
    assert not {"walk.gpx", "pool-swim.fit"} & set(me.items(job["id"]))
    deleted = me.all("/v1/deleted-activities")
    assert {one["id"] for one in deleted} >= {walk}


@pytest.mark.skipif(ON_POSTGRES, reason="its originals are in a bucket")
def test_an_original_that_is_missing_fails_alone_and_is_not_tried_by_itself_again(
    me: Athlete,
) -> None:
    run = next(one for one in me.activities() if one["file_name"] == "run.fit")
    ride = next(one for one in me.activities() if one["file_name"] == "ride.tcx")
    originals = OriginalsInFolder(me.backend.data_dir / "originals")
    lost = [originals.path(one["file_sha256"]) for one in (run, ride)]
    lost[0].unlink()
    lost[1].chmod(0o600)
    lost[1].write_bytes(lost[1].read_bytes()[:-1] + b"x")
    with stopped(me.backend) as session:
        forget_some(session, account_of(session, me))
    job = own_reread(me)
    assert job["state"] == "partial"
    items = me.items(job["id"])
    assert items["run.fit"]["reason"].startswith("the original is missing")
    assert items["ride.tcx"]["reason"].startswith("the original is damaged")
    assert {name for name, one in items.items() if one["outcome"] == "failed"} == {
        "run.fit",
        "ride.tcx",
    }
    assert run["id"] in {one["id"] for one in me.activities()}
    ignored = me.client.post(f"/v1/sync/items/{items['run.fit']['id']}/ignore")
    assert ignored.status_code == 409
    me.backend.restart()
    time.sleep(0.5)
    assert len(rereads(me)) == 1
    again = me.client.post(f"/v1/sync/jobs/{job['id']}/retry")
    assert again.status_code == 202
    assert me.wait(job["id"])["counts"]["failed"] == 2


def test_killed_again_and_again_it_ends_as_undisturbed(
    make_backend: BackendFactory, corpus: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "many"
    copies = FitCopies((corpus / "run.fit").read_bytes())
    copies.write(folder, MANY)
    me = Athlete.with_folder(make_backend(), folder)
    me.sync()
    shutil.rmtree(folder)
    before = everything(me)
    with stopped(me.backend) as session:
        forget_some(session, account_of(session, me))
    for _ in range(4):
        time.sleep(0.15)
        me.backend.restart()
    job = own_reread(me, 60)
    assert (job["state"], job["counts"]["updated"], job["counts"]["total"]) == (
        "succeeded",
        MANY,
        MANY,
    )
    items = me.all(f"/v1/sync/jobs/{job['id']}/items")
    assert sorted(one["sequence"] for one in items) == list(range(1, MANY + 1))
    assert everything(me) == before


def test_one_at_a_time_the_same_key_the_same_job_and_syncs_go_first(me: Athlete) -> None:
    headers = {"Idempotency-Key": "again"}
    first, second = (me.client.post("/v1/sync/rereads", json={}, headers=headers) for _ in range(2))
    assert first.json()["id"] == second.json()["id"]
    refused = me.client.post("/v1/sync/rereads", json={"since": "2020-01-01"}, headers=headers)
    assert refused.status_code == 422
    conflict = me.client.post("/v1/sync/rereads", json={})
    if conflict.status_code != 202:
        assert conflict.status_code == 409
        assert conflict.json()["job_id"] == first.json()["id"]
    me.wait(first.json()["id"])


@pytest.mark.skipif(not THOROUGH, reason="runs the code of the last version, which git has")
def test_the_data_folder_of_the_last_version_is_read_again_by_itself(
    corpus: Path, tmp_path: Path
) -> None:
    """Its migration, then all that the readers have learned since; nothing of the source is there any more."""
    folder = shutil.copytree(corpus, tmp_path / "training")
    old = LiveBackend(tmp_path / "data", runs(code_of(LAST_VERSION, tmp_path / "code")))
    old.gives_folders = False
    session = old.start().new_person()
    allow(old.environment, old.data_dir, session.person.username, folder)
    body = {"kind": "folder", "path": str(folder)}
    source = session.client.post("/v1/sources", json=body).json()
    me = Athlete(old, session.client, folder, source)
    me.wait(me.start()["id"])
    before = {one["id"]: one for one in me.activities()}
    days = me.all("/v1/daily-health")
    old.stop()
    shutil.rmtree(folder)

    new = LiveBackend(old.data_dir)
    new.port = old.port
    new.start()
    try:
        job = own_reread(me)
        assert job["state"] == "succeeded", me.items(job["id"])
        after = {one["id"]: one for one in me.activities()}
        assert after.keys() == before.keys()
        changed = {name for one in me.items(job["id"]).values() for name in one["changed"]}
        assert changed >= {"lengths", "avg_stress", "deep_sleep_s"}
        richer = me.all("/v1/daily-health")
        assert [one["date"] for one in richer] == [one["date"] for one in days]
        given = [sum(value is not None for value in one.values()) for one in (*days, *richer)]
        assert sum(given[len(days) :]) > sum(given[: len(days)])
        again = me.wait(start(me)["id"])
        assert again["counts"]["unchanged"] == again["counts"]["total"]
    finally:
        new.close()
