"""Attacks on how requests are read: smuggling, paths, hosts, headers and JSON (docs/design/security.md)."""

from __future__ import annotations

import gzip
import json
import time
from collections.abc import Iterator

import httpx
import pytest

from tests.security.attacks import refused, sent_raw, statuses
from tools.running.live_backend import LiveBackend, SignedIn, http_get

JSON = {"Content-Type": "application/json"}
HIDDEN = b"GET /v1/meta/server HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
"""A request in the body of another one: nobody may answer it."""
LOGIN = b"POST /v1/auth/login HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
ME = "/v1/accounts/me"


@pytest.fixture(scope="module")
def mallory(live_backend: LiveBackend) -> SignedIn:
    return live_backend.new_person()


@pytest.fixture(scope="module")
def source(mallory: SignedIn, tmp_path_factory: pytest.TempPathFactory) -> str:
    path = str(tmp_path_factory.mktemp("of-mallory"))
    answer = mallory.client.post("/v1/sources", json={"kind": "folder", "path": path})
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])


@pytest.fixture(autouse=True)
def _server_is_well(live_backend: LiveBackend) -> Iterator[None]:
    yield
    assert http_get(f"{live_backend.url}/v1/meta/health").status_code == 200
    assert "Traceback" not in live_backend.log()


def one_answer(backend: LiveBackend, request: bytes, status: int) -> bytes:
    """The one answer that the bytes get, whatever they hide."""
    answer = sent_raw(backend, request)
    assert statuses(answer) == [status], answer
    return answer


# Where a request ends


def test_a_length_beside_chunks_is_refused(live_backend: LiveBackend) -> None:
    """A proxy that believes the length would see one request, and the server two (RFC 9112, 6.1)."""
    body = b"0\r\n\r\n" + HIDDEN
    both = b"Content-Length: %d\r\nTransfer-Encoding: chunked\r\n\r\n" % len(body)
    assert b":malformed" in one_answer(live_backend, LOGIN + both + body, 400)
    turned = b"Transfer-Encoding: chunked\r\nContent-Length: %d\r\n\r\n" % len(body)
    one_answer(live_backend, LOGIN + turned + body, 400)


@pytest.mark.parametrize(
    "lengths",
    [
        b"Content-Length: 0\r\nContent-Length: %d",
        b"Content-Length: 0, %d",
        b"Content-Length: +%d",
        b"Content-Length: -%d",
        b"Content-Length: 0x%d",
        b"Content-Length: %d_0",
        b"Content-Length: %d 0",
        b"Content-Length : %d",
        b"Content-Length\t: %d",
        b"Content-Length: \x0b%d",
        b"Content-Length:",
    ],
)
def test_a_length_that_can_be_read_two_ways_is_refused(
    live_backend: LiveBackend, lengths: bytes
) -> None:
    if b"%d" in lengths:
        lengths = lengths.replace(b"%d", b"%d" % len(HIDDEN))
    one_answer(live_backend, LOGIN + lengths + b"\r\n\r\n" + HIDDEN, 400)


@pytest.mark.parametrize(
    ("encoding", "status"),
    [
        (b"Transfer-Encoding: chunked, identity", 501),
        (b"Transfer-Encoding: identity, chunked", 501),
        (b"Transfer-Encoding: xchunked", 501),
        (b'Transfer-Encoding: "chunked"', 501),
        (b"Transfer-Encoding: chunked\r\nTransfer-Encoding: identity", 501),
        (b"Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked", 501),
        (b"Transfer-Encoding : chunked", 400),
        (b"Transfer-Encoding: chunked\x0b", 400),
        (b"Transfer-Encoding: ch\0unked", 400),
    ],
)
def test_an_encoding_that_can_be_read_two_ways_is_refused(
    live_backend: LiveBackend, encoding: bytes, status: int
) -> None:
    one_answer(live_backend, LOGIN + encoding + b"\r\n\r\n0\r\n\r\n" + HIDDEN, status)


@pytest.mark.parametrize(
    "chunks",
    [
        b"5\r\nAAAAAXX0\r\n\r\n",  # CVE-2025-43859
        b"5\r\nAAAAA\n0\r\n\r\n",
        b"0x5\r\nAAAAA\r\n0\r\n\r\n",
        b"-5\r\nAAAAA\r\n0\r\n\r\n",
        b"5 5\r\nAAAAA\r\n0\r\n\r\n",
        b"f" * 30 + b"\r\nAAAAA\r\n0\r\n\r\n",
        b"\r\nAAAAA\r\n0\r\n\r\n",
    ],
)
def test_a_chunk_that_is_none_is_refused(live_backend: LiveBackend, chunks: bytes) -> None:
    head = LOGIN + b"Transfer-Encoding: chunked\r\n\r\n"
    one_answer(live_backend, head + chunks + HIDDEN, 400)


