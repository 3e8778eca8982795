"""`fittrack sync schedule`: what is asked of the backend, and what is refused before."""

from __future__ import annotations

import json

import httpx
import pytest

from fittrack_contract import FIELDS
from tests.unit.commands.conftest import JOB_ID, SOURCE_ID, Backend, Signed

SCHEDULE = {
    "id": "2d9e4c71-8b3a-4f05-a6d2-1c7b9e0f4a58",
    "types": ["health"],
    "source_ids": [SOURCE_ID],
    "every_s": None,
    "at": "05:30",
    "cron": None,
    "time_zone": "Europe/Berlin",
    "created_at": "2026-03-01T08:45:10Z",
    "next_run_at": "2026-03-03T04:30:00Z",
    "last_run_at": "2026-03-02T04:30:02Z",
    "last_job_id": JOB_ID,
    "last_reason": None,
}
SCHEDULES = "/v1/sync/schedules"


@pytest.mark.parametrize(
    ("words", "body"),
    [
        (["--every", "6h"], {"every_s": 21600}),
        (["add", "--every", "90m"], {"every_s": 5400}),
        (["health", "--at", "5:30"], {"types": ["health"], "at": "05:30"}),
        (
            ["--cron", " 0  7,19 * * mon-fri", "--source", SOURCE_ID],
            {"cron": "0 7,19 * * mon-fri", "source_ids": [SOURCE_ID]},
        ),
        (
            ["activities", "health", "--every", "1d"],
            {"types": ["activities", "health"], "every_s": 86400},
        ),
    ],
)
def test_add_may_be_left_out(
    fittrack: Signed, backend: Backend, words: list[str], body: dict[str, object]
) -> None:
    backend.on(f"POST {SCHEDULES}", httpx.Response(201, json=SCHEDULE))
    assert tuple(SCHEDULE) == FIELDS["Schedule"]
    assert fittrack("sync", "schedule", *words, "-o", "json").json() == SCHEDULE
    assert json.loads(backend.requests[-1].content) == body


@pytest.mark.parametrize(
    ("words", "wrong"),
    [
        (["-o", "json"], "no time"),
        (["add"], "no time"),
        (["--every", "6h", "--at", "05:30"], "--every cannot be combined with --at"),
        (["--every", "0h"], "--every is not a length of time"),
        (["--every", "6"], "--every is not a length of time"),
        (["--at", "24:00"], "--at is not a time of the day"),
        (["--cron", "@daily"], "--cron does not have five fields: '@daily'"),
        (["--cron", ""], "--cron does not have five fields: ''"),
        (["sleep", "--every", "6h"], "unknown type"),
        (["--every", "10m", "--nonsense"], "usage error"),
    ],
)
def test_what_it_cannot_mean_is_refused(
    fittrack: Signed, backend: Backend, words: list[str], wrong: str
) -> None:
    refused = fittrack("sync", "schedule", *words)
    assert refused.code == 2 and wrong in refused.err
    assert backend.requests == []


def test_schedules_are_listed_and_removed(fittrack: Signed, backend: Backend) -> None:
    backend.on(f"GET {SCHEDULES}", {"items": [SCHEDULE], "next_cursor": None})
    backend.on(f"DELETE {SCHEDULES}/{SCHEDULE['id']}", httpx.Response(204))
    assert fittrack("sync", "schedule", "list", "-o", "json").json() == [SCHEDULE]
    assert "daily at 05:30" in fittrack("sync", "schedule", "list").out
    removed = fittrack("sync", "schedule", "remove", str(SCHEDULE["id"]))
    assert removed.code == 0 and "Removed schedule" in removed.err
    unknown = fittrack("sync", "schedule", "remove", JOB_ID)
    assert unknown.code == 6 and "fittrack sync schedule list" in unknown.err


def test_help_is_the_groups(fittrack: Signed) -> None:
    for words in ([], ["--help"]):
        helped = fittrack("sync", "schedule", *words)
        assert (
            helped.code == 0
            and "remove" in helped.out
            and "fittrack sync schedule --every 6h" in helped.out
        )
    assert "--cron" in fittrack("sync", "schedule", "add", "--help").out
