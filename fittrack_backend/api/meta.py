"""Operations about the server itself."""

from __future__ import annotations

from fastapi import Request
from fastapi.responses import JSONResponse

from fittrack_backend.api import readiness, strict
from fittrack_backend.api.contract import CONTRACT_VERSION
from fittrack_backend.api.dependencies import BackendDep, UnboundDatabase
from fittrack_backend.api.responses import problems
from fittrack_backend.api.schemas.meta import Contract, Health, Liveness, Readiness, ServerInfo
from fittrack_backend.problem_kinds import Kind
from fittrack_backend.sources.kinds import KINDS
from fittrack_backend.storage.database import check_readable
from fittrack_common.version import __version__

FEATURES = ("mfa-totp", "recovery-codes", "access-tokens")
"""What a server can do, beside a feature `source-KIND` for each kind of source."""

router = strict.router("/v1", "meta")


@router.get(
    "/meta/health",
    operation_id="get_health",
    summary="Is the server up?",
    responses=problems(Kind.STORAGE_FULL),
)
def get_health(database: UnboundDatabase) -> Health:
    """Answers when the server runs and its database can be read."""
    check_readable(database)
    return Health(status="ok")


@router.get(
    "/health/live",
    operation_id="check_live",
    summary="Does the server respond?",
    responses=problems(),
)
async def check_live() -> Liveness:
    """For orchestrators: a server that does not respond should be started again. Asks nothing else,
    so that a database that is away ends no server."""
    return Liveness(status="live")


@router.get(
    "/health/ready",
    operation_id="check_ready",
    summary="Can the server do its work?",
    responses=problems(Kind.NOT_READY),
)
async def check_ready(backend: BackendDep) -> Readiness:
    """For orchestrators and proxies: whether to send requests here. Looks at the database, the state
    of jobs and the place for originals; 503 says which of them cannot be used, or that the server is
    stopping."""
    if backend.stopping.is_set():
        raise readiness.not_ready("The server is stopping.")
    await backend.readiness.check()
    return Readiness(status="ready")


@router.get(
    "/meta/server",
    operation_id="get_server_info",
    summary="What is this server?",
    responses=problems(),
)
def get_server_info() -> ServerInfo:
    """The versions of the server and of its contract, and what it can do."""
    return ServerInfo(
        server_version=__version__,
        contract_version=CONTRACT_VERSION,
        features=[*FEATURES, *(f"source-{kind}" for kind in KINDS)],
    )


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
