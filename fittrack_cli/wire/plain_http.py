"""One answer of a server on this machine, asked for without an HTTP library: importing one takes longer than all else.

HTTP/1.1 as far as a server of ours speaks it (RFC 9112): a status, headers, and a body whose length is said. Whatever else
comes is left to the library, which is asked then.
"""

from __future__ import annotations

import socket
import time
from collections.abc import Sequence
from typing import Any, NamedTuple

from fittrack_cli.wire.every_request import CONNECT_TIMEOUT_S

MAX_HEAD_BYTES = 16 << 10
MAX_BODY_BYTES = 4 << 20
_CHUNK = 64 << 10
_ONCE = frozenset({"content-length", "content-type", "location", "retry-after"})
_SPECIAL = ("transfer-encoding", "content-encoding", "trailer", "upgrade")
_WITHOUT_BODY = (204, 205, 304)
_TOKEN = frozenset("!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyz")


class Unusual(Exception):
    """What came is nothing that is read here."""


class Answer(NamedTuple):
    """A whole answer. The names of `headers` are in lower case."""

    status: int
    reason: str
    headers: Sequence[tuple[str, str]]
    body: bytes

    def header(self, name: str) -> str | None:
        """The value of a header; None where it is missing, or there several times."""
        found = [value for key, value in self.headers if key == name]
        return found[0] if len(found) == 1 else None


class FirstAnswer(NamedTuple):
    """What one request for `url` was answered: an answer, or None where it did not come in time."""

    url: str
    answer: Answer | None


def get(
    address: tuple[str, int],
    path: str,
    headers: Sequence[tuple[str, str]],
    *,
    timeout_s: float,
) -> Answer:
    """Asks once. Raises TimeoutError when the answer has not come whole in time, and Unusual."""
    until = time.monotonic() + timeout_s
    lines = [f"GET {path} HTTP/1.1", *(f"{name}: {value}" for name, value in headers), "", ""]
    try:
        # As bytes, which the types do not know: for a text Python imports the codec of names in other scripts.
        where: tuple[Any, int] = (address[0].encode("ascii"), address[1])
        with socket.create_connection(where, min(timeout_s, CONNECT_TIMEOUT_S)) as connection:
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            connection.sendall("\r\n".join(lines).encode("ascii"))
            return _read(connection, until)
    except TimeoutError:
        raise
    except (OSError, ValueError) as error:
        raise Unusual(str(error)) from error


def _read(connection: socket.socket, until: float) -> Answer:
    data = b""
    while b"\r\n\r\n" not in data[: MAX_HEAD_BYTES + 4]:
        if len(data) > MAX_HEAD_BYTES:
            raise Unusual("its head is long")
        data += _more(connection, until)
    head, _, body = data.partition(b"\r\n\r\n")
    status, reason, headers, length = _parsed(head)
    parts, left = [body], length - len(body)
    while left > 0:
        parts.append(_more(connection, until))
        left -= len(parts[-1])
    if left < 0:
        raise Unusual("more came than was said")
    return Answer(status, reason, headers, b"".join(parts))


def _more(connection: socket.socket, until: float) -> bytes:
    left = until - time.monotonic()
    if left <= 0:
        raise TimeoutError
    connection.settimeout(left)
    data = connection.recv(_CHUNK)
    if not data:
        raise Unusual("it broke off")
    return data


def _parsed(head: bytes) -> tuple[int, str, list[tuple[str, str]], int]:
    first, *lines = head.decode("ascii").split("\r\n")
    version, _, rest = first.partition(" ")
    status, _, reason = rest.partition(" ")
    if version != "HTTP/1.1" or not (status.isdigit() and len(status) == 3):
        raise Unusual("it has no status")
    headers = []
    for line in lines:
        name, colon, value = line.partition(":")
        name, value = name.lower(), value.strip(" \t")
        if not (colon and name and _TOKEN.issuperset(name) and (value.isprintable() or not value)):
            raise Unusual("a header is odd")
        headers.append((name, value))
    names = [name for name, _ in headers]
    if any(names.count(name) > 1 for name in _ONCE) or any(name in names for name in _SPECIAL):
        raise Unusual("its headers ask for more")
    length = dict(headers).get("content-length", "")
    if not length.isdigit() or len(length) > 9 or int(length) > MAX_BODY_BYTES:
        raise Unusual("its length is not said, or great")
    if int(status) < 200 or int(status) in _WITHOUT_BODY:
        raise Unusual("its status ends nothing, or has no body")
    return int(status), reason, headers, int(length)
