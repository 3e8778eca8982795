"""A server that keeps what it was sent, as it came, and answers what the test says."""

from __future__ import annotations

import json
import ssl
import threading
from collections.abc import Callable, Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Self

import trustme
from attrs import define, field, frozen

from fittrack_cli.wire.version_gate import SERVER_INFO


@frozen
class Sent:
    """One request, nothing of it decoded."""

    method: str
    target: str
    headers: Mapping[str, str]
    """By their names in small letters."""
    body: bytes

    @property
    def everything(self) -> str:
        """All of it as text, to search in."""
        body = self.body.decode("utf-8", "backslashreplace")
        told = [self.method, self.target, dict(self.headers), body]
        return json.dumps(told, ensure_ascii=False)


@frozen
class Answer:
    """What a request is answered with."""

    body: bytes = b""
    kind: str = "application/json"
    status: int = 200
    headers: Mapping[str, str] = {}

    @classmethod
    def json(cls, document: object, status: int = 200) -> Answer:
        """A document, or a problem (RFC 9457) where the status says that it failed."""
        kind = "application/problem+json" if status >= 400 else "application/json"
        return cls(json.dumps(document).encode(), kind, status)


Answering = Callable[[Sent], Answer]


def echo(sent: Sent) -> Answer:
    """A failure that repeats all that was sent, in each place that is shown to somebody."""
    told = sent.everything
    document = {
        "type": "urn:fittrack:problem:hostile",
        "title": f"title {told}",
        "status": 400,
        "detail": f"detail {told}",
        "request_id": f"id {told}",
        "errors": [{"field": told, "message": told}],
        "sent": told,
        told: {told: [told]},
    }
    return Answer.json(document, 400)


def of_an_unknown_version(answer: Answering) -> Answering:
    """`answer`, behind 404 for the question that every command asks first: which contract it has."""
    return lambda sent: Answer(status=404) if sent.target == SERVER_INFO else answer(sent)


@define
class RecordingServer:
    """Serves on a free port of the loopback address while it is used as a context.

    With an `authority` it speaks TLS, by a certificate for `name`.
    """

    answer: Answering = echo
    authority: trustme.CA | None = None
    name: str = "localhost"
    sent: list[Sent] = field(factory=list)
    _server: ThreadingHTTPServer = field(init=False)

    def __attrs_post_init__(self) -> None:
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = True
        if self.authority is not None:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            self.authority.issue_cert(self.name).configure_cert(context)
            self._server.socket = context.wrap_socket(self._server.socket, server_side=True)

    @property
    def asked(self) -> list[Sent]:
        """What was sent, without the question which contract the server has."""
        return [one for one in self.sent if one.target != SERVER_INFO]

    @property
    def url(self) -> str:
        scheme, host = ("http", "127.0.0.1") if self.authority is None else ("https", "localhost")
        return f"{scheme}://{host}:{self._server.server_address[1]}"

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
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
                if sent.method == "CONNECT":  # what comes next is not for this server to read
                    self.close_connection = True

            def log_message(self, *_: object) -> None:
                return

        return Handler
