"""uvicorn's HTTP/1.1 on one connection, with bounds on what it holds and how long."""

from __future__ import annotations

import asyncio
import logging
import sys
from collections.abc import Callable
from typing import Any, cast
from uuid import uuid4

import h11
from attrs import field, frozen
from uvicorn import Config
from uvicorn.protocols.http.flow_control import CLOSE_HEADER
from uvicorn.protocols.http.h11_impl import H11Protocol, RequestResponseCycle
from uvicorn.server import ServerState

from fittrack_backend.api.edge.connections import Connection, Connections, Phase
from fittrack_backend.api.edge.limits import (
    HEAD_S,
    KEEP_ALIVE_S,
    LINGER_BYTES,
    LINGER_S,
    WRITE_S,
    spread,
)
from fittrack_backend.api.edge.refusals import ReadyMade, Refusals, busy, raw_answer, too_slow
from fittrack_backend.errors import Problem
from fittrack_backend.problem_kinds import Kind

_RECEIVED_AT_ONCE = 64 * 1024
_FAILURES = {
    431: (Kind.TOO_LARGE.at(431), "The request's line and headers are too long."),
    501: (Kind.NOT_IMPLEMENTED.at(501), "The server does not know this transfer encoding."),
}
_NOT_HTTP = (Kind.MALFORMED.at(400), "This is not a valid HTTP/1.1 request.")

_HAS_SENT_ALL = (h11.DONE, h11.MUST_CLOSE, h11.CLOSED)
_RESTING = (Phase.IDLE, Phase.KNOWN)

_log = logging.getLogger("fittrack.requests")


@frozen
class Guard:
    """What all connections of a server share."""

    connections: Connections
    refusals: Refusals = field(factory=Refusals)
    no_room: ReadyMade = field(factory=lambda: ReadyMade(busy()))
    too_slow: ReadyMade = field(factory=lambda: ReadyMade(too_slow()))


