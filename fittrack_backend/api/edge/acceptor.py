"""Lets connections in, within their limits; instead of asyncio's own server, which logs and retries every accept that fails."""

from __future__ import annotations

import asyncio
import logging
import socket
import ssl
from collections.abc import Callable, Coroutine
from typing import Any

from fittrack_backend.api.edge import memory
from fittrack_backend.api.edge.connections import Connection
from fittrack_backend.api.edge.limits import HEAD_S
from fittrack_backend.api.edge.protocol import Guard

CHECKED_EVERY_S = 1.0
PAUSE_S = 0.25
"""How long nothing is accepted when the system has no descriptors or memory left."""
_AT_ONCE = 8
"""So many connections are accepted before others get their turn."""

_log = logging.getLogger("fittrack")


class Acceptor:
    """Accepts what comes in on a listening socket, and looks after it until it is closed."""

    def __init__(
        self,
        listener: socket.socket,
        guard: Guard,
        make_protocol: Callable[[Connection], asyncio.Protocol],
        tls: Callable[[], ssl.SSLContext | None] = lambda: None,
    ) -> None:
        self._listener = listener
        self._guard = guard
        self._make_protocol = make_protocol
        self._tls = tls
        self._tasks: set[asyncio.Task[None]] = set()

    def start(self) -> None:
        """Begins to accept, in the running event loop."""
        self._listener.setblocking(False)
        memory.collect_rarely()
        self._spawn(self._accept_all())
        self._spawn(self._look_after())

    def close(self) -> None:
        """Accepts nothing any more; connections go on."""
        for task in self._tasks:
            task.cancel()

    async def _accept_all(self) -> None:
        loop = asyncio.get_running_loop()
        while True:
            for _ in range(_AT_ONCE):
                try:
                    accepted, address = await loop.sock_accept(self._listener)
                except ConnectionAbortedError:
                    continue
                except OSError as error:
                    # Descriptors or memory: those that are there must end first.
                    self._guard.refusals.note(f"accept: {error.strerror}")
                    await asyncio.sleep(PAUSE_S)
                    continue
                self._let_in(accepted, str(address[0]))
            await asyncio.sleep(0)

    def _let_in(self, accepted: socket.socket, address: str) -> None:
        evicted = self._guard.connections.evicted
        place = self._guard.connections.admit(address)
        if self._guard.connections.evicted > evicted:
            self._guard.refusals.note("connection made room for another")
        if place is None:
            self._guard.refusals.note("no room for a connection")
            self._send_away(accepted)
            return
        place.evict = lambda: _hang_up(accepted)
        self._spawn(self._serve(accepted, place))

    def _send_away(self, accepted: socket.socket) -> None:
        with accepted:
            if self._tls() is None:
                try:
                    accepted.send(self._guard.no_room())
                except OSError:
                    return

    async def _serve(self, accepted: socket.socket, place: Connection) -> None:
        loop = asyncio.get_running_loop()
        tls = self._tls()
        timeout: dict[str, Any] = {} if tls is None else {"ssl_handshake_timeout": HEAD_S}
        try:
            await loop.connect_accepted_socket(
                lambda: self._make_protocol(place), accepted, ssl=tls, **timeout
            )
        except (OSError, ssl.SSLError, asyncio.CancelledError) as error:
            self._guard.connections.leave(place)
            accepted.close()
            if isinstance(error, asyncio.CancelledError):
                raise
            self._guard.refusals.note("TLS handshake")

    async def _look_after(self) -> None:
        """Ends connections that take too long, and logs how much was refused."""
        loop = asyncio.get_running_loop()
        ebb = memory.Ebb()
        collected_at = loop.time()
        while True:
            await asyncio.sleep(CHECKED_EVERY_S)
            now = loop.time()
            connections = len(self._guard.connections)
            if ebb.is_over(connections, now):
                await asyncio.to_thread(memory.give_back)
            elif now - collected_at > memory.collected_every_s(connections):
                collected_at = now
                await asyncio.to_thread(memory.collect)
            for number, connection in enumerate(self._guard.connections):
                connection.check(now)
                if number % 25 == 24:
                    await asyncio.sleep(0)
            self._guard.refusals.log()

    def _spawn(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


def _hang_up(accepted: socket.socket) -> None:
    try:
        accepted.shutdown(socket.SHUT_RDWR)
    except OSError:
        return
