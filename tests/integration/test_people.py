"""Several people on one server: which folders each may read, who is locked out, and what is deleted."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import os
import shutil
import threading
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest
from httpx_sse import connect_sse
from sqlalchemy import select

from fittrack_backend.api import open_streams
from fittrack_backend.sources.folder.beneath import LEADS_OUT
from fittrack_backend.storage.tables import OriginalRow
from tests.integration.athlete import Athlete, Json
from tests.integration.conftest import BackendFactory
from tests.integration.fit_copies import FitCopies
from tests.thorough import THOROUGH
from tools.running.live_backend import LiveBackend, Person, SignedIn

PATIENCE_S = 90
MANY = 400 if THOROUGH else 250


@pytest.fixture(scope="module", params=["sqlite", *(["postgresql"] if THOROUGH else [])])
def server(make_backend: BackendFactory, request: pytest.FixtureRequest) -> LiveBackend:
    """A server whose operator gave nobody anything."""
    environment = {}
    if request.param == "postgresql":
        new_url: Callable[[], str] = request.getfixturevalue("new_postgres_url")
        environment["FITTRACK_DATABASE_URL"] = new_url()
    backend = make_backend(environment)
    backend.gives_folders = False
    return backend


@pytest.fixture(scope="module")
def founder(server: LiveBackend) -> SignedIn:
    return server.new_person()


@pytest.fixture(scope="module")
def eve(server: LiveBackend, founder: SignedIn) -> SignedIn:
    return server.new_person()


@pytest.fixture
def of_founder(tmp_path: Path, founder: SignedIn, corpus: Path) -> Iterator[Json]:
    folder = tmp_path / "of-the-founder"
    folder.mkdir()
    shutil.copy(corpus / "run.fit", folder)
    yield (source := connected(founder, folder))
    founder.client.delete(f"/v1/sources/{source['id']}")


def connect(who: SignedIn, path: Path | str) -> httpx.Response:
    return who.client.post("/v1/sources", json={"kind": "folder", "path": str(path)})


def connected(who: SignedIn, path: Path) -> Json:
    answer = connect(who, path)
    assert answer.status_code == 201, answer.text
    source: Json = answer.json()
    return source


def refused(who: SignedIn, path: Path | str) -> str:
    answer = connect(who, path)
    assert answer.status_code == 422, (path, answer.text)
    assert answer.json()["type"].endswith(":folder-not-allowed"), answer.text
    return str(answer.json()["detail"])


def athlete(server: LiveBackend, who: SignedIn, source: Json) -> Athlete:
    return Athlete(server, who.client, Path(source["path"]), source)


def test_the_founder_reads_all_but_what_is_the_systems_the_servers_and_others(
    server: LiveBackend, founder: SignedIn, eve: SignedIn, of_founder: Json, tmp_path: Path
) -> None:
    keys, hers = tmp_path / "home" / ".ssh", tmp_path / "home" / "of-eve"
    for folder in (keys, hers / "sub"):
        folder.mkdir(parents=True)
    assert "belongs to the system" in refused(founder, "/etc")
    assert "belongs to the system" in refused(founder, "/dev/fd")
    up = "/.." * (len(tmp_path.parts) - 1)
    assert "belongs to the system" in refused(
        founder, f"/proc/{os.getpid()}/root{tmp_path}{up}/sys"
    )
    assert "server's own" in refused(founder, server.data_dir)
    assert "server's own" in refused(founder, server.data_dir / "originals")
    assert "keys and passwords" in refused(founder, keys)
    with server.operator() as operator:
        operator.allow(eve.person.username, hers)
    assert "given to another account" in refused(founder, hers / "sub")
    whole = connected(founder, tmp_path / "home")
    assert athlete(server, founder, whole).outcomes(source_ids=[whole["id"]]) == {
        "of-eve": ("skipped", "it was given to another account")
    }
    founder.client.delete(f"/v1/sources/{whole['id']}")
    with server.operator() as operator:
        operator.disallow(eve.person.username, hers)


def test_others_read_nothing_but_what_they_were_given(
    server: LiveBackend,
    founder: SignedIn,
    eve: SignedIn,
    of_founder: Json,
    tmp_path: Path,
    copies: FitCopies,
) -> None:
    mine, secret = tmp_path / "mine", Path(of_founder["path"])
    (mine / "sub").mkdir(parents=True)
    (mine / "own.fit").write_bytes(copies.moved(0))
    links = {
        "out": secret,
        "file.fit": secret / "run.fit",
        "up": Path(".."),
        "system": Path("/etc"),
    }
    for name, target in links.items():
        (mine / name).symlink_to(target)
    everything = (
        secret,
        mine,
        "/",
        tmp_path,
        "/etc",
        server.data_dir,
        "/nonexistent",
        mine / "out",
        f"{secret}/",
        f"/{secret}",
        f"{secret}/././",
        f"{secret}/run.fit",
        f"{secret}/run.fit/..",
        f"{mine}/../of-the-founder",
        f"{mine}/out/../of-the-founder",
        f"{mine}/file.fit",
        "/proc/self/root",
        f"/proc/self/root{secret}",
        "/proc/self/cwd",
        "/dev/fd/0",
        f"{tmp_path}/{'x' * 300}",
    )
    told = {refused(eve, path).replace(str(path), "PATH") for path in everything}
    assert len(told) == 1, "what is there and what is not must look the same"
    with server.operator() as operator:
        operator.allow(eve.person.username, mine)
    for path in (*(one for one in everything if one != mine), f"{mine}2", f"{mine}/../mine2"):
        refused(eve, path)
    me = athlete(server, eve, connected(eve, mine))
    assert me.outcomes() == {
        "own.fit": ("new", None),
        **dict.fromkeys(links, ("skipped", LEADS_OUT)),
    }
    shutil.rmtree(mine)
    mine.symlink_to(secret)
    job, items = me.sync()
    assert job["state"] == "failed" and "leads through a link now" in job["reason"]
    assert not items
    with server.operator() as operator:
        operator.disallow(eve.person.username, mine)
    job, items = me.sync()
    assert job["state"] == "failed" and "fittrack backend users allow" in job["reason"]
    assert not items


def test_a_disabled_account_is_out_within_a_second_and_comes_back(
    server: LiveBackend, founder: SignedIn, tmp_path: Path, copies: FitCopies
) -> None:
    mallory = server.new_person()
    for number in range(MANY):
        (tmp_path / f"{number}.fit").write_bytes(copies.moved(4000 * number))
    made = mallory.client.post("/v1/auth/access-tokens", json={"name": "cron", "scopes": ["read"]})
    script = server.client(made.json()["token"])
    with server.operator() as operator:
        operator.allow(mallory.person.username, tmp_path)
    me = athlete(server, mallory, connected(mallory, tmp_path))
    job_id = me.start()["id"]
    invitation = mallory.client.post("/v1/accounts/invitations").json()["code"]

    def watch() -> None:
        with connect_sse(mallory.client, "GET", f"/v1/sync/jobs/{job_id}/events") as stream:
            for _ in stream.iter_sse():
                pass

    watching = threading.Thread(target=watch)
    watching.start()
    while not me.job(job_id)["counts"]["new"]:
        time.sleep(0.01)
    with server.operator() as operator:
        operator.disable(mallory.person.username)
        written = operator.user(mallory.person.username).activities
    for answer in (
        mallory.client.get("/v1/activities"),
        script.get("/v1/activities"),
        mallory.client.post("/v1/sync/jobs", json={}),
        server.client().post(
            "/v1/auth/refresh", json={"refresh_token": mallory.refresh_token, "attempt": "a" * 32}
        ),
        login(server, mallory.person),
    ):
        assert answer.status_code == 403, answer.text
        assert answer.json()["type"].endswith(":account-disabled")
    newcomer = {"username": "newcomer", "password": "x" * 20, "invitation": invitation}
    assert server.client().post("/v1/accounts", json=newcomer).status_code == 403
    assert login(server, mallory.person, password="a wrong and long password").status_code == 401
    watching.join(timeout=PATIENCE_S)
    assert not watching.is_alive()
    assert open_streams.CHECKED_EVERY_S <= 0.5, "so it was told within a second"
    with server.operator() as operator:
        assert operator.user(mallory.person.username).activities == written < MANY
        operator.enable(mallory.person.username)
    job = me.job(job_id)
    assert (job["state"], job["reason"]) == ("cancelled", "the account was disabled")
    assert script.get("/v1/activities").status_code == 200
    assert mallory.client.post(f"/v1/sync/jobs/{job_id}/retry").status_code == 202
    assert me.wait(job_id)["state"] == "succeeded"
    assert len(me.activities()) == MANY


def test_an_account_deletes_itself_while_it_syncs(
    server: LiveBackend, founder: SignedIn, eve: SignedIn, tmp_path: Path, copies: FitCopies
) -> None:
    mallory = server.new_person()
    for number in range(MANY // 2):
        (tmp_path / f"{number}.fit").write_bytes(copies.moved(9_000_000 + 4000 * number))
    with server.operator() as operator:
        operator.allow(mallory.person.username, tmp_path)
    me = athlete(server, mallory, connected(mallory, tmp_path))
    job_id = me.start()["id"]
    while not me.job(job_id)["counts"]["new"]:
        time.sleep(0.01)
    assert mallory.client.delete("/v1/accounts/me").status_code == 204
    assert mallory.client.get("/v1/activities").status_code == 401
    assert login(server, mallory.person).status_code == 401
    refused = founder.client.delete("/v1/accounts/me")
    assert refused.status_code == 409, refused.text
    assert refused.json()["type"].endswith(":first-account")
    files = {hashlib.sha256(path.read_bytes()).hexdigest() for path in tmp_path.iterdir()}
    with server.operator() as operator:
        assert mallory.person.username not in {one.username for one in operator.users()}
        with operator.database.session() as session:
            left = session.scalars(select(OriginalRow.sha256).where(OriginalRow.sha256.in_(files)))
            assert left.all() == []
    stored = {path.name for path in (server.data_dir / "originals").glob("??/*")}
    assert stored & files == set()


def test_an_export_has_all_of_the_account_and_no_secret(
    server: LiveBackend, founder: SignedIn, of_founder: Json, tmp_path: Path, corpus: Path
) -> None:
    folder = Path(of_founder["path"])
    shutil.copy(corpus / "ride.tcx", folder)
    (folder / "sub").mkdir()
    (folder / "sub" / "RUN.FIT.gz").write_bytes(
        gzip.compress(FitCopies((corpus / "run.fit").read_bytes()).moved(9000))
    )
    me = athlete(server, founder, of_founder)
    me.sync(source_ids=[of_founder["id"]])
    answer = founder.client.get("/v1/accounts/me/export")
    assert answer.status_code == 200
    with zipfile.ZipFile(io.BytesIO(answer.content)) as export:
        manifest = json.loads(export.read("manifest.json"))
        contents = {name: export.read(name) for name in export.namelist()}
    del contents["manifest.json"]
    assert manifest["missing"] == []
    files = {name: data for name, data in contents.items() if name.startswith("originals/")}
    assert {one["path"]: one["sha256"] for one in manifest["entries"]} == {
        name: hashlib.sha256(data).hexdigest()
        for name, data in contents.items()
        if name not in files
    }
    assert {one["path"]: one["sha256"] for one in lines(contents["records/originals.jsonl"])} == {
        name: hashlib.sha256(data).hexdigest() for name, data in files.items()
    }
    assert {name.casefold().partition("-")[2] for name in files} >= {"run.fit", "ride.tcx"}
    assert (corpus / "run.fit").read_bytes() in files.values()
    records = {
        name.removeprefix("records/").removesuffix(".jsonl"): data
        for name, data in contents.items()
        if name.startswith("records/")
    }
    shown = {one["id"] for one in me.activities()}
    assert {one["id"] for one in lines(records["activities"]) if not one["deleted_at"]} == shown
    assert [list(one) for one in lines(records["account"])] == [["time_zone"]]
    everything = b"".join(contents.values())
    assert founder.access_token.encode() not in everything
    assert b"argon2" not in everything and b"password_hash" not in everything
    for other in ("sources", "sync-jobs", "sync-items", "recordings"):
        assert lines(records[other]), other
    usage = founder.client.get("/v1/accounts/me/usage").json()
    assert usage["activities"] == len(shown)
    assert usage["original_bytes"] == sum(map(len, files.values()))


def lines(data: bytes) -> list[Json]:
    return [json.loads(line) for line in data.splitlines()]


def login(server: LiveBackend, person: Person, password: str | None = None) -> httpx.Response:
    body = {"username": person.username, "password": password or person.password}
    return server.client().post("/v1/auth/login", json=body)


def test_the_operator_deletes_an_account_and_what_only_it_had(
    server: LiveBackend,
    founder: SignedIn,
    of_founder: Json,
    tmp_path: Path,
    corpus: Path,
    copies: FitCopies,
) -> None:
    first = athlete(server, founder, of_founder)
    first.sync(source_ids=[of_founder["id"]])
    mallory = server.new_person()
    (tmp_path / "hers").mkdir()
    shutil.copy(corpus / "run.fit", tmp_path / "hers")
    (tmp_path / "hers" / "only.fit").write_bytes(copies.moved(7_654_321))
    with server.operator() as operator:
        operator.allow(mallory.person.username, tmp_path / "hers")
    second = athlete(server, mallory, connected(mallory, tmp_path / "hers"))
    second.sync()
    kept, gone = (
        server.data_dir / "originals" / digest[:2] / digest
        for digest in (
            hashlib.sha256((tmp_path / "hers" / name).read_bytes()).hexdigest()
            for name in ("run.fit", "only.fit")
        )
    )
    assert kept.exists() and gone.exists()
    with server.operator() as operator:
        operator.delete(mallory.person.username)
        assert mallory.person.username not in [one.username for one in operator.users()]
    assert mallory.client.get("/v1/activities").status_code == 401
    assert login(server, mallory.person).status_code == 401
    assert kept.exists(), "the founder has it, too"
    assert not gone.exists()
    for activity in first.activities():
        assert first.client.get(f"/v1/activities/{activity['id']}/file").status_code == 200
