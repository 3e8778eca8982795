"""Real sockets: servers that hang, drip, break off and come back; downloads and event streams."""

from __future__ import annotations

import hashlib
import io
import os
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from fittrack_cli.errors import CliError, Conflict, NotFound, Unreachable, UsageError
from fittrack_cli.program.context import Cli
from fittrack_cli.wire.connection import Connection
from fittrack_cli.wire.download import download
from fittrack_cli.wire.events import data_of, events
from fittrack_client import api
from fittrack_client.models.health import Health

Answer = Callable[[socket.socket, str], None]


@contextmanager
def server(*answers: Answer) -> Iterator[tuple[str, list[str]]]:
    """Answers one connection after the other; gives its address and the requests' heads."""
    listener = socket.create_server(("127.0.0.1", 0))
    heads: list[str] = []

    def serve() -> None:
        with suppress(OSError):
            for answer in answers:
                connection, _ = listener.accept()
                with connection, suppress(OSError):
                    head = b""
                    while b"\r\n\r\n" not in head:
                        head += connection.recv(65536)
                    heads.append(head.decode())
                    answer(connection, head.decode())

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}", heads
    finally:
        listener.close()


def sends(*parts: bytes, pause_s: float = 0.0) -> Answer:
    def answer(connection: socket.socket, head: str) -> None:
        for part in parts:
            connection.sendall(part)
            time.sleep(pause_s)

    return answer


def whole(body: bytes, kind: str = "application/json", status: str = "200 OK") -> Answer:
    head = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n"
    return sends(head.encode() + b"Connection: close\r\n\r\n" + body)


HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
STREAM = b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n"
OK = whole(b'{"status": "ok"}')


def health(url: str, timeout_s: float = 1.0) -> Health:
    with Connection(url, timeout_s=timeout_s) as connection:
        return connection.call(api.get_health())


def test_a_server_that_comes_back_is_asked_again() -> None:
    reset = sends()
    with server(reset, sends(HEAD + b"Content-Length: 99\r\n\r\n{"), OK) as (url, heads):
        assert health(url).status == "ok"
        assert len(heads) == 3


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        (sends(), "cut short"),
        (sends(b"HTTP/1.1 200"), "cut short"),
        (sends(b"\x16\x03\x01 no http \r\n\r\n"), "cut short"),
        (sends(HEAD + b"Content-Length: 99\r\n\r\n{"), "cut short"),
        (sends(HEAD + b"Transfer-Encoding: chunked\r\n\r\n5\r\n{"), "cut short"),
        (whole(b"<html>", "text/html"), "not-a-backend"),
        (whole(b"<html>", "text/html", "502 Bad Gateway"), "not-a-backend"),
    ],
)
def test_a_server_that_goes_on_like_that(answer: Answer, says: str) -> None:
    with server(*[answer] * 5) as (url, _), pytest.raises(Unreachable) as error:
        health(url)
    assert says in (error.value.title, error.value.slug) or says in error.value.title


def test_a_server_that_is_silent_or_drips_is_given_up_in_time() -> None:
    started = time.monotonic()
    silent = sends(b"", pause_s=5)
    drip = sends(HEAD + b"Content-Length: 99\r\n\r\n", *[b" "] * 50, pause_s=0.1)
    header = sends(b"HTTP/1.1 200 OK\r\n", *[b"X-More: 1\r\n"] * 50, pause_s=0.1)
    continued = sends(*[b"HTTP/1.1 100 Continue\r\n\r\n"] * 50, pause_s=0.1)
    for answer in (silent, drip, header, continued):
        with server(answer) as (url, _), pytest.raises(Unreachable) as error:
            health(url, timeout_s=0.4)
        assert error.value.slug == "timeout"
        assert "0.4 seconds" in error.value.detail
    assert time.monotonic() - started < 4


def test_nobody_listens() -> None:
    with server() as (url, _):
        pass
    with pytest.raises(Unreachable) as error:
        health(url)
    assert error.value.detail == "Connection refused"
    assert "fittrack backend start" in error.value.hint


@pytest.fixture
def cli(tmp_path: Path) -> Cli:
    env = {"FITTRACK_CONFIG_DIR": str(tmp_path / "config")}
    return Cli(env, io.StringIO(), io.StringIO(), io.StringIO())


