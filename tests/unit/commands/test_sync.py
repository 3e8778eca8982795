"""`fittrack sync` against a backend of a few lines: what is sent, said, and answered by exit codes."""

from __future__ import annotations

import csv
import io
import json

import httpx
import pytest

from fittrack_cli.commands.sync.layout import took_text
from fittrack_contract import FIELDS
from tests.unit.commands.conftest import (
    JOB_ID,
    SOURCE_ID,
    Backend,
    Signed,
    counts,
    event,
    item,
    job,
    problem,
    stream,
)

START = "POST /v1/sync/jobs"
JOB = f"GET /v1/sync/jobs/{JOB_ID}"
EVENTS = f"GET /v1/sync/jobs/{JOB_ID}/events"
ITEMS = f"GET /v1/sync/jobs/{JOB_ID}/items"


@pytest.mark.parametrize(
    "args",
    [
        ["sync", "start", "activites"],
        ["sync", "start", "--since", "2026-02-31"],
        ["sync", "start", "--since", "2026-02-02", "--until", "2026-02-01"],
        ["sync", "start", "--last", "30"],
        ["sync", "start", "--last", "30d", "--since", "2026-01-01"],
        ["sync", "start", "--idempotency-key", "with space"],
        ["sync", "list", "--state", "done"],
        ["sync", "items", JOB_ID, "--outcome", "broken"],
        ["sync", "items", JOB_ID, "--type", "sleep"],
        ["sync", "status", "17"],
        ["sync", "coverage", "sleep"],
        ["sync", "coverage", "--since", "2026-02-02", "--until", "2026-02-01"],
        ["sync", "ignore"],
        ["sync", "unignore"],
        ["sync", "watch", "17"],
        ["sync", "items", "17"],
        ["sync", "cancel", "17"],
        ["sync", "retry", "17"],
        ["activities", "show", "17"],
        ["activities", "download", "17"],
        ["activities", "list", "--until", "tomorrow"],
        ["activities", "list", "--limit", "0"],
        ["health", "list", "--since", "2026-13-01"],
        ["workouts", "show", "17"],
        ["workouts", "download", "17"],
        ["source", "disconnect"],
        ["sync", "undo"],
        ["activities", "show"],
        ["activities", "delete"],
        ["activities", "show", "3f2"],
        ["activities", "show", "3f2b-zz"],
        ["activities", "show", "٣٣٣٣"],
    ],
    ids=" ".join,
)
def test_nonsense_ends_with_2_before_anything_is_sent(
    fittrack: Signed, backend: Backend, args: list[str]
) -> None:
    result = fittrack(*args)
    assert result.code == 2
    assert result.out == ""
    assert "Traceback" not in result.err
    assert backend.requests == []


def test_an_unknown_type_names_the_known_ones(fittrack: Signed) -> None:
    assert "activities, health, workouts" in fittrack("sync", "start", "sleep").err


def test_start_sends_what_was_asked_for(fittrack: Signed, backend: Backend) -> None:
    backend.on(START, job("queued"))
    result = fittrack(
        *("sync", "start", "health", "activities", "health", "--since", "2026-01-01"),
        *("--until", "2026-01-31", "--full", "--source", SOURCE_ID, "-o", "json"),
    )
    assert result.code == 0
    assert json.loads(backend.requests[0].content) == {
        "types": ["health", "activities"],
        "source_ids": [SOURCE_ID],
        "since": "2026-01-01",
        "until": "2026-01-31",
        "full": True,
    }
    assert result.json() == job("queued")
    assert tuple(job()) == FIELDS["SyncJob"]


def test_start_without_options_sends_nothing_that_was_not_asked_for(
    fittrack: Signed, backend: Backend
) -> None:
    backend.on(START, job("queued"))
    assert fittrack("sync", "start").code == 0
    assert json.loads(backend.requests[0].content) == {}


def test_a_lost_answer_is_asked_for_again_with_the_same_key(
    fittrack: Signed, backend: Backend
) -> None:
    backend.on(START, httpx.ReadError("connection reset"), job("queued"))
    assert fittrack("sync", "start").code == 0
    keys = [request.headers["idempotency-key"] for request in backend.requests]
    assert len(keys) == 2
    assert keys[0] == keys[1]


def test_two_starts_have_two_keys_unless_one_is_given(fittrack: Signed, backend: Backend) -> None:
    backend.on(START, job("queued"))
    for args in ([], [], ["--idempotency-key", "nightly"]):
        fittrack("sync", "start", *args)
    first, second, third = (request.headers["idempotency-key"] for request in backend.requests)
    assert first != second
    assert third == "nightly"


CONFLICT = problem(
    409, "sync-conflict", "A job is already syncing activities from this source.", job_id=JOB_ID
)


