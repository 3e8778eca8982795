"""The outermost layer, for every request: its id, its host, its size, its line in the log."""

from __future__ import annotations

import ipaddress
import logging
import time
from collections.abc import Callable
from urllib.parse import unquote_to_bytes
from uuid import uuid4

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from fittrack_backend.api.contract import CONTRACT_VERSION
from fittrack_backend.api.problems import problem_of, response_of
from fittrack_backend.errors import Problem, invalid
from fittrack_backend.problem_kinds import Kind

LARGEST_BODY = 1024 * 1024
_LONGEST_LOGGED_PATH = 200

_log = logging.getLogger("fittrack.requests")


def headers_of(request_id: str) -> dict[str, str]:
    """What every answer carries."""
    return {
        "X-Request-Id": request_id,
        "X-Contract-Version": CONTRACT_VERSION,
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "no-store",
    }


class Edge:
    """Pure ASGI, so that streams pass as they come.

    Gives every answer its `X-Request-Id` and the contract's version, keeps answers out of caches
    and browsers from guessing at them, turns what escaped the application into a problem, and
    refuses requests that are too large or were meant for another host (a web page can make a
    browser send those: its own name is then made to point to this machine).
    """

    def __init__(self, app: ASGIApp, allows_host: Callable[[str], bool]) -> None:
        self._app = app
        self._allows_host = allows_host

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request_id = uuid4().hex
        scope.setdefault("state", {})["request_id"] = request_id
        started = time.perf_counter()
        status = 0

        async def send_with_headers(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                headers = MutableHeaders(scope=message)
                for name, text in headers_of(request_id).items():
                    headers.setdefault(name, text)
                if status == 204:
                    del headers["Content-Type"]
            await send(message)

        try:
            self._check(scope)
            body = await _read_body(scope, receive)
            if body is not None:
                await self._app(scope, _replay(body, receive), send_with_headers)
        except Exception as error:
            if status:
                # The answer has begun: all that can be done is to cut it off.
                _log.exception("request %s failed while it was answered", request_id)
                raise
            answer = response_of(problem_of(error, request_id), request_id)
            await answer(scope, receive, send_with_headers)
        finally:
            _log.info(
                "%s %s %s %.0fms %s",
                scope["method"],
                _loggable_path(scope),
                status or "-",
                (time.perf_counter() - started) * 1000,
                request_id,
            )

    def _check(self, scope: Scope) -> None:
        host = _header(scope, b"host")
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


def host_check(bound_to: str, allowed: tuple[str, ...]) -> Callable[[str], bool]:
    """Tells whether a `Host` header names this server: a loopback name, an address (which no
    foreign name is behind), the host that it is bound to, or an allowed one."""
    names = {"localhost", bound_to.lower(), *(name.lower() for name in allowed)}

    def allows(header: str) -> bool:
        name = _host_name(header)
        return name in names or _is_address(name)

    return allows


def _host_name(header: str) -> str:
    if header.startswith("["):
        return header[1:].partition("]")[0]
    return header.partition(":")[0].lower().removesuffix(".")


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


async def _read_body(scope: Scope, receive: Receive) -> bytes | None:
    """The whole body; None when the client hung up. Raises a problem 413."""
    length = _header(scope, b"content-length")
    if length is None and _header(scope, b"transfer-encoding") is None:
        return b""
    if length is not None and length.isdigit() and int(length[:20]) > LARGEST_BODY:
        raise _too_large()
    parts: list[bytes] = []
    size = 0
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            return None
        part = message.get("body", b"")
        size += len(part)
        if size > LARGEST_BODY:
            raise _too_large()
        parts.append(part)
        if not message.get("more_body", False):
            return b"".join(parts)


def _replay(body: bytes, receive: Receive) -> Receive:
    pending = True

    async def replay() -> Message:
        nonlocal pending
        if pending:
            pending = False
            return {"type": "http.request", "body": body, "more_body": False}
        return await receive()

    return replay


def _too_large() -> Problem:
    return Problem(
        Kind.TOO_LARGE.at(413),
        f"A request may have {LARGEST_BODY // 1024} KiB at most.",
        headers={"Connection": "close"},
    )


def _header(scope: Scope, name: bytes) -> str | None:
    for key, value in scope["headers"]:
        if key == name:
            return bytes(value).decode("latin-1")
    return None


def _loggable_path(scope: Scope) -> str:
    """The path as it was sent, without its query, which may hold what is nobody's business."""
    raw: bytes = scope.get("raw_path") or scope["path"].encode()
    text = raw.partition(b"?")[0].decode("ascii", "backslashreplace")
    printable = "".join(character if character.isprintable() else "?" for character in text)
    return printable[:_LONGEST_LOGGED_PATH]
