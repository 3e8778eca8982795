"""A proxy between the command line and a backend that looks at every exchange, in both directions."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpx
from attrs import define, field

from tools import REPOSITORY
from tools.contract.conformance import Contract, Exchange, Message

_HOP_BY_HOP = frozenset(
    {"connection", "content-encoding", "content-length", "keep-alive", "transfer-encoding"}
)


@define
class ValidatingProxy:
    """What went through, and what of it departs from the contract."""

    url: str
    contract: Contract
    complaints: list[str] = field(factory=list)
    operations: Counter[str] = field(factory=Counter)

    def take(self, exchange: Exchange) -> None:
        """Looks at one exchange."""
        operation = self.contract.operation_of(exchange.method, exchange.url)
        if operation is not None:
            self.operations[operation.id] += 1
        for complaint in self.contract.complaints(exchange):
            self.complaints.append(
                f"{exchange.method} {exchange.url} {exchange.status}: {complaint}"
            )


@contextmanager
def validating_proxy(backend_url: str) -> Iterator[ValidatingProxy]:
    """Serves a proxy to the backend on a free port; passes streams on as they come."""
    with httpx.Client(base_url=backend_url, timeout=90) as client:

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                body = self.rfile.read(int(self.headers.get("content-length") or 0))
                headers = {name.lower(): value for name, value in self.headers.items()}
                sent = {name: value for name, value in headers.items() if name != "host"}
                self.close_connection = True
                with client.stream(
                    self.command, self.path, headers=sent, content=body or None
                ) as answer:
                    received = self._pass_on(answer)
                proxy.take(
                    Exchange(
                        self.command,
                        f"{backend_url}{self.path}",
                        Message(headers, body),
                        answer.status_code,
                        Message(dict(answer.headers), received),
                    )
                )

            do_POST = do_DELETE = do_PUT = do_PATCH = do_HEAD = do_OPTIONS = do_GET

            def _pass_on(self, answer: httpx.Response) -> bytes:
                self.send_response_only(answer.status_code)
                for name, value in answer.headers.items():
                    if name not in _HOP_BY_HOP:
                        self.send_header(name, value)
                self.send_header("Connection", "close")
                self.end_headers()
                received = b""
                for chunk in answer.iter_bytes():
                    received += chunk
                    self.wfile.write(chunk)
                return received

            def log_message(self, *_: object) -> None:
                """Says nothing."""

        server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        proxy = ValidatingProxy(
            f"http://127.0.0.1:{server.server_port}", Contract.load(REPOSITORY / "openapi.yaml")
        )
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield proxy
        finally:
            server.shutdown()
            server.server_close()
            thread.join()
