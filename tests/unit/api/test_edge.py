"""What connections may hold and for how long, on a server of the test's own with short limits."""

from __future__ import annotations

import asyncio
import contextlib
import errno
import gc
import json
import logging
import socket
import threading
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import pytest
import uvicorn
from starlette.types import Receive, Scope, Send
from uvicorn.server import ServerState

from fittrack_backend.api.edge import acceptor, bodies, protocol
from fittrack_backend.api.edge.acceptor import Acceptor
from fittrack_backend.api.edge.answer_times import AnswerTimes
from fittrack_backend.api.edge.connections import Connections, Phase
from fittrack_backend.api.edge.hosts import proxy_check
from fittrack_backend.api.edge.limits import KEEP_ALIVE_S, LARGEST_HEAD, Limits, limits_for
from fittrack_backend.api.edge.memory import Ebb
from fittrack_backend.api.edge.middleware import Edge
from fittrack_backend.api.edge.protocol import Guard, GuardedProtocol
from fittrack_backend.api.edge.refusals import LINES_OF_STRANGERS, Refusals

HEAD = b"POST / HTTP/1.1\r\nHost: localhost\r\n"
App = Callable[[Scope, Receive, Send], Awaitable[None]]


@pytest.fixture(autouse=True)
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(protocol, "HEAD_S", 0.3)
    monkeypatch.setattr(protocol, "WRITE_S", 0.3)
    monkeypatch.setattr(bodies, "body_time_s", lambda _: 0.3)
    monkeypatch.setattr(acceptor, "CHECKED_EVERY_S", 0.05)


async def read_all(scope: Scope, receive: Receive, send: Send) -> None:
    message = await receive()
    await answer(send, len(message["body"]))


async def read_nothing(scope: Scope, receive: Receive, send: Send) -> None:
    await asyncio.sleep(0.2)
    await answer(send, 0)


async def answer(send: Send, size: int) -> None:
    text = str(size).encode()
    headers = [(b"content-length", b"%d" % len(text))]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": text})


@asynccontextmanager
async def serving(app: App, limits: Limits | None = None) -> AsyncIterator[tuple[Guard, int]]:
    refusals = Refusals()
    guard = Guard(Connections(limits or Limits()), refusals)
    config = uvicorn.Config(
        Edge(app, lambda _: True, refusals, AnswerTimes()),
        log_config=None,
        lifespan="off",
        h11_max_incomplete_event_size=LARGEST_HEAD,
    )
    state = ServerState()
    with socket.create_server(("127.0.0.1", 0)) as listener:
        accepting = Acceptor(
            listener, guard, lambda place: GuardedProtocol(config, state, {}, guard, place)
        )
        accepting.start()
        try:
            yield guard, listener.getsockname()[1]
        finally:
            accepting.close()


async def exchange(port: int, *parts: bytes, pause_s: float = 0.0) -> bytes:
    """What is answered to the parts, until the server closes the connection."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    with contextlib.suppress(ConnectionError):
        for part in parts:
            writer.write(part)
            await writer.drain()
            await asyncio.sleep(pause_s)
    received = await asyncio.wait_for(reader.read(), 5)
    writer.close()
    return received


def problem(received: bytes) -> tuple[int, str]:
    head, _, content = received.partition(b"\r\n\r\n")
    assert b"connection: close" in head.lower()
    return int(head[9:12]), json.loads(content)["type"].rpartition(":")[2]


def run(scenario: Awaitable[None]) -> None:
    async def main() -> None:
        await asyncio.wait_for(scenario, 20)

    asyncio.run(main())


def test_who_is_silent_or_slow_is_sent_away() -> None:
    async def scenario() -> None:
        async with serving(read_all) as (guard, port):
            silent, head, slow_body = await asyncio.gather(
                exchange(port),
                exchange(port, *([HEAD] + [b"X: y\r\n"] * 10), pause_s=0.1),
                exchange(port, HEAD + b"Content-Length: 100\r\n\r\n", *[b"x"] * 10, pause_s=0.1),
            )
            assert silent == b""
            assert problem(head) == (408, "request-timeout")
            assert problem(slow_body) == (408, "request-timeout")
            assert guard.refusals.totals["silent connection"] == 1
            assert guard.refusals.totals["slow head"] == 1
            while len(guard.connections):
                await asyncio.sleep(0.01)

    run(scenario())


def test_a_connection_that_has_ended_leaves_nothing_to_be_collected() -> None:
    """Thousands of them would: then everybody waits while all objects are looked through."""

    def silent(port: int) -> bytes:
        with socket.create_connection(("127.0.0.1", port)) as client:
            return client.recv(100)

    def transports() -> int:
        return sum(isinstance(one, asyncio.Transport) for one in gc.get_objects())

    async def scenario() -> None:
        async with serving(read_all) as (guard, port):
            before = transports()
            assert await asyncio.to_thread(silent, port) == b""
            while len(guard.connections):
                await asyncio.sleep(0.01)
            await asyncio.sleep(0.05)
            assert transports() == before

    gc.disable()
    try:
        run(scenario())
    finally:
        gc.enable()


def test_connections_that_rest_since_the_same_moment_end_one_after_the_other(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Otherwise a flood comes again all at once, and everybody else waits behind it."""
    rests = iter((1.0, 2.0))
    monkeypatch.setattr(protocol, "spread", lambda s: next(rests) if s == KEEP_ALIVE_S else 10.0)

    async def ended_after(port: int) -> float:
        loop = asyncio.get_running_loop()
        began = loop.time()
        await exchange(port, HEAD + b"Content-Length: 4\r\n\r\nbody")
        return loop.time() - began

    async def scenario() -> None:
        async with serving(read_all) as (_, port):
            first, second = sorted(await asyncio.gather(ended_after(port), ended_after(port)))
            assert second - first > 0.5

    run(scenario())


