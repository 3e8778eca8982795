"""A route's function runs, is written and gives its connection back in one thread; and no way to end keeps a connection."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import anyio
import pytest
from attrs import define, field
from fastapi import APIRouter, FastAPI, HTTPException
from fastapi.responses import StreamingResponse
from fastapi.testclient import TestClient
from pydantic import BaseModel
from sqlalchemy import QueuePool, func, insert, select
from starlette.types import Message, Scope

from fittrack_backend.api import dependencies, one_thread, strict
from fittrack_backend.api.dependencies import UnboundDatabase
from fittrack_backend.api.turns import Turns
from fittrack_backend.storage.database import Database, close_sessions
from fittrack_backend.storage.tables import AccountRow
from tests.unit.migrated import migrated


class Counted(BaseModel):
    accounts: int


@define
class Api:
    """Routes on a database of their own, and how often somebody changed threads."""

    database: Database
    router: APIRouter = field(factory=lambda: strict.router("/v1", "data"))
    threads: int = 0
    closings: int = 0
    goes_on: threading.Event = field(factory=threading.Event)

    def app(self, *, included: bool = False) -> FastAPI:
        app = FastAPI()
        turns = Turns(40, most_waiting=10, busy=lambda: pytest.fail("too many wait"))
        app.state.backend = SimpleNamespace(database=self.database, database_turns=turns)
        if included:
            outer = APIRouter()
            outer.include_router(self.router)
            app.include_router(outer)
        else:
            app.router.routes.extend(self.router.routes)
        return app

    @property
    def connections(self) -> int:
        pool = self.database.engine.pool
        assert isinstance(pool, QueuePool)
        return pool.checkedout()

    def accounts(self) -> int:
        with self.database.session() as session:
            return session.scalar(select(func.count()).select_from(AccountRow)) or 0


@pytest.fixture
def api(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Api]:
    api = Api(migrated(tmp_path / "test.db"))
    run_sync = anyio.to_thread.run_sync

    async def counted(*arguments: Any, **options: Any) -> Any:
        api.threads += 1
        return await run_sync(*arguments, **options)

    def counted_closing(among: Any) -> None:
        api.closings += 1
        close_sessions(among)

    monkeypatch.setattr(anyio.to_thread, "run_sync", counted)
    monkeypatch.setattr(dependencies, "run_sync", counted)
    monkeypatch.setattr(one_thread, "close_sessions", counted_closing)
    yield api
    api.goes_on.set()
    api.database.dispose()


def add_account(database: UnboundDatabase) -> None:
    values = {"username": "a", "username_key": "a", "password_hash": "-"}
    database.execute(insert(AccountRow).values(**values, created_at=func.current_timestamp()))


def count(database: UnboundDatabase) -> Counted:
    return Counted(accounts=database.scalar(select(func.count()).select_from(AccountRow)) or 0)


@pytest.mark.parametrize("included", [False, True])
def test_a_route_takes_one_thread_once(api: Api, included: bool) -> None:
    api.router.get("/count")(count)
    with TestClient(api.app(included=included)) as client:
        api.threads = 0
        answer = client.get("/v1/count")
    assert (answer.status_code, answer.json()) == (200, {"accounts": 0})
    assert answer.headers["content-type"] == "application/json"
    assert (api.threads, api.closings, api.connections) == (1, 1, 0)


def test_a_failure_takes_back_what_it_did(api: Api) -> None:
    @api.router.get("/fails")
    def fail(database: UnboundDatabase) -> None:
        add_account(database)
        assert api.connections == 1
        raise HTTPException(404)

    with TestClient(api.app()) as client:
        assert client.get("/v1/fails").status_code == 404
    assert (api.connections, api.accounts()) == (0, 0)


def test_an_answer_that_is_not_what_the_contract_says_is_none(api: Api) -> None:
    @api.router.get("/wrong", response_model=Counted)
    def answer_wrongly(database: UnboundDatabase) -> object:
        return {"accounts": str(count(database).accounts) + " of many"}

    with TestClient(api.app(), raise_server_exceptions=False) as client:
        assert client.get("/v1/wrong").status_code == 500
    assert api.connections == 0


def test_a_stream_keeps_its_own_session_to_its_end(api: Api) -> None:
    during: list[int] = []

    @api.router.get("/stream", response_class=StreamingResponse)
    def stream(database: UnboundDatabase) -> StreamingResponse:
        add_account(database)
        database.commit()
        assert count(database).accounts == 1

        def pieces() -> Iterator[bytes]:
            with api.database.session() as session:
                for _ in range(3):
                    yield b"%d " % count(session).accounts
                    during.append(api.connections)

        return StreamingResponse(pieces(), media_type="text/plain")

    with TestClient(api.app()) as client:
        assert client.get("/v1/stream").text == "1 1 1 "
    assert during == [1, 1, 1]
    assert api.connections == 0


async def ask(app: FastAPI, path: str) -> None:
    """A request whose answer nobody looks at."""
    scope: Scope = {
        **{"type": "http", "method": "GET", "path": path, "raw_path": path.encode()},
        **{"query_string": b"", "headers": [], "state": {"request_id": "1"}, "client": None},
    }

    async def receive() -> Message:
        await asyncio.Event().wait()
        raise AssertionError

    async def send(_: Message) -> None:
        return

    await app(scope, receive, send)


def test_a_request_that_is_given_up_in_its_thread_keeps_no_connection(api: Api) -> None:
    begun = threading.Event()

    @api.router.get("/slow")
    def wait(database: UnboundDatabase) -> Counted:
        found = count(database)
        begun.set()
        api.goes_on.wait()
        return found

    async def give_up() -> None:
        asking = asyncio.create_task(ask(api.app(), "/v1/slow"))
        await asyncio.to_thread(begun.wait)
        assert api.connections == 1
        asking.cancel()
        api.goes_on.set()
        with pytest.raises(asyncio.CancelledError):
            await asking

    asyncio.run(give_up())
    assert api.connections == 0


@pytest.mark.parametrize("by", ["a task", "a scope"])
def test_a_request_that_is_given_up_between_threads_keeps_no_connection(api: Api, by: str) -> None:
    begun: list[Callable[[], None]] = []
    kept: list[object] = []

    @api.router.get("/waits")
    async def wait(database: UnboundDatabase) -> None:
        kept.append(database)  # else it would end when nothing refers to it any more
        await anyio.to_thread.run_sync(count, database)
        assert api.connections == 1
        begun[0]()
        await asyncio.Event().wait()

    async def give_up() -> None:
        reached = asyncio.Event()
        begun.append(reached.set)
        if by == "a task":
            asking = asyncio.create_task(ask(api.app(), "/v1/waits"))
            await reached.wait()
            asking.cancel()
            with pytest.raises(asyncio.CancelledError):
                await asking
            return
        async with anyio.create_task_group() as group:
            group.start_soon(ask, api.app(), "/v1/waits")
            await reached.wait()
            group.cancel_scope.cancel()

    asyncio.run(give_up())
    assert api.connections == 0
