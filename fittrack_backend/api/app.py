"""Builds the FastAPI application from its routes and what surrounds them."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.middleware.cors import CORSMiddleware

from fittrack_backend.api import (
    account_data,
    accounts,
    activity_export,
    activity_samples,
    auth,
    daily_health,
    data,
    gear,
    ignored_files,
    meta,
    notifications,
    numbers,
    schedules,
    sources,
    sync,
    sync_overview,
    totals,
    uploads,
)
from fittrack_backend.api.backend import Backend
from fittrack_backend.api.contract import CONTRACT_VERSION, contract
from fittrack_backend.api.edge.answer_times import AnswerTimes
from fittrack_backend.api.edge.hosts import host_check
from fittrack_backend.api.edge.middleware import Edge
from fittrack_backend.api.edge.refusals import Refusals
from fittrack_backend.api.problems import on_error
from fittrack_backend.api.shortcut import Shortcut
from fittrack_backend.api.strict import StrictRoute
from fittrack_backend.errors import Problem


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
        openapi_url=None,
        redirect_slashes=False,
    )
    app.state.backend = backend
    for module in (
        *(meta, accounts, account_data, auth, sources),
        *(sync, sync_overview, ignored_files, schedules, uploads),
        *(data, activity_samples, activity_export, daily_health, gear, totals, numbers),
        notifications,
    ):
        # As they are: to include a router is to make all its routes anew, and to look for each of them twice.
        app.router.routes.extend(module.router.routes)
    routes = [route for route in app.router.routes if isinstance(route, StrictRoute)]
    fixed = frozenset(route.path for route in routes if "{" not in route.path)
    for route in routes:
        if "{" in route.path:
            route.leave(fixed)
    app.openapi = lambda: contract(app)  # type: ignore[method-assign]
    for kind in (Problem, RequestValidationError, HTTPException):
        app.add_exception_handler(kind, on_error)
    if backend is not None:
        app.add_middleware(Shortcut, routes=app.router.routes)
        settings = backend.settings
        if settings.cors_origins:
            app.add_middleware(
                CORSMiddleware,
                allow_origins=settings.cors_origins,
                allow_methods=("DELETE", "GET", "PATCH", "POST", "PUT"),
                allow_headers=(
                    "Authorization",
                    "Idempotency-Key",
                    "If-None-Match",
                    "Last-Event-ID",
                ),
                expose_headers=(
                    *("ETag", "Location", "Retry-After"),
                    *("X-Contract-Version", "X-Request-Id"),
                ),
            )
        app.state.refusals = Refusals()
        app.state.answer_times = AnswerTimes()
        app.add_middleware(
            Edge,
            allows_host=host_check(settings.host, settings.allowed_hosts),
            refusals=app.state.refusals,
            times=app.state.answer_times,
        )
    return app