def test_a_folded_line_is_no_header_of_its_own(live_backend: LiveBackend) -> None:
    """RFC 9112, 5.2: it belongs to the value before it."""
    for hidden in (b"Transfer-Encoding: chunked", b"Content-Length: 5", b"Host: evil.example"):
        head = b"GET /v1/meta/health HTTP/1.1\r\nHost: localhost\r\nX: a\r\n " + hidden
        one_answer(live_backend, head + b"\r\nConnection: close\r\n\r\n", 200)


def test_a_body_that_nobody_reads_is_no_request(live_backend: LiveBackend) -> None:
    head = b"GET /v1/meta/health HTTP/1.1\r\nHost: localhost\r\nContent-Length: %d\r\n\r\n"
    answer = one_answer(live_backend, head % len(HIDDEN) + HIDDEN, 200)
    assert b"connection: close" in answer.lower()


def test_a_connection_is_nobody(live_backend: LiveBackend, mallory: SignedIn) -> None:
    """What one request on a connection may, the next one may not."""
    first = f"GET {ME} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {mallory.access_token}"
    second = f"GET {ME} HTTP/1.1\r\nHost: localhost\r\nConnection: close"
    answer = sent_raw(live_backend, f"{first}\r\n\r\n{second}\r\n\r\n".encode())
    assert statuses(answer) == [200, 401]


def test_a_stranger_is_refused_before_the_body_is_asked_for(live_backend: LiveBackend) -> None:
    head = b"POST /v1/sources HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
    answer = sent_raw(live_backend, head + b"Expect: 100-continue\r\nContent-Length: 9000\r\n\r\n")
    assert statuses(answer) == [401]


# Which request it is


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/v1//accounts/me", 404),
        ("//v1/accounts/me", 404),
        ("/v1/accounts/me/", 404),
        ("/v1/accounts/me.", 404),
        ("/v1/accounts/me;a=b", 404),
        ("/v1/accounts/me%00", 404),
        ("/v1/accounts/me%20", 404),
        ("/v1/accounts/me%0d%0a", 404),
        ("/v1/accounts/me%2f", 404),
        ("/v1/accounts\\me", 404),
        ("/V1/Accounts/Me", 404),
        ("/v1/meta/../accounts/me", 404),
        ("/v1/meta/%2e%2e/accounts/me", 404),
        ("/v1/meta/health/..%2f..%2faccounts/me", 404),
        ("/v1/meta/..%252faccounts/me", 404),
        ("/v1/%61ccounts/me", 401),
        ("/v1/accounts%2fme", 401),
        ("/v1/accounts/me?/v1/meta/health", 401),
        ("/v1/accounts/me#/v1/meta/health", 404),
        ("/static/../../../../etc/passwd", 404),
        ("/docs", 404),
        ("/openapi.json", 404),
        ("/metrics", 404),
    ],
)
def test_no_spelling_of_a_path_leads_past_the_door(
    live_backend: LiveBackend, path: str, status: int
) -> None:
    head = f"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
    one_answer(live_backend, head.encode(), status)


@pytest.mark.parametrize(
    ("line", "status"),
    [
        (b"GET http://evil.example/v1/meta/health HTTP/1.1\r\nHost: localhost", 404),
        (b"GET http://localhost/v1/accounts/me HTTP/1.1\r\nHost: localhost", 404),
        (b"GET /v1/meta/health HTTP/1.1\r\nHost: localhost\r\nHost: evil.example", 400),
        (b"GET /v1/meta/health HTTP/1.1\r\nHost: localhost@evil.example", 421),
        (b"GET /v1/meta/health HTTP/1.1\r\nHost: localhost:80@evil.example", 421),
        (b"GET /v1/meta/health HTTP/1.1\r\nHost: localhost:evil.example", 421),
        (b"GET /v1/meta/health HTTP/1.1\r\nHost: [::1].evil.example", 421),
        (b"GET /v1/meta/health HTTP/1.1\r\nHost: localhost, evil.example", 421),
        (b"GET /v1/meta/health HTTP/1.1\r\nHost: localhost/evil.example", 421),
        (b"GET /v1/meta/health HTTP/1.0", 421),
        (b"GET /v1/meta/health", 400),
        (b"PRI * HTTP/2.0", 421),
        (b"CONNECT 127.0.0.1:22 HTTP/1.1\r\nHost: localhost", 404),
        (b"OPTIONS * HTTP/1.1\r\nHost: localhost", 404),
        (b"GET /v1/meta/health HTTP/1.1\r\nHost: localhost\r\nX: a\rb", 400),
        (b"GET /v1/meta/health HTTP/1.1\r\nHost: localhost\r\nX: a\0b", 400),
        (b"GET  /v1/meta/health HTTP/1.1\r\nHost: localhost", 400),
        (b"GET /v1/meta /health HTTP/1.1\r\nHost: localhost", 400),
    ],
)
def test_a_head_that_means_another_server_is_not_served(
    live_backend: LiveBackend, line: bytes, status: int
) -> None:
    answer = sent_raw(live_backend, line + b"\r\nConnection: close\r\n\r\n")
    assert statuses(answer) == [status], answer


