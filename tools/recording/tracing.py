"""A transport that reports when an event stream begins to be answered."""

from __future__ import annotations

import threading
from collections.abc import Callable

import httpx

from tools.running.live_backend import PLAIN_HTTP

AFTER_S = 0.4
"""How much later: the first event is on its way by then."""


class TellingTransport(httpx.HTTPTransport):
    """Calls `tell` once, a moment after the answer to a request for events has begun."""

    def __init__(self, tell: Callable[[], None]) -> None:
        super().__init__(verify=PLAIN_HTTP)
        self._tell = tell

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        if request.url.path.endswith("/events"):
            request.extensions["trace"] = self._traced
        return super().handle_request(request)

    def _traced(self, event: str, info: object) -> None:
        if event == "http11.receive_response_headers.complete":
            threading.Timer(AFTER_S, self._tell).start()
