"""What the contract forbids is refused, also where it resembles what it allows."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from tools.running.live_backend import LiveBackend

SOME_ID = "0f8fad5b-d9cb-469f-a165-708677289501"


@pytest.fixture(scope="module")
def athlete(live_backend: LiveBackend) -> Iterator[httpx.Client]:
    yield live_backend.new_person().client


def problem(answer: httpx.Response, status: int, slug: str) -> dict[str, Any]:
    assert answer.status_code == status, answer.text
    found: dict[str, Any] = answer.json()
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert found["type"] == f"urn:fittrack:problem:{slug}"
    assert found["status"] == status
    assert found["request_id"] == answer.headers["X-Request-Id"]
    return found


@pytest.mark.parametrize(
    "query",
    [
        "limit=1_0",
        "limit=1.0",
        "limit=%2B5",
        "limit=%205",
        "limit=007",
        "limit=%D9%A3",
        "limit=",
        "limit=1&limit=2",
        "since=0",
        "since=2026-01-01T00:00:00",
        "since=20260101",
        "since=2026-02-30",
        "since=",
        "sport=%00",
        "sport=%FF",
        "sport=a&sport=a",
        "more=1",
        "Sport=running",
        "sort=distance",
        "order=down",
        "min_distance_m=1.5",
        "min_distance_m=-1",
        "max_duration_s=1h",
        "search=",
        "include_total=1",
        "include_id_digits=1",
        "id_prefix=abc",
        "id_prefix=3f2b8f0a-6c1d",
        "id_prefix=abcg",
        f"id_prefix={'a' * 33}",
        "id_prefix=abcd%00",
        "cursor=%ff",
        # A time that leaves the calendar on its way to UTC.
        "cursor=WyIwMDAxLTAxLTAxVDAwOjAwOjAwKzIzOjU5IiwiMGY4ZmFkNWJkOWNiNDY5ZmExNjU3MDg2NzcyODk1MDEiXQ",
    ],
)
def test_a_query(athlete: httpx.Client, query: str) -> None:
    refused = problem(athlete.get(f"/v1/activities?{query}"), 422, "validation")
    assert refused["errors"][0]["field"].startswith("query")


@pytest.mark.parametrize(
    "text",
    [SOME_ID.replace("-", ""), f"urn:uuid:{SOME_ID}", f"{{{SOME_ID}}}", "None", "%00", "%FF"],
)
def test_an_id(athlete: httpx.Client, text: str) -> None:
    problem(athlete.get(f"/v1/sources/{text}"), 422, "validation")
    problem(athlete.get(f"/v1/sources/{SOME_ID.upper()}"), 404, "not-found")


@pytest.mark.parametrize(
    "body",
    [
        {"full": "yes"},
        {"full": 1},
        {"since": 0},
        {"since": "2026-01-01T00:00:00"},
        {"types": "activities"},
        {"types": ["Activities"]},
        {"types": []},
        {"source_ids": [SOME_ID.replace("-", "")]},
        {"source_ids": [7]},
        {"more": 1},
        [],
        "text",
    ],
)
def test_a_body(athlete: httpx.Client, body: object) -> None:
    problem(athlete.post("/v1/sync/jobs", json=body), 422, "validation")


@pytest.mark.parametrize(
    ("body", "field", "message"),
    [
        ({"path": "/x"}, "body.kind", "Field required"),
        ({"kind": "moon", "path": "/x"}, "body.kind", "Input should be 'folder'"),
        ({"kind": ["folder"], "path": "/x"}, "body.kind", "Input should be 'folder'"),
        ({"kind": "folder"}, "body.path", "Field required"),
        ({"kind": "folder", "path": 7}, "body.path", "Input should be a valid string"),
        ({"kind": "folder", "path": "/x", "more": 1}, "body.more", "not permitted"),
        ({"kind": "folder", "path": "/x", "folder": 1}, "body.folder", "not permitted"),
        ([], "body", "valid dictionary"),
    ],
)
def test_the_members_of_a_union_are_named_as_the_client_wrote_them(
    athlete: httpx.Client, body: object, field: str, message: str
) -> None:
    refused = problem(athlete.post("/v1/sources", json=body), 422, "validation")
    assert refused["errors"][0]["field"] == field
    assert message in refused["errors"][0]["message"]


@pytest.mark.parametrize("days", ["90", True, 90.5, 0, 3651, "never"])
def test_a_number_in_a_body(athlete: httpx.Client, days: object) -> None:
    body = {"name": "x", "scopes": ["read"], "expires_in_days": days}
    problem(athlete.post("/v1/auth/access-tokens", json=body), 422, "validation")


def test_a_whole_number_is_one_with_a_fraction_of_zero_too(athlete: httpx.Client) -> None:
    """As in JSON Schema, section 4.2.3."""
    body = {"name": "x", "scopes": ["read"], "expires_in_days": 90.0}
    assert athlete.post("/v1/auth/access-tokens", json=body).status_code == 201


@pytest.mark.parametrize("kind", ["text/plain", "application/xml", "application/x+json", "x", None])
def test_another_media_type(athlete: httpx.Client, kind: str | None) -> None:
    headers = {"Content-Type": kind} if kind else {}
    answer = athlete.post("/v1/sync/jobs", content=b"{}", headers=headers)
    problem(answer, 415, "unsupported-media-type")


@pytest.mark.parametrize("kind", ["application/json;charset=utf-8", "APPLICATION/JSON ; x=y"])
def test_json_by_other_spellings(athlete: httpx.Client, kind: str) -> None:
    answer = athlete.post("/v1/sync/jobs", content=b"{}", headers={"Content-Type": kind})
    problem(answer, 409, "no-sources")


@pytest.mark.parametrize(
    ("path", "methods"),
    [
        ("/v1/sources", "GET, POST"),
        (f"/v1/sources/{SOME_ID}", "DELETE, GET, PATCH"),
        ("/v1/auth/login", "POST"),
        ("/v1/uploads/missing", "POST"),
    ],
)
@pytest.mark.parametrize("method", ["OPTIONS", "PUT", "TRACE", "BREW"])
def test_another_method(athlete: httpx.Client, path: str, methods: str, method: str) -> None:
    answer = athlete.request(method, path)
    problem(answer, 405, "method-not-allowed")
    assert answer.headers["Allow"] == methods


def test_a_fixed_path_is_no_value_of_another_route(athlete: httpx.Client) -> None:
    answer = athlete.get("/v1/uploads/missing")
    problem(answer, 405, "method-not-allowed")
    assert answer.headers["Allow"] == "POST"


@pytest.mark.parametrize(
    ("sent", "status", "slug"),
    [
        (b"GARBAGE\r\n\r\n", 400, "malformed"),
        (b"GET /v1/meta/health HTTP/1.1\r\n\r\n", 400, "malformed"),
        (b"GET /\xff HTTP/1.1\r\nHost: localhost\r\n\r\n", 400, "malformed"),
        (b"GET / HTTP/1.1\r\nHost: localhost\r\nX: " + b"x" * 200_000, 431, "too-large"),
        (
            b"POST /v1/auth/login HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: x\r\n\r\n",
            501,
            "not-implemented",
        ),
        (
            b"POST /v1/auth/login HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nZ\r\n",
            400,
            "malformed",
        ),
    ],
)
def test_what_is_not_http(live_backend: LiveBackend, sent: bytes, status: int, slug: str) -> None:
    with socket.create_connection(("127.0.0.1", live_backend.port), timeout=60) as connection:
        connection.sendall(sent)
        received = b""
        while b"\r\n\r\n" not in received or not received.endswith(b"}"):
            more = connection.recv(65536)
            assert more, received
            received += more
    head, _, body = received.partition(b"\r\n\r\n")
    lines = head.decode().split("\r\n")
    headers = dict(line.split(": ", 1) for line in lines[1:])
    problem(httpx.Response(int(lines[0].split()[1]), headers=headers, content=body), status, slug)
