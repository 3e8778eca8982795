"""Uploads by any HTTP client: kept whole or not at all, taken in once, by whoever may."""

from __future__ import annotations

import datetime as dt
import hashlib
import http.client
import json
import random
import resource
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest

from fittrack_backend.storage import purging
from fittrack_backend.storage.database import Database
from fittrack_backend.storage.originals_folder import OriginalsInFolder
from tests.integration.conftest import BackendFactory
from tests.integration.uploaders import Json, Uploader, gpx, zipped
from tests.servers.cutting_proxy import CuttingProxy
from tests.thorough import ON_POSTGRES, THOROUGH
from tools.running.live_backend import LiveBackend

CURL = shutil.which("curl")
LARGEST = 300_000
LARGEST_REQUEST = 2 << 20


@pytest.fixture(scope="module")
def backend(make_backend: BackendFactory) -> LiveBackend:
    return make_backend(
        {
            "FITTRACK_MAX_FILE_BYTES": str(LARGEST),
            "FITTRACK_MAX_UPLOAD_BYTES": str(LARGEST_REQUEST),
        }
    )


@pytest.fixture
def me(backend: LiveBackend) -> Uploader:
    return Uploader.new(backend)


def test_a_file_is_kept_taken_in_and_tells_what_became_of_it(me: Uploader) -> None:
    item = me.sent(gpx(1))
    assert (item["state"], item["outcome"], item["reason"]) == ("filed", "new", None)
    assert item["sha256"] == hashlib.sha256(gpx(1)).hexdigest()
    (record,) = item["records"]
    activity = me.owner.client.get(f"/v1/activities/{record['id']}").json()
    assert activity["file_name"] == "run.gpx"
    assert me.owner.client.get(f"/v1/activities/{record['id']}/file").content == gpx(1)
    (source,) = me.owner.client.get("/v1/sources").json()["items"]
    assert (source["kind"], source["name"]) == ("upload", "uploads")
    again = me.sent(gpx(1), "other name.gpx")
    assert (again["id"], again["outcome"]) == (item["id"], "unchanged")
    assert again["reason"] == "it was uploaded before as run.gpx"
    assert me.activities() == 1
    assert len(me.jobs()) == 1
    assert me.client.get(f"/v1/uploads/{item['id']}").json() == item


def test_what_is_no_training_file_and_what_is_damaged_say_so(me: Uploader) -> None:
    text = me.sent(b"12 km\n", "notes.txt")
    assert (text["state"], text["outcome"]) == ("filed", "skipped")
    assert text["reason"]
    bad = me.sent(gpx(1)[:90], "cut.gpx")
    assert (bad["outcome"], bad["failed_count"]) == ("failed", 1)
    assert bad["reason"]
    assert me.activities() == 0


def test_an_archive_is_taken_as_it_is(me: Uploader) -> None:
    content = zipped({"1.gpx": gpx(1), "more/2.gpx": gpx(2), "notes.txt": b"-", "3.gpx": b"<gpx"})
    item = me.sent(content, "export.zip")
    assert (item["outcome"], item["file_count"], item["failed_count"]) == ("new", 4, 1)
    assert item["reason"] == "4 files in it: 2 new, 1 skipped, 1 failed"
    assert len(item["records"]) == 2
    items = me.owner.client.get(f"/v1/sync/jobs/{item['job_id']}/items").json()["items"]
    assert {one["name"] for one in items} == {
        "export.zip/1.gpx",
        "export.zip/more/2.gpx",
        "export.zip/notes.txt",
        "export.zip/3.gpx",
    }
    one_of_it = me.sent(gpx(2), "2.gpx")
    assert one_of_it["outcome"] == "unchanged"
    assert me.activities() == 2


def test_a_form_with_several_files(me: Uploader) -> None:
    files = [("file", (f"{number}.gpx", gpx(number))) for number in range(1, 4)]
    answer = me.client.post("/v1/uploads", params={"wait_s": 60}, files=files)
    assert answer.status_code == 200, answer.text
    assert [one["name"] for one in answer.json()["items"]] == ["1.gpx", "2.gpx", "3.gpx"]
    assert {one["outcome"] for one in answer.json()["items"]} == {"new"}
    field = me.client.post("/v1/uploads", data={"file": "no file"}, files={"x": ("a", b"")})
    assert field.status_code == 422