def test_no_header_changes_the_method_or_the_path(mallory: SignedIn, source: str) -> None:
    path = f"/v1/sources/{source}"
    for name, text in (
        ("X-HTTP-Method-Override", "DELETE"),
        ("X-HTTP-Method", "DELETE"),
        ("X-Method-Override", "DELETE"),
        ("X-Original-URL", ME),
        ("X-Rewrite-URL", ME),
        ("X-Forwarded-Prefix", "/v1/accounts"),
    ):
        assert mallory.client.get(path, headers={name: text}).json()["id"] == source
    assert mallory.client.post(path, data={"_method": "DELETE"}).status_code == 405
    assert mallory.client.get(path, params={"_method": "DELETE"}).status_code == 422
    assert mallory.client.get(path).json()["id"] == source


@pytest.mark.parametrize("protocol", ["websocket", "h2c", "TLS/1.0"])
def test_no_connection_becomes_one_of_another_protocol(
    live_backend: LiveBackend, protocol: str
) -> None:
    head = f"GET {ME} HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade, close\r\n"
    head += (
        f"Upgrade: {protocol}\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: {'A' * 22}==\r\n"
    )
    one_answer(live_backend, head.encode() + b"\r\n", 401)


def test_forwarded_headers_and_ids_of_strangers_are_not_believed(
    live_backend: LiveBackend, mallory: SignedIn, source: str
) -> None:
    spoofed = {
        "X-Request-Id": "of-the-attacker",
        "X-Forwarded-Host": "evil.example",
        "X-Forwarded-Proto": "https",
        "X-Forwarded-For": "192.0.2.66",
        "Forwarded": "for=192.0.2.66;host=evil.example",
        "X-Real-IP": "192.0.2.66",
        "Origin": "https://evil.example",
    }
    answer = mallory.client.post("/v1/sync/jobs", json={"source_ids": [source]}, headers=spoofed)
    assert answer.status_code == 202, answer.text
    assert answer.headers["Location"] == f"/v1/sync/jobs/{answer.json()['id']}"
    assert answer.headers["X-Request-Id"] != "of-the-attacker"
    assert not [name for name in answer.headers if name.startswith("access-control-")]
    again = live_backend.client()
    body = {"username": mallory.person.username, "password": mallory.person.password}
    assert again.post("/v1/auth/login", json=body, headers=spoofed).status_code == 200
    (event, *_) = mallory.client.get("/v1/accounts/me/events").json()["items"]
    assert (event["event"], event["address"]) == ("signed-in", "127.0.0.1")


# Headers


def test_of_two_headers_that_must_be_one_none_counts(
    live_backend: LiveBackend, mallory: SignedIn, source: str
) -> None:
    """A proxy may look at the one, and the server at the other."""
    mine = ("Authorization", f"Bearer {mallory.access_token}")
    none = ("Authorization", "Bearer of-nobody")
    with live_backend.client() as client:
        for two in ([mine, none], [none, mine], [mine, mine]):
            refused(client.get(ME, headers=two), 400, "malformed")
    keys = [("Idempotency-Key", "one"), ("Idempotency-Key", "other")]
    before = jobs_of(mallory)
    answer = mallory.client.post("/v1/sync/jobs", json={"source_ids": [source]}, headers=keys)
    refused(answer, 400, "malformed")
    assert jobs_of(mallory) == before


def jobs_of(who: SignedIn) -> list[str]:
    return [one["id"] for one in who.client.get("/v1/sync/jobs").json()["items"]]


@pytest.mark.parametrize("key", [b"", b"a b", b"a\tb", b"\xe4", b"a" * 256, b"\x1b[31m", b"\x7f"])
def test_an_idempotency_key_of_other_characters_is_refused(
    live_backend: LiveBackend, mallory: SignedIn, key: bytes
) -> None:
    body = b"{}"
    head = (
        b"POST /v1/sync/jobs HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
        b"Content-Type: application/json\r\nContent-Length: 2\r\nAuthorization: Bearer "
        + mallory.access_token.encode()
        + b"\r\nIdempotency-Key: "
        + key
    )
    answer = sent_raw(live_backend, head + b"\r\n\r\n" + body)
    assert statuses(answer) == [422], answer
    assert b"\x1b" not in answer


