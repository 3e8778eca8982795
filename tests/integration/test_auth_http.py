"""What the edge of the server does with requests that are odd, hostile or too large."""

from __future__ import annotations

import json
import socket
from typing import Any

import httpx
import pytest

from fittrack_contract import CONTRACT_VERSION
from fittrack_contract.contract import document
from tests.integration.conftest import BackendFactory
from tools.running.live_backend import LiveBackend, http_get, http_post

JSON = {"Content-Type": "application/json"}
LOGIN = "/v1/auth/login"


@pytest.fixture(params=["sqlite", "postgresql"], scope="module")
def backend(request: pytest.FixtureRequest, make_backend: BackendFactory) -> LiveBackend:
    environment: dict[str, str] = {}
    if request.param == "postgresql":
        environment["FITTRACK_DATABASE_URL"] = request.getfixturevalue("new_postgres_url")()
    return make_backend(environment)


def problem(answer: httpx.Response, status: int, slug: str) -> dict[str, Any]:
    """The problem in the answer, after checking that it is a whole one."""
    assert answer.status_code == status, answer.text
    assert answer.headers["Content-Type"] == "application/problem+json"
    body: dict[str, Any] = answer.json()
    assert body["type"] == f"urn:fittrack:problem:{slug}"
    assert body["status"] == status
    assert body["title"] and body["detail"]
    assert body["request_id"] == answer.headers["X-Request-Id"]
    return body


def post(backend: LiveBackend, body: bytes, path: str = LOGIN) -> httpx.Response:
    return http_post(backend.url + path, content=body, headers=JSON, timeout=90)


def raw(backend: LiveBackend, request: bytes) -> bytes:
    with socket.create_connection(("127.0.0.1", backend.port), timeout=60) as connection:
        connection.sendall(request)
        connection.shutdown(socket.SHUT_WR)
        answer = b""
        while part := connection.recv(65536):
            answer += part
    return answer


def test_every_answer_has_its_headers(backend: LiveBackend) -> None:
    answers = [
        http_get(f"{backend.url}/v1/meta/health"),
        http_get(f"{backend.url}/v1/nothing"),
        http_get(f"{backend.url}/v1/accounts/me"),
        post(backend, b"{"),
        post(backend, b"x" * 2_000_000),
    ]
    assert len({one.headers["X-Request-Id"] for one in answers}) == len(answers)
    for answer in answers:
        assert answer.headers["X-Contract-Version"] == CONTRACT_VERSION
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Cache-Control"] == "no-store"
        assert "server" not in answer.headers
        assert "access-control-allow-origin" not in answer.headers


def test_the_contract_is_served_as_it_is(backend: LiveBackend) -> None:
    answer = http_get(f"{backend.url}/v1/openapi.json")
    assert answer.status_code == 200 and answer.json() == document()


def test_unknown_addresses_and_methods(backend: LiveBackend) -> None:
    for path in ("/", "/v1", "/v1/nothing", "/v1/sources/", "/../etc/passwd", "/%00", "/%ff"):
        problem(http_get(backend.url + path), 404, "not-found")
    answer = httpx.put(backend.url + LOGIN, timeout=90)
    problem(answer, 405, "method-not-allowed")
    assert answer.headers["Allow"] == "POST"
    problem(http_get(f"{backend.url}/v1/sync/jobs/%00"), 401, "not-signed-in")


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"null",
        b"[]",
        b'"text"',
        b"{}",
        b'{"username": 1, "password": []}',
        b'{"username": "a", "password": "b", "more": 1}',
        b'{"username": "a\\u0000b", "password": "b"}',
        b'{"username": "a", "password": "b\\u0000"}',
        b'{"username": "\\ud800", "password": "b"}',
        b'{"username": "a", "password": "\\udfff\\ud800"}',
        b'{"\\ud800\\u0000": 1, "username": "a", "password": "b"}',
        b'{"username": "' + b"a" * 300 + b'", "password": "b"}',
        b'{"username": ' + b"9" * 4000 + b', "password": "b"}',
        b'{"username": NaN, "password": Infinity}',
        b'{"username": {"username": {}}, "password": null}',
    ],
)
def test_bodies_that_are_refused(backend: LiveBackend, body: bytes) -> None:
    refused = problem(post(backend, body), 422, "validation")
    assert all(one["field"] and one["message"] for one in refused["errors"])


@pytest.mark.parametrize(
    "body",
    [
        b"\xff\xfe\x00",
        b'{"username": "\xff", "password": "b"}',
        b'{"username": ' + b"9" * 5000 + b', "password": "b"}',
        b"[" * 16_000,
        b"{",
        '{"username": "a", "password": "b"}'.encode("utf-16"),
    ],
)
def test_bodies_that_cannot_be_read(backend: LiveBackend, body: bytes) -> None:
    problem(post(backend, body), 400, "malformed")


def test_a_body_of_another_kind_is_refused(backend: LiveBackend) -> None:
    """A web page may send these without asking first."""
    body = json.dumps({"username": "a", "password": "b"})
    for kind in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data"):
        answer = http_post(backend.url + LOGIN, content=body, headers={"Content-Type": kind})
        problem(answer, 415, "unsupported-media-type")