def test_a_conflict_ends_with_5_and_names_the_running_job(
    fittrack: Signed, backend: Backend
) -> None:
    backend.on(START, CONFLICT)
    result = fittrack("sync", "start", "--watch")
    assert result.code == 5
    assert f"fittrack sync watch {JOB_ID}" in result.err
    assert "--attach" in result.err
    error = fittrack("sync", "start", "-o", "json").error()
    assert error["code"] == 5
    assert error["job_id"] == JOB_ID


def test_attach_follows_the_running_job(fittrack: Signed, backend: Backend) -> None:
    backend.on(START, CONFLICT).on(JOB, job()).on(EVENTS, stream(event("end", job("succeeded"))))
    result = fittrack("sync", "start", "--attach", "-o", "json")
    assert result.code == 0
    assert result.json() == job("succeeded")
    assert f"Sync {JOB_ID} is already running" in result.err


def test_without_a_source_it_says_how_to_connect_one(fittrack: Signed, backend: Backend) -> None:
    backend.on(START, problem(409, "no-sources", "Connect a source."))
    result = fittrack("sync", "start")
    assert result.code == 6
    assert "fittrack source connect folder PATH" in result.err


@pytest.mark.parametrize(
    ("state", "code"),
    [("succeeded", 0), ("partial", 10), ("failed", 8), ("cancelled", 8), ("superseded", 8)],
)
@pytest.mark.parametrize("how", ["--wait", "--watch"])
def test_what_a_waited_for_sync_ends_with(
    fittrack: Signed, backend: Backend, state: str, code: int, how: str
) -> None:
    ended = job(state, reason=None)
    backend.on(START, job("queued")).on(JOB, job("queued"))
    backend.on(EVENTS, stream(event("progress", job()), event("end", ended)))
    result = fittrack("sync", "start", how, "-o", "json")
    assert result.code == code
    assert result.json() == ended
    errors = [line for line in result.err.splitlines() if line.startswith("{")]
    assert [json.loads(line)["code"] for line in errors] == ([code] if code else [])
    assert ("activities 2/2" in result.err) == (how == "--watch")


def test_quiet_watching_says_nothing(fittrack: Signed, backend: Backend) -> None:
    backend.on(JOB, job()).on(EVENTS, stream(event("end", job("succeeded"))))
    result = fittrack("sync", "watch", JOB_ID, "-q")
    assert (result.code, result.err) == (0, "")
    assert "succeeded" in result.out


def test_a_job_that_ended_before_is_told_at_once(fittrack: Signed, backend: Backend) -> None:
    backend.on(JOB, job("partial"))
    result = fittrack("sync", "watch", JOB_ID, "-o", "json")
    assert result.code == 10
    assert f"fittrack sync items {JOB_ID} --outcome failed" in result.err
    assert EVENTS not in backend.paths()


def test_watching_takes_what_a_newer_server_may_send(fittrack: Signed, backend: Backend) -> None:
    newer = job(
        "paused",
        finished_at=None,
        progress=[{**counts(total=9, pending=9), "type": "sleep"}],
        mood="good",
    )
    backend.on(JOB, job()).on(
        EVENTS,
        stream(
            event("weather", {"sky": "blue"}),
            event("item", item(1, outcome="merged", type="sleep", colour="red"), "1"),
            event("progress", newer),
            event("end", job("succeeded", mood="good")),
        ),
    )
    result = fittrack("sync", "watch", JOB_ID, "-v", "-o", "json")
    assert result.code == 0
    assert "merged Activity/1.fit" in result.err
    assert result.json() == job("succeeded", mood="good")


def test_a_broken_stream_goes_on_after_the_last_event(fittrack: Signed, backend: Backend) -> None:
    backend.on(JOB, job()).on(
        EVENTS,
        stream(event("item", item(7), "7")),
        httpx.ReadError("connection reset"),
        stream(event("end", job("succeeded"))),
    )
    assert fittrack("sync", "watch", JOB_ID).code == 0
    sent = [
        request.headers.get("last-event-id")
        for request in backend.requests
        if request.url.path.endswith("/events")
    ]
    assert sent[0] is None
    assert sent[-1] == "7"


