"""Jobs: one at a time, cancelled, taken up again, watched."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from uuid import uuid4

import httpx
import pytest
from httpx_sse import ServerSentEvent, connect_sse

from tests.integration.athlete import UNFINISHED, Athlete, Json, assert_no_gaps
from tests.integration.fit_copies import FitCopies
from tests.thorough import THOROUGH
from tools.running.live_backend import LiveBackend

pytestmark = [pytest.mark.integration, pytest.mark.corpus]

MOST = 1_500
"""More than a job hands in ahead, so that another one has its turn while this one runs."""
MANY = MOST if THOROUGH else 240


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory, copies: FitCopies) -> Path:
    folder = tmp_path_factory.mktemp("many")
    copies.write(folder, MANY)
    return folder


@pytest.fixture
def most(tmp_path: Path, copies: FitCopies) -> Path:
    copies.write(tmp_path, MOST)
    return tmp_path


@pytest.fixture
def athlete(live_backend: LiveBackend, many: Path) -> Iterator[Athlete]:
    yield from without_jobs_at_the_end(Athlete.with_folder(live_backend, many))


@pytest.fixture
def busy_athlete(live_backend: LiveBackend, most: Path) -> Iterator[Athlete]:
    yield from without_jobs_at_the_end(Athlete.with_folder(live_backend, most))


def without_jobs_at_the_end(me: Athlete) -> Iterator[Athlete]:
    yield me
    for job in me.all("/v1/sync/jobs"):
        if job["state"] in UNFINISHED:
            me.client.post(f"/v1/sync/jobs/{job['id']}/cancel")


def slug(answer: httpx.Response) -> str:
    assert answer.headers["content-type"] == "application/problem+json"
    return str(answer.json()["type"]).removeprefix("urn:fittrack:problem:")


def test_a_second_job_on_the_same_type_conflicts(busy_athlete: Athlete) -> None:
    athlete = busy_athlete
    job = athlete.start(types=["activities"])
    for types in (["activities"], ["health", "activities"], None):
        answer = athlete.client.post("/v1/sync/jobs", json={"types": types})
        assert (answer.status_code, slug(answer)) == (409, "sync-conflict")
        assert answer.json()["job_id"] == job["id"]
    other = athlete.start(types=["health", "workouts"])
    assert athlete.wait(other["id"])["state"] == "succeeded"
    assert athlete.client.delete(f"/v1/sources/{athlete.source['id']}").status_code == 409
    running = athlete.client.get("/v1/sync/overview").json()["rows"][0]["running_job_id"]
    assert running == job["id"]
    assert athlete.wait(job["id"])["state"] == "succeeded"
    athlete.start(types=["activities"])


def test_of_many_starts_at_once_exactly_one_wins(athlete: Athlete) -> None:
    barrier = threading.Barrier(8)

    def start(_: int) -> httpx.Response:
        barrier.wait()
        return athlete.client.post("/v1/sync/jobs", json={})

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(start, range(8)))
    started = [one for one in answers if one.status_code == 202]
    refused = [one for one in answers if one.status_code == 409]
    assert (len(started), len(refused)) == (1, 7)
    assert {one.json()["job_id"] for one in refused} == {started[0].json()["id"]}


def test_the_same_key_starts_one_job(athlete: Athlete) -> None:
    headers = {"Idempotency-Key": str(uuid4())}
    first = athlete.client.post("/v1/sync/jobs", json={}, headers=headers)
    second = athlete.client.post("/v1/sync/jobs", json={}, headers=headers)
    assert (first.status_code, second.status_code) == (202, 202)
    assert first.json()["id"] == second.json()["id"]
    assert second.headers["location"] == f"/v1/sync/jobs/{first.json()['id']}"
    other = athlete.client.post("/v1/sync/jobs", json={"full": True}, headers=headers)
    assert (other.status_code, slug(other)) == (422, "idempotency-key-reused")


def test_cancelling_stops_at_once_and_a_retry_finishes(athlete: Athlete) -> None:
    job = athlete.start()
    while (job := athlete.job(job["id"]))["counts"]["new"] == 0:
        time.sleep(0.01)
    asked = time.monotonic()
    cancelled = athlete.client.post(f"/v1/sync/jobs/{job['id']}/cancel")
    assert time.monotonic() - asked < 2
    assert cancelled.status_code == 200
    assert cancelled.json()["state"] == "cancelled"
    assert cancelled.json()["finished_at"]
    before = athlete.items(job["id"])
    done = {name for name, one in before.items() if one["outcome"] != "pending"}
    assert 0 < len(done) < MANY

    again = athlete.client.post(f"/v1/sync/jobs/{job['id']}/cancel")
    assert (again.status_code, slug(again)) == (409, "job-ended")
    time.sleep(0.7)
    assert athlete.items(job["id"]) == before
    assert athlete.job(job["id"])["counts"] == cancelled.json()["counts"]

    retried = athlete.client.post(f"/v1/sync/jobs/{job['id']}/retry")
    assert (retried.status_code, retried.json()["attempt"]) == (202, 2)
    job = athlete.wait(job["id"])
    assert job["state"] == "succeeded"
    assert job["counts"]["new"] == MANY
    after = athlete.items(job["id"])
    assert {name: after[name] for name in done} == {name: before[name] for name in done}
    assert_no_gaps(sorted(after.values(), key=lambda one: one["sequence"]))
    assert len(athlete.activities()) == MANY
    ended = athlete.client.post(f"/v1/sync/jobs/{job['id']}/retry")
    assert (ended.status_code, slug(ended)) == (409, "job-ended")


def test_a_running_job_cannot_be_retried_and_its_locks_go_with_it(athlete: Athlete) -> None:
    job = athlete.start()
    answer = athlete.client.post(f"/v1/sync/jobs/{job['id']}/retry")
    assert (answer.status_code, slug(answer)) == (409, "job-running")
    athlete.client.post(f"/v1/sync/jobs/{job['id']}/cancel")
    other = athlete.start()
    conflict = athlete.client.post(f"/v1/sync/jobs/{job['id']}/retry")
    assert (conflict.status_code, slug(conflict)) == (409, "sync-conflict")
    assert conflict.json()["job_id"] == other["id"]
    assert athlete.job(job["id"])["state"] == "cancelled"
    assert athlete.job(job["id"])["attempt"] == 1


def test_cancelling_again_and_again_loses_and_doubles_nothing(athlete: Athlete) -> None:
    job = athlete.start()
    for number in range(6):
        time.sleep(0.02 * number)
        if athlete.client.post(f"/v1/sync/jobs/{job['id']}/cancel").status_code == 200:
            retried = athlete.client.post(f"/v1/sync/jobs/{job['id']}/retry")
            assert retried.status_code == 202, retried.text
    job = athlete.wait(job["id"])
    assert (job["state"], job["counts"]["new"]) == ("succeeded", MANY)
    assert_no_gaps(athlete.story(job["id"]))
    assert len(athlete.activities()) == MANY


def test_failed_files_are_read_again_by_a_retry(
    live_backend: LiveBackend, tmp_path: Path, copies: FitCopies
) -> None:
    good, bad = copies.moved(0), copies.moved(3600)
    (tmp_path / "good.fit").write_bytes(good)
    (tmp_path / "bad.fit").write_bytes(bad[:14] + b"\xff" * 300)
    me = Athlete.with_folder(live_backend, tmp_path)
    job, items = me.sync()
    assert (job["state"], items["bad.fit"]["outcome"]) == ("partial", "failed")
    (tmp_path / "bad.fit").write_bytes(bad)
    me.client.post(f"/v1/sync/jobs/{job['id']}/retry")
    job = me.wait(job["id"])
    assert (job["state"], job["counts"]["new"], job["counts"]["failed"]) == ("succeeded", 2, 0)
    assert me.items(job["id"])["good.fit"]["sequence"] == items["good.fit"]["sequence"]


def events_of(me: Athlete, job_id: str, after: int | None = None) -> list[ServerSentEvent]:
    headers = {} if after is None else {"Last-Event-ID": str(after)}
    with connect_sse(me.client, "GET", f"/v1/sync/jobs/{job_id}/events", headers=headers) as source:
        return list(source.iter_sse())


def test_a_stream_tells_every_outcome_once_and_ends(athlete: Athlete) -> None:
    job = athlete.start()
    events = events_of(athlete, job["id"])
    items = [json.loads(one.data) for one in events if one.event == "item"]
    assert [int(one.id) for one in events if one.event == "item"] == list(range(1, MANY + 1))
    assert [one["sequence"] for one in items] == list(range(1, MANY + 1))
    assert events[-1].event == "end"
    end: Json = json.loads(events[-1].data)
    assert end == athlete.job(job["id"])
    assert end["state"] == "succeeded"
    progress = [json.loads(one.data) for one in events if one.event == "progress"]
    assert progress
    assert all(set(one) == set(end) for one in progress)
    stored = athlete.items(job["id"])
    assert {one["name"]: one for one in items} == stored

    resumed = events_of(athlete, job["id"], after=MANY - 3)
    assert [one.event for one in resumed if one.event != "progress"] == ["item"] * 3 + ["end"]
    assert [one.event for one in events_of(athlete, job["id"], after=10**15)][-1] == "end"


def test_many_watchers_see_the_same_and_block_nobody(athlete: Athlete) -> None:
    job = athlete.start()
    with ThreadPoolExecutor(30) as pool:
        watching = [pool.submit(events_of, athlete, job["id"]) for _ in range(30)]
        slowest = 0.0
        while athlete.job(job["id"])["state"] in UNFINISHED:
            asked = time.monotonic()
            assert athlete.client.get("/v1/meta/health").status_code == 200
            slowest = max(slowest, time.monotonic() - asked)
            time.sleep(0.05)
        streams = [one.result(timeout=90) for one in watching]
    assert slowest < 5
    for stream in streams:
        assert [int(one.id) for one in stream if one.event == "item"] == list(range(1, MANY + 1))
        assert stream[-1].event == "end"


def test_a_stream_of_a_cancelled_job_ends(athlete: Athlete) -> None:
    job = athlete.start()
    with ThreadPoolExecutor(1) as pool:
        watching = pool.submit(events_of, athlete, job["id"])
        time.sleep(0.2)
        athlete.client.post(f"/v1/sync/jobs/{job['id']}/cancel")
        stream = watching.result(timeout=60)
    assert json.loads(stream[-1].data)["state"] == "cancelled"
    assert stream[-1].event == "end"


def test_jobs_are_listed_newest_first(athlete: Athlete) -> None:
    ids = [athlete.wait(athlete.start(types=["workouts"])["id"])["id"] for _ in range(3)]
    listed = athlete.all("/v1/sync/jobs", limit=2)
    assert [one["id"] for one in listed] == ids[::-1]
    assert athlete.all("/v1/sync/jobs", state="failed") == []
    refused = athlete.client.get("/v1/sync/jobs", params={"cursor": "nonsense"})
    assert (refused.status_code, slug(refused)) == (422, "validation")
    unknown = athlete.client.get(f"/v1/sync/jobs/{uuid4()}")
    assert (unknown.status_code, slug(unknown)) == (404, "not-found")