@pytest.mark.parametrize("after", ["-1", "1e3", "+1", "0x1", "9" * 21, "1;2"])
def test_a_place_in_a_stream_that_is_none_is_refused(
    mallory: SignedIn, source: str, after: str
) -> None:
    path = f"/v1/sync/jobs/{source}/events"
    answer = mallory.client.get(path, headers={"Last-Event-ID": after})
    refused(answer, 422, "validation")


# JSON


@pytest.mark.parametrize("depth", [60, 63, 64, 200, 600, 954, 5_000, 200_000])
def test_a_body_as_deep_as_can_be_is_refused(mallory: SignedIn, depth: int) -> None:
    for opening, closing in (("[", "]"), ('{"a":', "}")):
        nested = opening * depth + "1" + closing * depth
        if len(nested) > 1_000_000:
            continue
        body = f'{{"name": "deep", "scopes": {nested}}}'
        answer = mallory.client.post("/v1/auth/access-tokens", content=body, headers=JSON)
        refused(answer, *((400, "malformed") if depth > 63 else (422, "validation")))


@pytest.mark.parametrize(
    "body",
    [
        '{"name": "a", "scopes": ["read"], "scopes": ["read", "write"]}',
        '{"name": "a", "name": "b", "scopes": ["read"]}',
        '{"name": "a", "scopes": ["read"], "n\\u0061me": "b"}',
    ],
)
def test_a_member_that_comes_twice_is_refused(mallory: SignedIn, body: str) -> None:
    """Who checks a request on its way may have read the other one (RFC 8259, section 4)."""
    answer = mallory.client.post("/v1/auth/access-tokens", content=body, headers=JSON)
    refused(answer, 422, "validation")
    assert mallory.client.get("/v1/auth/access-tokens").json()["items"] == []


def test_a_body_of_very_many_values_is_refused_at_once(mallory: SignedIn) -> None:
    """Looking at each of 80,000 members kept everybody waiting for half a second."""
    for scopes in ({f"m{number}": 0 for number in range(80_000)}, [[0] * 100] * 100, [0] * 10_000):
        body = json.dumps({"name": "wide", "scopes": scopes})
        answer = mallory.client.post("/v1/auth/access-tokens", content=body, headers=JSON)
        refused(answer, 413, "too-large")
    body = json.dumps({f"m{number}": 0 for number in range(10_000)})
    answer = mallory.client.post("/v1/auth/access-tokens", content=body, headers=JSON)
    refused(answer, 422, "validation")
    assert len(answer.content) < 20_000


@pytest.mark.parametrize(
    "days", ["1e400", "-1e400", "NaN", "Infinity", "1e18", "90.5", "-0.0", "1" * 300, '"9"', "[9]"]
)
def test_a_number_that_is_none_makes_no_token(mallory: SignedIn, days: str) -> None:
    body = f'{{"name": "n", "scopes": ["read"], "expires_in_days": {days}}}'
    answer = mallory.client.post("/v1/auth/access-tokens", content=body, headers=JSON)
    refused(answer, 422, "validation")
    assert mallory.client.get("/v1/auth/access-tokens").json()["items"] == []


def test_a_packed_body_is_not_unpacked(mallory: SignedIn) -> None:
    bomb = gzip.compress(b" " * 10_000_000)
    headers = JSON | {"Content-Encoding": "gzip"}
    answer = mallory.client.post("/v1/auth/access-tokens", content=bomb, headers=headers)
    refused(answer, 400, "malformed")


@pytest.mark.parametrize(
    "path", ["activities", "daily-health", "sync/coverage", "sync/coverage?type=health"]
)
def test_all_days_that_there_are_take_no_time(mallory: SignedIn, source: str, path: str) -> None:
    ends = {"since": "0001-01-01", "until": "9999-12-31", "limit": "1000"}
    started = time.monotonic()
    url = httpx.URL(f"/v1/{path}")
    answer = mallory.client.get(url.copy_merge_params(ends))
    assert answer.status_code == 200, answer.text
    assert time.monotonic() - started < 3


def test_what_a_client_calls_itself_forges_no_line_of_the_log(
    live_backend: LiveBackend, mallory: SignedIn
) -> None:
    name = "x\r\n2026-01-01 INFO forged\x1b[31m\u202eevil"
    body = {"username": mallory.person.username, "password": mallory.person.password}
    client = live_backend.client()
    answer = client.post("/v1/auth/login", json=body | {"client_name": name})
    assert answer.status_code == 200, answer.text
    listed = mallory.client.get("/v1/auth/sessions")
    assert name in [one["client_name"] for one in listed.json()["items"]]
    assert not {"\r", "\n", "\x1b"} & set(listed.text), "JSON writes them as escapes"
    client.post("/v1/auth/login", json=body | {"username": "x\n2026-01-01 INFO forged"})
    assert "forged" not in live_backend.log()
