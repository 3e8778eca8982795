"""An event loop that goes round soon, however many connections have something at once.

asyncio takes all that is ready before it goes on with anything. Among thousands of connections that takes a quarter of a second, and an
answer needs several rounds: its request is read in one, its task begins in the next, and goes on in another when a thread has
found what was asked. So only the first of these should have to wait for everybody else.
"""

from __future__ import annotations

import asyncio
import math
import os
import selectors

_AT_ONCE = 32
"""So many connections are read or written to in a round. What is ready longest comes first: the system puts those that it has named last."""


def new_event_loop() -> asyncio.AbstractEventLoop:
    """The loop; asyncio's own where the system has no epoll."""
    if not hasattr(selectors, "EpollSelector"):
        return asyncio.new_event_loop()
    return asyncio.SelectorEventLoop(_FewAtOnce())


if hasattr(selectors, "EpollSelector"):
    import select

    class _FewAtOnce(selectors.EpollSelector):
        """epoll, asked for a few at a time."""

        def __init__(self) -> None:
            super().__init__()
            # The same epoll by another descriptor, which this object closes at its end.
            self._few = select.epoll.fromfd(os.dup(self.fileno()))

        def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
            """What is ready, at most `_AT_ONCE`; waits for it so many seconds, or for ever."""
            keys = self.get_map()
            found: list[tuple[selectors.SelectorKey, int]] = []
            try:
                ready = self._few.poll(_waited(timeout), _AT_ONCE)
            except InterruptedError:
                return found
            for descriptor, events in ready:
                key = keys.get(descriptor)
                if key is not None:
                    # An error, or an end, is met by whoever reads or writes.
                    read = selectors.EVENT_READ if events & ~select.EPOLLOUT else 0
                    write = selectors.EVENT_WRITE if events & ~select.EPOLLIN else 0
                    found.append((key, (read | write) & key.events))
            return found

        def close(self) -> None:
            self._few.close()
            super().close()


def _waited(timeout: float | None) -> float:
    """As epoll has it: it counts in milliseconds, and must not wait for less than was asked."""
    return -1 if timeout is None else math.ceil(max(0.0, timeout) * 1000) / 1000
