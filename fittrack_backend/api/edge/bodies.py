"""A request's body: received when a route asks for it, within its limits of size, time and memory."""

from __future__ import annotations

import asyncio

from starlette.types import Message, Receive, Scope

from fittrack_backend.api.edge.connections import Connection, Connections, Phase
from fittrack_backend.api.edge.limits import (
    BODIES_AT_ONCE,
    LARGEST_BODY,
    LARGEST_BODY_OF_A_STRANGER,
    SILENT_S,
    body_time_s,
    spread,
)
from fittrack_backend.api.edge.refusals import busy, too_slow
from fittrack_backend.errors import Problem
from fittrack_backend.problem_kinds import Kind


class Bodies:
    """The memory that all bodies may take together."""

    def __init__(self, most: int = BODIES_AT_ONCE) -> None:
        self._most = most
        self.held = 0

    def take(self, size: int) -> None:
        """Raises a problem 503 when there is no room for that many bytes."""
        if self.held + size > self._most:
            raise busy()
        self.held += size

    def give_back(self, size: int) -> None:
        """As many bytes are free again."""
        self.held -= size


class Body:
    """The body of one request; hands on what comes after it, too.

    Until a route asks for it, nothing of it is received. Who is not signed in by then may send
    little, and may be sent away to make room for others.
    """

    def __init__(
        self,
        scope: Scope,
        receive: Receive,
        bodies: Bodies,
        place: tuple[Connections, Connection] | None,
    ) -> None:
        self._receive = receive
        self._bodies = bodies
        self._place = place
        self._state = scope["state"]
        self._size = 0
        self._streamed = 0
        self._streams_since: float | None = None
        length = header(scope, b"content-length")
        self._declared = int(length[:20]) if length is not None and length.isdigit() else None
        chunked = header(scope, b"transfer-encoding") is not None
        self.is_pending = chunked or bool(self._declared)
        """Whether some of it has still to come."""

    async def receive(self) -> Message:
        """The body as a whole, then what comes after it, as ASGI's `receive`; part by part where its route says that it
        may (`streamed_body`). Raises problems: `too-large` (413), `request-timeout` (408), `busy` (503)."""
        if not self.is_pending:
            return await self._receive()
        if "caller" in self._state and (most := self._state.get("streamed_body")) is not None:
            return await self._part(int(most))
        largest = self._largest()
        if (self._declared or 0) > largest:
            raise _too_large(largest)
        if "caller" not in self._state:
            self._move(Phase.HALF_OPEN)
        try:
            # One timeout for all of it: a slow body comes byte by byte.
            async with asyncio.timeout(spread(body_time_s(largest))):
                message = await self._whole(largest)
        except TimeoutError:
            raise too_slow() from None
        self._move(Phase.WORKING)
        return message

    def release(self) -> None:
        """The request is over: its body is held no longer."""
        self._bodies.give_back(self._size)
        self._size = 0

    def _largest(self) -> int:
        if "caller" in self._state:
            return int(self._state.get("largest_body", LARGEST_BODY))
        return LARGEST_BODY_OF_A_STRANGER

    async def _whole(self, largest: int) -> Message:
        parts: list[bytes] = []
        while self.is_pending:
            message = await self._receive()
            if message["type"] == "http.disconnect":
                return message
            part = message.get("body", b"")
            if self._size + len(part) > largest:
                raise _too_large(largest)
            self._bodies.take(len(part))
            self._size += len(part)
            parts.append(part)
            self.is_pending = bool(message.get("more_body", False))
        return {"type": "http.request", "body": b"".join(parts), "more_body": False}

    async def _part(self, largest: int) -> Message:
        """The next part, which nobody holds longer than it takes to write it down. Who sends slower than
        `SLOWEST_BODY`, or nothing for a while, is too slow."""
        if (self._declared or 0) > largest:
            raise _too_large(largest)
        now = asyncio.get_running_loop().time()
        if self._streams_since is None:
            self._streams_since = now
        left_s = self._streams_since + body_time_s(self._streamed) - now
        try:
            async with asyncio.timeout(spread(min(max(left_s, 0.0), SILENT_S))):
                message = await self._receive()
        except TimeoutError:
            raise too_slow() from None
        self._streamed += len(message.get("body", b""))
        if self._streamed > largest:
            raise _too_large(largest)
        self.is_pending = bool(message.get("more_body", False))
        return message

    def _move(self, phase: Phase) -> None:
        if self._place is not None:
            book, connection = self._place
            book.move(connection, phase)


def _too_large(largest: int) -> Problem:
    shown = f"{largest >> 20} MiB" if largest >= 16 << 20 else f"{largest // 1024} KiB"
    return Problem(
        Kind.TOO_LARGE.at(413),
        f"The body of this request may have {shown} at most.",
        headers={"Connection": "close"},
    )


def header(scope: Scope, name: bytes) -> str | None:
    """The first header of that name, in lower case; None without one."""
    for key, value in scope["headers"]:
        if key == name:
            return bytes(value).decode("latin-1")
    return None
