"""A server that keeps what it was sent, as it came, and answers what the test says."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Self

from attrs import define, field, frozen

from fittrack_cli.wire.version_gate import SERVER_INFO


@frozen
class Sent:
    """One request, nothing of it decoded."""

    method: str
    target: str
    headers: Mapping[str, str]
    body: bytes


@frozen
class Answer:
    """What a request is answered with."""

    body: bytes = b""
    kind: str = "application/json"
    status: int = 200
    headers: Mapping[str, str] = {}


@define
class RecordingServer:
    """Serves on a free port of the loopback address while it is used as a context."""

    answer: Callable[[Sent], Answer]
    sent: list[Sent] = field(factory=list)
    _server: ThreadingHTTPServer = field(init=False)

    def __attrs_post_init__(self) -> None:
        owner = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def handle_one_request(self) -> None:
                self.raw_requestline = self.rfile.readline(65537)
                if not self.raw_requestline or not self.parse_request():
                    self.close_connection = True
                    return
                length = int(self.headers.get("content-length", 0))
                headers = {name.lower(): text for name, text in self.headers.items()}
                sent = Sent(self.command, self.path, headers, self.rfile.read(length))
                if sent.target == SERVER_INFO:  # every command asks first which contract it has
                    answer = Answer(status=404)
                else:
                    owner.sent.append(sent)
                    answer = owner.answer(sent)
                self.send_response(answer.status)
                if answer.kind:
                    self.send_header("Content-Type", answer.kind)
                for name, text in answer.headers.items():
                    self.send_header(name, text)
                if answer.status != 204:
                    self.send_header("Content-Length", str(len(answer.body)))
                self.end_headers()
                self.wfile.write(answer.body)

            def log_message(self, *_: object) -> None:
                return

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()
