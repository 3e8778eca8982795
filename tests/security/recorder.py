"""A server that keeps what reaches it, and answers as a test wants: by default with an echo."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Self

from attrs import frozen


@frozen
class Request:
    """One request, as it came."""

    method: str
    path: str
    headers: dict[str, str]
    body: str

    @property
    def everything(self) -> str:
        return json.dumps([self.method, self.path, self.headers, self.body], ensure_ascii=False)


@frozen
class Answer:
    """What to answer."""

    status: int
    body: bytes
    headers: dict[str, str]

    @classmethod
    def json(cls, status: int, document: object, **headers: str) -> Answer:
        kind = "application/problem+json" if status >= 400 else "application/json"
        return cls(status, json.dumps(document).encode(), {"Content-Type": kind, **headers})


Answering = Callable[[Request], Answer]


def echo(request: Request) -> Answer:
    """A failure that repeats all that was sent, in each place that is shown to somebody."""
    told = request.everything
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
    return Answer.json(400, document)


class Recorder:
    """Listens on the loopback address while its block runs."""

    def __init__(self) -> None:
        self.requests: list[Request] = []
        self.answer: Answering = echo
        recorder = self

        class Handler(BaseHTTPRequestHandler):
            def _any(self) -> None:
                length = int(self.headers.get("Content-Length") or 0)
                body = self.rfile.read(length).decode("utf-8", "backslashreplace")
                request = Request(self.command, self.path, dict(self.headers.items()), body)
                recorder.requests.append(request)
                answer = recorder.answer(request)
                self.send_response(answer.status)
                for name, value in answer.headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(answer.body)))
                self.end_headers()
                self.wfile.write(answer.body)

            do_GET = do_POST = do_PUT = do_DELETE = do_PATCH = _any

            def log_message(self, format: str, *args: object) -> None:
                """Says nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()