@pytest.mark.skipif(CURL is None, reason="curl is not installed")
def test_curl_alone(me: Uploader, tmp_path: Path) -> None:
    count = 500 if THOROUGH else 12
    for number in range(count):
        (tmp_path / f"{number}.gpx").write_bytes(gpx(number))
    curl = [CURL or "", "-sS", "--fail-with-body", "-H", f"Authorization: Bearer {me.token}"]
    url = f"{me.backend.url}/v1/uploads"

    def upload(number: int) -> Json:
        done = subprocess.run(
            [*curl, "-F", f"file=@{tmp_path / f'{number}.gpx'}", url],
            capture_output=True,
            check=True,
            timeout=60,
        )
        answer: Json = json.loads(done.stdout)["items"][0]
        return answer

    for number in range(count):
        assert upload(number)["name"] == f"{number}.gpx"
    assert {one["outcome"] for one in me.until_filed()} == {"new"}
    assert me.activities() == count
    jobs = len(me.jobs())
    assert {upload(number)["outcome"] for number in range(count)} == {"unchanged"}
    assert (me.activities(), len(me.jobs())) == (count, jobs)
    raw = [*curl, "-X", "POST", "-T", str(tmp_path / "1.gpx")]
    done = subprocess.run([*raw, f"{url}?name=1.gpx"], capture_output=True, check=True, timeout=60)
    assert json.loads(done.stdout)["items"][0]["outcome"] == "unchanged"


@pytest.mark.skipif(CURL is None, reason="curl is not installed")
def test_curl_alone_over_a_network_that_cuts_ends_whole(me: Uploader, tmp_path: Path) -> None:
    count = 500 if THOROUGH else 10
    with CuttingProxy(me.backend.port, random.Random(5), most=1_500, share=0.8) as proxy:
        for number in range(count):
            path = tmp_path / f"{number}.gpx"
            path.write_bytes(gpx(number))
            sent = ["-H", f"Authorization: Bearer {me.token}", "-F", f"file=@{path}"]
            curl = [CURL or "", "-sS", "--fail-with-body", *sent, f"{proxy.url}/v1/uploads"]
            for _ in range(50):
                if subprocess.run(curl, capture_output=True, timeout=60).returncode == 0:
                    break
            else:
                raise AssertionError(number)
        assert proxy.cuts > count // 4
    assert {one["outcome"] for one in me.until_filed()} == {"new"}
    assert (len(me.uploads()), me.activities()) == (count, count)


def test_fifty_at_once_end_well_and_a_few_jobs_take_them_in(me: Uploader) -> None:
    with ThreadPoolExecutor(50) as threads:
        answers = list(threads.map(lambda n: me.send(gpx(n), f"{n}.gpx", wait_s=0), range(50)))
    assert {one.status_code for one in answers} <= {200, 202}
    assert all("location" in one.headers for one in answers if one.status_code == 202)
    assert {one["outcome"] for one in me.until_filed()} == {"new"}
    assert me.activities() == 50
    jobs = me.jobs()
    assert {one["state"] for one in jobs} == {"succeeded"}
    assert sum(one["counts"]["new"] for one in jobs) == 50
    assert sum(one["counts"]["unchanged"] for one in jobs) == 0


def test_who_may_upload_and_nothing_else(me: Uploader) -> None:
    for path in ("/v1/activities", "/v1/sources", "/v1/sync/jobs", "/v1/accounts/me"):
        assert me.client.get(path).status_code == 403, path
    item = me.sent(gpx(1))
    body = {"name": "other", "scopes": ["read", "sync", "write", "sources"], "expires_in_days": 1}
    token = me.owner.client.post("/v1/auth/access-tokens", json=body).json()["token"]
    other = me.backend.client(token)
    assert other.post("/v1/uploads", content=gpx(2)).status_code == 403
    assert other.get(f"/v1/uploads/{item['id']}").status_code == 403
    stranger = Uploader.new(me.backend)
    assert stranger.client.get(f"/v1/uploads/{item['id']}").status_code == 404
    digests = {"sha256": [item["sha256"]]}
    missing = stranger.client.post("/v1/uploads/missing", json=digests).json()
    assert missing == {"missing": [item["sha256"]], "items": []}
    nobody = me.backend.client("fts_nobody").post("/v1/uploads", content=gpx(3))
    assert nobody.status_code == 401
    assert not stranger.uploads()


