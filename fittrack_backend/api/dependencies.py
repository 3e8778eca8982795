"""What routes are given: the backend, a database session, who asks."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Annotated, Any, TypeVar

from anyio import CapacityLimiter
from anyio.to_thread import run_sync
from fastapi import Depends, Header, Path, Query, Request
from sqlalchemy.orm import Session

from fittrack_backend import patterns
from fittrack_backend.accounts import proofs
from fittrack_backend.accounts.caller import Caller
from fittrack_backend.api.backend import Backend
from fittrack_backend.api.edge.connections import Connection, Connections
from fittrack_backend.api.open_streams import OpenStream
from fittrack_backend.api.schemas.auth import Scope
from fittrack_backend.api.small_reads import ReadsOf
from fittrack_backend.api.strict import WHOLE_NUMBER, Flag, Id, Text
from fittrack_backend.api.who_asks import caller
from fittrack_backend.notices import targets
from fittrack_backend.sources.allowed_folders import AllowedFolders
from fittrack_backend.sources.folder_grants import allowed_folders
from fittrack_backend.storage.account_reads import AccountReads
from fittrack_backend.storage.id_digits import IdQuestion
from fittrack_backend.storage.pages import PageAsked
from fittrack_backend.storage.scope import AccountSession

S = TypeVar("S", bound=Session)


async def backend(request: Request) -> Backend:
    """The running backend: settings, database, sync engine."""
    found: Backend = request.app.state.backend
    return found


BackendDep = Annotated[Backend, Depends(backend)]


async def database_turn(request: Request) -> AsyncIterator[None]:
    """Waits until few enough requests hold a connection, and occupies no thread meanwhile: those
    that hold one need threads to get on. Once for each request."""
    async with _database_turn(request):
        yield


DATABASE_TURN = Depends(database_turn, scope="function")


@asynccontextmanager
async def _database_turn(request: Request) -> AsyncIterator[Backend]:
    backend: Backend = request.app.state.backend
    if getattr(request.state, "has_database_turn", False):
        yield backend
        return
    async with backend.database_turns.take():
        request.state.has_database_turn = True
        try:
            yield backend
        finally:
            request.state.has_database_turn = False


async def unbound_database(request: Request) -> AsyncIterator[Session]:
    """A session on everybody's rows, for operations that nobody need be signed in for.

    Its work is committed by the service that it is handed to. It ends with the route's function,
    before the answer goes out: a stream holds no connection.
    """
    async with (
        _database_turn(request) as backend,
        _ended(backend.database.new_session()) as session,
    ):
        yield session


UnboundDatabase = Annotated[Session, Depends(unbound_database, scope="function")]


@asynccontextmanager
async def _ended(session: S) -> AsyncIterator[S]:
    """The session, which is closed at the end. It takes a connection when it first needs one, so opening it takes no
    thread, and mostly nor does this: a route's function closes it in its own (`one_thread`)."""
    try:
        yield session
    finally:
        if session.in_transaction():
            # Whoever waits for a thread may wait for this connection: it must not wait behind them.
            await run_sync(session.close, limiter=CapacityLimiter(1))


def _who(scope: Scope | None) -> Any:
    """Who asks, and may: with a token of this scope, or in a session where there is none."""

    async def check(caller: Annotated[Caller, Depends(caller)]) -> Caller:
        caller.require(scope.value if scope else None)
        return caller

    return Depends(check)


def _rows_for(scope: Scope | None) -> Any:
    """As `unbound_database`, but on the rows of the account that asks and on no other's: nobody
    gets at them whose scope was not checked. What this needs it finds itself: each dependency of it would cost a request as much
    as a look into the database."""

    async def account_database(
        request: Request, caller: Annotated[Caller, Depends(caller)]
    ) -> AsyncIterator[AccountSession]:
        caller.require(scope.value if scope else None)
        async with (
            _database_turn(request) as backend,
            _ended(backend.database.new_session_of(caller.account_id)) as session,
        ):
            yield session

    return Depends(account_database, scope="function")


Person = Annotated[Caller, _who(None)]
"""A session of a person; an access token for scripts is not enough."""
Reader = Annotated[Caller, _who(Scope.READ)]
Syncer = Annotated[Caller, _who(Scope.SYNC)]
SourceKeeper = Annotated[Caller, _who(Scope.SOURCES)]
Uploader = Annotated[Caller, _who(Scope.UPLOAD)]

PersonDatabase = Annotated[AccountSession, _rows_for(None)]
ReaderDatabase = Annotated[AccountSession, _rows_for(Scope.READ)]
SyncerDatabase = Annotated[AccountSession, _rows_for(Scope.SYNC)]
UploaderDatabase = Annotated[AccountSession, _rows_for(Scope.UPLOAD)]
WriterDatabase = Annotated[AccountSession, _rows_for(Scope.WRITE)]
SourceKeeperDatabase = Annotated[AccountSession, _rows_for(Scope.SOURCES)]


