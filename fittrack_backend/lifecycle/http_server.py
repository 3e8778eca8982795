"""uvicorn's server with connections of our own: accepted within limits, closed in time."""

from __future__ import annotations

import asyncio
import signal
import socket
import ssl
import sys
from collections.abc import Callable
from contextlib import suppress

import uvicorn
from fastapi import FastAPI
from uvicorn.config import STARTUP_FAILURE

from fittrack_backend.api.edge.acceptor import Acceptor
from fittrack_backend.api.edge.connections import Connection, Connections
from fittrack_backend.api.edge.hosts import proxy_check
from fittrack_backend.api.edge.limits import LARGEST_HEAD, Limits
from fittrack_backend.api.edge.protocol import Guard, GuardedProtocol
from fittrack_backend.lifecycle.event_loop import new_event_loop
from fittrack_backend.lifecycle.tls import LOOKED_AT_EVERY_S, Certificate
from fittrack_backend.settings import Settings

GRACE_S = 3
"""How long answers and streams may go on after the server was asked to stop."""
_TICK_S = 1.0
"""The date in the head of an answer is as exact as this."""


class HttpServer(uvicorn.Server):
    """Serves the application on a socket that listens.

    `on_start` is called when it listens, `on_exit` when it was asked to stop.
    """

    def __init__(
        self,
        app: FastAPI,
        listener: socket.socket,
        settings: Settings,
        limits: Limits,
        *,
        on_start: Callable[[], None],
        on_exit: Callable[[], None],
        certificate: Certificate | None = None,
    ) -> None:
        super().__init__(
            uvicorn.Config(
                app,
                http=GuardedProtocol,
                log_config=None,
                access_log=False,
                h11_max_incomplete_event_size=LARGEST_HEAD,
                server_header=False,
                ws="none",
                lifespan="on",
                proxy_headers=bool(settings.trusted_proxies),
                forwarded_allow_ips=list(settings.trusted_proxies),
                timeout_graceful_shutdown=GRACE_S,
            )
        )
        self._listener = listener
        self._certificate = certificate
        self._renewing: asyncio.Task[None] | None = None
        self._asked_to_stop = asyncio.Event()
        self._wake: Callable[[], object] = lambda: None
        self._on_start = on_start
        self._on_exit = on_exit
        self.guard = Guard(
            Connections(limits, proxy_check(settings.trusted_proxies)), app.state.refusals
        )

    def run(self, sockets: list[socket.socket] | None = None) -> None:
        """Serves until it is asked to stop, in an event loop of ours."""
        with asyncio.Runner(loop_factory=new_event_loop) as runner:
            runner.run(self.serve(sockets))

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Starts the application, then accepts. Instead of uvicorn's, which lets asyncio accept."""
        await self.lifespan.startup()
        if self.lifespan.should_exit:
            sys.exit(STARTUP_FAILURE)
        self.servers = []
        self._acceptor = Acceptor(self._listener, self.guard, self._protocol, self._tls)
        self._acceptor.start()
        if self._certificate is not None:
            self._renewing = asyncio.create_task(_renew(self._certificate))
        self.started = True
        self._on_start()

    async def main_loop(self) -> None:
        """Goes on until a signal comes. Instead of uvicorn's, which looks ten times a second whether one came: most of
        what a server costs that waits."""
        loop = asyncio.get_running_loop()
        self._wake = lambda: loop.call_soon_threadsafe(self._asked_to_stop.set)
        while not await self.on_tick(0):
            with suppress(TimeoutError):
                await asyncio.wait_for(self._asked_to_stop.wait(), _TICK_S)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Accepts nothing any more, and waits a while for the answers that are under way."""
        self._acceptor.close()
        if self._renewing is not None:
            self._renewing.cancel()
        self._listener.close()
        await super().shutdown(sockets)

    def handle_exit(self, sig: int, frame: object) -> None:
        """A signal that asks to stop."""
        self._on_exit()
        super().handle_exit(sig, None)
        self._wake()

    def _tls(self) -> ssl.SSLContext | None:
        return self._certificate.context if self._certificate is not None else None

    def _protocol(self, place: Connection) -> asyncio.Protocol:
        return GuardedProtocol(
            self.config, self.server_state, self.lifespan.state, self.guard, place
        )


async def _renew(certificate: Certificate) -> None:
    """Reads a renewed certificate when its files change, and on SIGHUP."""
    if sys.platform != "win32":
        asyncio.get_running_loop().add_signal_handler(signal.SIGHUP, certificate.renew)
    while True:
        await asyncio.sleep(LOOKED_AT_EVERY_S)
        certificate.renew_if_changed()
