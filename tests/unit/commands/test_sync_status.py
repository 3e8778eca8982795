"""What is complete, day by day too, and what is known to be bad: against a backend of a few lines."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Callable

import httpx
import pytest

from fittrack_cli.output.output import Output
from fittrack_contract import FIELDS
from tests.unit.commands.conftest import JOB_ID, SOURCE_ID, Backend, Signed, item

OTHER_ID = "9b1d6c1e-3c55-4d7e-9c1b-2f9a3a6d7e80"
OVERVIEW = "GET /v1/sync/overview"
ITEMS = f"GET /v1/sync/jobs/{JOB_ID}/items"
Terminal = Callable[[int], None]


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """Lets results go to a terminal of so many cells."""

    def of_width(width: int) -> None:
        monkeypatch.setattr(Output, "is_terminal", property(lambda _: True))
        monkeypatch.setattr(Output, "width", property(lambda _: width))

    return of_width


def overview_row(**values: object) -> dict[str, object]:
    """An OverviewRow as the contract has it."""
    return {
        "source_id": SOURCE_ID,
        "source_name": "watch",
        "type": "health",
        "last_success_at": "2026-01-31T07:31:14Z",
        "last_success_job_id": JOB_ID,
        "last_attempt_at": "2026-01-31T07:31:14Z",
        "last_job_id": JOB_ID,
        "last_state": "succeeded",
        "last_reason": None,
        "running_job_id": None,
        "waiting_until": None,
        "waiting_for": None,
        "records": 29,
        "first_date": "2026-01-01",
        "last_date": "2026-01-31",
        "days_with_records": 29,
        "missing_days": 2,
        "unasked_days": 0,
        "failing_files": 0,
        "failed_job_ids": [],
        "ignored_files": 0,
    } | values


def covered(
    date: str, state: str, *, records: int = 0, reason: str | None = None
) -> dict[str, object]:
    """A CoveredDay as the contract has it."""
    return {
        "source_id": SOURCE_ID,
        "source_name": "watch",
        "type": "activities",
        "date": date,
        "state": state,
        "records": records,
        "reason": reason,
        "job_id": None if state == "not_asked" else JOB_ID,
    }


def test_the_overview_lists_the_types(fittrack: Signed, backend: Backend) -> None:
    part = overview_row(failing_files=2, failed_job_ids=[JOB_ID], last_state="partial")
    backend.on(OVERVIEW, {"rows": [part], "samples_to_come": 0, "warnings": []})
    assert tuple(part) == FIELDS["OverviewRow"]
    assert fittrack("sync", "status", "-o", "json").json() == [part]
    people = fittrack("sync", "status")
    assert "2026-01-01" in people.out
    assert f"fittrack sync items {JOB_ID} --outcome failed" in people.err


def test_status_says_what_runs_what_failed_and_what_is_ignored(
    fittrack: Signed, backend: Backend
) -> None:
    away = {"last_state": "failed", "last_reason": "the folder /nas is not there"}
    rows = [overview_row(source_name="nas", type=kind, **away) for kind in ("activities", "health")]
    other = overview_row(type=None, running_job_id=OTHER_ID, ignored_files=1)
    backend.on(OVERVIEW, {"rows": [*rows, other], "samples_to_come": 120, "warnings": []})
    told = fittrack("sync", "status")
    assert "other files" in told.out
    assert told.err.splitlines() == [
        f"A sync is running: fittrack sync watch {OTHER_ID}",
        "Samples of 120 activities to come.",
        "nas: the last sync failed: the folder /nas is not there",
        "1 file is ignored: fittrack sync ignored",
    ]
    backend.on(OVERVIEW, {"rows": [], "samples_to_come": 0, "warnings": []})
    assert "fittrack source connect folder" in fittrack("sync", "status").err


@pytest.mark.parametrize("width", [80, 200])
def test_status_fits_the_terminal(
    fittrack: Signed, backend: Backend, terminal: Terminal, width: int
) -> None:
    rows = [
        overview_row(
            source_name="a folder with a long name", type="activities", last_state="cancelled"
        )
    ]
    backend.on(OVERVIEW, {"rows": rows, "samples_to_come": 0, "warnings": []})
    terminal(width)
    shown = fittrack("sync", "status", "--no-color").out.splitlines()
    assert max(map(len, shown)) <= width
    for header in ("SOURCE", "TYPE", "SUCCESS", "TRY", "ENDED", "RECORDS", "MISSING", "FAILING"):
        assert header in shown[0]


DAYS = [
    covered("2026-03-01", "available", records=2),
    covered("2026-03-02", "empty"),
    covered("2026-03-03", "failed", reason="the folder /nas is not there"),
    covered("2026-03-04", "failed", reason="the folder /nas is not there"),
    covered("2026-03-05", "not_asked"),
]
COVERAGE = "GET /v1/sync/coverage"


def test_coverage_on_a_terminal_is_a_calendar_whose_weeks_begin_on_monday(
    fittrack: Signed, backend: Backend, terminal: Terminal
) -> None:
    backend.on(COVERAGE, {"items": DAYS, "next_cursor": None})
    terminal(80)
    assert fittrack("sync", "coverage", "--no-color").out.splitlines() == [
        "watch: activities, 2026-03-01 to 2026-03-05",
        "          Mo  Tu  We  Th  Fr  Sa  Su",
        "Mar 2026                           1#",
        "           2.  3!  4!  5?",
        "1 available, 1 empty, 2 failed, 1 not asked",
        "! 2026-03-03 to 2026-03-04: the folder /nas is not there",
        "",
        "# available   . empty   ! failed   ? not asked",
    ]


def test_coverage_of_several_places_has_a_calendar_each_and_one_legend(
    fittrack: Signed, backend: Backend, terminal: Terminal
) -> None:
    health = [day | {"type": "health"} for day in DAYS]
    backend.on(COVERAGE, {"items": [*DAYS, *health], "next_cursor": None})
    terminal(80)
    shown = fittrack("sync", "coverage", "--last", "30d", "--no-color").out.splitlines()
    titles = [line for line in shown if line.startswith("watch: ")]
    assert [title.split()[1] for title in titles] == ["activities,", "health,"]
    assert shown.count("# available   . empty   ! failed   ? not asked") == 1


def test_weeks_with_nothing_in_them_are_one_line_of_the_calendar(
    fittrack: Signed, backend: Backend, terminal: Terminal
) -> None:
    monday = dt.date(2026, 1, 5)
    states = ["not_asked"] * 7 * 9 + ["available"] * 7 + ["empty"] * 7 * 8
    days = [
        covered(str(monday + dt.timedelta(days=number)), state)
        for number, state in enumerate(states)
    ]
    backend.on(COVERAGE, {"items": days, "next_cursor": None})
    terminal(80)
    shown = fittrack("sync", "coverage", "--no-color").out.splitlines()
    assert shown[:5] == [
        "watch: activities, 2026-01-05 to 2026-05-10",
        "          Mo  Tu  We  Th  Fr  Sa  Su",
        "          9 weeks, all not asked",
        "Mar 2026   9# 10# 11# 12# 13# 14# 15#",
        "          16. 17. 18. 19. 20. 21. 22.",
    ]
    assert len(shown) == 5 + 7 + len(("counts", "", "legend"))


def test_coverage_elsewhere_is_a_row_a_day(fittrack: Signed, backend: Backend) -> None:
    backend.on(COVERAGE, {"items": DAYS, "next_cursor": None})
    assert tuple(DAYS[0]) == FIELDS["CoveredDay"]
    assert fittrack("sync", "coverage", "-o", "json").json() == DAYS
    table = fittrack("sync", "coverage", "-o", "csv").out
    assert [row["state"] for row in csv.DictReader(io.StringIO(table, newline=""))] == [
        day["state"] for day in DAYS
    ]
    assert len(fittrack("sync", "coverage").out.splitlines()) == 1 + len(DAYS)


def test_coverage_asks_for_what_the_options_say(fittrack: Signed, backend: Backend) -> None:
    backend.on(COVERAGE, {"items": DAYS, "next_cursor": None})
    fittrack("sync", "coverage")
    fittrack(
        *("sync", "coverage", "health", "--since", "2026-01-01", "--until", "2026-01-31"),
        *("--source", SOURCE_ID),
    )
    fittrack("sync", "coverage", "health", "activities")
    first, second, third = (dict(request.url.params) for request in backend.requests)
    assert first.keys() <= {"limit"}
    assert {name: second[name] for name in ("since", "until", "type", "source_id")} == {
        "since": "2026-01-01",
        "until": "2026-01-31",
        "type": "health",
        "source_id": SOURCE_ID,
    }
    assert "type" not in third


def test_planned_workouts_have_no_coverage_by_day(fittrack: Signed, backend: Backend) -> None:
    told = fittrack("sync", "coverage", "workouts")
    assert (told.code, backend.requests) == (2, [])
    assert "workouts have no days" in told.err


FAILS = [
    item(1, outcome="failed", name="a.fit", id=f"aaaa{JOB_ID[4:]}"),
    item(2, outcome="failed", name="b.fit", id=f"bbbb{JOB_ID[4:]}"),
]
IGNORED = {
    "id": f"cccc{JOB_ID[4:]}",
    "source_id": SOURCE_ID,
    "name": "a.fit",
    "reason": "it is damaged",
    "ignored_at": "2026-01-31T07:31:14Z",
}


@pytest.mark.parametrize("text", ["a.fit", "aaaa", str(FAILS[0]["id"]), "AAAA"])
def test_ignoring_takes_a_file_an_id_or_its_beginning(
    fittrack: Signed, backend: Backend, text: str
) -> None:
    backend.on(
        OVERVIEW,
        {"rows": [overview_row(failed_job_ids=[JOB_ID])], "samples_to_come": 0, "warnings": []},
    )
    backend.on(ITEMS, {"items": FAILS, "next_cursor": None})
    backend.on(f"POST /v1/sync/items/{FAILS[0]['id']}/ignore", IGNORED)
    told = fittrack("sync", "ignore", text, "-o", "json")
    assert told.json() == [IGNORED]
    assert tuple(IGNORED) == FIELDS["IgnoredFile"]


def test_ignoring_nothing_that_fails_or_one_of_several_says_so(
    fittrack: Signed, backend: Backend
) -> None:
    backend.on(
        OVERVIEW,
        {"rows": [overview_row(failed_job_ids=[JOB_ID])], "samples_to_come": 0, "warnings": []},
    )
    twice = [
        *FAILS,
        item(3, outcome="failed", name="a.fit", id=f"dddd{JOB_ID[4:]}", source_id=OTHER_ID),
    ]
    backend.on(ITEMS, {"items": twice, "next_cursor": None})
    assert fittrack("sync", "ignore", "c.fit").code == 6
    several = fittrack("sync", "ignore", "b.fit", "a.fit")
    assert several.code == 2
    assert str(twice[2]["id"]) in several.err
    assert not [one for one in backend.requests if one.method == "POST"]


def test_what_is_ignored_is_listed_and_taken_back(fittrack: Signed, backend: Backend) -> None:
    backend.on("GET /v1/sync/ignored-files", {"items": [IGNORED], "next_cursor": None})
    backend.on(f"DELETE /v1/sync/ignored-files/{IGNORED['id']}", httpx.Response(204))
    assert fittrack("sync", "ignored", "-o", "json").json() == [IGNORED]
    assert fittrack("sync", "unignore", "a.fit").code == 0
    assert backend.requests[-1].method == "DELETE"
    assert fittrack("sync", "unignore", "b.fit").code == 6
