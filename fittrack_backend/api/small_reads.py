"""Small reads: routes that are given what they read of an account (`AccountReads`), and values of their path and query alone.

What FastAPI does for each request costs more than such a read. So these routes are found in a table, past its layers; their
values are solved here, from FastAPI's own declarations of them; and where the database lets nobody wait, they run in the event
loop. All that a request must pass (`strict`, the edge) stays where it is.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import partial
from typing import Annotated

from anyio.to_thread import run_sync
from attrs import frozen
from fastapi import Depends, Request, Response
from fastapi.dependencies.models import Dependant
from fastapi.dependencies.utils import request_params_to_args
from fastapi.exceptions import RequestValidationError

from fittrack_backend.accounts.caller import Caller
from fittrack_backend.api.backend import Backend
from fittrack_backend.api.who_asks import caller as who_asks
from fittrack_backend.storage.account_reads import AccountReads

Handler = Callable[[Request], Awaitable[Response]]


@frozen
class ReadsOf:
    """The dependency of a route on what it reads of the account that asks, which needs this scope; a session where it is None."""

    scope: str | None

    async def __call__(
        self, request: Request, caller: Annotated[Caller, Depends(who_asks)]
    ) -> AccountReads:
        caller.require(self.scope)
        backend: Backend = request.app.state.backend
        return backend.database.reads_of(caller.account_id)


def handler_of(dependant: Dependant) -> Handler | None:
    """The handler of a small read; None for other routes. Its function writes its answer itself (`one_thread`)."""
    if len(dependant.dependencies) != 1 or _takes_more(dependant):
        return None
    (reads,) = dependant.dependencies
    if not isinstance(reads.call, ReadsOf) or reads.name is None:
        return None
    return partial(_answer, dependant, reads.name, reads.call)


def _takes_more(dependant: Dependant) -> bool:
    """Whether a route takes anything but values of its path and query."""
    return bool(
        dependant.header_params
        or dependant.cookie_params
        or dependant.body_params
        or dependant.request_param_name
        or dependant.http_connection_param_name
        or dependant.response_param_name
        or dependant.background_tasks_param_name
    )


async def _answer(dependant: Dependant, name: str, needs: ReadsOf, request: Request) -> Response:
    backend: Backend = request.app.state.backend
    caller: Caller = request.state.caller
    caller.require(needs.scope)
    values, errors = request_params_to_args(dependant.path_params, request.path_params)
    if dependant.query_params:
        of_query, more = request_params_to_args(dependant.query_params, request.query_params)
        values, errors = {**values, **of_query}, [*errors, *more]
    if errors:
        raise RequestValidationError(errors)

    def read(reads: AccountReads) -> Response:
        assert dependant.call is not None
        answer: Response = dependant.call(**values, **{name: reads})
        return answer

    at_hand = backend.reads_at_hand
    found = at_hand.read(caller.account_id, read) if at_hand is not None else None
    if found is not None:
        return found
    async with backend.database_turns.take():
        return await run_sync(read, backend.database.reads_of(caller.account_id))
