"""What was refused: answers made beforehand, and a line in the log once a minute."""

from __future__ import annotations

import logging
import time
from collections import Counter
from collections.abc import Callable
from uuid import uuid4

from starlette.responses import Response

from fittrack_backend.api.edge.headers import headers_of
from fittrack_backend.api.problems import response_of
from fittrack_backend.errors import Problem
from fittrack_backend.problem_kinds import Kind

LOGGED_EVERY_S = 60.0
LINES_OF_STRANGERS = 60
"""How many refused requests of strangers get a line of their own in that time."""

_ID = "0" * 32
_log = logging.getLogger("fittrack.requests")


def raw_answer(problem: Problem, request_id: str | None = None) -> bytes:
    """The problem as the bytes of an HTTP/1.1 response that ends the connection."""
    request_id = request_id or uuid4().hex
    answer: Response = response_of(problem, request_id)
    headers = [
        *answer.raw_headers,
        *headers_of(request_id),
        (b"connection", b"close"),
    ]
    lines = [b"HTTP/1.1 %d " % problem.status, *(b"%s: %s" % one for one in headers), b"", b""]
    return b"\r\n".join(lines) + bytes(answer.body)


class ReadyMade:
    """An answer that is made once and sent often: only its request id differs."""

    def __init__(self, problem: Problem) -> None:
        self._before, self._between, self._after = raw_answer(problem, _ID).split(_ID.encode())

    def __call__(self) -> bytes:
        request_id = uuid4().hex.encode()
        return b"".join((self._before, request_id, self._between, request_id, self._after))


def busy() -> Problem:
    """There is no room for the request at the moment."""
    return Problem(
        Kind.BUSY,
        "The server has no room for another request. Try again in a moment.",
        headers={"Retry-After": "1"},
    )


def too_slow() -> Problem:
    """The request did not come in time."""
    return Problem(
        Kind.REQUEST_TIMEOUT,
        "The request did not arrive in time.",
    )


class Refusals:
    """Counts refusals by their reason. For one event loop."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self.totals: Counter[str] = Counter()
        """Since the server started."""
        self._unlogged: Counter[str] = Counter()
        self._clock = clock
        self._logged_at = clock() - LOGGED_EVERY_S
        self._lines = 0

    def note(self, reason: str) -> None:
        """Something was refused, for a reason such as `slow head`."""
        self.totals[reason] += 1
        self._unlogged[reason] += 1

    def may_log_line(self) -> bool:
        """Whether a refused request of a stranger still gets a line of its own."""
        self._lines += 1
        return self._lines <= LINES_OF_STRANGERS

    def log(self) -> None:
        """Writes the line once it is due; called regularly."""
        now = self._clock()
        if now - self._logged_at < LOGGED_EVERY_S:
            return
        self._logged_at = now
        self._lines = 0
        if not self._unlogged:
            return
        counts = ", ".join(f"{reason}: {count}" for reason, count in self._unlogged.most_common())
        self._unlogged.clear()
        _log.warning("refused: %s", counts)
