"""A proxy that speaks TLS for a server in plain HTTP, as Caddy or nginx would: it says whom it asks for, holds
nothing back, and repeats nothing."""

from __future__ import annotations

import ssl
import threading
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Self

import trustme
from attrs import define, field, frozen

OWN_ADDRESS = "127.0.0.2"
"""From where it asks the server: not where its clients are. Linux has it without being told."""
_OF_THE_CONNECTION = frozenset({"connection", "keep-alive", "te", "transfer-encoding", "upgrade"})
"""Headers that are not passed on (RFC 9110, 7.6.1)."""


@frozen
class Passed:
    """A request that was passed on, and what kind of answer came."""

    target: str
    kind: str
    pieces: int
    """In how many pieces the answer went to the client."""


@define
class TlsProxy:
    """Stands on a free port of the loopback address while it is used as a context."""

    port: int
    """Where the server is."""
    authority: trustme.CA
    passed: list[Passed] = field(factory=list)
    _server: ThreadingHTTPServer = field(init=False)

    def __attrs_post_init__(self) -> None:
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = True
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.authority.issue_cert("localhost").configure_cert(context)
        self._server.socket = context.wrap_socket(self._server.socket, server_side=True)

    @property
    def url(self) -> str:
        return f"https://localhost:{self._server.server_address[1]}"

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        owner = self

        class Handler(BaseHTTPRequestHandler):
            def handle_one_request(self) -> None:
                self.raw_requestline = self.rfile.readline(65537)
                if self.raw_requestline and self.parse_request():
                    self._pass_on()
                self.close_connection = True

            def _pass_on(self) -> None:
                body = self.rfile.read(int(self.headers.get("content-length", 0)))
                connection = HTTPConnection(
                    "127.0.0.1", owner.port, timeout=30, source_address=(OWN_ADDRESS, 0)
                )
                connection.putrequest(
                    self.command, self.path, skip_host=True, skip_accept_encoding=True
                )
                for name, text in self.headers.items():
                    if name.lower() not in _OF_THE_CONNECTION | {"x-forwarded-for"}:
                        connection.putheader(name, text)
                said = [*self.headers.get_all("x-forwarded-for", []), self.client_address[0]]
                connection.putheader("X-Forwarded-For", ", ".join(said))
                connection.endheaders(body or None)
                answer = connection.getresponse()
                self.send_response_only(answer.status)
                for name, text in answer.getheaders():
                    if name.lower() not in _OF_THE_CONNECTION:
                        self.send_header(name, text)
                self.send_header("Connection", "close")
                self.end_headers()
                pieces = 0
                while piece := answer.read1(65536):
                    self.wfile.write(piece)
                    pieces += 1
                kind = answer.headers.get_content_type()
                owner.passed.append(Passed(self.path, kind, pieces))
                connection.close()

            def log_message(self, *_: object) -> None:
                pass

        return Handler