def test_a_refused_member_is_named_and_not_repeated(backend: LiveBackend) -> None:
    secret = "MARKED-secret"
    body = {"username": secret * 50, "password": secret * 200}
    answer = post(backend, json.dumps(body).encode())
    refused = problem(answer, 422, "validation")
    assert [one["field"] for one in refused["errors"]] == ["body.username", "body.password"]
    assert secret not in answer.text


def test_a_body_that_is_too_large(backend: LiveBackend) -> None:
    for largest, path, client in (
        (16 * 1024, LOGIN, backend.client()),
        (1024 * 1024, "/v1/sync/jobs", _session(backend)),
    ):
        for size, status, slug in ((largest, 400, "malformed"), (largest + 1, 413, "too-large")):
            content = b" " * size
            problem(client.post(path, content=content, headers=JSON), status, slug)
            parts = (content[at : at + 5000] for at in range(0, size, 5000))
            problem(client.post(path, content=parts, headers=JSON), status, slug)
    huge = "9" * 30
    head = f"POST {LOGIN} HTTP/1.1\r\nHost: localhost\r\nContent-Length: {huge}\r\n\r\n"
    assert raw(backend, head.encode()).split(b" ", 2)[1] in (b"413", b"400")


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("localhost", 200),
        ("LOCALHOST:1234", 200),
        ("127.0.0.1", 200),
        ("[::1]:80", 200),
        ("192.0.2.7", 200),
        ("evil.example", 421),
        ("localhost.evil.example", 421),
        ("127.0.0.1.evil.example:80", 421),
        ("", 421),
    ],
)
def test_a_name_that_is_not_the_servers_is_refused(
    backend: LiveBackend, host: str, status: int
) -> None:
    answer = http_get(f"{backend.url}/v1/meta/health", headers={"Host": host})
    assert answer.status_code == status
    if status != 200:
        problem(answer, status, "wrong-host")


def test_a_name_can_be_allowed(make_backend: BackendFactory) -> None:
    backend = make_backend({"FITTRACK_ALLOWED_HOSTS": "Fit.Example, other.example"})
    for host in ("fit.example", "other.example:443", "localhost"):
        answer = http_get(f"{backend.url}/v1/meta/health", headers={"Host": host})
        assert answer.status_code == 200


def test_a_forwarded_address_is_not_believed(backend: LiveBackend) -> None:
    statuses = [
        http_post(
            backend.url + LOGIN,
            json={"username": "spoofed", "password": "guess"},
            headers={"X-Forwarded-For": f"192.0.2.{number}"},
        ).status_code
        for number in range(11)
    ]
    assert statuses == [401] * 10 + [429]


@pytest.mark.parametrize(
    "query",
    [
        "cursor=x",
        "cursor=%00",
        "cursor=%ff",
        "cursor=W10",
        "cursor=WyIiXQ",
        "cursor=WzFd",
        "cursor=bnVsbA",
        "cursor=" + "A" * 600,
        "limit=0",
        "limit=1001",
        "limit=" + "9" * 5000,
    ],
)
def test_queries_that_are_refused(backend: LiveBackend, query: str) -> None:
    session = _session(backend)
    for path in ("/v1/auth/sessions", "/v1/auth/access-tokens"):
        problem(session.get(f"{path}?{query}"), 422, "validation")


def test_tokens_that_make_no_sense(backend: LiveBackend) -> None:
    answer = http_get(f"{backend.url}/v1/accounts/me")
    problem(answer, 401, "not-signed-in")
    assert answer.headers["WWW-Authenticate"] == "Bearer"  # RFC 6750, section 3.1
    for header in ("Bearer", "bearer x", "Basic YTpi", "Bearer a b c", "Bearer " + "x" * 7000):
        answer = http_get(f"{backend.url}/v1/accounts/me", headers={"Authorization": header})
        problem(answer, 401, "not-signed-in")
        assert answer.headers["WWW-Authenticate"].startswith("Bearer")
    for token in ("", "a\\u0000", "\\ud800", "x" * 600):
        body = f'{{"refresh_token": "{token}", "attempt": "an attempt of ours"}}'.encode()
        assert post(backend, body, "/v1/auth/refresh").status_code == 422


def test_a_request_that_is_no_http_harms_nothing(backend: LiveBackend) -> None:
    for request in (b"\x16\x03\x01\x02\x00", b"GET\r\n\r\n", b"\0" * 1000, b"A" * 100_000):
        raw(backend, request)
    assert http_get(f"{backend.url}/v1/meta/health").status_code == 200


def test_the_log_has_a_line_a_request_without_its_query(backend: LiveBackend) -> None:
    # What strangers are refused is only counted after some in a minute, and other tests are strangers.
    answer = _session(backend).get(f"{backend.url}/v1/sources/%0A%1B[31mred?secret=MARKED")
    line = backend.logged(answer.headers["X-Request-Id"])
    assert "GET /v1/sources/%0A%1B[31mred 422" in line
    assert "MARKED" not in backend.log()


_sessions: dict[str, httpx.Client] = {}


def _session(backend: LiveBackend) -> httpx.Client:
    if backend.url not in _sessions:
        _sessions[backend.url] = backend.new_person().client
    return _sessions[backend.url]