PersonReads = Annotated[AccountReads, Depends(ReadsOf(None))]
ReaderReads = Annotated[AccountReads, Depends(ReadsOf(Scope.READ.value))]


def _folders_of_keeper(
    backend: BackendDep, _turn: Annotated[None, DATABASE_TURN], caller: SourceKeeper
) -> AllowedFolders:
    """Which folders of the server the account may connect: what others were given counts, too."""
    with backend.database.session() as session:
        return allowed_folders(session, caller.account_id, backend.settings)


FoldersOfKeeper = Annotated[AllowedFolders, Depends(_folders_of_keeper)]


async def open_stream(
    request: Request, backend: BackendDep, caller: Reader
) -> AsyncIterator[OpenStream]:
    """A place for an event stream, until its answer has ended."""
    place: tuple[Connections, Connection] | None = getattr(request.state, "place", None)
    hang_up = place[1].evict if place is not None else lambda: None
    with backend.open_streams.open(caller, hang_up) as stream:
        yield stream


OpenedStream = Annotated[OpenStream, Depends(open_stream, scope="request")]


def proven_database(
    backend: BackendDep, database: PersonDatabase, caller: Person
) -> AccountSession:
    """As `PersonDatabase`, where the session has a fresh proof; a problem 403 `proof-needed` otherwise."""
    proofs.require(database, backend.safeguards, caller)
    return database


ProvenDatabase = Annotated[AccountSession, Depends(proven_database, scope="function")]
"""For sensitive steps: what would outlive the session, or lock its owner out."""


def first_accounts_database(database: PersonDatabase) -> AccountSession:
    """As `PersonDatabase`, for the server's first account; a problem 403 `first-account-only` for others."""
    targets.require_first_account(database)
    return database


FirstAccountDatabase = Annotated[AccountSession, Depends(first_accounts_database, scope="function")]


def proven_first_accounts_database(
    backend: BackendDep, database: FirstAccountDatabase, caller: Person
) -> AccountSession:
    """As `FirstAccountDatabase`, where the session has a fresh proof."""
    proofs.require(database, backend.safeguards, caller)
    return database


ProvenFirstAccountDatabase = Annotated[
    AccountSession, Depends(proven_first_accounts_database, scope="function")
]


async def password_turn(backend: BackendDep) -> AsyncIterator[None]:
    """Waits until few enough passwords are being checked, and occupies no thread meanwhile, so
    that many who sign in at once keep nobody else waiting."""
    async with backend.password_turns.take():
        yield


PASSWORD_TURN = Depends(password_turn, scope="function")


async def client_address(request: Request) -> str:
    """The address that the request came from, for limits on guessing."""
    return request.client.host if request.client else "unknown"


ClientAddress = Annotated[str, Depends(client_address)]
Limit = Annotated[int, Query(ge=1, le=1000, description="How many items at most."), WHOLE_NUMBER]
Cursor = Annotated[
    Text | None,
    Query(max_length=512, description="`next_cursor` of the page before; opaque."),
]
IdPrefix = Annotated[
    str | None,
    Query(
        pattern=patterns.ID_PREFIX,
        description="Only ids that begin with these hexadecimal digits; hyphens are left out.",
    ),
]
IncludeIdDigits = Annotated[
    Flag | None,
    Query(
        description="Also say how many of the first digits tell these ids from all others of the account. Without: no."
    ),
]


async def id_question(
    id_prefix: IdPrefix = None, include_id_digits: IncludeIdDigits = None
) -> IdQuestion:
    """What a list is asked of ids."""
    return IdQuestion(id_prefix, wants_digits=bool(include_id_digits))


AskedIds = Annotated[IdQuestion, Depends(id_question)]
IncludeTotal = Annotated[
    Flag | None, Query(description="Also count all that are asked for. Without: no.")
]


async def page_asked(limit: Limit = 100, cursor: Cursor = None) -> PageAsked:
    """Which page of a list is asked for."""
    return PageAsked(limit, cursor)


async def counted_page_asked(
    include_total: IncludeTotal = None, limit: Limit = 100, cursor: Cursor = None
) -> PageAsked:
    """Which page of a list is asked for, where all items of it can be counted as well."""
    return PageAsked(limit, cursor, with_total=bool(include_total))


AskedPage = Annotated[PageAsked, Depends(page_asked)]
CountedPage = Annotated[PageAsked, Depends(counted_page_asked)]
IdempotencyKey = Annotated[
    str | None,
    Header(
        alias="Idempotency-Key",
        min_length=1,
        max_length=255,
        pattern=patterns.IDEMPOTENCY_KEY,
        description="The same key with the same request answers what the first one answered.",
    ),
]
JobId = Annotated[Id, Path(description="The sync job's id.")]
SourceId = Annotated[Id, Path(description="The source's id.")]
ItemId = Annotated[Id, Path(description="The item's id, of any job.")]
IgnoredFileId = Annotated[Id, Path(description="The ignored file's id.")]
ScheduleId = Annotated[Id, Path(description="The schedule's id.")]
TargetId = Annotated[Id, Path(description="The notification target's id.")]
