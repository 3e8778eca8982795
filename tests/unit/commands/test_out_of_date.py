"""`fittrack sync status --max-age`: each thing that is out of date, and an exit code of its own."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from fittrack_cli.commands.sync.staleness import findings
from fittrack_client.models.overview_row import OverviewRow
from fittrack_client.models.schedule import Schedule
from fittrack_client.models.source import Source
from tests.unit.commands.conftest import JOB_ID, Backend, Signed
from tests.unit.commands.test_data import SOURCE
from tests.unit.commands.test_schedules import SCHEDULE
from tests.unit.commands.test_sync_status import overview_row

NOW = dt.datetime(2026, 2, 1, 7, 31, 14, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)
NEVER = {
    "last_success_at": None,
    "last_success_job_id": None,
    "last_attempt_at": None,
    "last_job_id": None,
    "last_state": None,
    "records": 0,
}


def found(
    *rows: dict[str, Any], schedule: dict[str, Any] | None = None, days: int = 2
) -> list[str]:
    schedules = [] if schedule is None else [Schedule.from_dict(SCHEDULE | schedule)]
    every = findings(
        [OverviewRow.from_dict(row) for row in rows], schedules, [], max_age=days * DAY, now=NOW
    )
    return [f"{one.type} {one.problem}" for one in every]


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        pytest.param(overview_row(), [], id="a day ago is not two"),
        pytest.param(
            overview_row(last_success_at="2026-01-30T07:31:13Z"),
            ["health old"],
            id="two days and a second",
        ),
        pytest.param(overview_row(last_success_at="2026-01-30T07:31:14Z"), [], id="two days"),
        pytest.param(
            overview_row(last_success_at="2027-01-30T07:31:14Z"), [], id="a clock that is ahead"
        ),
        pytest.param(
            overview_row(last_state="failed", last_reason="gone"),
            ["health failing"],
            id="it failed",
        ),
        pytest.param(overview_row(failing_files=1), ["health failing"], id="a file fails"),
        pytest.param(
            overview_row(last_success_at=None, last_state="failed"),
            ["health failing", "health old"],
            id="it never succeeded",
        ),
        pytest.param(overview_row(**NEVER), [], id="it was never asked for"),
        pytest.param(
            overview_row(**NEVER, type=None) | {"failing_files": 2},
            ["None failing"],
            id="files of an unknown kind",
        ),
    ],
)
def test_staleness(row: dict[str, Any], expected: list[str]) -> None:
    assert found(row) == expected


def test_what_a_schedule_was_to_sync_counts_once_it_is_as_old() -> None:
    row = overview_row(**NEVER)
    assert found(row, schedule={"created_at": "2026-01-30T07:00:00Z"}) == ["health old"]
    assert found(row, schedule={"created_at": "2026-02-01T07:00:00Z"}) == []
    assert found(row, schedule={"created_at": "2026-01-01T07:00:00Z", "types": ["workouts"]}) == []
    other = {"created_at": "2026-01-01T07:00:00Z", "source_ids": [JOB_ID]}
    assert found(row, schedule=other) == []


def test_keys_that_end_soon_or_are_refused() -> None:
    def of(**key: object) -> list[str]:
        source = Source.from_dict(SOURCE | {"name": "garmin"} | key)
        return [one.line for one in findings([], [], [source], max_age=DAY, now=NOW)]

    change = f"fittrack source change {SOURCE['id']} --new-key"
    assert of() == of(key_ends_on="2026-02-09") == []
    assert of(key_ends_on="2026-02-08") == [f"garmin: key: its key ends on 2026-02-08: {change}"]
    assert of(state="needs_key") == [f"garmin: key: it needs a new key: {change}"]


def as_list(found: object) -> list[Any]:
    assert isinstance(found, list)
    return found


def test_a_line_for_each_and_an_exit_code(fittrack: Signed, backend: Backend) -> None:
    now = dt.datetime.now(dt.UTC).isoformat().replace("+00:00", "Z")
    good = overview_row(type="activities", last_success_at=now)
    bad = overview_row(
        last_state="failed", last_reason="the folder\n/nas is not there", last_success_at=now
    )
    for path in ("/v1/sync/schedules", "/v1/sources"):
        backend.on(f"GET {path}", {"items": [], "next_cursor": None})
    backend.on("GET /v1/sync/overview", {"rows": [good, bad], "samples_to_come": 0, "warnings": []})
    told = fittrack("sync", "status", "--max-age", "2d")
    assert (told.code, told.out) == (11, "watch, health: failing: the folder /nas is not there\n")
    as_json = fittrack("sync", "status", "--max-age", "2d", "-o", "json")
    (row,) = as_list(as_json.json())
    assert as_json.code == 11
    assert (row["problem"], row["type"], row["last_success_at"][:10]) == (
        "failing",
        "health",
        now[:10],
    )
    backend.on("GET /v1/sync/overview", {"rows": [good], "samples_to_come": 0, "warnings": []})
    assert fittrack("sync", "status", "--max-age", "2d").code == 0
    assert fittrack("sync", "status", "--max-age", "2d").out == ""
    assert fittrack("sync", "status", "--max-age", "2d", "-o", "json").json() == []


@pytest.mark.parametrize(
    "words", [["--max-age", "2"], ["--max-age", "2d", JOB_ID], ["--max-age", "2d", "--latest"]]
)
def test_what_it_cannot_mean_is_refused(
    fittrack: Signed, backend: Backend, words: list[str]
) -> None:
    assert fittrack("sync", "status", *words).code == 2
    assert backend.requests == []


def test_the_latest_sync_is_meant(fittrack: Signed, backend: Backend) -> None:
    from tests.unit.commands.conftest import job

    backend.on("GET /v1/sync/jobs", {"items": [job("succeeded")], "next_cursor": None})
    backend.on(f"GET /v1/sync/jobs/{JOB_ID}", job("succeeded"))
    shown = fittrack("sync", "status", "--latest", "-o", "json").json()
    assert isinstance(shown, dict) and shown["id"] == JOB_ID
    assert fittrack("sync", "watch", "--latest").code == 0
    assert fittrack("sync", "watch").code == 0
    assert fittrack("sync", "watch", "latest").code == 0
    assert fittrack("sync", "watch", JOB_ID, "--latest").code == 2
    backend.on("GET /v1/sync/jobs", {"items": [], "next_cursor": None})
    assert fittrack("sync", "watch", "--latest").code == 6
