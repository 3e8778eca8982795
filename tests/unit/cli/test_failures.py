"""Whatever a server answers, or does not: one clear sentence, the right exit code, no traceback."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from typing import TYPE_CHECKING
from uuid import uuid4

import httpx
import pytest

if TYPE_CHECKING:
    from tests.unit.cli.conftest import Handler, Result, Run

TOKEN = {"FITTRACK_TOKEN": "marked-token"}
ACCOUNT = {
    "id": str(uuid4()),
    "username": "ada",
    "created_at": "2026-01-01T00:00:00Z",
    "mfa_enabled": False,
    "recovery_codes_remaining": 0,
    "time_zone": "Europe/Berlin",
}


def problem(status: int, slug: str = "some-kind", **extras: object) -> httpx.Response:
    body = {
        "type": f"urn:fittrack:problem:{slug}",
        "title": "A title",
        "status": status,
        "detail": "A detail.",
        "request_id": "abc",
        **extras,
    }
    return httpx.Response(status, json=body, headers={"Content-Type": "application/problem+json"})


def status(run: Run, answer: httpx.Response | Handler, *options: str) -> Result:
    handler = answer if callable(answer) else lambda request: answer
    return run("auth", "status", *options, handler=handler, env=TOKEN)


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (problem(400), 2),
        (problem(403), 1),
        (problem(404), 6),
        (problem(405), 9),
        (problem(409), 5),
        (problem(410), 6),
        (problem(418, "never-heard-of"), 1),
        (problem(422), 2),
        (problem(500), 1),
        (problem(507), 1),
        (problem(401), 3),
    ],
)
def test_a_problem_has_the_exit_code_of_its_status(
    run: Run, answer: httpx.Response, code: int
) -> None:
    result = status(run, answer, "-o", "json")
    assert result.code == code
    assert result.out == ""
    error = result.error()
    assert error["code"] == code
    assert {"title", "detail", "hint", "request_id"} <= set(error)


def test_an_unknown_id_is_answered_with_where_to_look_one_up(run: Run) -> None:
    unknown = "00000000-0000-4000-8000-000000000000"
    result = run("sync", "status", unknown, "-o", "json", handler=lambda _: problem(404), env=TOKEN)
    assert result.error()["hint"] == "fittrack sync list shows those that are there"


def test_endless_words_are_cut(run: Run) -> None:
    error = status(run, problem(409, detail="x" * 1_000_000), "-o", "json").error()
    assert len(str(error["detail"])) < 3000
    waiting = httpx.Response(429, headers={"Retry-After": "9" * 5000})
    assert status(run, waiting, "-o", "json").error()["hint"] == "try again later"


def test_an_id_is_written_in_plain_digits(run: Run) -> None:
    result = run("sync", "status", "00000000-0000-4000-8000-00000000000\u0663", env=TOKEN)
    assert result.code == 2


def test_a_problem_shows_its_words_its_request_and_its_extras(run: Run) -> None:
    answer = problem(409, "sync-conflict", job_id="3f2b8f0a-6c1d-4b7e-9a55-0e3a3c1f9d10")
    error = status(run, answer, "-o", "json").error()
    assert error["slug"] == "sync-conflict"
    assert error["title"] == "A title"
    assert error["detail"] == "A detail."
    assert error["request_id"] == "abc"
    assert error["job_id"] == "3f2b8f0a-6c1d-4b7e-9a55-0e3a3c1f9d10"
    screen = status(run, answer).err
    assert screen.startswith("fittrack: A title: A detail.\n")
    assert "abc" in screen


def test_a_validation_problem_names_the_fields(run: Run) -> None:
    errors = [{"field": "body.username", "message": "too short"}]
    result = status(run, problem(422, "validation", errors=errors))
    assert result.code == 2
    assert "username: too short" in result.err


def page(status_code: int) -> httpx.Response:
    return httpx.Response(status_code, html="<h1>It works!</h1>")


def raising(error: Exception) -> Handler:
    def handle(request: httpx.Request) -> httpx.Response:
        raise error

    return handle


def broken_off() -> Iterator[bytes]:
    yield b'{"id":'
    raise httpx.RemoteProtocolError("peer closed connection")


def as_json(content: bytes, **headers: str) -> httpx.Response:
    return httpx.Response(
        200,
        stream=httpx.ByteStream(content),
        headers={"Content-Type": "application/json", **headers},
    )


@pytest.mark.parametrize(
    ("answer", "code", "says"),
    [
        (page(200), 7, "text/html"),
        (page(404), 7, "text/html"),
        (page(500), 7, "text/html"),
        (page(502), 7, "502"),
        (page(503), 7, "503"),
        (page(504), 7, "504"),
        (httpx.Response(200), 7, "not with JSON"),
        (as_json(b""), 7, "cut short"),
        (as_json(b'{"id": "'), 7, "cut short"),
        (as_json(b"\xff\xfe{}"), 7, "cut short"),
        (as_json(b"[]"), 9, "contract"),
        (as_json(b"null"), 9, "contract"),
        (as_json(b'{"id": 5}'), 9, "contract"),
        (as_json(json.dumps({**ACCOUNT, "id": "no-id"}).encode()), 9, "contract"),
        (as_json(json.dumps({**ACCOUNT, "created_at": None}).encode()), 9, "contract"),
        (as_json(b"[" * 200_000), 9, ""),
        (as_json(b"1" * 10_000), 9, ""),
        (as_json(b"no gzip", **{"Content-Encoding": "gzip"}), 7, "compressed"),
        (as_json(gzip.compress(b"0" * (65 << 20)), **{"Content-Encoding": "gzip"}), 9, "too large"),
        (as_json(b"0" * (65 << 20)), 9, "too large"),
        (as_json(gzip.compress(b"{}" * 99)[:-9], **{"Content-Encoding": "gzip"}), 7, "cut short"),
        (httpx.Response(302, headers={"Location": "https://evil.example"}), 7, "redirect"),
        (raising(httpx.ConnectError("[Errno 111] Connection refused")), 7, "cannot reach"),
        (raising(httpx.ConnectTimeout("timed out")), 7, "no answer"),
        (raising(httpx.ReadTimeout("timed out")), 7, "no answer"),
        (raising(httpx.ReadError("")), 7, "cut short"),
        (raising(httpx.RemoteProtocolError("peer closed connection")), 7, "cut short"),
        (lambda request: httpx.Response(200, content=broken_off()), 7, "cut short"),
    ],
)
def test_an_unusable_answer(
    run: Run, answer: httpx.Response | Handler, code: int, says: str
) -> None:
    result = status(run, answer)
    assert result.code == code, result.err
    assert result.out == ""
    assert result.err.startswith("fittrack: ")
    assert "Traceback" not in result.err
    assert len(result.err) < 1000
    assert says in result.err


def test_hostile_words_of_a_server_are_harmless(run: Run) -> None:
    hostile = "\x1b]0;owned\x07\u202eevil"
    answer = problem(409, "x", detail=hostile, request_id=hostile, **{hostile: hostile})
    assert "\x1b" not in status(run, answer).err
    assert "\u202e" not in status(run, answer).err
    assert "\x1b" not in status(run, answer, "-o", "json").err


def test_a_temporary_failure_is_asked_again(run: Run) -> None:
    answers = [httpx.Response(503), httpx.Response(502), httpx.Response(200, json=ACCOUNT)]
    result = status(run, lambda request: answers.pop(0), "-o", "json", "--query", "username")
    assert (result.code, result.out) == (0, '"ada"\n')


def test_it_does_not_wait_as_long_as_a_server_likes(run: Run) -> None:
    asked: list[httpx.Request] = []

    def handle(request: httpx.Request) -> httpx.Response:
        asked.append(request)
        answer = problem(429, "too-many-tries")
        answer.headers["Retry-After"] = "3600"
        return answer

    result = status(run, handle)
    assert result.code == 1
    assert "try again in 3600 seconds" in result.err
    assert len(asked) == 1


def test_a_post_is_not_sent_twice(run: Run) -> None:
    asked: list[httpx.Request] = []

    def handle(request: httpx.Request) -> httpx.Response:
        asked.append(request)
        raise httpx.ReadError("", request=request)

    assert run("auth", "invite", handler=handle, env=TOKEN).code == 7
    assert len(asked) == 1


def test_debug_shows_requests_but_no_secret(run: Run) -> None:
    result = status(run, httpx.Response(200, json=ACCOUNT), "--debug")
    assert "GET http://127.0.0.1:8765/v1/accounts/me -> 200 in " in result.err
    assert "marked-token" not in result.err + result.out


def test_plain_http_goes_to_this_machine_only(run: Run) -> None:
    asked: list[httpx.Request] = []

    def handle(request: httpx.Request) -> httpx.Response:
        asked.append(request)
        return httpx.Response(200, json=ACCOUNT)

    for server in ("http://fit.example.org", "http://127.0.0.1.example.org", "http://10.0.0.1"):
        assert status(run, handle, "--server", server).code == 2
    assert not asked
    for server in ("http://localhost:1", "http://127.9.9.9", "http://[::1]:9", "https://a.example"):
        assert status(run, handle, "--server", server).code == 0
    assert run("config", "set", "allow_http", "true").code == 0
    assert status(run, handle, "--server", "http://fit.example.org").code == 0


@pytest.mark.parametrize(
    "server", ["fit.example.org", "ftp://a", "https://", "https://u:p@a", "http://a:99999", "\x1b"]
)
def test_an_impossible_address_is_a_usage_error(run: Run, server: str) -> None:
    result = run("auth", "status", "--server", server, env=TOKEN)
    assert result.code == 2
    assert "\x1b" not in result.err


def test_nobody_signed_in_is_said_before_anything_is_sent(run: Run) -> None:
    result = run("auth", "status", handler=lambda request: pytest.fail("a request was sent"))
    assert result.code == 3
    assert "fittrack auth login" in result.err


def test_a_rejected_token_of_the_environment_is_named(run: Run) -> None:
    result = status(run, problem(401))
    assert result.code == 3
    assert "FITTRACK_TOKEN" in result.err
    assert "marked-token" not in result.err
