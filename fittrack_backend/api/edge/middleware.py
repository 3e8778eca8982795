"""The outermost layer, for every request: its id, its host, its body, its line in the log."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from urllib.parse import unquote_to_bytes
from uuid import uuid4

from starlette.datastructures import MutableHeaders
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from fittrack_backend.accounts.audit import REQUEST, RequestTrail
from fittrack_backend.api.edge.answer_times import AnswerTimes
from fittrack_backend.api.edge.bodies import Bodies, Body, header
from fittrack_backend.api.edge.headers import headers_of
from fittrack_backend.api.edge.limits import LARGEST_HEAD, LONGEST_REQUEST_LINE, MOST_HEADERS
from fittrack_backend.api.edge.refusals import Refusals
from fittrack_backend.api.problems import problem_of, response_of
from fittrack_backend.errors import Problem, invalid
from fittrack_backend.problem_kinds import Kind

_LONGEST_LOGGED_PATH = 200
_ONE_AT_MOST = (b"authorization", b"content-type", b"idempotency-key", b"last-event-id")
"""Headers with a single value (RFC 9110, section 5.3) that this server reads. h11 refuses two hosts and two
lengths."""

_log = logging.getLogger("fittrack.requests")


class Edge:
    """Pure ASGI, so that streams pass as they come.

    Gives every answer its `X-Request-Id` and the contract's version, keeps answers out of caches
    and pages of others, and browsers from guessing at them. Turns what escaped the application
    into a problem. Refuses requests that are too large or were meant for another host (a web page
    can make a browser send those: its own name is then made to point to this machine).
    """

    def __init__(
        self,
        app: ASGIApp,
        allows_host: Callable[[str], bool],
        refusals: Refusals,
        times: AnswerTimes,
    ) -> None:
        self._app = app
        self._allows_host = allows_host
        self._refusals = refusals
        self._times = times
        self._bodies = Bodies()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request_id = uuid4().hex
        state = scope.setdefault("state", {})
        state["request_id"] = request_id
        trail = RequestTrail(request_id)
        REQUEST.set(trail)
        place = state.get("place")
        body = Body(scope, receive, self._bodies, place)
        started = time.perf_counter()
        status = 0

        async def send_with_headers(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                self._times.note(scope, status, time.perf_counter() - started)
                headers = MutableHeaders(scope=message)
                own = {name for name, _ in headers.raw}
                headers.raw.extend(one for one in headers_of(request_id) if one[0] not in own)
                if trail.mark is not None:
                    headers["X-Security-Events"] = trail.mark
                if status == 204:
                    del headers["Content-Type"]
                if body.is_pending:
                    headers["Connection"] = "close"
                if place is not None:
                    place[1].signed_in = "caller" in state
            await send(message)

        try:
            self._check(scope)
            await self._app(scope, body.receive, send_with_headers)
        except ClientDisconnect:
            pass
        except Exception as error:
            if status:
                # The answer has begun: all that can be done is to cut it off.
                _log.exception("request %s failed while it was answered", request_id)
                raise
            answer = response_of(problem_of(error, request_id), request_id)
            await answer(scope, receive, send_with_headers)
        finally:
            body.release()
            if self._has_line(status, known="caller" in state):
                _log.info(
                    "%s %s %s %.0fms %s",
                    scope["method"],
                    _loggable_path(scope),
                    status or "-",
                    (time.perf_counter() - started) * 1000,
                    request_id,
                )

    def _has_line(self, status: int, *, known: bool) -> bool:
        """Whether the request gets a line in the log; what strangers are refused is counted
        where it is too much."""
        if known or 0 < status < 400 or status == 500 or self._refusals.may_log_line():
            return True
        self._refusals.note(f"status {status}" if status else "left without an answer")
        return False

    def _check(self, scope: Scope) -> None:
        line = len(scope.get("raw_path") or b"") + len(scope["query_string"])
        headers = scope["headers"]
        head = line + sum(len(name) + len(text) + 4 for name, text in headers)
        if line > LONGEST_REQUEST_LINE or head > LARGEST_HEAD or len(headers) > MOST_HEADERS:
            raise Problem(
                Kind.TOO_LARGE.at(431),
                "The request's line or its headers are too long, or there are too many headers.",
                headers={"Connection": "close"},
            )
        names = [name for name, _ in headers]
        if b"transfer-encoding" in names and b"content-length" in names:
            # RFC 9112, section 6.1: where a proxy believes the other one, a body hides a request.
            raise _ambiguous("It has both a Content-Length and a Transfer-Encoding.")
        for name in _ONE_AT_MOST:
            if names.count(name) > 1:
                raise _ambiguous(f"It has more than one {name.decode().title()}.")
        host = header(scope, b"host")
        if host is None or not self._allows_host(host):
            raise Problem(
                Kind.WRONG_HOST,
                "The request names a host that this server does not know. Its owner can allow "
                "it in FITTRACK_ALLOWED_HOSTS.",
            )
        try:
            unquote_to_bytes(scope["query_string"]).decode()
        except UnicodeDecodeError:
            raise invalid("query", "The query is not UTF-8.") from None


def _ambiguous(why: str) -> Problem:
    """For a request that somebody on its way may have read otherwise."""
    return Problem(
        Kind.MALFORMED,
        f"The request can be read in two ways. {why}",
        headers={"Connection": "close"},
    )


def _loggable_path(scope: Scope) -> str:
    """The path as it was sent, without its query, which may hold what is nobody's business."""
    raw: bytes = scope.get("raw_path") or scope["path"].encode()
    text = raw.partition(b"?")[0].decode("ascii", "backslashreplace")
    if not text.isprintable():
        text = "".join(character if character.isprintable() else "?" for character in text)
    return text[:_LONGEST_LOGGED_PATH]
