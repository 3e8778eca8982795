"""The same sync with everything in PostgreSQL."""

from __future__ import annotations

import datetime as dt
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest

from fittrack_backend.storage.database import Database
from fittrack_backend.storage.originals_folder import OriginalsInFolder
from fittrack_backend.storage.purging import purge, purge_originals
from tests.corpora import Corpus
from tests.integration.athlete import Athlete, Json, assert_no_gaps
from tests.integration.conftest import BackendFactory
from tests.integration.fit_copies import FitCopies
from tests.thorough import THOROUGH
from tools.running.live_backend import LiveBackend

pytestmark = [pytest.mark.integration, pytest.mark.corpus, pytest.mark.slow]

FILES = 400 if THOROUGH else 24
ACTS = 120 if THOROUGH else 32


def test_the_corpus_comes_in_as_with_sqlite(
    make_backend: BackendFactory, live_backend: LiveBackend, postgres_url: str, a_corpus: Corpus
) -> None:
    here = Athlete.with_folder(live_backend, a_corpus.folder)
    there = Athlete.with_folder(
        make_backend({"FITTRACK_DATABASE_URL": postgres_url}), a_corpus.folder
    )
    for full in (False, False, True):
        ours, _ = here.sync(full=full)
        theirs, _ = there.sync(full=full)
        assert there.story(theirs["id"]) == here.story(ours["id"])
        assert there.records() == here.records()
    for by in ("week", "month", "year", "sport"):
        totals = [one.client.get("/v1/totals", params={"by": by}).json() for one in (here, there)]
        assert totals[0] == totals[1]
        assert totals[0]["items"]
    for athlete in (here, there):
        overview = athlete.client.get("/v1/sync/overview").json()["rows"]
        assert overview[0]["days_with_records"] == len(
            {one["date"] for one in athlete.activities()}
        )


def test_status_coverage_and_what_is_ignored_are_as_with_sqlite(
    make_backend: BackendFactory,
    live_backend: LiveBackend,
    postgres_url: str,
    tmp_path: Path,
    corpus: Path,
) -> None:
    copies = FitCopies((corpus / "run.fit").read_bytes())
    (tmp_path / "good.fit").write_bytes(copies.moved(0))
    for name in ("bad.fit", "known.fit"):
        (tmp_path / name).write_bytes(copies.moved(3600)[:60] + name.encode())
    (tmp_path / "bad.zip").write_bytes(b"PK\3\4 and nothing more")
    (tmp_path / "later-bad.fit").write_bytes(copies.moved(7200))
    there = make_backend({"FITTRACK_DATABASE_URL": postgres_url})
    athletes = [Athlete.with_folder(backend, tmp_path) for backend in (live_backend, there)]
    for me in athletes:
        me.sync(until="2026-01-01")
    (tmp_path / "later-bad.fit").write_bytes(copies.moved(7200)[:60])
    told = []
    for me in athletes:
        _, items = me.sync()
        for name in ("known.fit", "bad.zip"):
            assert me.client.post(f"/v1/sync/items/{items[name]['id']}/ignore").status_code == 200
        me.sync()
        overview = me.client.get("/v1/sync/overview").json()["rows"]
        assert [one["failing_files"] for one in overview] == [2, 0, 0, 0]
        assert [one["ignored_files"] for one in overview] == [1, 0, 0, 1]
        (activity, *_) = me.activities()
        days = me.all("/v1/sync/coverage", since=activity["date"], limit=300)
        told.append([without_ids(one) for one in (*overview, *days)])
    assert told[0] == told[1]


