"""Problems for requests that are not valid HTTP/1.1, which never reach the routes."""

from __future__ import annotations

import logging
import sys
from http import HTTPStatus
from uuid import uuid4

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

from fittrack_backend.api.edge import headers_of
from fittrack_backend.api.problems import response_of
from fittrack_backend.errors import Problem
from fittrack_backend.problem_kinds import Kind

_log = logging.getLogger("fittrack.requests")
_FAILURES = {
    431: (Kind.TOO_LARGE.at(431), "The request's line and headers are too long."),
    501: (Kind.NOT_IMPLEMENTED.at(501), "The server does not know this transfer encoding."),
}
_NOT_HTTP = (Kind.MALFORMED.at(400), "This is not a valid HTTP/1.1 request.")


class ProblemProtocol(H11Protocol):
    """uvicorn's HTTP/1.1, except that a request that it cannot read is answered with a problem."""

    def send_400_response(self, msg: str) -> None:
        error = sys.exception()
        hint = error.error_status_hint if isinstance(error, h11.RemoteProtocolError) else 400
        occurrence, detail = _FAILURES.get(hint, _NOT_HTTP)
        status = occurrence.status
        request_id = uuid4().hex
        answer = response_of(Problem(occurrence, detail), request_id)
        headers = [
            *answer.raw_headers,
            *((name.encode(), text.encode()) for name, text in headers_of(request_id).items()),
            (b"connection", b"close"),
        ]
        _log.info("- - %s %s %s", status, error, request_id)
        for event in (
            h11.Response(status_code=status, headers=headers, reason=HTTPStatus(status).phrase),
            h11.Data(data=bytes(answer.body)),
            h11.EndOfMessage(),
        ):
            self.transport.write(self.conn.send(event) or b"")
        self.transport.close()
