"""Attacks by somebody who has an account here: on what is another's, and with folders, files and their names.

Tokens, codes and names of accounts are attacked in test_attacker_with_tokens.py, how requests are read in
test_attacker_on_the_wire.py (docs/design/security.md).
"""

from __future__ import annotations

import io
import os
import shutil
import socket
import stat
import unicodedata
import zipfile
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from attrs import frozen

from tests.integration.athlete import Athlete, Json
from tests.integration.conftest import BackendFactory
from tests.integration.fit_copies import FitCopies
from tests.security.attacks import refused
from tools.running.live_backend import LiveBackend, SignedIn

OPEN_TO_ALL = ("activities", "sources", "sync/jobs", "auth/access-tokens", "accounts/me")


@frozen
class Victim:
    """Somebody with one of everything, and what stands in no answer to anybody else."""

    athlete: Athlete
    session: SignedIn
    activity: Json
    job: Json
    key: str
    marks: frozenset[str]

    def shown(self) -> list[Json]:
        """What she is shown of what is hers."""
        answers = [self.session.client.get(f"/v1/{path}") for path in OPEN_TO_ALL]
        assert {one.status_code for one in answers} == {200}
        return [one.json() for one in answers]


@pytest.fixture(scope="module")
def server(make_backend: BackendFactory) -> LiveBackend:
    """A server whose operator gives each account its own folder alone."""
    backend = make_backend()
    backend.gives_folders = False
    backend.register("founder")
    return backend


@pytest.fixture(scope="module")
def copies(corpus: Path) -> FitCopies:
    return FitCopies((corpus / "run.fit").read_bytes())


def athlete(server: LiveBackend, session: SignedIn, folder: Path) -> Athlete:
    """The account connects the folder that it is given."""
    folder.mkdir(exist_ok=True)
    with server.operator() as operator:
        operator.allow(session.person.username, folder)
    answer = session.client.post("/v1/sources", json={"kind": "folder", "path": str(folder)})
    assert answer.status_code == 201, answer.text
    return Athlete(server, session.client, folder, answer.json())


@pytest.fixture(scope="module")
def alice(
    server: LiveBackend, copies: FitCopies, tmp_path_factory: pytest.TempPathFactory
) -> Victim:
    folder = tmp_path_factory.mktemp("of-alice")
    (folder / "hers.fit").write_bytes(copies.moved(0))
    session = server.new_person()
    her = athlete(server, session, folder)
    key = "alices-own-key"
    answer = her.client.post("/v1/sync/jobs", json={}, headers={"Idempotency-Key": key})
    assert her.wait(answer.json()["id"])["state"] == "succeeded"
    (activity,) = her.activities()
    activity = her.client.get(f"/v1/activities/{activity['id']}").json()
    marks = {
        activity["id"],
        activity["recordings"][0]["id"],
        her.source["id"],
        answer.json()["id"],
        str(folder),
        "hers.fit",
        f'"{session.person.username}"',
    }
    return Victim(her, session, activity, answer.json(), key, frozenset(marks))


@pytest.fixture(scope="module")
def mallory(server: LiveBackend) -> SignedIn:
    return server.new_person()


@pytest.fixture(scope="module")
def his(
    server: LiveBackend,
    mallory: SignedIn,
    copies: FitCopies,
    tmp_path_factory: pytest.TempPathFactory,
) -> Athlete:
    folder = tmp_path_factory.mktemp("of-mallory")
    (folder / "first.fit").write_bytes(copies.moved(1_000_000))
    (folder / "second.fit").write_bytes(copies.moved(2_000_000))
    his = athlete(server, mallory, folder)
    assert his.sync()[0]["state"] == "succeeded"
    return his


@pytest.fixture(autouse=True)
def _alice_is_unharmed(alice: Victim, server: LiveBackend) -> Iterator[None]:
    before = alice.shown()
    yield
    assert alice.shown() == before
    assert "Traceback" not in server.log()


@pytest.fixture
def folder(server: LiveBackend, mallory: SignedIn, tmp_path: Path) -> Iterator[Athlete]:
    """Another folder of the attacker's, which is forgotten afterwards."""
    connected = athlete(server, mallory, tmp_path / "mine")
    yield connected
    path = f"/v1/sources/{connected.source['id']}?forget=true"
    assert mallory.client.delete(path).status_code == 204


