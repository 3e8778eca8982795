"""The way to small reads, past the layers that FastAPI has for each request."""

from __future__ import annotations

from collections.abc import Iterable

from fastapi import Request
from starlette.routing import BaseRoute
from starlette.types import ASGIApp, Receive, Scope, Send

from fittrack_backend.api.small_reads import Handler
from fittrack_backend.api.strict import StrictRoute


class Shortcut:
    """Finds a small read by its path, which is fixed but for its last part; hands all else on. What fails becomes a problem
    at the edge."""

    def __init__(self, app: ASGIApp, routes: Iterable[BaseRoute]) -> None:
        self._app = app
        self._fixed: dict[str, tuple[StrictRoute, Handler]] = {}
        """By the path as a whole."""
        self._by_last: dict[str, tuple[StrictRoute, str, Handler]] = {}
        """By the path before its last part, which is a value of that name."""
        for route in routes:
            if not isinstance(route, StrictRoute) or "GET" not in (route.methods or ()):
                continue
            if not route.is_small_read:
                continue
            before, _, last = route.path.rpartition("/")
            if "{" not in route.path:
                self._fixed[route.path] = route, route.get_route_handler()
            elif "{" not in before:
                self._by_last[before] = route, last.strip("{}"), route.get_route_handler()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if (
            scope["type"] != "http"
            or scope["method"] != "GET"
            or scope.get("root_path")
            or (handler := self._found(scope)) is None
        ):
            await self._app(scope, receive, send)
            return
        answer = await handler(Request(scope, receive, send))
        await answer(scope, receive, send)

    def _found(self, scope: Scope) -> Handler | None:
        path: str = scope["path"]
        values: dict[str, str] = {}
        if path in self._fixed:
            route, handler = self._fixed[path]
        else:
            before, _, last = path.rpartition("/")
            by_last = self._by_last.get(before)
            if by_last is None or not last:
                return None
            route, name, handler = by_last
            if route.leaves(path):
                return None
            values = {name: last}
        scope["route"], scope["path_params"] = route, values
        return handler
