"""Builds the FastAPI application: routes, request ids, problems."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from uuid import uuid4

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from sqlalchemy.exc import OperationalError
from starlette.exceptions import HTTPException

from fittrack_backend.api import accounts, auth, data, meta, sources, sync
from fittrack_backend.api.contract import CONTRACT_VERSION, contract
from fittrack_backend.api.responses import PROBLEM_MEDIA_TYPE
from fittrack_backend.errors import PROBLEM_TYPE_PREFIX, Problem
from fittrack_backend.runtime import Backend
from fittrack_backend.storage.database import is_disk_full

_log = logging.getLogger("fittrack.api")


def create_app(backend: Backend | None = None) -> FastAPI:
    """The application; without a backend it can only describe itself."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        if backend is not None:
            backend.start()
        yield
        if backend is not None:
            backend.stop()

    app = FastAPI(
        title="FitTrack",
        version=CONTRACT_VERSION,
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
        openapi_url="/v1/openapi.json",
    )
    app.state.backend = backend
    for module in (meta, accounts, auth, sources, sync, data):
        app.include_router(module.router)
    app.openapi = lambda: contract(app)  # type: ignore[method-assign]
    app.middleware("http")(_with_request_id)
    app.add_exception_handler(Problem, _on_problem)
    app.add_exception_handler(RequestValidationError, _on_invalid_request)
    app.add_exception_handler(HTTPException, _on_http_exception)
    app.add_exception_handler(OperationalError, _on_database_error)
    app.add_exception_handler(Exception, _on_unexpected)
    return app


async def _with_request_id(
    request: Request, answer: Callable[[Request], Awaitable[Response]]
) -> Response:
    request.state.request_id = uuid4().hex
    response = await answer(request)
    response.headers["X-Request-Id"] = request.state.request_id
    return response


def _problem_response(request: Request, problem: Problem) -> JSONResponse:
    request_id = getattr(request.state, "request_id", "")
    content = {
        "type": PROBLEM_TYPE_PREFIX + problem.slug,
        "title": problem.title,
        "status": problem.status,
        "detail": problem.detail,
        "request_id": request_id,
        **problem.extras,
    }
    return JSONResponse(
        content,
        status_code=problem.status,
        headers={**problem.headers, "X-Request-Id": request_id},
        media_type=PROBLEM_MEDIA_TYPE,
    )


async def _on_problem(request: Request, error: Exception) -> Response:
    assert isinstance(error, Problem)
    return _problem_response(request, error)


async def _on_invalid_request(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    fields = [
        {"field": ".".join(str(part) for part in one["loc"]), "message": str(one["msg"])}
        for one in error.errors()
    ]
    detail = "; ".join(f"{one['field']}: {one['message']}" for one in fields)
    return _problem_response(
        request,
        Problem("validation", 422, "The request is not valid", detail, extras={"errors": fields}),
    )


async def _on_http_exception(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    slugs = {404: "not-found", 405: "method-not-allowed"}
    slug = slugs.get(error.status_code, "http")
    return _problem_response(
        request,
        Problem(
            slug, error.status_code, str(error.detail), str(error.detail), headers=error.headers
        ),
    )


async def _on_database_error(request: Request, error: Exception) -> Response:
    if is_disk_full(error):
        return _problem_response(
            request,
            Problem(
                "storage-full",
                507,
                "The disk is full",
                "The server's disk is full; nothing was lost.",
            ),
        )
    return await _on_unexpected(request, error)


async def _on_unexpected(request: Request, error: Exception) -> Response:
    _log.error("request %s failed", request.state.request_id, exc_info=error)
    return _problem_response(
        request,
        Problem("internal", 500, "Internal error", "The server failed; its log has the reason."),
    )