def own(folder: Athlete) -> dict[str, tuple[str, str | None]]:
    """What became of the files of this folder alone."""
    return folder.outcomes(source_ids=[folder.source["id"]])


def without_marks(alice: Victim, answer: httpx.Response) -> httpx.Response:
    assert [one for one in alice.marks if one in answer.text] == []
    return answer


# What is another's


def test_a_sync_of_ones_own_and_anothers_source_starts_nothing(alice: Victim, his: Athlete) -> None:
    before = his.all("/v1/sync/jobs")
    for order in (1, -1):
        both = [his.source["id"], alice.athlete.source["id"]][::order]
        refused(his.client.post("/v1/sync/jobs", json={"source_ids": both}), 404, "not-found")
    assert his.all("/v1/sync/jobs") == before


def test_no_activity_is_merged_with_anothers(alice: Victim, his: Athlete) -> None:
    before = his.activities()
    for others in ([alice.activity["id"]], [before[1]["id"], alice.activity["id"]]):
        path = f"/v1/activities/{before[0]['id']}/merge"
        refused(his.client.post(path, json={"activity_ids": others}), 404, "not-found")
    assert his.activities() == before


def test_no_recording_of_anothers_is_split_off(alice: Victim, his: Athlete) -> None:
    before = his.activities()
    path = f"/v1/activities/{before[0]['id']}/split"
    body = {"recording_ids": [alice.activity["recordings"][0]["id"]]}
    refused(his.client.post(path, json=body), 404, "not-found")
    assert his.activities() == before


def test_anothers_idempotency_key_starts_a_job_of_ones_own(alice: Victim, his: Athlete) -> None:
    key = {"Idempotency-Key": alice.key}
    answer = his.client.post("/v1/sync/jobs", json={}, headers=key)
    assert answer.status_code == 202, answer.text
    assert without_marks(alice, answer).json()["source_ids"] == [his.source["id"]]
    his.wait(answer.json()["id"])


def test_anothers_cursor_shows_ones_own_rows(
    alice: Victim, his: Athlete, server: LiveBackend
) -> None:
    more = server.sign_in(alice.session.person)
    lists = {"/v1/auth/sessions": more, "/v1/accounts/me/events": more}
    for path, whose in lists.items():
        cursor = whose.client.get(path, params={"limit": 1}).json()["next_cursor"]
        assert cursor, path
        answer = his.client.get(path, params={"cursor": cursor, "limit": 1000})
        assert answer.status_code == 200, answer.text
        mine = his.client.get(path, params={"limit": 1000}).json()["items"]
        shown = {one["id"] for one in without_marks(alice, answer).json()["items"]}
        assert shown <= {one["id"] for one in mine}
    assert more.client.post("/v1/auth/logout").status_code == 204


def test_coverage_and_streams_of_another_are_not_found(alice: Victim, his: Athlete) -> None:
    query = {"source_id": alice.athlete.source["id"]}
    refused(his.client.get("/v1/sync/coverage", params=query), 404, "not-found")
    path = f"/v1/sync/jobs/{alice.job['id']}/events"
    for after in ("0", "1"):
        answer = his.client.get(path, headers={"Last-Event-ID": after})
        refused(answer, 404, "not-found")


def test_an_export_holds_nothing_of_another(alice: Victim, his: Athlete) -> None:
    answer = his.client.get("/v1/accounts/me/export")
    assert answer.status_code == 200, answer.text
    with zipfile.ZipFile(io.BytesIO(answer.content)) as export:
        names = export.namelist()
        text = b"".join(map(export.read, names)).decode("utf-8", "replace") + "\n".join(names)
    assert his.source["id"] in text
    assert [one for one in alice.marks if one in text] == []


def test_a_file_that_another_has_too_is_ones_own(
    alice: Victim, folder: Athlete, server: LiveBackend
) -> None:
    """Neither the outcome nor deleting it shows that somebody has it."""
    shutil.copy(alice.athlete.folder / "hers.fit", folder.folder / "same.fit")
    assert own(folder) == {"same.fit": ("new", None)}
    (mine,) = (one for one in folder.activities() if one["file_name"] == "same.fit")
    assert mine["id"] != alice.activity["id"]
    assert folder.client.delete(f"/v1/activities/{mine['id']}").status_code == 204
    file = alice.session.client.get(f"/v1/activities/{alice.activity['id']}/file")
    assert file.content == (alice.athlete.folder / "hers.fit").read_bytes()


