"""Signing in over HTTP, at once from many sides, and across crashes."""

from __future__ import annotations

import socket
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, TypeVar

import httpx
import pytest
from sqlalchemy import create_engine, select

from fittrack_backend.storage.tables import AuditRow
from tests.integration.conftest import BackendFactory
from tests.thorough import THOROUGH
from tools.running.live_backend import (
    PASSWORD,
    LiveBackend,
    Person,
    SignedIn,
    http_get,
    http_post,
)

T = TypeVar("T")


def at_once(number: int, action: Callable[[int], T]) -> list[T]:
    with ThreadPoolExecutor(number) as pool:
        return list(pool.map(action, range(number)))


def slug(answer: httpx.Response) -> str:
    assert answer.headers["Content-Type"] == "application/problem+json", answer.text
    return str(answer.json()["type"]).removeprefix("urn:fittrack:problem:")


def refresh(
    backend: LiveBackend, token: str, *, by: str = "the owner", **members: Any
) -> httpx.Response:
    """Asks with the attempt that whoever asks has written down for this token."""
    body = {"refresh_token": token, "attempt": f"{by} of {token}", **members}
    return http_post(f"{backend.url}/v1/auth/refresh", json=body)


def who_am_i(backend: LiveBackend, token: str) -> httpx.Response:
    headers = {"Authorization": f"Bearer {token}"}
    return http_get(f"{backend.url}/v1/accounts/me", headers=headers, timeout=90)


def login(backend: LiveBackend, username: str, password: str) -> httpx.Response:
    body = {"username": username, "password": password}
    return http_post(f"{backend.url}/v1/auth/login", json=body, timeout=60)


def events(backend: LiveBackend) -> list[str]:
    engine = create_engine(f"sqlite:///{backend.data_dir / 'fittrack.db'}")
    with engine.connect() as connection:
        found = list(connection.scalars(select(AuditRow.event).order_by(AuditRow.at)))
    engine.dispose()
    return found


@pytest.fixture(params=["sqlite", "postgresql"], scope="module")
def backend(request: pytest.FixtureRequest, make_backend: BackendFactory) -> LiveBackend:
    """A backend on each kind of database, with its first account."""
    environment: dict[str, str] = {}
    if request.param == "postgresql":
        environment["FITTRACK_DATABASE_URL"] = request.getfixturevalue("new_postgres_url")()
    made = make_backend(environment)
    made.register()
    return made


def test_signing_in_with_a_second_factor(backend: LiveBackend) -> None:
    session = backend.new_person(totp=True)
    account = session.client.get("/v1/accounts/me").json()
    assert account["username"] == session.person.username
    assert account["mfa_enabled"] is True
    assert account["recovery_codes_remaining"] == 10
    listed = session.client.get("/v1/auth/sessions").json()["items"]
    assert [one["current"] for one in listed] == [True, False]
    assert session.client.post("/v1/auth/logout").status_code == 204
    answer = session.client.get("/v1/accounts/me")
    assert (answer.status_code, slug(answer)) == (401, "session-revoked")
    assert answer.headers["WWW-Authenticate"].startswith("Bearer")


def test_a_code_that_many_send_at_once_signs_in_one(backend: LiveBackend) -> None:
    person = backend.new_person(totp=True).person
    challenges = [login(backend, person.username, PASSWORD).json() for _ in range(8)]
    code = person.next_code()

    def answer(number: int) -> httpx.Response:
        path = f"/v1/auth/challenges/{challenges[number]['challenge_id']}"
        return http_post(backend.url + path, json={"code": code}, timeout=90)

    answers = at_once(len(challenges), answer)
    assert sorted(one.status_code for one in answers) == [200] + [401] * 7
    refused = next(one for one in answers if one.status_code == 401).json()
    assert refused["tries_remaining"] == 4
    assert "used already" in refused["detail"]


def test_a_recovery_code_that_many_send_at_once_signs_in_one(backend: LiveBackend) -> None:
    person = backend.new_person(totp=True).person
    challenges = [login(backend, person.username, PASSWORD).json() for _ in range(8)]
    body = {"method": "recovery_code", "code": person.recovery_codes[0]}

    def answer(number: int) -> int:
        path = f"/v1/auth/challenges/{challenges[number]['challenge_id']}"
        return http_post(backend.url + path, json=body).status_code

    assert sorted(at_once(len(challenges), answer)) == [200] + [401] * 7


