"""What is sent again, how often and after how long, is said in one place."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

import httpx
import pytest

from fittrack_cli.wire import retry
from fittrack_cli.wire.retry import MAX_WAIT_S, METHODS, RETRIES, STATUSES, RetryingTransport

Outcome = httpx.Response | Exception


class Scripted(httpx.BaseTransport):
    """Gives one outcome after the other, the last one for ever."""

    def __init__(self, *outcomes: Callable[[], Outcome]) -> None:
        self._outcomes = outcomes
        self.tries = 0

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        outcome = self._outcomes[min(self.tries, len(self._outcomes) - 1)]()
        self.tries += 1
        if isinstance(outcome, Exception):
            raise outcome
        return outcome


@pytest.fixture(autouse=True)
def slept(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[float]]:
    seconds: list[float] = []
    monkeypatch.setattr(time, "sleep", seconds.append)
    yield seconds


def answers(status: int, retry_after: str | None = None) -> Callable[[], Outcome]:
    headers = {} if retry_after is None else {"Retry-After": retry_after}
    return lambda: httpx.Response(status, headers=headers)


def sent(network: Scripted, method: str = "GET", **headers: str) -> httpx.Response:
    request = httpx.Request(method, "http://127.0.0.1/", headers=headers)
    return RetryingTransport(network).handle_request(request)


@pytest.mark.parametrize("status", [429, 502, 503, 504])
def test_a_temporary_answer_is_asked_for_again(status: int) -> None:
    network = Scripted(answers(status), answers(status), answers(200))
    assert sent(network).status_code == 200
    assert network.tries == 3


@pytest.mark.parametrize("status", [200, 400, 401, 404, 408, 409, 500, 501, 507])
def test_any_other_answer_stands(status: int, slept: list[float]) -> None:
    network = Scripted(answers(status), answers(200))
    assert sent(network).status_code == status
    assert (network.tries, slept) == (1, [])


def test_it_is_given_up_after_some_tries(slept: list[float]) -> None:
    network = Scripted(answers(503))
    assert sent(network).status_code == 503
    assert network.tries == 1 + RETRIES == 4
    assert sum(slept) <= MAX_WAIT_S


@pytest.mark.parametrize(
    ("method", "headers", "tries"),
    [(method, {}, 2) for method in sorted(METHODS)]
    + [("POST", {}, 1), ("PATCH", {}, 1), ("POST", {"Idempotency-Key": "one"}, 2)],
)
@pytest.mark.parametrize("first", [answers(503), lambda: httpx.ConnectError("refused")])
def test_only_what_changes_nothing_twice_is_sent_again(
    method: str, headers: dict[str, str], tries: int, first: Callable[[], Outcome]
) -> None:
    network = Scripted(first, answers(200))
    try:
        sent(network, method, **headers)
    except httpx.ConnectError:
        assert tries == 1
    assert network.tries == tries


@pytest.mark.parametrize(
    "error", [httpx.ConnectError, httpx.ReadError, httpx.WriteError, httpx.RemoteProtocolError]
)
def test_a_broken_connection_is_tried_again(error: type[Exception]) -> None:
    network = Scripted(lambda: error("broken"), answers(200))
    assert sent(network).status_code == 200
    broken = Scripted(lambda: error("broken"))
    with pytest.raises(error):
        sent(broken)
    assert broken.tries == 1 + RETRIES


@pytest.mark.parametrize(
    "error", [httpx.ConnectTimeout, httpx.ReadTimeout, httpx.WriteTimeout, httpx.ProxyError]
)
def test_whoever_waited_long_does_not_wait_again(error: type[Exception]) -> None:
    network = Scripted(lambda: error("too long"), answers(200))
    with pytest.raises(error):
        sent(network)
    assert network.tries == 1


def test_a_server_is_given_the_time_that_it_asks_for(slept: list[float]) -> None:
    network = Scripted(answers(429, "3"), answers(503, "4"), answers(200))
    assert sent(network).status_code == 200
    assert slept == [3.0, 4.0]


@pytest.mark.parametrize(
    "text", ["11", "99999999999", "Wed, 21 Oct 2026 07:28:00 GMT", "soon", "-1"]
)
def test_one_that_asks_for_too_much_is_not_asked_before(text: str, slept: list[float]) -> None:
    network = Scripted(answers(429, text), answers(200))
    assert sent(network).status_code == 429
    assert (network.tries, slept) == (1, [])


def test_the_time_is_that_of_all_tries_together(slept: list[float]) -> None:
    network = Scripted(answers(429, "6"), answers(429, "6"), answers(200))
    assert sent(network).status_code == 429
    assert (network.tries, slept) == (2, [6.0])


def test_another_status_takes_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retry, "STATUSES", STATUSES - {503} | {500})
    for status, tries in ((503, 1), (500, 1 + RETRIES)):
        network = Scripted(answers(status))
        assert sent(network).status_code == status
        assert network.tries == tries
