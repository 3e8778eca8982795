"""What goes over the wire: to the address that was checked, with the name; no redirect, no proxy, no endless answer."""

from __future__ import annotations

import contextlib
import http.server
import socket
import threading
import time
from collections.abc import Iterator
from ipaddress import ip_network

import pytest

from fittrack_backend.notices import sending
from fittrack_backend.notices.formats import Prepared
from fittrack_backend.notices.sending import send

LOOPBACK = (ip_network("127.0.0.0/8"),)
received: list[tuple[str, dict[str, str], bytes]] = []


class _Receiver(http.server.BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        received.append(
            (self.path, {name.lower(): one for name, one in self.headers.items()}, body)
        )
        if self.path == "/redirect":
            self.send_response(307)
            self.send_header("Location", "/good")
        elif self.path == "/gone":
            self.send_response(410)
        elif self.path == "/slow":
            self.send_response(429)
            self.send_header("Retry-After", "120")
        elif self.path == "/drip":
            with contextlib.suppress(OSError):
                for byte in b"HTTP/1.1 200 OK\r\nX: " + b"y" * 100:
                    self.wfile.write(bytes([byte]))
                    time.sleep(0.05)
        elif self.path == "/half":
            self.send_response(200)
            self.send_header("Content-Length", "9")
        elif self.path == "/endless":
            self.send_response(200)
            self.send_header("Content-Length", str(10**12))
            self.end_headers()
            while True:
                self.wfile.write(bytes(65536))
        else:
            self.send_response(204)
        self.end_headers()

    def log_message(self, *_args: object) -> None:
        pass


@pytest.fixture
def port() -> Iterator[int]:
    received.clear()
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Receiver) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield server.server_port
        server.shutdown()


def prepared(url: str) -> Prepared:
    return Prepared(url, {"Content-Type": "text/plain"}, b"hello")


def test_it_arrives_at_the_address_that_was_checked(
    port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The name is resolved once: what it resolves to when the connection is made does not matter."""
    real, asked = socket.getaddrinfo, list[str]()

    def resolve(host: object, *args: object, **more: object) -> object:
        asked.append(str(host))
        return real("127.0.0.1" if str(host) == "hooks.test" else host, *args, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    outcome = send(prepared(f"http://hooks.test:{port}/good?x=1"), LOOPBACK)
    assert (outcome.delivered, outcome.status) == (True, 204), outcome
    ((path, headers, body),) = received
    assert (path, headers["host"], body) == ("/good?x=1", f"hooks.test:{port}", b"hello")
    assert asked.count("hooks.test") == 1


def test_it_is_not_sent_inside_unless_that_is_allowed(port: int) -> None:
    outcome = send(prepared(f"http://127.0.0.1:{port}/good"), ())
    assert not outcome.delivered and received == []


def test_what_targets_answer(port: int) -> None:
    def answered(path: str) -> tuple[bool, int | None, bool]:
        outcome = send(prepared(f"http://127.0.0.1:{port}{path}"), LOOPBACK)
        return outcome.delivered, outcome.status, outcome.is_gone

    assert answered("/redirect") == (False, 307, False)
    assert [path for path, _, _ in received] == ["/redirect"]
    assert answered("/gone") == (False, 410, True)
    assert answered("/endless") == (True, 200, False)
    slow = send(prepared(f"http://127.0.0.1:{port}/slow"), LOOPBACK)
    assert slow.retry_after is not None and slow.retry_after.total_seconds() == 120


def test_one_that_answers_byte_by_byte_holds_up_nobody(
    port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sending, "LONGEST_S", 0.4)
    monkeypatch.setattr(sending, "_REST_S", 0.1)
    began = time.monotonic()
    outcome = send(prepared(f"http://127.0.0.1:{port}/drip"), LOOPBACK)
    assert time.monotonic() - began < 3
    assert (outcome.delivered, outcome.reason) == (False, "it took longer than 0.4 seconds")
    monkeypatch.undo()
    assert send(prepared(f"http://127.0.0.1:{port}/half"), LOOPBACK).delivered


def test_nobody_listens() -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    outcome = send(prepared(f"http://127.0.0.1:{port}/"), LOOPBACK)
    assert (outcome.delivered, outcome.reason) == (False, "connection refused")