def test_many_that_refresh_at_once_get_the_same_pair(backend: LiveBackend) -> None:
    session = backend.new_person()
    for _ in range(5):
        token = session.refresh_token

        def ask(_number: int, token: str = token) -> httpx.Response:
            return refresh(backend, token)

        answers = at_once(20, ask)
        assert {one.status_code for one in answers} == {200}
        grants = [one.json() for one in answers]
        assert len({(one["access_token"], one["refresh_token"]) for one in grants}) == 1
        session.grant = grants[0]
        used = at_once(10, lambda _number: who_am_i(backend, session.access_token).status_code)
        assert set(used) == {200}


def test_refreshing_and_using_at_once_signs_nobody_out(backend: LiveBackend) -> None:
    """The old refresh token asks again while the new pair is used for the first time: either it
    comes first and gets the pair, or it is spent. Nothing in between."""
    person = backend.new_person().person
    for _ in range(10):
        session = backend.sign_in(person)
        pair = refresh(backend, session.refresh_token).json()

        def act(number: int, pair: dict[str, Any] = pair, old: SignedIn = session) -> int:
            if number % 2:
                return who_am_i(backend, pair["access_token"]).status_code
            return refresh(backend, old.refresh_token).status_code

        at_once(2, act)
        assert who_am_i(backend, pair["access_token"]).status_code == 200
        assert refresh(backend, session.refresh_token, by="a thief").status_code == 401
        assert slug(who_am_i(backend, pair["access_token"])) == "session-revoked"


def test_theft_ends_the_session_and_says_so(backend: LiveBackend) -> None:
    owner = backend.new_person()
    stolen = owner.refresh_token
    thiefs = refresh(backend, stolen, by="a thief").json()
    assert who_am_i(backend, thiefs["access_token"]).status_code == 200
    answer = refresh(backend, owner.refresh_token)
    assert (answer.status_code, slug(answer)) == (401, "session-revoked")
    assert "somebody else may have a copy" in answer.json()["detail"]
    assert slug(who_am_i(backend, thiefs["access_token"])) == "session-revoked"
    assert slug(refresh(backend, thiefs["refresh_token"], by="a thief")) == "session-revoked"
    backend.sign_in(owner.person)


