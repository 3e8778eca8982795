"""A server that a test lets answer anything at all, byte by byte, on a real socket."""

from __future__ import annotations

import json
import socket
import struct
import threading
import time
from collections.abc import Callable, Mapping
from typing import Self

from attrs import define, field, frozen

from fittrack_cli.wire.version_gate import SERVER_INFO

Answer = Callable[["Exchange"], None]
"""Answers one request; the connection is closed when it returns."""


@frozen
class Exchange:
    """One request, and the connection to answer it on."""

    connection: socket.socket
    method: str
    path: str
    headers: Mapping[str, str]
    number: int
    """How many requests came before it."""

    def send(self, data: bytes) -> None:
        self.connection.sendall(data)

    def endlessly(self, data: bytes, *, pause_s: float = 0.0) -> None:
        """Sends `data` again and again, until the client has gone."""
        while True:
            self.connection.sendall(data)
            if pause_s:
                time.sleep(pause_s)


@define
class HostileServer:
    """Serves `answer` on a free port of the loopback address; may be used as a context."""

    answer: Answer
    port: int = 0
    requests: list[Exchange] = field(factory=list)
    _listener: socket.socket = field(factory=lambda: socket.create_server(("127.0.0.1", 0)))

    def __attrs_post_init__(self) -> None:
        self.port = self._listener.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def close(self) -> None:
        self._listener.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _accept(self) -> None:
        while True:
            try:
                connection, _ = self._listener.accept()
            except OSError:  # closed
                return
            threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection: socket.socket) -> None:
        with connection:
            try:
                exchange = self._exchange(connection)
                if exchange is None:
                    return
                if exchange.path == SERVER_INFO:  # every command asks first which contract it has
                    problem(404, "not-found")(exchange)
                    return
                self.requests.append(exchange)
                self.answer(exchange)
            except OSError:  # the client has gone
                return

    def _exchange(self, connection: socket.socket) -> Exchange | None:
        connection.settimeout(30)
        head = b""
        while b"\r\n\r\n" not in head:
            more = connection.recv(65536)
            if not more:
                return None
            head += more
        first, _, rest = head.partition(b"\r\n\r\n")[0].decode("latin-1").partition("\r\n")
        headers = {}
        for line in rest.split("\r\n"):
            name, _, value = line.partition(":")
            headers[name.strip().lower()] = value.strip()
        left = int(headers.get("content-length", 0)) - len(head.partition(b"\r\n\r\n")[2])
        while left > 0 and (more := connection.recv(left)):
            left -= len(more)
        method, path, _ = first.split(" ", 2)
        return Exchange(connection, method, path, headers, len(self.requests))


def refusing() -> str:
    """The address of a port on which nothing listens."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return f"http://127.0.0.1:{listener.getsockname()[1]}"


def head(status: int = 200, headers: Mapping[str, str] | None = None) -> bytes:
    """A status line and headers; the connection closes after the body."""
    lines = [f"HTTP/1.1 {status} Whatever", "Connection: close"]
    lines += [f"{name}: {value}" for name, value in (headers or {}).items()]
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


def raw(data: bytes) -> Answer:
    """Sends these bytes and closes."""
    return lambda exchange: exchange.send(data)


def body(
    data: bytes,
    *,
    status: int = 200,
    kind: str = "application/json",
    headers: Mapping[str, str] | None = None,
) -> Answer:
    """A complete answer with this body."""
    length = {"Content-Type": kind, "Content-Length": str(len(data))}
    return raw(head(status, length | dict(headers or {})) + data)


def document(
    value: object, *, status: int = 200, headers: Mapping[str, str] | None = None
) -> Answer:
    """A complete answer in JSON."""
    return body(json.dumps(value).encode(), status=status, headers=headers)


def problem(
    status: int, slug: str, headers: Mapping[str, str] | None = None, **members: object
) -> Answer:
    """An answer that describes a failure (RFC 9457)."""
    about = {"type": f"urn:fittrack:problem:{slug}", "status": status, "title": slug} | members
    data = json.dumps(about).encode()
    return body(data, status=status, kind="application/problem+json", headers=headers)


def chunked(*chunks: bytes, ends: bool = True) -> Answer:
    """A chunked answer in JSON, with or without the chunk that ends it."""
    sent = b"".join(f"{len(chunk):x}\r\n".encode() + chunk + b"\r\n" for chunk in chunks)
    kind = {"Content-Type": "application/json", "Transfer-Encoding": "chunked"}
    return raw(head(200, kind) + sent + (b"0\r\n\r\n" if ends else b""))


def endless(first: bytes, again: bytes, *, pause_s: float = 0.0) -> Answer:
    """Sends `first`, then `again` for ever."""

    def answer(exchange: Exchange) -> None:
        exchange.send(first)
        exchange.endlessly(again, pause_s=pause_s)

    return answer


def silent(after: bytes = b"") -> Answer:
    """Says nothing more, and keeps the connection open until the client goes."""

    def answer(exchange: Exchange) -> None:
        exchange.send(after)
        exchange.connection.recv(1)

    return answer


def reset(after: bytes = b"") -> Answer:
    """Breaks the connection (RST) after these bytes."""

    def answer(exchange: Exchange) -> None:
        exchange.send(after)
        linger = struct.pack("ii", 1, 0)
        exchange.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)

    return answer


def by_path(routes: Mapping[str, Answer], otherwise: Answer | None = None) -> Answer:
    """The answer of the first route that the path, without its query, ends with."""

    def answer(exchange: Exchange) -> None:
        path = exchange.path.partition("?")[0]
        for ending, chosen in routes.items():
            if path.endswith(ending):
                return chosen(exchange)
        return (otherwise or problem(404, "not-found"))(exchange)

    return answer


def in_turn(*answers: Answer) -> Answer:
    """One answer a request, the last one for all others."""
    return lambda exchange: answers[min(exchange.number, len(answers) - 1)](exchange)
