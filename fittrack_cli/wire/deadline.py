"""A deadline for all of an answer, headers included.

httpx bounds each read only: a server that sends one more header, or one more `100 Continue`, every
second would never let it go. Looking at the clock between the chunks of a body does not help there,
and a thread or a signal that breaks off a read would leave a connection in an unknown state. So the
network itself, below httpx, gives each read no more than what is left of the whole.
"""

from __future__ import annotations

import math
import time
from collections.abc import Iterable
from ssl import SSLContext

import httpcore
import httpx

_Options = Iterable[
    tuple[int, int, int] | tuple[int, int, bytes | bytearray] | tuple[int, int, None, int]
]


class Deadline:
    """The moment, on the monotonic clock, after which nothing more is read."""

    def __init__(self) -> None:
        self.at = math.inf

    def left(self, timeout_s: float | None) -> float | None:
        """The seconds that a read may take: `timeout_s`, or less. Raises ReadTimeout for none."""
        if self.at == math.inf:
            return timeout_s
        left = self.at - time.monotonic()
        if left <= 0:
            raise httpcore.ReadTimeout("the answer takes too long")
        return left if timeout_s is None else min(left, timeout_s)


def deadline_of(transport: httpx.BaseTransport) -> Deadline:
    """A deadline that all connections of `transport` keep from now on.

    httpx hands no network backend through to httpcore, where it is public: that of its pool is
    replaced, in two private members that tests/unit/test_borrowed.py holds. Building a transport on
    httpcore of our own would copy what httpx does about requests and errors. Transports that are not
    httpx's own, such as a test's, have no connections.
    """
    deadline = Deadline()
    if isinstance(transport, httpx.HTTPTransport):
        pool = transport._pool  # noqa: SLF001
        pool._network_backend = _Backend(pool._network_backend, deadline)  # noqa: SLF001
    return deadline


class _Backend(httpcore.NetworkBackend):
    def __init__(self, inner: httpcore.NetworkBackend, deadline: Deadline) -> None:
        self._inner = inner
        self._deadline = deadline

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: _Options | None = None,
    ) -> httpcore.NetworkStream:
        stream = self._inner.connect_tcp(host, port, timeout, local_address, socket_options)
        return _Stream(stream, self._deadline)

    def sleep(self, seconds: float) -> None:
        self._inner.sleep(seconds)


class _Stream(httpcore.NetworkStream):
    def __init__(self, inner: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._inner = inner
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._inner.read(max_bytes, self._deadline.left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, timeout)

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self,
        ssl_context: SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        return _Stream(self._inner.start_tls(ssl_context, server_hostname, timeout), self._deadline)

    def get_extra_info(self, info: str) -> object:
        return self._inner.get_extra_info(info)