class GuardedProtocol(H11Protocol):
    """One connection. How long it takes is looked at regularly, by its `check`."""

    def __init__(
        self,
        config: Config,
        server_state: ServerState,
        app_state: dict[str, Any],
        guard: Guard,
        place: Connection,
    ) -> None:
        shared = {**app_state, "place": (guard.connections, place)}
        super().__init__(config, server_state, shared, asyncio.get_running_loop())
        self._guard = guard
        self._place = place
        self._deadline: float | None = None
        """By when the head must be complete, or the connection closed."""
        self._head_has_begun = False
        self._lingers = False
        """Whether the last answer was sent, and whatever still comes is dropped."""
        self._discarded = 0
        self._stalled_at: float | None = None
        """Since when the client has taken nothing of its answer."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """The connection is there; with TLS once its handshake is done."""
        super().connection_made(transport)
        # Not in asyncio's interface: it receives 256 KiB at once otherwise.
        cast("Any", transport).max_size = _RECEIVED_AT_ONCE
        self._deadline = self.loop.time() + spread(HEAD_S)
        self._place.evict = self._evict
        self._place.check = self._check

    def connection_lost(self, exc: Exception | None) -> None:
        """The connection has ended."""
        self._guard.connections.leave(self._place)
        super().connection_lost(exc)
        self._unset_keepalive_if_required()
        # What refers to each other would stay until somebody looks for it: asyncio's transport, too, keeps a method of itself.
        vars(self.transport).pop("_read_ready_cb", None)
        self._place.evict = self._place.check = _nothing
        self.cycle = cast("RequestResponseCycle", None)

    def data_received(self, data: bytes) -> None:
        """Bytes of a request; dropped once the last answer was sent."""
        if self._lingers:
            self._discarded += len(data)
            if self._discarded > LINGER_BYTES:
                self.transport.abort()
            return
        self._head_has_begun = True
        super().data_received(data)
        if self._place.phase in _RESTING and not self._lingers:
            self._deadline = self.loop.time() + spread(HEAD_S)
            self._guard.connections.move(self._place, Phase.HALF_OPEN)

    def handle_events(self) -> None:
        """Takes up the request that has come; of its body nothing more until it is asked for."""
        before = self.cycle
        super().handle_events()
        if self.cycle is before or self._lingers:
            return
        self._deadline = None
        self._head_has_begun = False
        self._guard.connections.move(self._place, Phase.WORKING)
        self.cycle.transport = cast("asyncio.Transport", _GentlyClosed(self.transport, self.finish))
        if self.conn.their_state is h11.SEND_BODY:
            self.flow.pause_reading()

    def on_response_complete(self) -> None:
        """The answer was sent; the connection waits for the next request, or ends."""
        if self._lingers:
            self.server_state.total_requests += 1
            return
        self._guard.connections.rest(self._place)
        self.timeout_keep_alive = round(spread(KEEP_ALIVE_S))
        super().on_response_complete()

    def pause_writing(self) -> None:
        """The client does not take its answer as fast as it is made."""
        self._stalled_at = self.loop.time()
        super().pause_writing()

    def resume_writing(self) -> None:
        """The client has taken what was sent."""
        self._stalled_at = None
        super().resume_writing()

    def send_400_response(self, msg: str) -> None:
        """Answers what is not HTTP with a problem; cuts off an answer that has begun."""
        if (cycle := self._unanswered()) is not None:
            cycle.disconnected = True
            cycle.message_event.set()
            if cycle.response_started:
                self.transport.abort()
                return
        error = sys.exception()
        hint = error.error_status_hint if isinstance(error, h11.RemoteProtocolError) else 400
        occurrence, detail = _FAILURES.get(hint, _NOT_HTTP)
        request_id = uuid4().hex
        if self._guard.refusals.may_log_line():
            _log.info("- - %s %s %s", occurrence.status, error, request_id)
        else:
            self._guard.refusals.note(f"status {occurrence.status}")
        self.transport.write(raw_answer(Problem(occurrence, detail), request_id))
        self.finish()

    def finish(self) -> None:
        """Closes the connection when its client has read the answer: closing it while bytes of a
        request still come would take the answer back."""
        if self._lingers or self.transport.is_closing():
            return
        if self.conn.their_state in _HAS_SENT_ALL and CLOSE_HEADER in self.headers:
            self.transport.close()
            return
        self._lingers = True
        self._deadline = self.loop.time() + LINGER_S
        self._guard.connections.move(self._place, Phase.HALF_OPEN)
        self.flow.resume_reading()
        if self.transport.can_write_eof():
            try:
                self.transport.write_eof()
            except OSError:  # the client has gone
                self.transport.abort()

    def _unanswered(self) -> RequestResponseCycle | None:
        cycle: RequestResponseCycle | None = self.cycle
        return None if cycle is None or cycle.response_complete else cycle

    def _check(self, now: float) -> None:
        """Ends what has taken too long."""
        if self.transport.is_closing():
            self._deadline = self._deadline or now + WRITE_S
            if now > self._deadline:
                self.transport.abort()
        elif self._stalled_at is not None and now - self._stalled_at > WRITE_S:
            self._guard.refusals.note("answer not taken")
            self.transport.abort()
        elif self._deadline is not None and now > self._deadline:
            self._end_late()

    def _end_late(self) -> None:
        if self._lingers:
            self.transport.abort()
        elif self._head_has_begun:
            self._guard.refusals.note("slow head")
            self.transport.write(self._guard.too_slow())
            self.finish()
        else:
            self._guard.refusals.note("silent connection")
            self.transport.close()

    def _evict(self) -> None:
        """Makes room for others at once; a client that waits for an answer gets one if that takes
        no time."""
        cycle = self._unanswered()
        waits = self._head_has_begun or (cycle is not None and not cycle.response_started)
        if waits and not self._lingers:
            self.transport.write(self._guard.no_room())
        if self.transport.get_write_buffer_size():
            self.transport.abort()
        else:
            self.transport.close()


@frozen
class _GentlyClosed:
    """A transport as uvicorn's answers use it, except for how it is closed."""

    _transport: asyncio.Transport
    close: Callable[[], None]

    def write(self, data: bytes) -> None:
        self._transport.write(data)

    def is_closing(self) -> bool:
        return self._transport.is_closing()


def _nothing(*_: object) -> None:
    """For a connection that has ended."""
