"""The checker of exchanges: it takes what is good, and says what is wrong and where."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from attrs import evolve

from tools import REPOSITORY
from tools.contract.conformance import Contract, Exchange
from tools.recording.cassette import FOLDER, Recording
from tools.recording.departures import departures

CONTRACT = Contract.load(REPOSITORY / "openapi.yaml")
Json = Any


def recorded(name: str, number: int = -1) -> Exchange:
    return list(Recording.load(FOLDER / f"{name}.yaml").exchanges)[number]


LIST = recorded("data/list_activities/200-first-page")
START = recorded("sync/start_sync/202-chosen")
REFUSED = recorded("sync/start_sync/409-running-already")
EVENTS = recorded("sync/stream_sync_events/200-followed")
LIMITED = recorded("auth/login/429-guessed")


def answered(exchange: Exchange, change: Callable[[Json], object]) -> Exchange:
    """With another body of the answer."""
    document = json.loads(exchange.answer.body)
    change(document)
    return evolve(exchange, answer=evolve(exchange.answer, body=json.dumps(document).encode()))


def asked(exchange: Exchange, change: Callable[[Json], object]) -> Exchange:
    """With another body of the request."""
    document = json.loads(exchange.request.body)
    change(document)
    return evolve(exchange, request=evolve(exchange.request, body=json.dumps(document).encode()))


def without(exchange: Exchange, side: str, *names: str, **more: str) -> Exchange:
    """With other headers."""
    message = getattr(exchange, side)
    headers = {name: value for name, value in message.headers.items() if name not in names}
    made = evolve(message, headers=headers | {n.replace("_", "-"): v for n, v in more.items()})
    return evolve(exchange, request=made) if side == "request" else evolve(exchange, answer=made)


def at(url: str, exchange: Exchange = LIST) -> Exchange:
    return evolve(exchange, url=f"http://127.0.0.1:8765{url}")


@pytest.mark.parametrize("exchange", [LIST, START, REFUSED, EVENTS, LIMITED])
def test_good_exchanges_raise_no_complaint(exchange: Exchange) -> None:
    assert CONTRACT.complaints(exchange) == []


@pytest.mark.parametrize(
    ("exchange", "where", "what"),
    [
        (at("/v1/nothing"), "request path", "the contract has no GET /v1/nothing"),
        (evolve(LIST, method="PUT"), "request path", "the contract has no PUT"),
        (at("/v1/activities?colour=red"), "request query.colour", "no such parameter"),
        (at("/v1/activities?limit=1&limit=2"), "request query.limit", "more than once"),
        (at("/v1/activities?limit=0"), "request query.limit", "minimum"),
        (at("/v1/activities?limit=many"), "request query.limit", "integer"),
        (at("/v1/activities?since=today"), "request query.since", "date"),
        (
            at("/v1/sync/jobs/not-an-id/events", EVENTS),
            "request path.job_id",
            "uuid",
        ),
        (
            without(EVENTS, "request", last_event_id="x"),
            "request header.Last-Event-ID",
            "does not match",
        ),
        (
            without(LIST, "request", "authorization"),
            "request header.Authorization",
            "no access token",
        ),
        (
            evolve(LIST, request=evolve(LIST.request, body=b"{}")),
            "request body",
            "takes none",
        ),
        (
            evolve(START, request=evolve(START.request, body=b"")),
            "request body",
            "required and missing",
        ),
        (
            without(START, "request", "content-type", content_type="text/plain"),
            "request media type",
            "text/plain is not application/json",
        ),
        (
            evolve(START, request=evolve(START.request, body=b"{")),
            "request body",
            "not JSON",
        ),
        (asked(START, lambda body: body.update(types=["sleep"])), "request body.types[0]", "sleep"),
        (asked(START, lambda body: body.update(since="June")), "request body.since", "June"),
        (asked(START, lambda body: body.update(speed=3)), "request body", "speed"),
        (evolve(LIST, status=418), "answer status", "does not document 418"),
        (
            without(LIST, "answer", "content-type", content_type="text/html"),
            "answer media type",
            "text/html is not application/json",
        ),
        (without(LIST, "answer", "x-request-id"), "answer header.X-Request-Id", "missing"),
        (without(START, "answer", "location"), "answer header.Location", "missing"),
        (
            without(START, "answer", "location", location="a b"),
            "answer header.Location",
            "uri-reference",
        ),
        (
            without(LIMITED, "answer", "retry-after", retry_after="soon"),
            "answer header.Retry-After",
            "integer",
        ),
        (
            answered(LIST, lambda body: body.pop("next_cursor")),
            "answer body",
            "'next_cursor' is a required property",
        ),
        (
            answered(LIST, lambda body: body["items"][0].update(mood="good")),
            "answer body.items[0]",
            "'mood' was unexpected",
        ),
        (
            answered(LIST, lambda body: body["items"][0].update(distance_m="far")),
            "answer body.items[0].distance_m",
            "far",
        ),
        (
            answered(LIST, lambda body: body["items"][0].update(id="17")),
            "answer body.items[0].id",
            "uuid",
        ),
        (
            answered(LIST, lambda body: body["items"][0].update(start_time="2020-06-03 17:00")),
            "answer body.items[0].start_time",
            "date-time",
        ),
        (
            answered(LIST, lambda body: body["items"][0].update(file_format="pdf")),
            "answer body.items[0].file_format",
            "pdf",
        ),
        (
            answered(REFUSED, lambda body: body.update(status=400)),
            "answer body.status",
            "it is not 409",
        ),
        (
            answered(REFUSED, lambda body: body.update(type="about:blank")),
            "answer body.type",
            "the contract does not list this kind",
        ),
        (
            answered(REFUSED, lambda body: body.update(type="urn:fittrack:problem:brand-new")),
            "answer body.type",
            "the contract does not list this kind",
        ),
        (
            answered(REFUSED, lambda body: body.update(type="urn:fittrack:problem:job-running")),
            "answer body.type",
            "does not name job-running for 409",
        ),
        (
            evolve(answered(REFUSED, lambda body: body.update(status=418)), status=418),
            "answer body.type",
            "does not name sync-conflict for 418",
        ),
        (
            answered(REFUSED, lambda body: body.update(title="Busy")),
            "answer body.title",
            "it is not 'Already syncing'",
        ),
        (
            answered(REFUSED, lambda body: body.update(tries_remaining=3)),
            "answer body.tries_remaining",
            "no such member",
        ),
        (
            answered(REFUSED, lambda body: body.update(request_id="another")),
            "answer body.request_id",
            "X-Request-Id",
        ),
        (
            answered(REFUSED, lambda body: body.update(extra=1)),
            "answer body",
            "'extra' was unexpected",
        ),
        (
            evolve(
                EVENTS,
                answer=evolve(
                    EVENTS.answer,
                    body=EVENTS.answer.body.replace(b'"outcome":"new"', b'"outcome":"old"'),
                ),
            ),
            "answer event[3].outcome",
            "old",
        ),
        (
            evolve(
                EVENTS,
                answer=evolve(
                    EVENTS.answer, body=EVENTS.answer.body.replace(b"event: end", b"event: over")
                ),
            ),
            "answer event[8]",
            "no events named 'over'",
        ),
    ],
)
def test_a_damaged_exchange_is_complained_of_in_the_right_place(
    exchange: Exchange, where: str, what: str
) -> None:
    found = [one for one in CONTRACT.complaints(exchange) if one.where == where]
    assert found, CONTRACT.complaints(exchange)
    assert any(what in one.what for one in found), found


def test_a_success_without_content_has_no_body() -> None:
    revoked = recorded("auth/revoke_session/204-revoked")
    made = evolve(revoked, answer=evolve(revoked.answer, body=b"gone"))
    assert [one.where for one in CONTRACT.complaints(made)] == ["answer body"]


def test_what_is_meant_to_be_wrong_is_excused_and_nothing_else() -> None:
    recording = Recording.load(FOLDER / "data/list_activities/422-limit-out-of-range.yaml")
    assert departures(CONTRACT, recording) == []
    assert departures(CONTRACT, evolve(recording, meant_to_be_wrong="request query.since"))
    right = Recording.load(FOLDER / "data/list_activities/200-all.yaml")
    (why,) = departures(CONTRACT, evolve(right, meant_to_be_wrong="request query.limit"))
    assert "meant to be wrong, but it is right" in why
