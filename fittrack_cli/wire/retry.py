"""When a request is sent again, and after how long: the one policy of the command line.

What is sent again is decided here. Counting and waiting (backoff with jitter, Retry-After) are
httpx-retries', which is imported only when a first try has failed: it takes 40 ms.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import httpx

if TYPE_CHECKING:
    from httpx_retries import Retry

RETRIES = 3
"""How often a request is sent again, at most."""
MAX_WAIT_S = 10.0
"""How long all the waiting between the tries of one request may take."""
FIRST_WAIT_S = 0.1
"""The mean wait before the first retry, without a Retry-After; each later one is twice as long."""
STATUSES = frozenset({429, 502, 503, 504})
"""Answers that a later try may change (RFC 6585, section 4; RFC 9110, section 15.6)."""
METHODS = frozenset({"GET", "HEAD", "OPTIONS", "PUT", "DELETE"})
"""Methods whose repetition changes nothing (RFC 9110, section 9.2.2)."""
# Not timeouts: one who waited for the whole timeout does not want to wait for three more.
BROKEN = (httpx.NetworkError, httpx.RemoteProtocolError)


def is_safe(request: httpx.Request) -> bool:
    """Whether sending a request twice does what sending it once does."""
    return request.method in METHODS or "idempotency-key" in request.headers


def retry_after_s(response: httpx.Response) -> float | None:
    """The seconds of Retry-After (RFC 9110, section 10.2.3); None without one.

    A date, which no FitTrack backend sends, counts as forever.
    """
    text = response.headers.get("retry-after", "").strip()
    if not text:
        return None
    return float(text) if text.isascii() and text.isdigit() else float("inf")


def is_temporary(outcome: httpx.Response | Exception, patience_s: float) -> bool:
    """Whether another try, within `patience_s` seconds, may do better."""
    if isinstance(outcome, Exception):
        return isinstance(outcome, BROKEN)
    return outcome.status_code in STATUSES and (retry_after_s(outcome) or 0.0) <= patience_s


class RetryingTransport(httpx.BaseTransport):
    """Sends a request again, a few times, where that is safe and the failure looks temporary."""

    def __init__(self, inner: httpx.BaseTransport) -> None:
        self._inner = inner

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        outcome = self._try(request)
        if is_safe(request) and is_temporary(outcome, MAX_WAIT_S):
            outcome = self._again(request, outcome)
        if isinstance(outcome, Exception):
            raise outcome
        return outcome

    def close(self) -> None:
        self._inner.close()

    def _again(
        self, request: httpx.Request, outcome: httpx.Response | Exception
    ) -> httpx.Response | Exception:
        retry = _fresh()
        while not retry.is_exhausted() and is_temporary(outcome, MAX_WAIT_S - retry.elapsed_sleep):
            if isinstance(outcome, httpx.Response):
                outcome.close()
            retry = retry.increment()
            retry.sleep(outcome)
            outcome = self._try(request)
        return outcome

    def _try(self, request: httpx.Request) -> httpx.Response | Exception:
        try:
            return self._inner.handle_request(request)
        except BROKEN as error:
            return error


def _fresh() -> Retry:
    from httpx_retries import Retry

    return Retry(
        total=RETRIES,
        backoff_factor=FIRST_WAIT_S,
        max_backoff_wait=MAX_WAIT_S,
        total_timeout=MAX_WAIT_S,
    )
