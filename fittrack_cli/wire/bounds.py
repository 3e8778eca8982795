"""Bounds on an answer, in size and in time, and the --debug trace of each request.

An answer is read whole here, up to a limit and a deadline, so that one that breaks off is noticed
where it can still be asked for again. A request with the extension `stream` set is left alone; one with
`long_body` may be sent for as long as it takes, and is answered within the deadline after that.
"""

from __future__ import annotations

import math
import time
import zlib
from collections.abc import Callable, Iterator

import httpx

from fittrack_cli.errors import Incompatible
from fittrack_cli.wire.deadline import deadline_of

MAX_BODY_BYTES = 64 << 20
LONG_BODY = "long_body"

Trace = Callable[[str], None]


class BoundedTransport(httpx.BaseTransport):
    """Reads an answer whole, at most `MAX_BODY_BYTES` long and within the request's deadline."""

    def __init__(self, inner: httpx.BaseTransport, timeout_s: float, trace: Trace | None) -> None:
        self._inner = inner
        self._timeout_s = timeout_s
        self._trace = trace
        self._deadline = deadline_of(inner)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        started = time.monotonic()
        self._deadline.at = started + self._timeout_s
        if LONG_BODY in request.extensions:
            self._deadline.at = math.inf
            request.stream = _Told(request.stream, self._begin_deadline)
        try:
            response = self._inner.handle_request(request)
            if not (request.extensions.get("stream") and response.status_code < 400):
                until = min(self._deadline.at, time.monotonic() + self._timeout_s)
                response = self._whole(request, response, until)
        except Exception as error:
            self._tell(request, type(error).__name__, started)
            raise
        finally:
            self._deadline.at = math.inf
        self._tell(request, str(response.status_code), started)
        return response

    def close(self) -> None:
        self._inner.close()

    def _begin_deadline(self) -> None:
        self._deadline.at = time.monotonic() + self._timeout_s

    def _whole(
        self, request: httpx.Request, response: httpx.Response, deadline: float
    ) -> httpx.Response:
        data = bytearray()
        try:
            for chunk in response.stream:  # type: ignore[union-attr]
                data += chunk
                if len(data) > MAX_BODY_BYTES:
                    raise _too_large()
                if time.monotonic() > deadline:
                    raise httpx.ReadTimeout("the answer takes too long", request=request)
        finally:
            response.close()
        encoding = response.headers.get("content-encoding", "").strip().lower()
        headers = [
            (name, value)
            for name, value in response.headers.raw
            if name.lower() not in (b"content-encoding", b"content-length", b"transfer-encoding")
        ]
        return httpx.Response(
            response.status_code,
            headers=headers,
            content=_decompressed(bytes(data), encoding),
            request=request,
            extensions=response.extensions,
        )

    def _tell(self, request: httpx.Request, outcome: str, started: float) -> None:
        if self._trace is not None:
            elapsed = (time.monotonic() - started) * 1000
            self._trace(f"{request.method} {request.url} -> {outcome} in {elapsed:.0f} ms")


class _Told(httpx.SyncByteStream):
    """A request's body; tells when all of it was sent."""

    def __init__(
        self, inner: httpx.SyncByteStream | httpx.AsyncByteStream, at_end: Callable[[], None]
    ) -> None:
        assert isinstance(inner, httpx.SyncByteStream)
        self._inner = inner
        self._at_end = at_end

    def __iter__(self) -> Iterator[bytes]:
        yield from self._inner
        self._at_end()

    def close(self) -> None:
        self._inner.close()


def _decompressed(data: bytes, encoding: str) -> bytes:
    if encoding in ("", "identity"):
        return data
    if encoding != "gzip":
        raise httpx.DecodingError(f"the answer is compressed as {encoding!r}")
    decoder = zlib.decompressobj(16 + zlib.MAX_WBITS)
    try:
        text = decoder.decompress(data, MAX_BODY_BYTES + 1)
    except zlib.error as error:
        raise httpx.DecodingError(str(error)) from error
    if len(text) > MAX_BODY_BYTES:
        raise _too_large()
    if not decoder.eof:
        raise httpx.RemoteProtocolError("the compressed answer is not complete")
    return text


def _too_large() -> Incompatible:
    return Incompatible("the answer is too large", f"more than {MAX_BODY_BYTES >> 20} MiB")
