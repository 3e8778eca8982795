"""Server-sent events across broken connections (HTML Living Standard, section 9.2)."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

import httpx
from httpx_sse import EventSource, SSEError

from fittrack_cli.errors import Incompatible, Unreachable
from fittrack_cli.wire.problems import unusable

if TYPE_CHECKING:
    from fittrack_cli.wire.connection import Connection

FIRST_WAIT_S = 0.2
MAX_WAIT_S = 3.0
SILENCE_S = 45.0
MAX_EVENT_BYTES = 4 << 20
LAST_ID = b"last-event-id"
END = "end"
"""The event after which nothing comes."""


class Event(NamedTuple):
    """One event: its id, its name, and its data, which is a JSON object where the contract says so."""

    id: str
    event: str
    text: str


def events(
    connection: Connection,
    path: str,
    *,
    patience_s: float = 60.0,
    on_trouble: Callable[[str], None] | None = None,
) -> Iterator[Event]:
    """The events of `GET path` in order, each once as far as the server's ids allow; endless.

    After a broken connection it asks again from the last id, and calls `on_trouble` with the reason. Raises
    Unreachable when nothing came for `patience_s`, and at once what a new try would not change,
    such as NotFound.
    """
    return _across_connections(connection, path, {}, patience_s, on_trouble, ends=False)


def until_end(
    connection: Connection, path: str, headers: Mapping[bytes, bytes], *, patience_s: float
) -> Iterator[Event]:
    """The events of `GET path`, until one is called `end` or the server ends the stream.

    A broken connection does not end them. Raises as `events` does.
    """
    for one in _across_connections(connection, path, headers, patience_s, None, ends=True):
        yield one
        if one.event == END:
            return


def _across_connections(
    connection: Connection,
    path: str,
    headers: Mapping[bytes, bytes],
    patience_s: float,
    on_trouble: Callable[[str], None] | None,
    *,
    ends: bool,
) -> Iterator[Event]:
    """Events from one connection after the other; where it `ends`, a stream may be complete."""
    last_id = ""
    wait_s = FIRST_WAIT_S
    good_until = time.monotonic() + patience_s
    while True:
        trouble: Unreachable | None = None
        try:
            for event in _one_connection(connection, path, headers, last_id):
                last_id = event.id or last_id
                wait_s = FIRST_WAIT_S
                yield event
                good_until = time.monotonic() + patience_s
            if ends:
                return
        except Unreachable as error:
            trouble = error
        if time.monotonic() > good_until:
            raise trouble or Unreachable(
                f"no events from {connection.url}", f"nothing came for {patience_s:g} seconds"
            )
        if trouble is not None and on_trouble is not None:
            on_trouble(f"{trouble.title}: {trouble.detail}")
        time.sleep(wait_s)
        wait_s = min(wait_s * 2, MAX_WAIT_S)


def _one_connection(
    connection: Connection, path: str, given: Mapping[bytes, bytes], last_id: str
) -> Iterator[Event]:
    headers = {**given, b"Accept": b"text/event-stream", b"Cache-Control": b"no-store"}
    if last_id:
        headers = {name: text for name, text in headers.items() if name.lower() != LAST_ID}
        headers[LAST_ID] = last_id.encode()
    timeout = httpx.Timeout(connection.timeout_s, read=max(connection.timeout_s, SILENCE_S))
    try:
        with connection.http.stream("GET", path, headers=headers, timeout=timeout) as response:
            kind = response.headers.get("content-type", "").partition(";")[0]
            if kind != "text/event-stream":
                raise Unreachable(
                    f"no events from {connection.url}", f"it answered {kind or 'nothing readable'}"
                )
            yield from _parsed(connection, response)
    except (httpx.HTTPError, SSEError, UnicodeDecodeError) as error:
        raise unusable(error, connection.url, connection.timeout_s) from error


def _parsed(connection: Connection, response: httpx.Response) -> Iterator[Event]:
    bounded = _Bounded(response, connection.url)
    source = EventSource(
        httpx.Response(200, headers={"Content-Type": "text/event-stream"}, stream=bounded)
    )
    for sent in source.iter_sse():
        bounded.held = 0
        if sent.data:
            yield Event(sent.id, sent.event or "message", sent.data)


class _Bounded(httpx.SyncByteStream):
    """What a stream sends, as long as each event in it ends; httpx-sse would hold all of it."""

    def __init__(self, response: httpx.Response, url: str) -> None:
        self._response = response
        self._url = url
        self.held = 0

    def __iter__(self) -> Iterator[bytes]:
        for data in self._response.iter_bytes():
            self.held += len(data)
            if self.held > MAX_EVENT_BYTES:
                raise Incompatible(f"an event from {self._url} is too large", "it does not end")
            yield data


def data_of(event: Event, connection: Connection) -> Mapping[str, object]:
    """An event's data, which must be a JSON object; raises Incompatible."""
    try:
        data = json.loads(event.text)
    except (ValueError, RecursionError):
        data = None
    if not isinstance(data, dict):
        raise Incompatible(
            f"cannot understand an event from {connection.url}", "its data is not a JSON object"
        )
    return data
