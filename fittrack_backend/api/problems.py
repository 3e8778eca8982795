"""Turns failures into answers: problems, as RFC 9457 describes them."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Any

from fastapi import Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from sqlalchemy.exc import DBAPIError
from starlette.exceptions import HTTPException
from starlette.routing import Match

from fittrack_backend.api.responses import PROBLEM_MEDIA_TYPE
from fittrack_backend.api.schemas.base import TELLS_BRANCHES
from fittrack_backend.errors import Problem, RefusedMember
from fittrack_backend.patterns import WORDS
from fittrack_backend.problem_kinds import Kind
from fittrack_backend.storage.database import is_disk_full

MOST_ERRORS_SHOWN = 20
LONGEST_TEXT = 2000

_METHODS = ("DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT")

_log = logging.getLogger("fittrack.api")
_HTTP_FAILURES = {
    400: (Kind.MALFORMED, "The request's body cannot be read as JSON."),
    404: (Kind.NOT_FOUND, "The server has no such address."),
    405: (Kind.METHOD_NOT_ALLOWED, "The address takes other methods."),
}


def response_of(problem: Problem, request_id: str) -> Response:
    """The problem as an answer."""
    content = {
        "type": problem.kind.type,
        "title": problem.title,
        "status": problem.status,
        "detail": _sendable(problem.detail),
        "request_id": request_id,
        **problem.members,
    }
    return JSONResponse(
        content,
        status_code=problem.status,
        headers=problem.headers,
        media_type=PROBLEM_MEDIA_TYPE,
    )


def problem_of(error: Exception, request_id: str) -> Problem:
    """The problem that an exception stands for; what nobody expected is logged."""
    if isinstance(error, Problem):
        return error
    if isinstance(error, RequestValidationError):
        return _malformed(error) or _validation_problem(error)
    if isinstance(error, HTTPException) and error.status_code in _HTTP_FAILURES:
        kind, detail = _HTTP_FAILURES[error.status_code]
        return Problem(kind, detail, headers=error.headers)
    if isinstance(error, (DBAPIError, OSError)) and is_disk_full(error):
        _log.error("request %s failed: the disk is full", request_id)
        return Problem(
            Kind.STORAGE_FULL,
            "The server's disk is full. What was there is safe; nothing was added.",
        )
    _log.error("request %s failed", request_id, exc_info=error)
    return Problem(Kind.INTERNAL, "The server failed; its log has the reason.")


async def on_error(request: Request, error: Exception) -> Response:
    """For FastAPI's table of exception handlers."""
    request_id = request.state.request_id
    if isinstance(error, HTTPException) and error.status_code == 405:
        error.headers = {"Allow": ", ".join(_methods(request))}
    return response_of(problem_of(error, request_id), request_id)


def _methods(request: Request) -> list[str]:
    """What the address takes: Starlette names only the first of its routes (RFC 9110, 10.2.1)."""
    methods = {
        method
        for method in _METHODS
        for route in request.app.routes
        if route.matches({**request.scope, "method": method})[0] == Match.FULL
    }
    return sorted(methods)


def _malformed(error: RequestValidationError) -> Problem | None:
    """A body that is not JSON fails in another way than one with a wrong member."""
    if not any(one["type"] == "json_invalid" for one in error.errors()):
        return None
    kind, detail = _HTTP_FAILURES[400]
    return Problem(kind, detail)


def _validation_problem(error: RequestValidationError) -> Problem:
    fields = [_refused(one, error.body) for one in error.errors()[:MOST_ERRORS_SHOWN]]
    detail = "; ".join(f"{one['field']}: {one['message']}" for one in fields)
    return Problem(Kind.VALIDATION, detail, members={"errors": fields})


def _refused(error: Mapping[str, Any], body: object) -> RefusedMember:
    """A member that was refused, by its place in the request.

    Of a union's branches pydantic names the one in question as if it were a member; and where no
    branch can be told, it names the union instead of the member that tells.
    """
    place, message = list(error["loc"]), str(error["msg"]).removeprefix("Value error, ")
    if error["type"] == "string_pattern_mismatch":
        message = WORDS.get(error["ctx"]["pattern"], message)
    elif error["type"] == "union_tag_not_found":
        place.append(TELLS_BRANCHES)
        message = "Field required"
    elif error["type"] == "union_tag_invalid":
        place.append(TELLS_BRANCHES)
        message = f"Input should be {error['ctx']['expected_tags']}"
    elif isinstance(body, dict) and place[1:2] == [body.get(TELLS_BRANCHES)]:
        del place[1]
    return {
        "field": _sendable(".".join(str(part) for part in place)),
        "message": _sendable(message),
    }


def _sendable(text: str) -> str:
    shortened = text if len(text) <= LONGEST_TEXT else text[:LONGEST_TEXT] + "…"
    return shortened.encode("utf-8", "backslashreplace").decode()
