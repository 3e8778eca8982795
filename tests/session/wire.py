"""A wire between `fittrack` and the backend that a test may cut at each moment of a refresh."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterable, Iterator
from typing import Literal, Self

from attrs import define, field

Cut = Literal["before", "after", "half", "none"]
"""Before the request reaches the backend, after it did, in the middle of the answer, not at all."""


@define
class Wire:
    """Forwards to the port of a backend; may be used as a context.

    Each refresh uses up one of `cuts`; where there are none left it passes. `before_sending` and
    `before_answering` are called while a refresh waits on the wire.
    """

    to_port: int
    cuts: Iterator[Cut] = field(factory=lambda: iter(()))
    before_sending: Callable[[], None] = field(default=lambda: None)
    before_answering: Callable[[], None] = field(default=lambda: None)
    delivers_for_the_dead: bool = False
    """As a proxy does that has read the whole request: its sender's end is not the server's matter."""
    refreshes: int = 0
    refreshes_without_asker: int = 0
    """Passed on although the process that sent them had gone."""
    _listener: socket.socket = field(factory=lambda: socket.create_server(("127.0.0.1", 0)))

    def __attrs_post_init__(self) -> None:
        threading.Thread(target=self._accept, daemon=True).start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._listener.getsockname()[1]}"

    def cut(self, cuts: Iterable[Cut]) -> None:
        """What becomes of the refreshes to come."""
        self.cuts = iter(cuts)

    def mend(self) -> None:
        """Everything passes from now on."""
        self.cuts = iter(())
        self.before_sending = self.before_answering = lambda: None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._listener.close()

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:  # closed
                return
            threading.Thread(target=self._serve, args=(client,), daemon=True).start()

    def _serve(self, client: socket.socket) -> None:
        server = socket.create_connection(("127.0.0.1", self.to_port))
        with client, server:
            try:
                while (request := _message(client)) and self._forward(request, client, server):
                    pass
            except OSError:  # either side has gone
                return

    def _forward(self, request: bytes, client: socket.socket, server: socket.socket) -> bool:
        """Passes on one request and its answer; false when the wire is cut."""
        is_refresh = request.startswith(b"POST /v1/auth/refresh ")
        cut = next(self.cuts, "none") if is_refresh else "none"
        if is_refresh:
            self.refreshes += 1
            self.before_sending()
        if cut == "before":
            return False
        server.sendall(request)
        if is_refresh and _has_gone(client):
            if self.delivers_for_the_dead:
                _message(server)
            else:
                server.close()  # as the client has
            self.refreshes_without_asker += 1
            return False
        answer = _message(server)
        if is_refresh:
            self.before_answering()
        if cut == "after":
            return False
        client.sendall(answer[: len(answer) // 2] if cut == "half" else answer)
        return cut == "none"


def _has_gone(client: socket.socket) -> bool:
    try:
        return client.recv(1, socket.MSG_PEEK | socket.MSG_DONTWAIT) == b""
    except BlockingIOError:
        return False
    except OSError:
        return True


def _message(connection: socket.socket) -> bytes:
    """One request or answer; empty when the other side has gone."""
    data = b""
    while b"\r\n\r\n" not in data:
        more = connection.recv(65536)
        if not more:
            return b""
        data += more
    head, _, body = data.partition(b"\r\n\r\n")
    length = 0
    for line in head.split(b"\r\n"):
        name, _, value = line.partition(b":")
        if name.strip().lower() == b"content-length":
            length = int(value)
    while len(body) < length and (more := connection.recv(65536)):
        body += more
    return head + b"\r\n\r\n" + body