def test_which_files_the_server_lacks(me: Uploader) -> None:
    item = me.sent(gpx(1))
    digests = [hashlib.sha256(gpx(number)).hexdigest() for number in (1, 2)]
    answer = me.client.post("/v1/uploads/missing", json={"sha256": digests}).json()
    assert answer["missing"] == digests[1:]
    assert [(one["id"], one["outcome"]) for one in answer["items"]] == [(item["id"], "unchanged")]


def test_the_same_file_by_folder_and_by_upload_is_one_activity(
    me: Uploader, tmp_path: Path
) -> None:
    (tmp_path / "a.gpx").write_bytes(gpx(1))
    (tmp_path / "b.gpx").write_bytes(gpx(2))
    me.sent(gpx(1))
    body = {"kind": "folder", "path": str(tmp_path)}
    assert me.owner.client.post("/v1/sources", json=body).status_code == 201
    me.owner.client.post("/v1/sync/jobs", json={})
    deadline = time.monotonic() + 60
    while me.jobs()[0]["state"] in ("queued", "running"):
        assert time.monotonic() < deadline
        time.sleep(0.1)
    assert me.jobs()[0]["state"] == "succeeded"
    assert me.sent(gpx(2))["outcome"] == "unchanged"
    assert me.activities() == 2


def connection(me: Uploader) -> http.client.HTTPConnection:
    return http.client.HTTPConnection("127.0.0.1", me.backend.port, timeout=90)


def pieces(count: int) -> Iterator[bytes]:
    for _ in range(count):
        yield b"x" * 65536


def test_too_large_with_and_without_a_length(me: Uploader) -> None:
    headers = {"Authorization": f"Bearer {me.token}", "Content-Type": "application/octet-stream"}
    by_length = connection(me)
    by_length.putrequest("POST", "/v1/uploads")
    for name, text in {**headers, "Content-Length": str(LARGEST_REQUEST + 1)}.items():
        by_length.putheader(name, text)
    by_length.endheaders()
    answer = by_length.getresponse()
    assert answer.status == 413, "before any of it is sent"
    assert json.load(answer)["type"].endswith("too-large")
    for head in (b"", b"PK\x03\x04"):
        chunked = connection(me)
        body = (one for one in (head, *pieces(40)) if one)
        chunked.request("POST", "/v1/uploads", body, headers, encode_chunked=True)
        assert chunked.getresponse().status == 413
    assert not me.uploads()


def test_a_cut_request_keeps_nothing_of_the_file(me: Uploader) -> None:
    for body in (
        f"Content-Length: {len(gpx(1))}\r\n\r\n".encode() + gpx(1)[:-20],
        b"Transfer-Encoding: chunked\r\n\r\n" + b"%x\r\n" % 200 + gpx(1)[:200] + b"\r\n",
    ):
        with socket.create_connection(("127.0.0.1", me.backend.port), timeout=10) as cut:
            cut.sendall(
                b"POST /v1/uploads HTTP/1.1\r\nHost: 127.0.0.1\r\n"
                + f"Authorization: Bearer {me.token}\r\n".encode()
                + b"Content-Type: application/octet-stream\r\n"
                + body
            )
            time.sleep(0.2)
    assert me.send(gpx(1)[:-20], sha256=hashlib.sha256(gpx(1)).hexdigest()).status_code == 409
    assert not me.uploads()
    assert me.activities() == 0


def test_quotas_refuse_what_is_too_much_and_keep_nothing_of_it(
    make_backend: BackendFactory,
) -> None:
    backend = make_backend({"FITTRACK_QUOTA_UPLOADS_A_DAY": "2", "FITTRACK_QUOTA_BYTES": "1500"})
    me = Uploader.new(backend)
    me.sent(gpx(1))
    large = me.send(gpx(2) + b" " * 1500)
    assert (large.status_code, large.json()["limit"]) == (409, 1500)
    me.sent(gpx(2))
    third = me.send(gpx(3))
    assert (third.status_code, third.json()["limit"]) == (409, 2)
    assert me.sent(gpx(2))["outcome"] == "unchanged", "the same again is none more"
    assert len(me.uploads()) == 2