def test_deleting_undoing_forgetting_and_purging_are_as_with_sqlite(
    make_backend: BackendFactory, postgres_url: str, tmp_path: Path, corpus: Path
) -> None:
    for name in ("run.fit", "ride.tcx", "monitoring.fit", "weighings.fit", "workout-steps.fit"):
        (tmp_path / name).write_bytes((corpus / name).read_bytes())
    here, there = make_backend(), make_backend({"FITTRACK_DATABASE_URL": postgres_url})
    urls = {here: f"sqlite:///{here.data_dir / 'fittrack.db'}", there: postgres_url}
    told = []
    for backend in (here, there):
        me = Athlete.with_folder(backend, tmp_path)
        job, _ = me.sync()
        assert job["state"] == "succeeded", job
        seen = [me.records()]

        def do(method: str, path: str, me: Athlete = me, seen: list[str] = seen) -> None:
            me.client.request(method, path).raise_for_status()
            seen.append(me.records())

        (one, _) = me.activities()
        do("DELETE", f"/v1/activities/{one['id']}")
        do("POST", f"/v1/sync/jobs/{job['id']}/undo")
        do("POST", f"/v1/sync/jobs/{job['id']}/restore")
        do("POST", f"/v1/activities/{one['id']}/restore")
        assert seen[-1] == seen[0]
        do("DELETE", f"/v1/sources/{me.source['id']}?forget=true")
        assert seen[-1] == ""
        do("POST", f"/v1/sources/{me.source['id']}/restore")
        do("DELETE", f"/v1/sources/{me.source['id']}?forget=true")
        database = Database(urls[backend])
        with database.session() as session:
            purge(session, dt.datetime.now(dt.UTC) + dt.timedelta(days=31))
            purge_originals(session, OriginalsInFolder(backend.data_dir / "originals"))
        database.dispose()
        assert not [path for path in backend.data_dir.glob("originals/*/*") if path.is_file()]
        body = {"kind": "folder", "path": str(tmp_path)}
        me.client.post("/v1/sources", json=body).raise_for_status()
        me.sync()
        assert me.records() == ""
        me.sync(full=True)
        seen.append(me.records())
        told.append(seen)
    assert told[0] == told[1]
    assert told[1][-1] == told[1][0]


def test_two_servers_delete_and_undo_at_once(
    make_backend: BackendFactory, postgres_url: str, tmp_path: Path, corpus: Path
) -> None:
    FitCopies((corpus / "run.fit").read_bytes()).write(tmp_path, ACTS // 2)
    first = make_backend({"FITTRACK_DATABASE_URL": postgres_url})
    second = make_backend({"FITTRACK_DATABASE_URL": postgres_url})
    me = Athlete.with_folder(first, tmp_path)
    job, _ = me.sync()
    token = me.client.headers["authorization"].removeprefix("Bearer ")
    clients = (me.client, second.client(token))
    ids = [one["id"] for one in me.activities()]

    def act(number: int) -> int:
        client = clients[number % 2]
        if number % 10 == 7:
            return client.post(f"/v1/sync/jobs/{job['id']}/undo").status_code
        if number % 10 == 3:
            return client.post(f"/v1/sync/jobs/{job['id']}/restore").status_code
        return client.delete(f"/v1/activities/{ids[(number % len(ids)) // 2]}").status_code

    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(act, range(ACTS))) == {200, 204}
    me.client.post(f"/v1/sync/jobs/{job['id']}/restore").raise_for_status()
    gone = {ids[(number % len(ids)) // 2] for number in range(ACTS) if number % 10 not in (3, 7)}
    assert {one["id"] for one in me.activities()} == set(ids) - gone
    me.sync(full=True)
    assert {one["id"] for one in me.activities()} == set(ids) - gone


def without_ids(one: Json) -> Json:
    """A row without what differs from one account to the next."""
    return {name: value for name, value in one.items() if not name.endswith(("_id", "_ids", "_at"))}


def test_killed_it_goes_on_and_two_servers_do_not_sync_at_once(
    make_backend: BackendFactory, postgres_url: str, tmp_path: Path, corpus: Path
) -> None:
    FitCopies((corpus / "run.fit").read_bytes()).write(tmp_path, FILES)
    first = make_backend({"FITTRACK_DATABASE_URL": postgres_url})
    second = make_backend(
        {
            "FITTRACK_DATABASE_URL": postgres_url,
            "FITTRACK_SERVER_KEY_FILE": str(first.data_dir / "server.key"),
        }
    )
    me = Athlete.with_folder(first, tmp_path)
    token = me.client.headers["authorization"].removeprefix("Bearer ")
    clients = [me.client, second.client(token)]

    def start(number: int) -> httpx.Response:
        return clients[number % 2].post("/v1/sync/jobs", json={})

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(start, range(8)))
    assert sorted(one.status_code for one in answers) == [202] + [409] * 7
    job = next(one.json() for one in answers if one.status_code == 202)
    refused = [one.json()["job_id"] for one in answers if one.status_code == 409]
    assert set(refused) == {job["id"]}
    while not me.job(job["id"])["counts"]["new"]:
        time.sleep(0.02)
    for backend in (first, second):
        backend.restart()
    job = me.wait(job["id"])
    assert (job["state"], job["counts"]["new"]) == ("succeeded", FILES)
    assert_no_gaps(me.story(job["id"]))
    assert len(me.activities()) == FILES