def fetched(
    url: str, target: Path, cli: Cli, *, force: bool = False, sha256: str | None = None
) -> int:
    with Connection(url, timeout_s=2) as connection:
        return download(connection, "/file", target, force=force, sha256=sha256)


def test_a_download_appears_whole_or_not_at_all(tmp_path: Path, cli: Cli) -> None:
    data = bytes(range(256)) * 1000
    target = tmp_path / "out" / "run.fit"
    target.parent.mkdir()
    digest = hashlib.sha256(data).hexdigest()
    file = whole(data, "application/octet-stream")
    cut = sends(HEAD + b"Content-Length: 999\r\n\r\n" + data[:500])
    lost = whole(b"{}", "application/problem+json", "404 Not Found")
    with server(cut, file, lost, file, file, file) as (url, _):
        with pytest.raises(Unreachable):
            fetched(url, target, cli)
        with pytest.raises(Unreachable):
            fetched(url, target, cli, sha256="0" * 64)
        with pytest.raises(NotFound):
            fetched(url, target, cli)
        assert list(target.parent.iterdir()) == []
        assert fetched(url, target, cli, sha256=digest) == len(data)
        assert target.read_bytes() == data
        target.write_text("mine")
        with pytest.raises(Conflict):
            fetched(url, target, cli)
        assert target.read_text() == "mine"
        fetched(url, target, cli, force=True)
        assert target.read_bytes() == data
        assert [path.name for path in target.parent.iterdir()] == ["run.fit"]


def test_a_download_has_somewhere_to_go(tmp_path: Path, cli: Cli) -> None:
    file = whole(b"data", "application/octet-stream")
    with server(file, file) as (url, _):
        with pytest.raises(UsageError):
            fetched(url, tmp_path, cli)
        with pytest.raises(CliError) as error:
            fetched(url, tmp_path / "no" / "such" / "folder", cli)
        assert error.value.detail == "No such file or directory"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_download_never_replaces_a_device_or_a_pipe(tmp_path: Path, cli: Cli) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with server() as (url, _), pytest.raises(UsageError) as error:
        fetched(url, pipe, cli, force=True)
    assert error.value.detail == "it is not a regular file"
    assert pipe.is_fifo()


def stream(*events: bytes) -> Answer:
    return sends(STREAM + b"\r\n" + b"".join(events))


def event(number: int) -> bytes:
    return b'id: %d\nevent: progress\ndata: {"n": %d}\n\n' % (number, number)


def test_events_go_on_after_a_broken_connection_from_the_last_id() -> None:
    troubles: list[str] = []
    answers = (
        sends(STREAM + b"Content-Length: 999\r\n\r\n" + event(1) + event(2) + b"data: {half"),
        whole(b"<html>", "text/html", "503 Unavailable"),
        sends(),
        stream(b": comment\n\n", event(3)),
    )
    with server(*answers) as (url, heads), Connection(url, timeout_s=2) as connection:
        seen = []
        for sent in events(connection, "/events", on_trouble=troubles.append):
            seen.append((sent.id, sent.event, data_of(sent, connection)))
            if sent.id == "3":
                break
    assert seen == [(str(n), "progress", {"n": n}) for n in (1, 2, 3)]
    assert "last-event-id" not in heads[0].lower()
    assert "last-event-id: 2\r\n" in heads[-1].lower()
    assert troubles


def test_events_are_given_up_after_a_while_and_at_once_when_there_is_no_hope() -> None:
    with server() as (url, _), Connection(url, timeout_s=1) as connection:
        pass
    with Connection(url, timeout_s=1) as connection, pytest.raises(Unreachable):
        next(events(connection, "/events", patience_s=0.5))
    lost = whole(b"{}", "application/problem+json", "404 Not Found")
    with (
        server(lost) as (url, _),
        Connection(url, timeout_s=1) as connection,
        pytest.raises(NotFound),
    ):
        next(events(connection, "/events"))


@pytest.mark.parametrize("data", [b"[]", b"{", b"5", b"[" * 100_000])
def test_events_of_the_wrong_shape(data: bytes) -> None:
    broken = stream(b"id: 1\ndata: " + data + b"\n\n")
    with server(*[broken] * 20) as (url, _), Connection(url, timeout_s=1) as connection:
        with pytest.raises(CliError) as error:
            data_of(next(events(connection, "/events", patience_s=0.3)), connection)
        assert error.value.code == 9
