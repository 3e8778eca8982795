"""What attacks share: raw connections, and what a refusal must be."""

from __future__ import annotations

import re
import socket
from contextlib import suppress
from typing import Any

import httpx

from tools.running.live_backend import LiveBackend

PATIENCE_S = 90.0
"""For the first answer: it comes, however busy the machine is."""
SILENCE_S = 2.0
"""For more, of a server that keeps the connection open."""


def refused(answer: httpx.Response, status: int, slug: str) -> dict[str, Any]:
    """The problem in the answer, after checking that it is this one and a whole one."""
    assert answer.status_code == status, answer.text
    assert answer.headers["Content-Type"] == "application/problem+json"
    body: dict[str, Any] = answer.json()
    assert (body["type"], body["status"]) == (f"urn:fittrack:problem:{slug}", status), body
    assert body["request_id"] == answer.headers["X-Request-Id"]
    return body


def sent_raw(backend: LiveBackend, request: bytes) -> bytes:
    """All that the server answers to these bytes, until it closes the connection or falls silent."""
    answer = b""
    with socket.create_connection(("127.0.0.1", backend.port), timeout=PATIENCE_S) as connection:
        connection.sendall(request)
        with suppress(TimeoutError):
            while part := connection.recv(65536):
                answer += part
                connection.settimeout(SILENCE_S)
    return answer


def statuses(answer: bytes) -> list[int]:
    """The status of each answer on a connection."""
    return [int(one) for one in re.findall(rb"HTTP/1\.1 (\d{3}) ", answer)]
