"""The server's event loop goes round soon, however many connections have something, and forgets none of them."""

from __future__ import annotations

import asyncio
import selectors
import socket
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from fittrack_backend.lifecycle.event_loop import new_event_loop

CONNECTIONS = 200

pytestmark = pytest.mark.skipif(
    not hasattr(selectors, "EpollSelector"), reason="only Linux has epoll"
)


@pytest.fixture
def loop() -> Iterator[asyncio.AbstractEventLoop]:
    loop = new_event_loop()
    yield loop
    loop.close()


@pytest.fixture
def readable() -> Iterator[list[socket.socket]]:
    """Sockets that all have something to be read, which nobody reads."""
    with ExitStack() as stack:
        found = []
        for _ in range(CONNECTIONS):
            here, there = socket.socketpair()
            stack.enter_context(here)
            stack.enter_context(there)
            here.setblocking(False)
            there.send(b"x")
            found.append(here)
        yield found


def test_what_one_connection_does_next_waits_for_few_others(
    loop: asyncio.AbstractEventLoop, readable: list[socket.socket]
) -> None:
    seen: list[object] = []

    def number_left() -> int:
        return CONNECTIONS - sum(one != "next" for one in seen)

    def read(number: int) -> None:
        seen.append(number)
        loop.remove_reader(readable[number])
        if len(seen) == 1:
            loop.call_soon(seen.append, "next")
        if number_left() == 0:
            loop.call_soon(loop.stop)

    for number, one in enumerate(readable):
        loop.add_reader(one, read, number)
    loop.run_forever()
    assert set(seen) == {*range(CONNECTIONS), "next"}
    assert seen.index("next") <= CONNECTIONS / 4


def test_who_always_has_something_keeps_nobody_from_their_turn(
    loop: asyncio.AbstractEventLoop, readable: list[socket.socket]
) -> None:
    turns = [0] * CONNECTIONS

    def read(number: int) -> None:
        turns[number] += 1
        if sum(turns) == 3 * CONNECTIONS:
            loop.stop()

    for number, one in enumerate(readable):
        loop.add_reader(one, read, number)
    loop.run_forever()
    assert min(turns) >= 2, turns


def test_who_can_write_is_told(
    loop: asyncio.AbstractEventLoop, readable: list[socket.socket]
) -> None:
    loop.add_writer(readable[0], loop.stop)
    loop.run_forever()


def test_nothing_is_done_too_early(loop: asyncio.AbstractEventLoop) -> None:
    due = loop.time() + 0.0203
    loop.call_at(due, loop.stop)
    loop.run_forever()
    assert loop.time() >= due


def test_a_loop_that_is_closed_leaves_no_descriptor() -> None:
    descriptors = Path("/proc/self/fd")
    before = len(list(descriptors.iterdir()))
    new_event_loop().close()
    assert len(list(descriptors.iterdir())) == before
