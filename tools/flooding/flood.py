"""The flood: connections of five kinds that want to be held for as long as possible."""

from __future__ import annotations

import asyncio
import contextlib
import itertools
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence

from attrs import define, field, frozen

from fittrack_backend.lifecycle.descriptors import raise_limit

PAUSE_S = 1.0
"""Before a connection that was closed is made again, and between two bytes of a slow one."""
_SLOW_BODY = 15_000


@frozen
class Target:
    """The server, and what its streams need."""

    host: str
    port: int
    stream_path: str
    tokens: Sequence[str]
    sources: Sequence[str]
    """Addresses of this machine that the connections come from, in turn."""


@define
class Flood:
    """So many connections, made again whenever the server closes them."""

    target: Target
    connections: int
    held: Counter[str] = field(factory=Counter)
    answers: Counter[str] = field(factory=Counter)

    async def run(self, seconds: float) -> None:
        """Floods for that long, and closes all connections."""
        kinds = (self._idle, self._slow_head, self._slow_body, self._stream, self._kept_alive)
        sources = itertools.cycle(self.target.sources)
        async with asyncio.timeout(seconds + 60):
            tasks = [
                asyncio.create_task(self._again_and_again(kind, next(sources), number))
                for number, kind in zip(range(self.connections), itertools.cycle(kinds))
            ]
            await asyncio.sleep(seconds)
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    async def _again_and_again(
        self, kind: Callable[[Connection, int], Awaitable[None]], source: str, number: int
    ) -> None:
        name = kind.__name__.strip("_")
        while True:
            with contextlib.suppress(OSError, EOFError, asyncio.IncompleteReadError):
                reader, writer = await asyncio.open_connection(
                    self.target.host, self.target.port, local_addr=(source, 0)
                )
                self.held[name] += 1
                try:
                    await kind(Connection(reader, writer), number)
                finally:
                    self.held[name] -= 1
                    writer.transport.abort()
            await asyncio.sleep(PAUSE_S)

    async def _idle(self, connection: Connection, _: int) -> None:
        self._note(await connection.reader.read(65536))

    async def _slow_head(self, connection: Connection, _: int) -> None:
        connection.writer.write(b"GET /v1/accounts/me HTTP/1.1\r\nHost: localhost\r\n")
        await self._drip(connection, b"X: y\r\n")

    async def _slow_body(self, connection: Connection, _: int) -> None:
        connection.writer.write(
            b"POST /v1/auth/login HTTP/1.1\r\nHost: localhost\r\n"
            b"Content-Type: application/json\r\n"
            b"Content-Length: %d\r\n\r\n" % _SLOW_BODY
        )
        connection.writer.write(b" " * (_SLOW_BODY // 2))
        await self._drip(connection, b" ")

    async def _stream(self, connection: Connection, number: int) -> None:
        tokens = self.target.tokens
        head = (
            f"GET {self.target.stream_path} HTTP/1.1\r\nHost: localhost\r\n"
            f"Authorization: Bearer {tokens[number % len(tokens)]}\r\n\r\n"
        )
        connection.writer.write(head.encode())
        self._note(await connection.reader.read(65536))
        while await connection.reader.read(65536):
            pass

    async def _kept_alive(self, connection: Connection, _: int) -> None:
        connection.writer.write(b"GET /v1/meta/server HTTP/1.1\r\nHost: localhost\r\n\r\n")
        self._note(await connection.reader.read(65536))
        await connection.reader.read(65536)

    async def _drip(self, connection: Connection, drop: bytes) -> None:
        answer = asyncio.ensure_future(connection.reader.read(65536))
        try:
            while not answer.done():
                connection.writer.write(drop)
                await asyncio.wait([answer], timeout=PAUSE_S)
            self._note(answer.result())
        finally:
            answer.cancel()

    def _note(self, answer: bytes) -> None:
        self.answers[answer[9:12].decode("latin-1") or "closed"] += 1


@frozen
class Connection:
    """One connection of the flood."""

    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter


def flood_for(target: Target, connections: int, seconds: float) -> None:
    """Floods for that long, in a process of its own, and prints what is held and answered."""
    raise_limit()
    flood = Flood(target, connections)

    async def run() -> None:
        running = asyncio.create_task(flood.run(seconds))
        while not running.done():
            await asyncio.wait([running], timeout=10)
            print(f"        held {dict(flood.held)}, answers {dict(flood.answers)}", flush=True)
        await running

    asyncio.run(run())