@pytest.mark.parametrize(
    "answer",
    [
        httpx.Response(200, headers={"content-type": "text/html"}, text="<html>"),
        httpx.Response(200, json={}),
        httpx.Response(502, text="bad gateway"),
        problem(404, "not-found", "There are no events here."),
        stream("event: progress\ndata: [1]\n\n"),
        stream("event: progress\ndata: {}\n\n"),
    ],
    ids=["html", "json", "gateway", "not found", "no object", "not a job"],
)
def test_without_events_it_asks_again_and_again(
    fittrack: Signed, backend: Backend, answer: httpx.Response, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("fittrack_cli.commands.sync.watching.POLL_EVERY_S", 0.01)
    backend.on(JOB, job(), job(), job(), job("succeeded")).on(EVENTS, answer)
    result = fittrack("sync", "watch", JOB_ID, "-o", "json")
    assert result.code == 0
    assert result.json() == job("succeeded")


def test_a_backend_that_goes_away_ends_with_7_and_the_way_back(
    fittrack: Signed, backend: Backend, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("fittrack_cli.wire.retry.RETRIES", 0)
    gone = httpx.ConnectError("refused")
    backend.on(JOB, job(), gone).on(EVENTS, stream(event("progress", job())), gone)
    result = fittrack("sync", "watch", JOB_ID)
    assert result.code == 7
    assert "trying again" in result.err
    assert f"fittrack sync watch {JOB_ID}" in result.err


def test_ctrl_c_leaves_the_job_running_and_says_how_to_come_back(
    fittrack: Signed, backend: Backend
) -> None:
    backend.on(JOB, job()).on(EVENTS, KeyboardInterrupt())
    result = fittrack("sync", "watch", JOB_ID)
    assert result.code == 130
    assert "the sync continues" in result.err
    assert f"fittrack sync watch {JOB_ID}" in result.err
    assert not any(path.endswith("/cancel") for path in backend.paths())


def test_status_of_an_unknown_job_ends_with_6(fittrack: Signed) -> None:
    assert fittrack("sync", "status", JOB_ID).code == 6


def test_cancel_and_retry_print_the_job(fittrack: Signed, backend: Backend) -> None:
    backend.on(f"POST /v1/sync/jobs/{JOB_ID}/cancel", job("cancelled"))
    backend.on(f"POST /v1/sync/jobs/{JOB_ID}/retry", job("queued", attempt=2))
    assert fittrack("sync", "cancel", JOB_ID, "-o", "json").json() == job("cancelled")
    retried = fittrack("sync", "retry", JOB_ID, "-o", "json")
    assert retried.code == 0
    assert retried.json() == job("queued", attempt=2)
    assert backend.requests[-1].headers["idempotency-key"]


def test_cancelling_what_has_ended_is_a_conflict(fittrack: Signed, backend: Backend) -> None:
    backend.on(
        f"POST /v1/sync/jobs/{JOB_ID}/cancel",
        problem(409, "job-ended", "The job has ended.", job_id=JOB_ID),
    )
    result = fittrack("sync", "cancel", JOB_ID)
    assert result.code == 5
    assert f"fittrack sync status {JOB_ID}" in result.err


def test_items_come_from_all_pages_and_read_back_from_csv(
    fittrack: Signed, backend: Backend
) -> None:
    nasty = item(2, outcome="failed", reason='two\nlines, "quoted"', type=None)

    def page(request: httpx.Request) -> httpx.Response:
        is_second = request.url.params.get("cursor") == "c2"
        items = [nasty] if is_second else [item(1)]
        return httpx.Response(
            200, json={"items": items, "next_cursor": None if is_second else "c2"}
        )

    backend.on(ITEMS, page)
    listed = fittrack("sync", "items", JOB_ID, "-o", "json").json()
    assert listed == [item(1), nasty]
    table = fittrack("sync", "items", JOB_ID, "-o", "csv").out
    rows = list(csv.DictReader(io.StringIO(table, newline="")))
    assert tuple(rows[0]) == FIELDS["SyncItem"]
    assert rows[1]["reason"] == nasty["reason"]
    assert rows[1]["type"] == ""
    lines = fittrack("sync", "items", JOB_ID, "-o", "jsonl").out.splitlines()
    assert [json.loads(line) for line in lines] == listed


def test_people_see_remarks_beside_the_reason(fittrack: Signed, backend: Backend) -> None:
    told: list[dict[str, object]] = [
        item(1, remarks=["2 points were left out", "a jump was not counted"]),
        item(2, reason="the file is cut short", remarks=["its clock was not set"]),
    ]
    backend.on(ITEMS, {"items": told, "next_cursor": None})
    table = fittrack("sync", "items", JOB_ID).out
    assert "2 points were left out; a jump was not counted" in table
    assert "the file is cut short; its clock was not set" in table
    listed = fittrack("sync", "items", JOB_ID, "-o", "json").json()
    assert listed == told


def test_filters_go_to_the_server(fittrack: Signed, backend: Backend) -> None:
    backend.on(ITEMS, {"items": [], "next_cursor": None})
    result = fittrack("sync", "items", JOB_ID, "--outcome", "failed", "--type", "health")
    assert result.code == 0
    params = backend.requests[0].url.params
    assert (params["outcome"], params["type"]) == ("failed", "health")


def test_a_quick_sync_does_not_claim_to_have_taken_no_time() -> None:
    assert [took_text(seconds) for seconds in (0.04, 0.62, 9.96, 75.4)] == [
        "0.0 s",
        "0.6 s",
        "10.0 s",
        "1:15",
    ]
