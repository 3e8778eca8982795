"""A backend of a few lines on a real socket, whose sync goes on when a test says so."""

from __future__ import annotations

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from tests.unit.commands.conftest import JOB_ID, counts, event, job


class Stub:
    """Serves one running job; `show` sends progress to whoever watches it."""

    def __init__(self) -> None:
        self.job: dict[str, Any] = job("running", progress=[], types=["activities", "health"])
        self.answers: dict[str, object] = {}
        """What is answered besides, by path."""
        self.watchers = 0
        self._changed = threading.Condition()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = True
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}"

    def progress(self, **types: dict[str, int]) -> None:
        """The counts by type, from now on."""
        counted = {name: counts(**values) for name, values in types.items()}
        total = {name: sum(one[name] for one in counted.values()) for name in counts()}
        parts = [{**one, "type": name} for name, one in counted.items()]
        self._show(job("running", progress=parts, counts=total))

    def end(self, state: str) -> None:
        ended = job(state, progress=self.job["progress"], counts=self.job["counts"])
        self._show(ended)

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def _show(self, value: dict[str, Any]) -> None:
        with self._changed:
            self.job = value
            self._changed.notify_all()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        stub = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def log_message(self, *_: object) -> None: ...

            def do_GET(self) -> None:
                if self.path == f"/v1/sync/jobs/{JOB_ID}":
                    self._json(stub.job)
                elif self.path == f"/v1/sync/jobs/{JOB_ID}/events":
                    self._events()
                elif self.path.partition("?")[0] in stub.answers:
                    self._json(stub.answers[self.path.partition("?")[0]])
                else:
                    self.send_error(404)

            def _json(self, value: object) -> None:
                body = json.dumps(value).encode()
                self.send_response(200)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def _events(self) -> None:
                self.send_response(200)
                self.send_header("Content-Type", "text/event-stream")
                self.send_header("Connection", "close")
                self.end_headers()
                shown: object = None
                with stub._changed:
                    stub.watchers += 1
                    while True:
                        if stub.job is not shown:
                            shown = stub.job
                            is_over = stub.job["finished_at"] is not None
                            name = "end" if is_over else "progress"
                            self.wfile.write(event(name, stub.job).encode())
                            self.wfile.flush()
                            if is_over:
                                self.close_connection = True
                                return
                        stub._changed.wait()

        return Handler