def test_the_name_of_a_deleted_account_gives_nothing_of_it(
    server: LiveBackend, copies: FitCopies, tmp_path: Path
) -> None:
    gone = server.new_person()
    token = {"name": "cron", "scopes": ["read"]}
    script = gone.client.post("/v1/auth/access-tokens", json=token).json()["token"]
    invitation = gone.client.post("/v1/accounts/invitations").json()["code"]
    (tmp_path / "theirs").mkdir()
    (tmp_path / "theirs" / "one.fit").write_bytes(copies.moved(5_000_000))
    athlete(server, gone, tmp_path / "theirs").sync()
    assert gone.client.delete("/v1/accounts/me").status_code == 204
    newcomer = {"username": "newcomer", "password": "x" * 20, "invitation": invitation}
    refused(server.client().post("/v1/accounts", json=newcomer), 403, "invalid-invitation")
    again = server.sign_in(server.register(gone.person.username))
    for old in (gone.access_token, script):
        refused(server.client(old).get("/v1/activities"), 401, "not-signed-in")
    body = {"refresh_token": gone.refresh_token, "attempt": "a" * 32}
    refused(server.client().post("/v1/auth/refresh", json=body), 401, "not-signed-in")
    for path in OPEN_TO_ALL[:4]:
        assert again.client.get(f"/v1/{path}").json()["items"] == []
    folder = {"kind": "folder", "path": str(tmp_path / "theirs")}
    refused(again.client.post("/v1/sources", json=folder), 422, "folder-not-allowed")


# Folders and files


def test_what_is_no_file_of_people_keeps_no_sync(
    folder: Athlete, copies: FitCopies, server: LiveBackend
) -> None:
    here = folder.folder
    (here / "good.fit").write_bytes(copies.moved(3_000_000))
    os.mkfifo(here / "pipe.fit")
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(here / "s.fit"))
        for name, target in (
            ("zero.fit", "/dev/zero"),
            ("environ.fit", "/proc/self/environ"),
            ("memory.fit", "/proc/self/mem"),
            ("key.fit", str(server.data_dir / "server.key")),
            ("loop.fit", "loop.fit"),
        ):
            (here / name).symlink_to(target)
        outcomes = own(folder)
    assert outcomes.pop("good.fit") == ("new", None)
    assert {outcome for outcome, _ in outcomes.values()} == {"skipped"}, outcomes


def test_the_servers_own_files_under_other_names_are_not_opened(
    server: LiveBackend, mallory: SignedIn, folder: Athlete, tmp_path: Path
) -> None:
    """Closing a second descriptor of a database takes its locks away: another process that comes and goes then
    removes the log of what was written, and the server goes on with one that nobody sees."""
    for path in server.data_dir.iterdir():
        if path.is_file() and path.name != "backend.log":
            os.link(path, folder.folder / f"{path.name}.fit")
    outcomes = own(folder)
    belongs = ("skipped", "it belongs to the server's own data")
    for name in ("fittrack.db", "fittrack.db-wal", "fittrack.db-shm", "jobs.db", "server.key"):
        assert outcomes[f"{name}.fit"] == belongs, outcomes
    assert {outcome for outcome, _ in outcomes.values()} == {"skipped"}, outcomes
    after = athlete(server, mallory, tmp_path / "given by another process")
    assert after.client.delete(f"/v1/sources/{after.source['id']}").status_code == 204


def test_a_folder_above_that_becomes_a_link_leads_nowhere(
    server: LiveBackend, mallory: SignedIn, alice: Victim, copies: FitCopies, tmp_path: Path
) -> None:
    above = tmp_path / "above"
    (above / "in" / alice.athlete.folder.name).mkdir(parents=True)
    inner = above / "in" / alice.athlete.folder.name
    (inner / "own.fit").write_bytes(copies.moved(4_000_000))
    mine = athlete(server, mallory, inner)
    (above / "in").rename(above / "was")
    (above / "in").symlink_to(alice.athlete.folder.parent)
    job, items = mine.sync(source_ids=[mine.source["id"]])
    assert (job["state"], items) == ("failed", {})
    assert "leads through a link now" in job["reason"]
    assert mallory.client.delete(f"/v1/sources/{mine.source['id']}").status_code == 204


