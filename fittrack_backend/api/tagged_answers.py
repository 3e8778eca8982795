"""Answers that need not be sent again to a client that has them: `ETag` and `If-None-Match` (RFC 9110, 8.8.3 and 13.1.2)."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Coroutine
from typing import Any

from fastapi import Request, Response

from fittrack_backend.api.negotiation import ETAG, has_it
from fittrack_backend.api.responses import Responses
from fittrack_backend.api.strict import StrictRoute

NOTHING_CHANGED: Responses = {
    200: {"headers": ETAG},
    304: {
        "description": "Nothing has changed since the answer that `If-None-Match` names.",
        "headers": ETAG,
    },
}
"""What an operation of such a route answers besides, for the contract."""


class TaggedRoute(StrictRoute):
    """Names each successful answer by its bytes: so any change in it gives another name, whatever it comes from.

    It is worked out all the same; what is saved is sending it.
    """

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        handle = super().get_route_handler()

        async def handle_and_tag(request: Request) -> Response:
            answer = await handle(request)
            etag = f'"{hashlib.sha256(answer.body).hexdigest()[:32]}"'
            headers = {"ETag": etag, "Cache-Control": "private, no-cache"}
            if has_it(request, etag):
                return Response(status_code=304, headers=headers)
            answer.headers.update(headers)
            return answer

        return handle_and_tag
