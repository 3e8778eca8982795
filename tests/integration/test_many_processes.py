"""Servers and workers that share PostgreSQL and a bucket: who dies or stands still loses nothing."""

from __future__ import annotations

import random
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest
from attrs import define, field

from fittrack_backend.checking.check import check
from fittrack_backend.checking.findings import Finding
from fittrack_backend.settings import load_settings
from tests.integration.athlete import UNFINISHED, Athlete, assert_no_gaps
from tests.integration.fit_copies import FitCopies
from tests.integration.processes import Bucket, Process, free_port, server, worker
from tests.thorough import THOROUGH
from tools.running import postgres
from tools.running.live_backend import LiveBackend

FILES = 5_000 if THOROUGH else 104
"""More than one batch has (`batches.MOST_FILES`), so that two workers are at it."""
DISTURBANCES = 60
PATIENCE_S = 150
"""No job stands still for longer, whatever died."""


@define
class Cluster:
    """Two servers that only answer, and workers, on one database and one bucket."""

    folder: Path
    database: str
    bucket: Bucket
    servers: list[LiveBackend] = field(factory=list)
    workers: list[Process] = field(factory=list)

    @property
    def environment(self) -> dict[str, str]:
        return {
            **self.bucket.environment,
            "FITTRACK_DATABASE_URL": self.database,
            "FITTRACK_SERVER_KEY_FILE": str(self.folder / "server.key"),
            "FITTRACK_DECODE_WORKERS": "1",
        }

    def start(self, workers: int, servers: int = 2) -> None:
        self.servers = [
            server(self.folder / f"server{n}", self.environment) for n in range(servers)
        ]
        for _ in range(workers):
            self.add_worker()

    def add_worker(self, *options: str) -> Process:
        name = f"worker{len(self.workers)}"
        self.workers.append(worker(self.folder / name, self.environment, *options))
        return self.workers[-1]

    def stop(self) -> None:
        for process in self.workers:
            process.kill()
        for one in self.servers:
            one.close()
        self.bucket.process.kill()

    def findings(self) -> list[Finding]:
        """What `fittrack backend check` finds, beside the processes that run."""
        with pytest.MonkeyPatch.context() as patch:
            for name, text in self.environment.items():
                patch.setenv(name, text)
            return list(check(load_settings(self.folder / "checking"), repair=False))

    def log(self) -> str:
        return "\n".join(one.log.read_text()[-3000:] for one in self.workers)


@pytest.fixture
def database(request: pytest.FixtureRequest) -> Iterator[str]:
    """The URL of a database; where its server is restarted, of one that nobody else uses."""
    if THOROUGH:
        with postgres.server() as url:
            yield url
    else:
        yield request.getfixturevalue("postgres_url")


@pytest.fixture
def cluster(tmp_path: Path, database: str) -> Iterator[Cluster]:
    (tmp_path / "server.key").write_bytes(bytes(range(32)))
    (tmp_path / "server.key").chmod(0o600)
    made = Cluster(tmp_path, database, Bucket(tmp_path / "bucket", free_port()))
    yield made
    made.stop()


@pytest.fixture
def training(tmp_path: Path, corpus: Path) -> Path:
    folder = tmp_path / "training"
    FitCopies((corpus / "run.fit").read_bytes()).write(folder, FILES)
    return folder


def done(me: Athlete, job_id: str) -> int:
    counts = me.job(job_id)["counts"]
    return int(counts["total"] - counts["pending"])


def wait_for(condition: Callable[[], bool], timeout_s: float, why: Callable[[], str]) -> None:
    deadline = time.monotonic() + timeout_s
    while not condition():
        assert time.monotonic() < deadline, why()
        time.sleep(0.05)


