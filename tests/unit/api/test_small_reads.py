"""Small reads take a way of their own, and answer as they would on the way of all others."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import cast
from uuid import UUID, uuid4

import anyio.to_thread
import pytest
from attrs import define
from fastapi import FastAPI
from fastapi.routing import APIRoute
from fastapi.testclient import TestClient
from sqlalchemy import text
from sqlalchemy.exc import OperationalError
from starlette.routing import Match
from starlette.types import Scope

from fittrack_backend.api import small_reads
from fittrack_backend.api.app import create_app
from fittrack_backend.api.shortcut import Shortcut
from fittrack_backend.api.strict import StrictRoute
from fittrack_backend.storage.database import Database
from fittrack_backend.storage.reads_at_hand import REST_S, SLOW_S, ReadsAtHand
from fittrack_backend.storage.tables import SyncJobRow
from tests.in_process import ORIGIN, PASSWORD, Server
from tests.unit.migrated import migrated, with_a_source


@define
class Athlete:
    """Somebody with a job, and their own token."""

    server: Server
    token: str
    job: str

    def client(self, app: FastAPI, token: str | None = None) -> TestClient:
        headers = {"Authorization": f"Bearer {token or self.token}"}
        return TestClient(app, base_url=ORIGIN, headers=headers)


@pytest.fixture(scope="module")
def athlete(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Athlete]:
    server = Server(tmp_path_factory.mktemp("small-reads") / "data")
    app = create_app(server.backend)
    client = TestClient(app, base_url=ORIGIN)
    signing_in = {"username": "ada", "password": PASSWORD}
    account = client.post("/v1/accounts", json=signing_in).json()
    token = client.post("/v1/auth/login", json=signing_in).json()["access_token"]
    job = SyncJobRow(
        **{"id": uuid4(), "account_id": UUID(account["id"]), "state": "succeeded", "full": False},
        **{"types": ["activities"], "source_ids": [str(uuid4())], "attempt": 1, "scanned": True},
        **{"created_at": server.now, "last_sequence": 3, "counts": {"activities": {"new": 3}}},
    )
    with server.backend.database.session() as session:
        session.add(job)
        session.commit()
    yield Athlete(server, token, str(job.id))
    server.close_all()


def scope_of(path: str) -> Scope:
    return {"type": "http", "method": "GET", "path": path, "root_path": "", "headers": []}


def test_the_shortcut_finds_what_the_router_finds(athlete: Athlete) -> None:
    app = create_app(athlete.server.backend)
    routes = [route for route in app.router.routes if isinstance(route, APIRoute)]
    shortcut = Shortcut(app, routes)
    small = set()
    for route in routes:
        path = route.path
        for name in (one.name for one in route.dependant.path_params):
            path = path.replace(f"{{{name}}}", str(uuid4()))
        scope = scope_of(path)
        first = next(
            (one for one in routes if one.matches(dict(scope))[0] is Match.FULL),
            None,
        )
        is_small = isinstance(first, StrictRoute) and first.is_small_read
        found = shortcut._found(scope)
        assert (found is not None) is is_small, path
        if is_small:
            assert scope["route"] is first
            assert scope["path_params"] == first.matches(scope_of(path))[1]["path_params"]
            small.add(first.operation_id)
    assert small >= {"get_current_account", "get_sync_job"}


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/v1/accounts/me", 200),
        ("/v1/accounts/me?all=true", 422),
        ("/v1/sync/jobs/{job}", 200),
        ("/v1/sync/jobs/{strange}", 404),
        ("/v1/sync/jobs/1", 422),
        ("/v1/sync/jobs/", 404),
    ],
)
def test_both_ways_give_the_same_answer(athlete: Athlete, path: str, status: int) -> None:
    path = path.format(job=athlete.job, strange=uuid4())
    shown = []
    for way in (_the_short_way(athlete), _the_long_way(athlete)):
        answer = athlete.client(way).get(path)
        members = answer.json()
        assert members.pop("request_id", None) in (None, answer.headers["x-request-id"])
        headers = {**answer.headers, "x-request-id": "", "content-length": ""}
        shown.append((answer.status_code, members, headers))
    assert shown[0] == shown[1]
    assert shown[0][0] == status


def test_both_ways_ask_for_a_session_and_a_scope(athlete: Athlete) -> None:
    with athlete.client(_the_long_way(athlete)) as client:
        asked = {"name": "cron", "scopes": ["upload"]}
        token = client.post("/v1/auth/access-tokens", json=asked).json()["token"]
    for way in (_the_short_way(athlete), _the_long_way(athlete)):
        client = athlete.client(way, token)
        me = client.get("/v1/accounts/me")
        job = client.get(f"/v1/sync/jobs/{athlete.job}")
        kinds = [answer.json()["type"].rpartition(":")[2] for answer in (me, job)]
        assert kinds == ["session-required", "insufficient-scope"]
        assert client.get("/v1/accounts/me", headers={"Authorization": ""}).status_code == 401


def _the_short_way(athlete: Athlete) -> FastAPI:
    return create_app(athlete.server.backend)


def _the_long_way(athlete: Athlete) -> FastAPI:
    app = create_app(athlete.server.backend)
    app.user_middleware = [
        one for one in app.user_middleware if one.cls != cast("object", Shortcut)
    ]
    return app


@pytest.mark.parametrize("is_at_hand", [True, False], ids=["at hand", "elsewhere"])
def test_only_a_database_that_can_keep_one_waiting_takes_a_thread(
    athlete: Athlete, monkeypatch: pytest.MonkeyPatch, is_at_hand: bool
) -> None:
    backend, threads = athlete.server.backend, []
    run_sync = anyio.to_thread.run_sync

    async def counted(*arguments: object) -> object:
        threads.append(arguments)
        return await run_sync(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(small_reads, "run_sync", counted)
    # Never slow by its clock; or as with PostgreSQL.
    at_hand = ReadsAtHand(backend.database, lambda: 0.0) if is_at_hand else None
    monkeypatch.setattr(backend, "reads_at_hand", at_hand)
    answer = athlete.client(create_app(backend)).get("/v1/accounts/me")
    assert answer.json()["username"] == "ada"
    assert len(threads) == (0 if is_at_hand else 1)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    database = migrated(tmp_path / "fittrack.db")
    yield database
    database.dispose()


def test_who_would_have_to_wait_is_told(database: Database) -> None:
    hand = ReadsAtHand(database)

    def locked(_: object) -> str:
        raise OperationalError("SELECT", {}, Exception("database is locked"))

    assert hand.read(uuid4(), locked) is None
    assert hand.read(uuid4(), lambda _: "found") == "found"
    hand.close()


def test_after_a_slow_read_others_rest(database: Database) -> None:
    now = [0.0]
    hand = ReadsAtHand(database, lambda: now[0])

    def takes(seconds: float) -> str | None:
        def read(_: object) -> str:
            now[0] += seconds
            return "found"

        return hand.read(uuid4(), read)

    assert [takes(SLOW_S / 2), takes(SLOW_S * 2), takes(0)] == ["found", "found", None]
    now[0] += REST_S - 1
    assert takes(0) is None
    now[0] += 1
    assert takes(0) == "found"
    hand.close()


def test_nothing_is_written_at_hand(database: Database) -> None:
    with_a_source(database, dt.datetime.now(dt.UTC))
    hand = ReadsAtHand(database)
    with hand._engine.connect() as connection, pytest.raises(OperationalError, match="readonly"):
        connection.execute(text("DELETE FROM accounts"))
    hand.close()