def test_another_spelling_of_a_folder_is_another_folder(
    server: LiveBackend, mallory: SignedIn, tmp_path: Path
) -> None:
    given = tmp_path / "Café"
    others = [
        tmp_path / unicodedata.normalize("NFD", "Café"),
        tmp_path / "CAFÉ",
        tmp_path / "Café ",
        tmp_path / "Café2",
    ]
    for path in (given, *others):
        path.mkdir()
    with server.operator() as operator:
        operator.allow(mallory.person.username, given)
    for path in others:
        body = {"kind": "folder", "path": str(path)}
        refused(mallory.client.post("/v1/sources", json=body), 422, "folder-not-allowed")


def test_names_and_links_in_an_archive_lead_nowhere(folder: Athlete, copies: FitCopies) -> None:
    outside = folder.folder.parent / "outside.fit"
    inside = ("../outside.fit", str(outside), "C:\\..\\outside.fit")
    link = zipfile.ZipInfo("link.fit")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    device = zipfile.ZipInfo("device.fit")
    device.external_attr = (stat.S_IFCHR | 0o666) << 16
    with zipfile.ZipFile(folder.folder / "hostile.zip", "w") as archive:
        for number, name in enumerate(inside):
            archive.writestr(name, copies.moved(6_000_000 + 100_000 * number))
        archive.writestr(link, "/etc/passwd")
        archive.writestr(device, b"")
    outcomes = own(folder)
    assert not outside.exists()
    came_in = [name for name, (outcome, _) in outcomes.items() if outcome == "new"]
    assert sorted(came_in) == sorted(f"hostile.zip/{name}" for name in inside), outcomes
    assert all(name.startswith("hostile.zip") for name in outcomes), outcomes
    text = folder.client.get("/v1/activities").text
    assert "root:" not in text
    assert {path.name for path in folder.folder.iterdir()} == {"hostile.zip"}


HOSTILE_NAME = 'a\r\nSet-Cookie: b=c\x1b[31m\u202e\n\nevent: end\ndata: {}\n\n=1+1;"x.fit'


def test_a_hostile_file_name_forges_nothing(
    folder: Athlete, copies: FitCopies, server: LiveBackend
) -> None:
    (folder.folder / HOSTILE_NAME).write_bytes(copies.moved(7_000_000))
    with zipfile.ZipFile(folder.folder / "more.zip", "w") as archive:
        archive.writestr("/../../../../evil.fit", copies.moved(8_000_000))
        archive.writestr("C:\\..\\evil.fit", copies.moved(9_000_000))
        archive.writestr("CON/../..", copies.moved(9_500_000))
    job, items = folder.sync(source_ids=[folder.source["id"]])
    assert [one["outcome"] for one in items.values()] == ["new"] * 4, items
    recent = [one for one in folder.activities() if one["source_id"] == folder.source["id"]]
    assert len(recent) == 4
    for activity in recent:
        file = folder.client.get(f"/v1/activities/{activity['id']}/file")
        assert file.status_code == 200
        assert "set-cookie" not in file.headers
        name = file.headers["Content-Disposition"].partition("filename")[2]
        assert not {"\r", "\n", "\x1b", "/", "\\"} & set(name), name
        assert "%2F" not in name.upper() and "%0" not in name and ".." not in name, name
    events = folder.client.get(f"/v1/sync/jobs/{job['id']}/events", headers={"Last-Event-ID": "0"})
    kinds = [line for line in events.text.splitlines() if line.startswith("event: ")]
    assert (kinds.count("event: end"), kinds[-1]) == (1, "event: end")
    assert not {"\r", "\x1b"} & set(events.text)
    export = folder.client.get("/v1/accounts/me/export")
    with zipfile.ZipFile(io.BytesIO(export.content)) as exported:
        for path in exported.namelist():
            parts = path.split("/")
            assert path.isprintable() and "\\" not in path
            assert len(parts) <= 2 and not {"", ".", ".."} & set(parts), path
    assert "\x1b" not in server.log()
    assert not [line for line in server.log().splitlines() if line.startswith("Set-Cookie")]
