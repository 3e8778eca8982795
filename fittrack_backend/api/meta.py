"""Operations about the server itself."""

from __future__ import annotations

from fastapi import Request
from fastapi.responses import JSONResponse

from fittrack_backend.api import strict
from fittrack_backend.api.dependencies import BackendDep, DatabaseDep
from fittrack_backend.api.responses import problems
from fittrack_backend.api.schemas.meta import Contract, Health, ServerInfo
from fittrack_backend.problem_kinds import Kind

router = strict.router("/v1", "meta")


@router.get(
    "/meta/health",
    operation_id="get_health",
    summary="Is the server up?",
    responses=problems(Kind.STORAGE_FULL),
)
def get_health(database: DatabaseDep, backend: BackendDep) -> Health:
    """Answers when the server runs and its database can be read."""
    backend.check_health(database)
    return Health(status="ok")


@router.get(
    "/meta/server",
    operation_id="get_server_info",
    summary="What is this server?",
    responses=problems(),
)
def get_server_info(backend: BackendDep) -> ServerInfo:
    """The versions of the server and of its contract, and what it can do."""
    return ServerInfo.model_validate(backend.server_info())


@router.get(
    "/openapi.json",
    operation_id="get_contract",
    summary="What does this server promise?",
    response_model=Contract,
    responses=problems(),
)
def get_contract(request: Request) -> JSONResponse:
    """The whole contract of this server, so that a client can compare it with its own."""
    return JSONResponse(request.app.openapi())