def test_a_late_request_of_a_killed_process_ends_no_session(backend: LiveBackend) -> None:
    """It was sent before its successor refreshed, and is looked at after that."""
    session = backend.new_person()
    new = refresh(backend, session.refresh_token).json()
    token = session.refresh_token
    body = f'{{"refresh_token": "{token}", "attempt": "the owner of {token}"}}'.encode()
    head = (
        "POST /v1/auth/refresh HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    )
    assert who_am_i(backend, new["access_token"]).status_code == 200
    for _ in range(20):
        with socket.create_connection(("127.0.0.1", backend.port)) as connection:
            connection.sendall(head.encode() + body)
    time.sleep(0.5)
    assert who_am_i(backend, new["access_token"]).status_code == 200
    assert slug(refresh(backend, session.refresh_token)) == "token-spent"
    assert who_am_i(backend, new["access_token"]).status_code == 200
    assert slug(refresh(backend, session.refresh_token, by="a thief")) == "session-revoked"


def test_of_two_holders_that_ask_at_once_neither_goes_on(backend: LiveBackend) -> None:
    """Each has an attempt of its own: one is first, and both learn that there are two."""
    for _ in range(5):
        session = backend.new_person()

        def ask(number: int, token: str = session.refresh_token) -> httpx.Response:
            return refresh(backend, token, by=f"holder {number}")

        answers = at_once(2, ask)
        assert sorted(one.status_code for one in answers) == [200, 401]
        granted = next(one.json() for one in answers if one.status_code == 200)
        assert slug(who_am_i(backend, granted["access_token"])) == "session-revoked"


def test_a_client_that_cannot_keep_a_pair_renews_access_alone(backend: LiveBackend) -> None:
    session = backend.new_person()
    for _ in range(3):
        renewed = refresh(backend, session.refresh_token, rotate=False).json()
        assert renewed["refresh_token"] == session.refresh_token
        assert who_am_i(backend, renewed["access_token"]).status_code == 200
    rotated = refresh(backend, session.refresh_token).json()
    assert who_am_i(backend, rotated["access_token"]).status_code == 200


def test_guesses_from_many_sides_get_no_more_than_the_limit(backend: LiveBackend) -> None:
    person = backend.new_person().person
    answers = at_once(40, lambda number: login(backend, f"nobody-{person.username}", "guess"))
    assert sorted(one.status_code for one in answers) == [401] * 10 + [429] * 30
    limited = next(one for one in answers if one.status_code == 429)
    assert slug(limited) == "too-many-tries"
    assert 0 < int(limited.headers["Retry-After"]) <= 300


def test_codes_from_many_sides_get_no_more_than_the_limit(backend: LiveBackend) -> None:
    person = backend.new_person(totp=True).person
    challenges = [login(backend, person.username, PASSWORD).json() for _ in range(12)]

    def answer(number: int) -> int:
        path = f"/v1/auth/challenges/{challenges[number // 4]['challenge_id']}"
        body = {"code": f"{number:06}", "method": "totp"}
        return http_post(backend.url + path, json=body).status_code

    statuses = at_once(48, answer)
    assert statuses.count(401) == 10
    assert set(statuses) <= {401, 410, 429}


def test_an_existing_session_does_not_mind_a_locked_sign_in(backend: LiveBackend) -> None:
    session = backend.new_person()
    for _ in range(12):
        login(backend, session.person.username, "guess")
    assert login(backend, session.person.username, PASSWORD).status_code == 429
    assert who_am_i(backend, session.access_token).status_code == 200
    assert refresh(backend, session.refresh_token).status_code == 200


def test_an_invitation_that_many_use_at_once_makes_one_account(backend: LiveBackend) -> None:
    assert backend.founder is not None
    owner = backend.sign_in(backend.founder)
    code = owner.client.post("/v1/accounts/invitations").json()["code"]

    def register(number: int) -> int:
        body = {"username": f"guest{number}-{code[-4:]}x", "password": PASSWORD}
        body["username"] = body["username"].replace("_", "-")
        url = f"{backend.url}/v1/accounts"
        return http_post(url, json=body | {"invitation": code}, timeout=60).status_code

    assert sorted(at_once(6, register)) == [201] + [403] * 5


def test_what_a_script_token_may_do(backend: LiveBackend) -> None:
    session = backend.new_person()
    created = session.client.post(
        "/v1/auth/access-tokens", json={"name": "export", "scopes": ["read"]}
    )
    assert created.status_code == 201
    script = backend.client(created.json()["token"])
    assert script.get("/v1/sync/jobs").status_code == 200
    assert slug(script.post("/v1/sync/jobs", json={})) == "insufficient-scope"
    assert slug(script.get("/v1/accounts/me")) == "session-required"
    listed = session.client.get("/v1/auth/access-tokens").json()["items"]
    assert [one["name"] for one in listed] == ["export"]
    assert "token" not in listed[0]
    assert session.client.delete(f"/v1/auth/access-tokens/{listed[0]['id']}").status_code == 204
    assert slug(script.get("/v1/sync/jobs")) == "not-signed-in"


def test_changing_the_password_ends_other_sessions(backend: LiveBackend) -> None:
    session = backend.new_person()
    other = backend.sign_in(session.person)
    body = {"current_password": PASSWORD, "new_password": "another long password"}
    assert session.client.post("/v1/accounts/me/password", json=body).status_code == 200
    assert slug(other.client.get("/v1/accounts/me")) == "session-revoked"
    assert session.client.get("/v1/accounts/me").status_code == 200
    assert slug(login(backend, session.person.username, PASSWORD)) == "invalid-credentials"


def test_two_servers_on_one_database(make_backend: BackendFactory, postgres_url: str) -> None:
    """Tokens, codes and limits of one server hold on the other."""
    first = make_backend({"FITTRACK_DATABASE_URL": postgres_url})
    key = str(first.data_dir / "server.key")
    second = make_backend({"FITTRACK_DATABASE_URL": postgres_url, "FITTRACK_SERVER_KEY_FILE": key})
    session = first.new_person()
    token = session.refresh_token
    pairs = at_once(10, lambda number: refresh((first, second)[number % 2], token))
    assert {one.status_code for one in pairs} == {200}
    assert len({one.json()["refresh_token"] for one in pairs}) == 1
    assert who_am_i(second, pairs[0].json()["access_token"]).status_code == 200
    assert slug(refresh(first, token)) == "token-spent"
    assert slug(refresh(first, token, by="a thief")) == "session-revoked"
    tries = at_once(30, lambda number: login((first, second)[number % 2], "nobody", "guess"))
    assert sorted(one.status_code for one in tries) == [401] * 10 + [429] * 20


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_of_two_first_accounts_at_once_one_is_first(
    make_backend: BackendFactory, database: str, request: pytest.FixtureRequest
) -> None:
    url = request.getfixturevalue("postgres_url") if database == "postgresql" else ""
    backend = make_backend({"FITTRACK_DATABASE_URL": url} if url else {})

    def register(number: int) -> httpx.Response:
        body = {"username": f"user{number}", "password": PASSWORD}
        return http_post(f"{backend.url}/v1/accounts", json=body, timeout=60)

    answers = at_once(6, register)
    assert sorted(one.status_code for one in answers) == [201] + [403] * 5
    assert {slug(one) for one in answers if one.status_code == 403} == {"invitation-required"}


def test_limits_and_sessions_survive_a_crash(make_backend: BackendFactory) -> None:
    backend = make_backend()
    session = backend.new_person()
    for _ in range(10):
        assert login(backend, "nobody", "guess").status_code == 401
    new = refresh(backend, session.refresh_token).json()
    backend.restart()
    assert login(backend, "nobody", "guess").status_code == 429
    again = refresh(backend, session.refresh_token).json()
    assert (again["access_token"], again["refresh_token"]) == (
        new["access_token"],
        new["refresh_token"],
    )
    assert who_am_i(backend, again["access_token"]).status_code == 200


def test_killing_the_server_while_refreshing_signs_nobody_out(
    make_backend: BackendFactory,
) -> None:
    backend = make_backend()
    session = backend.new_person()
    token, access = session.refresh_token, session.access_token
    for delay_s in (0.0, 0.002, 0.005, 0.01, 0.02, 0.05) if THOROUGH else (0.0, 0.005, 0.02):
        with ThreadPoolExecutor(4) as pool:
            asking = [pool.submit(refresh, backend, token) for _ in range(4)]
            time.sleep(delay_s)
            backend.kill()
            [one.exception() for one in asking]
        backend.start()
        grant = refresh(backend, token).json()
        token, access = grant["refresh_token"], grant["access_token"]
        assert who_am_i(backend, access).status_code == 200


def test_the_audit_trail_counts_refreshes(make_backend: BackendFactory) -> None:
    backend = make_backend()
    session = backend.new_person()
    token = session.refresh_token
    at_once(5, lambda _number: refresh(backend, token))
    trail = events(backend)
    assert trail.count("signed-in") == 1
    assert trail.count("refreshed") == 1
    assert trail.count("refreshed-again") == 4


def test_no_secret_is_found_in_the_log_or_a_readable_file(make_backend: BackendFactory) -> None:
    backend = make_backend()
    password = "MARKED-password-for-the-search"
    person = Person("marked", password)
    assert (
        backend.client()
        .post("/v1/accounts", json={"username": person.username, "password": password})
        .is_success
    )
    session = backend.sign_in(person)
    backend.enroll(session)
    session = backend.sign_in(person)
    pair = refresh(backend, session.refresh_token).json()
    who_am_i(backend, pair["access_token"])
    refresh(backend, session.refresh_token)
    login(backend, person.username, "MARKED-wrong-password")
    http_get(f"{backend.url}/v1/accounts/me?token={pair['access_token']}")
    secrets = [
        password,
        "MARKED-wrong-password",
        person.totp_secret or "",
        *person.recovery_codes,
        *(one[key] for one in (session.grant, pair) for key in ("access_token", "refresh_token")),
    ]
    log = backend.log()
    assert "/v1/auth/refresh" in log
    assert not [secret for secret in secrets if secret in log]
    for path in backend.data_dir.rglob("*"):
        if path.name != "backend.log":
            assert path.stat().st_mode & 0o077 == 0, path
    kept = [backend.data_dir / name for name in ("fittrack.db", "fittrack.db-wal")]
    content = b"".join(path.read_bytes() for path in kept if path.exists())
    assert not [one for one in secrets if one != person.totp_secret and one.encode() in content]
    command = Path(f"/proc/{backend.pid}/cmdline")
    if command.exists():
        assert not [secret for secret in secrets if secret.encode() in command.read_bytes()]