@pytest.mark.skipif(ON_POSTGRES, reason="a bucket is not on this disk")
def test_a_disk_that_takes_no_more_keeps_nothing_of_a_file(make_backend: BackendFactory) -> None:
    """A limit on the size of files stands for the full disk."""
    backend = make_backend()
    me = Uploader.new(backend)
    me.sent(gpx(1))
    resource.prlimit(backend.pid, resource.RLIMIT_FSIZE, (2_500_000, 2_500_000))
    large = gpx(2) + b" " * 3_000_000
    refused = me.send(large)
    assert refused.status_code == 503, refused.text
    assert "Files cannot be kept" in refused.json()["detail"]
    assert len(me.uploads()) == 1
    assert me.sent(gpx(3))["outcome"] == "new"
    backend.restart()
    assert me.sent(large)["outcome"] == "new"
    assert not list(backend.data_dir.glob("**/.writing-*"))


def test_what_was_deleted_for_good_is_not_kept_as_an_upload(make_backend: BackendFactory) -> None:
    backend = make_backend()
    me = Uploader.new(backend)
    alone = me.sent(gpx(1), "alone.gpx")
    archive = zipped({"2.gpx": gpx(2), "3.gpx": gpx(3)})
    packed = me.sent(archive, "export.zip")
    kept = me.sent(gpx(4), "kept.gpx")
    for record in (alone["records"][0], packed["records"][0]):
        deleted = me.owner.client.delete(f"/v1/activities/{record['id']}")
        assert deleted.status_code == 204
    again = me.sent(gpx(1), "alone.gpx")
    assert (again["outcome"], again["reason"]) == ("skipped", "its activity was deleted")
    packed_again = me.sent(archive, "export.zip")
    assert packed_again["outcome"] == "unchanged"
    assert "its activity was deleted" in packed_again["reason"]
    backend.stop()
    long_ago = dt.datetime.now(dt.UTC) + dt.timedelta(days=31)
    database = Database(f"sqlite:///{backend.data_dir / 'fittrack.db'}")
    originals = OriginalsInFolder(backend.data_dir / "originals")
    with database.session() as session:
        purging.purge(session, long_ago)
        purging.purge_originals(session, originals)
    database.dispose()
    assert [originals.is_there(one["sha256"]) for one in (alone, packed, kept)] == [
        False,
        False,
        True,
    ]
    assert not originals.is_there(hashlib.sha256(gpx(2)).hexdigest()) or not originals.is_there(
        hashlib.sha256(gpx(3)).hexdigest()
    )
    backend.start()
    owner = backend.sign_in(me.owner.person)
    returned = Uploader(backend, owner, me.token, me.client)
    assert owner.client.post("/v1/sync/jobs", json={"full": True}).status_code == 202
    deadline = time.monotonic() + 60
    while returned.jobs()[0]["state"] in ("queued", "running"):
        assert time.monotonic() < deadline
        time.sleep(0.1)
    assert returned.jobs()[0]["state"] == "succeeded"
    assert returned.activities() == 2


def test_an_upload_outlives_the_server_at_any_moment(make_backend: BackendFactory) -> None:
    backend = make_backend()
    me = Uploader.new(backend)
    for number in range(6 if THOROUGH else 3):
        with ThreadPoolExecutor(4) as threads:
            sending = [
                threads.submit(_send_or_fail, me, number * 4 + one, backend.url) for one in range(4)
            ]
            time.sleep(0.05 * number + 0.02)
            backend.kill()
            del sending
        backend.start()
    kept = me.until_filed()
    assert {one["outcome"] for one in kept} <= {"new"}
    assert me.activities() == len(kept)
    for number in range(24 if THOROUGH else 12):
        me.sent(gpx(number))
    assert me.activities() == (24 if THOROUGH else 12)


def _send_or_fail(me: Uploader, number: int, url: str) -> None:
    try:
        httpx.post(
            f"{url}/v1/uploads",
            content=gpx(number),
            headers={
                "Authorization": f"Bearer {me.token}",
                "Content-Type": "application/octet-stream",
            },
            timeout=10,
        )
    except httpx.HTTPError:
        return
