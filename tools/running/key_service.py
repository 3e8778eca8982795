"""A service that exchanges keys for tokens, as Garmin's does, and has nothing to read: for tools whose backend must reach
nobody's real one."""

from __future__ import annotations

import base64
import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

_A_DAY_S = 24 * 3600


class KeyService:
    """It serves on a free port of the loopback address until it is closed.

    With a `key` it refuses every other with 401 (`Authorization: ApiKey KEY`); without one it takes any.
    """

    def __init__(self, key: str | None = None) -> None:
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(key))
        self._server.daemon_threads = True
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()

    @property
    def url(self) -> str:
        """Where it is."""
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def close(self) -> None:
        """Ends it."""
        self._server.shutdown()
        self._server.server_close()


def _handler(key: str | None) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        timeout = 30

        def do_POST(self) -> None:
            self.rfile.read(int(self.headers.get("content-length") or 0))
            is_good = key is None or self.headers.get("Authorization") == f"ApiKey {key}"
            body = _token() if is_good else b"unknown key"
            self.send_response(200 if is_good else 401)
            self.send_header("Content-Type", "text/plain")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def do_GET(self) -> None:
            self.send_response(204)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            return

    return Handler


def _token() -> bytes:
    """A JWT of a day (RFC 7519)."""
    claims = {"exp": int(time.time()) + _A_DAY_S}
    parts = [json.dumps(one).encode() for one in ({"alg": "RS256", "typ": "JWT"}, claims)]
    return b".".join(base64.urlsafe_b64encode(one).rstrip(b"=") for one in (*parts, b"signed"))
