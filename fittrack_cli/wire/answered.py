"""The first answer in place of the network, where it came before the connection: the server is not asked twice."""

from __future__ import annotations

import httpx

from fittrack_cli.wire.plain_http import FirstAnswer

_OF_THE_BODY = ("content-length", "connection", "keep-alive")


class AnsweredTransport(httpx.BaseTransport):
    """Answers the first request, where it is that one, with what came; sends all others."""

    def __init__(self, inner: httpx.BaseTransport, first: FirstAnswer) -> None:
        self._inner = inner
        self._first: FirstAnswer | None = first

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        first, self._first = self._first, None
        if first is None or request.method != "GET" or str(request.url) != first.url:
            return self._inner.handle_request(request)
        if first.answer is None:
            raise httpx.ReadTimeout("the answer takes too long", request=request)
        return httpx.Response(
            first.answer.status,
            headers=[one for one in first.answer.headers if one[0] not in _OF_THE_BODY],
            content=first.answer.body,
            request=request,
            extensions={"reason_phrase": first.answer.reason.encode("ascii")},
        )

    def close(self) -> None:
        self._inner.close()