def test_who_comes_in_time_is_answered() -> None:
    async def scenario() -> None:
        async with serving(read_all) as (guard, port):
            request = HEAD + b"Connection: close\r\nContent-Length: 4\r\n\r\nbody"
            assert (await exchange(port, *(bytes([one]) for one in request))).endswith(b"4")
            assert guard.connections.evicted == 0

    run(scenario())


@pytest.mark.parametrize(
    ("request_head", "status"),
    [
        (HEAD + b"Content-Length: 1048576\r\n\r\n", 413),
        (HEAD + b"X: y\r\n" * 101 + b"\r\n", 431),
        (HEAD + b"X: " + b"y" * (64 * 1024) + b"\r\n\r\n", 431),
        (b"GET /" + b"x" * 9000 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n", 431),
    ],
)
def test_what_is_too_large_is_refused_by_its_head(request_head: bytes, status: int) -> None:
    """And the answer arrives, although the client goes on to send."""

    async def scenario() -> None:
        async with serving(read_all) as (_, port):
            received = await exchange(port, request_head, *[b"z" * 65536] * 16)
            assert problem(received) == (status, "too-large")

    run(scenario())


def test_a_head_may_have_64_kib() -> None:
    async def scenario() -> None:
        async with serving(read_all) as (_, port):
            large = b"X: " + b"y" * (63 * 1024) + b"\r\n"
            received = await exchange(
                port, HEAD + large + b"Connection: close\r\nContent-Length: 0\r\n\r\n"
            )
            assert received.startswith(b"HTTP/1.1 200")

    run(scenario())


def test_nothing_of_a_body_is_received_before_somebody_asks_for_it() -> None:
    async def scenario() -> None:
        async with serving(read_nothing) as (guard, port):
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.write(HEAD + b"Content-Length: 900000000\r\n\r\n")
            await asyncio.sleep(0.05)
            writer.write(b"x" * 30_000)
            await asyncio.sleep(0.05)
            (connection,) = guard.connections
            assert getattr(connection.check, "__self__").cycle.body == b""  # noqa: B009
            assert (await reader.read(12)) == b"HTTP/1.1 200"
            writer.transport.abort()

    run(scenario())


def test_a_new_connection_takes_the_place_of_the_one_that_is_silent_longest() -> None:
    async def scenario() -> None:
        limits = Limits(connections=4, from_one_address=4, half_open=4, idle=4)
        async with serving(read_nothing, limits) as (guard, port):
            silent = [await asyncio.open_connection("127.0.0.1", port) for _ in range(4)]
            await asyncio.sleep(0.05)
            assert len(guard.connections) == 4
            received = await exchange(port, HEAD + b"Connection: close\r\n\r\n")
            assert received.startswith(b"HTTP/1.1 200")
            assert await silent[0][0].read() == b""
            assert guard.connections.evicted == 1
            for _, writer in silent:
                writer.close()

    run(scenario())


def test_when_all_work_the_next_is_refused_and_gets_an_answer() -> None:
    async def scenario() -> None:
        limits = Limits(connections=2, from_one_address=2, half_open=2, idle=2)
        async with serving(read_nothing, limits) as (guard, port):
            request = HEAD + b"Connection: close\r\n\r\n"
            busy = [asyncio.create_task(exchange(port, request)) for _ in range(2)]
            await asyncio.sleep(0.1)
            assert problem(await exchange(port)) == (503, "busy")
            for one in await asyncio.gather(*busy):
                assert one.startswith(b"HTTP/1.1 200")
            assert guard.refusals.totals["no room for a connection"] == 1

    run(scenario())


def test_without_descriptors_accepting_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    async def scenario() -> None:
        tries = 0

        async def fail(_: socket.socket) -> None:
            nonlocal tries
            tries += 1
            raise OSError(errno.EMFILE, "Too many open files")

        monkeypatch.setattr(asyncio.get_running_loop(), "sock_accept", fail)
        async with serving(read_all):
            await asyncio.sleep(0.6)
        assert 1 <= tries <= 3

    run(scenario())


def test_who_does_not_take_the_answer_is_cut_off() -> None:
    async def endless(scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        for _ in range(1000):
            await send({"type": "http.response.body", "body": b"x" * 65536, "more_body": True})

    async def scenario() -> None:
        async with serving(endless) as (guard, port):
            _, writer = await asyncio.open_connection("127.0.0.1", port, limit=1)
            writer.write(HEAD + b"\r\n")
            async with asyncio.timeout(5):
                while not guard.refusals.totals["answer not taken"]:
                    await asyncio.sleep(0.05)
            writer.transport.abort()

    run(scenario())


def test_refusals_are_logged_once_a_minute(caplog: pytest.LogCaptureFixture) -> None:
    now = 0.0
    refusals = Refusals(clock=lambda: now)

    def logged() -> list[str]:
        """By this thread, since servers of other tests may still be at work."""
        caplog.clear()
        refusals.log()
        return [
            one.getMessage()
            for one in caplog.records
            if one.name == "fittrack.requests" and one.thread == threading.get_ident()
        ]

    with caplog.at_level(logging.INFO, "fittrack.requests"):
        for now, expected in (
            (0.0, ["refused: slow head: 1000"]),
            (1.0, []),
            (59.0, []),
            (60.0, ["refused: slow head: 3000"]),
        ):
            for _ in range(1000):
                refusals.note("slow head")
            assert logged() == expected, now
    assert refusals.totals["slow head"] == 4000
    assert [refusals.may_log_line() for _ in range(100)] == [True] * 60 + [False] * 40


def test_a_quiet_minute_gives_no_more_lines_than_a_loud_one() -> None:
    """As many refused requests a second as get a line each, for ten minutes: the log has its lines a minute."""
    now = 0.0
    refusals = Refusals(clock=lambda: now)
    lines = 0
    for second in range(600):
        now = float(second)
        lines += sum(refusals.may_log_line() for _ in range(LINES_OF_STRANGERS))
        refusals.log()
    assert lines <= 11 * LINES_OF_STRANGERS


def test_a_signed_in_client_goes_last_and_a_network_counts_as_one_address() -> None:
    now = 0.0
    book = Connections(
        Limits(connections=4, from_one_address=3, half_open=4, idle=4),
        is_proxy={"192.0.2.1"}.__contains__,
        clock=lambda: now,
    )
    gone: list[str] = []

    def admit(address: str, name: str) -> None:
        connection = book.admit(address)
        assert connection is not None
        connection.evict = lambda: gone.append(name)
        connection.signed_in = name == "known"
        book.rest(connection)

    admit("2001:db8::1", "known")
    admit("2001:db8::2", "one")
    admit("2001:db8::3", "two")
    admit("2001:db8::4", "three")  # the fourth of the same network
    assert gone == ["one"]
    for number in range(4):
        admit("192.0.2.1", f"proxied {number}")
    assert gone == ["one", "two", "three", "proxied 0"]
    assert book.count(Phase.KNOWN) == 1


def test_a_proxy_is_known_by_its_address_or_network() -> None:
    is_proxy = proxy_check(("192.0.2.1", "10.0.0.0/8", "2001:db8::/32", "proxy"))
    known = ("192.0.2.1", "10.1.2.3", "2001:db8::7", "192.0.2.2", "11.0.0.1", "x")
    assert [is_proxy(one) for one in known] == [True] * 3 + [False] * 3
    assert proxy_check(("*",))("192.0.2.9")


def test_connections_leave_descriptors_for_everything_else() -> None:
    assert limits_for(65_536).connections == 8192
    assert limits_for(4096).connections == 4096 - 512
    assert limits_for(256).connections == 128
    assert limits_for(65_536, 100).connections == 100


def test_memory_is_given_back_once_when_most_have_been_gone_for_a_while() -> None:
    ebb = Ebb()
    counts = [(0, 10), (1, 5000), (2, 100), (4, 100), (5, 4000), (6, 50), (12, 50), (13, 50)]
    assert [now for now, count in counts if ebb.is_over(count, now)] == [12]
