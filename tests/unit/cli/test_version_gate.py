"""A server of another major version is told from the others before anything is sent to it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest
from attrs import define, field

from fittrack_cli.wire.version_gate import SERVER_INFO
from fittrack_cli.wire.version_notes import HEADER
from fittrack_contract import CONTRACT_VERSION
from tests.unit.cli.conftest import Run

TOKEN = {"FITTRACK_TOKEN": "a-token", "FITTRACK_TIMEOUT": "1"}
MAJOR = int(CONTRACT_VERSION.partition(".")[0])
NEWER_MAJOR, NEWER_MINOR = f"{MAJOR + 1}.0.0", f"{MAJOR}.99.0"
OVERVIEW = "/v1/sync/overview"


@define
class Server:
    """Says which contract it has, and remembers what was sent to it."""

    version: str | None = CONTRACT_VERSION
    tells: bool = True
    """Whether every answer does."""
    info: Callable[[], httpx.Response] | None = None
    requests: list[httpx.Request] = field(factory=list)

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        headers = {HEADER: self.version} if self.tells and self.version else {}
        if request.url.path == SERVER_INFO:
            if self.info is not None:
                return self.info()
            about: dict[str, object] = {
                "server_version": "1",
                "contract_version": self.version,
                "features": [],
            }
            return httpx.Response(200, headers=headers, json=about)
        return httpx.Response(
            200, headers=headers, json={"rows": [], "samples_to_come": 0, "warnings": []}
        )

    @property
    def paths(self) -> list[str]:
        return [request.url.path for request in self.requests]


def test_another_major_version_stops_a_command_before_it_sends_anything(raw_run: Run) -> None:
    server = Server(NEWER_MAJOR)
    result = raw_run("sync", "status", handler=server, env=TOKEN)
    assert result.code == 9
    assert NEWER_MAJOR in result.err and CONTRACT_VERSION in result.err
    assert "upgrade fittrack" in result.err
    assert server.paths == [SERVER_INFO]
    assert "authorization" not in server.requests[0].headers


def test_an_older_major_version_asks_for_another_backend(raw_run: Run) -> None:
    result = raw_run("sync", "status", "-o", "json", handler=Server("0.9.0"), env=TOKEN)
    assert result.code == 9
    error = result.error()
    assert error["slug"] == "contract-version" and error["server_contract_version"] == "0.9.0"
    assert "upgrade the backend" in str(error["hint"])


def test_no_password_is_sent_to_another_major_version(raw_run: Run) -> None:
    server = Server(NEWER_MAJOR)
    arguments = ("auth", "login", "--username", "ada", "--password-stdin")
    stored = ("--credential-store", "file")
    result = raw_run(*arguments, *stored, handler=server, stdin="marked-password\n")
    assert result.code == 9, result.err
    assert server.paths == [SERVER_INFO]
    assert all(b"marked" not in request.content for request in server.requests)


def test_a_newer_minor_version_works(raw_run: Run) -> None:
    server = Server(NEWER_MINOR)
    assert raw_run("sync", "status", handler=server, env=TOKEN).code == 0
    assert server.paths == [SERVER_INFO, OVERVIEW]


def test_a_server_that_tells_its_version_is_asked_once(raw_run: Run, tmp_path: Path) -> None:
    server = Server()
    for _ in range(3):
        assert raw_run("sync", "status", handler=server, env=TOKEN).code == 0
    assert server.paths == [SERVER_INFO, OVERVIEW, OVERVIEW, OVERVIEW]
    notes = list((tmp_path / "cache").glob("server-*.json"))
    assert len(notes) == 1
    assert notes[0].stat().st_mode & 0o077 == 0


def test_a_known_server_that_was_upgraded_is_noticed_at_its_first_answer(raw_run: Run) -> None:
    server = Server()
    assert raw_run("sync", "status", handler=server, env=TOKEN).code == 0
    server.version = NEWER_MAJOR
    result = raw_run("sync", "status", handler=server, env=TOKEN)
    assert result.code == 9 and NEWER_MAJOR in result.err
    server.version = CONTRACT_VERSION
    assert raw_run("sync", "status", handler=server, env=TOKEN).code == 0


def test_a_server_that_falls_silent_is_asked_again(raw_run: Run) -> None:
    server = Server()
    raw_run("sync", "status", handler=server, env=TOKEN)
    server.tells = False
    raw_run("sync", "status", handler=server, env=TOKEN)
    server.requests.clear()
    assert raw_run("sync", "status", handler=server, env=TOKEN).code == 0
    assert server.paths == [SERVER_INFO, OVERVIEW]


def test_each_server_is_known_by_itself(raw_run: Run) -> None:
    one, other = Server(), Server()
    raw_run("sync", "status", handler=one, env=TOKEN)
    at = ("--server", "http://127.0.0.1:9999")
    assert raw_run("sync", "status", *at, handler=other, env=TOKEN).code == 0
    assert SERVER_INFO in other.paths


@pytest.mark.parametrize(
    "info",
    [
        lambda: httpx.Response(404, json={}),
        lambda: httpx.Response(200, text="<html>", headers={"content-type": "text/html"}),
        lambda: httpx.Response(200, json=["1.0.0"]),
        lambda: httpx.Response(200, json={"contract_version": 2}),
        lambda: httpx.Response(200, json={"contract_version": "two"}),
        lambda: httpx.Response(200, json={"contract_version": "9" * 5000 + ".0.0"}),
        lambda: httpx.Response(200, content=b"[" * 100_000),
        lambda: httpx.Response(200, content=b"\xff\xfe"),
        lambda: httpx.Response(302, headers={"location": "http://192.0.2.1/"}),
        lambda: httpx.Response(500),
    ],
)
def test_what_answers_no_such_question_is_not_judged_by_it(
    raw_run: Run, info: Callable[[], httpx.Response]
) -> None:
    server = Server(tells=False, info=info)
    assert raw_run("sync", "status", handler=server, env=TOKEN).code == 0
    assert server.paths == [SERVER_INFO, OVERVIEW]


@pytest.mark.parametrize("version", ["", "v2", "2", "2.0", "٢.0.0", "1.0.0, 2.0.0", "9" * 5000])
def test_a_header_that_is_no_version_is_not_judged(raw_run: Run, version: str) -> None:
    server = Server()

    def answer(request: httpx.Request) -> httpx.Response:
        response = server(request)
        headers = [(HEADER.encode(), version.encode())]
        return httpx.Response(200, headers=headers, content=response.content)

    for _ in range(2):
        assert raw_run("sync", "status", handler=answer, env=TOKEN).code in (0, 7)


@pytest.mark.parametrize("damage", [b"", b"{", b"[]", b'{"origin": 1}', b"[" * 100_000, b"\xff"])
def test_a_damaged_note_only_means_that_the_server_is_asked(
    raw_run: Run, tmp_path: Path, damage: bytes
) -> None:
    server = Server()
    raw_run("sync", "status", handler=server, env=TOKEN)
    (note,) = (tmp_path / "cache").glob("server-*.json")
    note.write_bytes(damage)
    server.requests.clear()
    assert raw_run("sync", "status", handler=server, env=TOKEN).code == 0
    assert server.paths == [SERVER_INFO, OVERVIEW]
    assert json.loads(note.read_bytes())["contract_version"] == CONTRACT_VERSION


def test_a_note_that_others_could_have_written_is_not_believed(
    raw_run: Run, tmp_path: Path
) -> None:
    server = Server()
    raw_run("sync", "status", handler=server, env=TOKEN)
    (note,) = (tmp_path / "cache").glob("server-*.json")
    note.chmod(0o666)
    server.requests.clear()
    assert raw_run("sync", "status", handler=server, env=TOKEN).code == 0
    assert server.paths[0] == SERVER_INFO


def test_a_cache_that_cannot_be_written_stops_nothing(raw_run: Run, tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file where the folder should be")
    server = Server()
    for _ in range(2):
        assert raw_run("sync", "status", handler=server, env=TOKEN).code == 0
    assert server.paths == [SERVER_INFO, OVERVIEW] * 2


def test_a_server_that_is_down_fails_as_ever(raw_run: Run) -> None:
    result = raw_run("sync", "status", env=TOKEN)
    assert result.code == 7 and "cannot reach" in result.err


def test_nobody_signed_in_asks_no_server(raw_run: Run) -> None:
    server = Server(NEWER_MAJOR)
    assert raw_run("sync", "status", handler=server).code == 3
    assert server.requests == []


@pytest.mark.parametrize(
    "command",
    [("contract", "show"), ("config", "list"), ("profile", "list"), ("sync", "status", "--help")],
)
def test_what_needs_no_server_asks_none(raw_run: Run, command: tuple[str, ...]) -> None:
    server = Server(NEWER_MAJOR)
    assert raw_run(*command, handler=server, env=TOKEN).code == 0
    assert server.requests == []
