"""Layers below the client: bounded answers, retries where they are safe, the --debug trace.

An answer is read whole here, up to a limit and a deadline, so that one that breaks off is noticed
where it can still be asked for again. A request with the extension `stream` set is left alone.
"""

from __future__ import annotations

import math
import time
import zlib
from collections.abc import Callable

from fittrack_cli.errors import Incompatible
from fittrack_cli.wire.deadline import deadline_of
from fittrack_cli.wire.http import httpx

MAX_BODY_BYTES = 64 << 20
RETRIES = 3
MAX_WAIT_S = 10.0
_IDEMPOTENT = frozenset({"GET", "HEAD", "OPTIONS", "PUT", "DELETE"})
_TEMPORARY = frozenset({429, 502, 503, 504})
_BROKEN = (httpx.TimeoutException, httpx.NetworkError, httpx.RemoteProtocolError)

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
        try:
            response = self._inner.handle_request(request)
            if not (request.extensions.get("stream") and response.status_code < 400):
                response = self._whole(request, response, started + self._timeout_s)
        except Exception as error:
            self._tell(request, type(error).__name__, started)
            raise
        finally:
            self._deadline.at = math.inf
        self._tell(request, str(response.status_code), started)
        return response

    def close(self) -> None:
        self._inner.close()

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


class RetryingTransport(httpx.BaseTransport):
    """Asks again, a few times, where that is safe and the failure looks temporary.

    Safe are the idempotent methods, and a POST with an Idempotency-Key. httpx-retries is imported
    only when the first try has failed.
    """

    def __init__(self, inner: httpx.BaseTransport) -> None:
        self._inner = inner

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        safe = request.method in _IDEMPOTENT or "idempotency-key" in request.headers
        try:
            response = self._inner.handle_request(request)
        except _BROKEN as error:
            # One who waited for the whole timeout does not want to wait for three more.
            if not safe or isinstance(error, httpx.ReadTimeout | httpx.WriteTimeout):
                raise
        else:
            if not safe or response.status_code not in _TEMPORARY or _wait(response) > MAX_WAIT_S:
                return response
            time.sleep(_wait(response))
            response.close()
        return self._again(request)

    def close(self) -> None:
        self._inner.close()

    def _again(self, request: httpx.Request) -> httpx.Response:
        from httpx_retries import Retry, RetryTransport

        retry = Retry(
            total=RETRIES,
            attempts_made=1,
            allowed_methods=[request.method],
            retry_on_exceptions=[httpx.ConnectError, httpx.ReadError, httpx.RemoteProtocolError],
            backoff_factor=0.1,
            max_backoff_wait=MAX_WAIT_S,
            total_timeout=MAX_WAIT_S,
        )
        time.sleep(0.1)
        return RetryTransport(self._inner, retry).handle_request(request)


def _wait(response: httpx.Response) -> float:
    """The seconds of Retry-After; a date, which nobody sends here, counts as forever."""
    text = response.headers.get("retry-after", "0").strip()
    return float(text) if text.isascii() and text.isdigit() else float("inf")


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