def assert_whole(cluster: Cluster, me: Athlete, job_id: str) -> None:
    """Every file came in once, and its original is the same from every server."""
    items = me.items(job_id)
    assert_no_gaps(list(items.values()))
    assert {one["outcome"] for one in items.values()} == {"new"}
    assert [
        one["name"] for one in sorted(items.values(), key=lambda one: one["sequence"])
    ] == sorted(items)
    activities = me.activities()
    assert len(items) == len(activities) == FILES
    token = me.client.headers["authorization"].removeprefix("Bearer ")
    for number, activity in enumerate(activities[:: max(1, FILES // (200 if THOROUGH else 8))]):
        client = cluster.servers[number % 2].client(token)
        original = client.get(f"/v1/activities/{activity['id']}/file")
        assert original.status_code == 200
        name = me.client.get(f"/v1/activities/{activity['id']}").json()["recordings"][0][
            "file_name"
        ]
        assert original.content == (me.folder / name).read_bytes()
    assert cluster.findings() == []


def test_a_killed_worker_and_a_paused_one_lose_nothing(cluster: Cluster, training: Path) -> None:
    cluster.start(workers=2)
    me = Athlete.with_folder(cluster.servers[0], training)
    job = me.start()
    wait_for(lambda: done(me, job["id"]) > FILES // 10, PATIENCE_S, cluster.log)
    first, second = cluster.workers
    first.kill()
    second.signal(signal.SIGSTOP)
    cluster.add_worker()
    ended = Watch(me, job["id"]).to_its_end()
    second.signal(signal.SIGCONT)
    assert ended["state"] == "succeeded", cluster.log()
    assert_whole(cluster, me, job["id"])


def test_a_folder_is_synced_by_workers_that_see_it(
    cluster: Cluster, tmp_path: Path, corpus: Path
) -> None:
    near, far = tmp_path / "near", tmp_path / "far"
    for folder in (near, far):
        folder.mkdir()
        (folder / "run.fit").write_bytes((corpus / "run.fit").read_bytes())
    cluster.start(workers=0, servers=1)
    cluster.add_worker("--root", str(near), "--root", str(tmp_path / "theirs"))
    here = Athlete.with_folder(cluster.servers[0], near)
    there = Athlete.with_folder(cluster.servers[0], far)
    job, _ = here.sync()
    assert job["state"] == "succeeded"
    job, _ = there.sync()
    assert job["state"] == "failed"
    assert f"no worker of this job sees the folder {far}" in job["reason"]
    wait_for(lambda: connect(here, tmp_path / "theirs" / "eve") == 201, 30, cluster.log)
    assert connect(here, tmp_path / "nobodys") == 404
    cluster.add_worker("--root", str(far))
    wait_for(lambda: there.sync()[0]["state"] == "succeeded", 30, cluster.log)


def connect(me: Athlete, folder: Path) -> int:
    body = {"kind": "folder", "path": str(folder)}
    return me.client.post("/v1/sources", json=body).status_code


@pytest.mark.skipif(not THOROUGH, reason="takes half an hour: FITTRACK_THOROUGH=1")
def test_sixty_disturbances_change_nothing(cluster: Cluster, training: Path) -> None:
    cluster.start(workers=3)
    chance = random.Random(20261126)
    told: list[str] = []
    while len(told) < DISTURBANCES:
        me = Athlete.with_folder(cluster.servers[0], training)
        job = me.start()
        watch = Watch(me, job["id"])
        while watch.goes_on() is not False and len(told) < DISTURBANCES:
            time.sleep(chance.uniform(0.1, 2))
            told.append(disturb(cluster, chance))
        ended = watch.to_its_end()
        assert ended["state"] == "succeeded", (ended, told, cluster.log())
        assert_whole(cluster, me, job["id"])
        print(f"whole after {len(told)} disturbances: {told}")


def disturb(cluster: Cluster, chance: random.Random) -> str:
    """Kills, pauses or restarts one of all; returns which."""
    kind = chance.choice(["worker"] * 4 + ["pause"] * 2 + ["server", "postgres", "bucket"])
    if kind == "worker":
        one = chance.choice(cluster.workers)
        one.kill()
        one.start()
    elif kind == "pause":
        one = chance.choice(cluster.workers)
        one.signal(signal.SIGSTOP)
        time.sleep(chance.choice([1, 30]))
        one.signal(signal.SIGCONT)
    elif kind == "server":
        chance.choice(cluster.servers).restart()
    elif kind == "postgres":
        postgres.restart(cluster.database)
    else:
        cluster.bucket.process.kill()
        cluster.bucket.process.start()
    return kind


@define
class Watch:
    """How long a job stood still."""

    me: Athlete
    job_id: str
    longest_s: float = 0.0
    _counts: object = None
    _moved: float = field(factory=time.monotonic)

    def goes_on(self) -> bool | None:
        """Whether it does; None when nobody says."""
        try:
            answer = self.me.ask_for(self.job_id)
        except httpx.HTTPError:
            return None
        if answer.status_code != 200:
            return None
        job = answer.json()
        now = time.monotonic()
        self.longest_s = max(self.longest_s, now - self._moved)
        if job["counts"] != self._counts:
            self._counts, self._moved = job["counts"], now
        return job["state"] in UNFINISHED

    def to_its_end(self) -> dict[str, object]:
        """The job when it has ended, which takes as long as it takes, while it goes on."""
        while self.goes_on() is not False:
            waited_s = time.monotonic() - self._moved
            assert waited_s < PATIENCE_S, f"it has stood still for {waited_s:.0f} s"
            time.sleep(0.5)
        print(f"it stood still for {self.longest_s:.0f} s at most")
        assert self.longest_s < PATIENCE_S
        return self.me.job(self.job_id)
