"""Operations about the server itself."""

from __future__ import annotations

from fastapi import Request
from fastapi.responses import JSONResponse

from fittrack_backend.api import strict
from fittrack_backend.api.contract import CONTRACT_VERSION
from fittrack_backend.api.dependencies import UnboundDatabase
from fittrack_backend.api.responses import problems
from fittrack_backend.api.schemas.meta import Contract, Health, ServerInfo
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
