"""Deleting, undoing and forgetting: each says what goes, asks first, and fails at once where nobody is asked."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import httpx
import pytest

from fittrack_contract import FIELDS
from tests.unit.commands.conftest import JOB_ID, SOURCE_ID, Backend, Signed, job, problem
from tests.unit.commands.test_data import ACTIVITY_ID, SOURCE, activity

OTHER_ID = "0f8fad5b-d9cb-469f-a165-708677289501"


def removal(**values: object) -> dict[str, object]:
    first = {name: value for name, value in activity().items() if name in FIELDS["Activity"]}
    return {
        "activities": 12,
        "days": 3,
        "workouts": 1,
        "changed_activities": 2,
        "changed_days": 0,
        "first_activities": [first, first],
    } | values


@pytest.fixture
def full(backend: Backend) -> Backend:
    """A backend with one of everything that can be taken away."""
    backend.on(f"GET /v1/activities/{ACTIVITY_ID}", activity())
    backend.on(f"DELETE /v1/activities/{ACTIVITY_ID}", httpx.Response(204))
    backend.on(f"GET /v1/sync/jobs/{JOB_ID}/undo", removal())
    backend.on(
        f"POST /v1/sync/jobs/{JOB_ID}/undo", job("succeeded", undone_at="2026-02-01T07:30:00Z")
    )
    backend.on("GET /v1/sources", {"items": [SOURCE], "next_cursor": None})
    backend.on(f"GET /v1/sources/{SOURCE_ID}/forgetting", removal())
    return backend.on(f"DELETE /v1/sources/{SOURCE_ID}", httpx.Response(204))


COMMANDS: Sequence[tuple[list[str], str, list[str]]] = (
    (
        ["activities", "delete", ACTIVITY_ID],
        f"DELETE /v1/activities/{ACTIVITY_ID}",
        ["2026-01-31 08:30  running  15.4 km", "Delete 1 activity?"],
    ),
    (
        ["sync", "undo", JOB_ID],
        f"POST /v1/sync/jobs/{JOB_ID}/undo",
        [
            "This takes away 12 activities, 3 days of health data and 1 workout.",
            "2026-01-31 08:30  running  15.4 km",
            "and 10 more",
            "2 activities will change",
        ],
    ),
    (
        ["source", "disconnect", SOURCE_ID, "--forget"],
        f"DELETE /v1/sources/{SOURCE_ID}?forget=true",
        ["This takes away 12 activities", "Forget training?"],
    ),
)


@pytest.mark.parametrize(("command", "does", "says"), COMMANDS, ids=lambda one: str(one[0]))
def test_it_says_what_goes_and_asks_first(
    fittrack: Signed, full: Backend, command: list[str], does: str, says: list[str]
) -> None:
    off_terminal = fittrack(*command)
    assert off_terminal.code == 2
    assert f"fittrack {' '.join(command)} --yes" in off_terminal.err
    assert full.requests == []
    refused = fittrack(*command, answers=["n"])
    assert refused.code == 1
    assert "Nothing was changed." in refused.err
    assert does not in changes(full)
    agreed = fittrack(*command, answers=["y"])
    assert agreed.code == 0
    shown = f"{agreed.err}{agreed.asked}"
    assert [words for words in says if words not in shown] == []
    assert changes(full) == [does]
    assert "estore" in agreed.err


@pytest.mark.parametrize(("command", "does", "says"), COMMANDS, ids=lambda one: str(one[0]))
def test_with_yes_nobody_is_asked(
    fittrack: Signed, full: Backend, command: list[str], does: str, says: list[str]
) -> None:
    done = fittrack(*command, "--yes")
    assert (done.code, done.asked) == (0, [])
    assert changes(full) == [does]


def changes(backend: Backend) -> list[str]:
    return [
        f"{request.method} {request.url.raw_path.decode()}"
        for request in backend.requests
        if request.method != "GET"
    ]


def gone(activity_id: str) -> Any:
    return problem(404, "activity-deleted", f"Activity {activity_id} was deleted.")


def test_deleting_twice_changes_nothing(fittrack: Signed, backend: Backend) -> None:
    backend.on(f"GET /v1/activities/{ACTIVITY_ID}", gone(ACTIVITY_ID))
    done = fittrack("activities", "delete", ACTIVITY_ID, "--yes")
    assert done.code == 0
    assert "deleted already" in done.err
    assert changes(backend) == []


def test_all_are_looked_for_before_the_first_is_deleted(fittrack: Signed, full: Backend) -> None:
    full.on(f"GET /v1/activities/{OTHER_ID}", problem(404, "not-found", "There is no such one."))
    assert fittrack("activities", "delete", ACTIVITY_ID, OTHER_ID, "--yes").code == 6
    assert changes(full) == []


def test_showing_a_deleted_activity_says_how_to_restore_it(
    fittrack: Signed, backend: Backend
) -> None:
    backend.on(f"GET /v1/activities/{ACTIVITY_ID}", gone(ACTIVITY_ID))
    for words in (["show", ACTIVITY_ID], ["download", ACTIVITY_ID]):
        shown = fittrack("activities", *words)
        assert shown.code == 6
        assert f"fittrack activities restore {ACTIVITY_ID}" in shown.err


def test_a_source_that_is_disconnected_can_be_forgotten_still(
    fittrack: Signed, full: Backend
) -> None:
    full.on("GET /v1/sources", {"items": [], "next_cursor": None})
    assert fittrack("source", "disconnect", SOURCE_ID, "--forget", "--yes").code == 0
    assert changes(full) == [f"DELETE /v1/sources/{SOURCE_ID}?forget=true"]


def test_a_sync_that_was_undone_says_so(fittrack: Signed, backend: Backend) -> None:
    backend.on(f"GET /v1/sync/jobs/{JOB_ID}", job("succeeded", undone_at="2026-02-01T07:30:00Z"))
    assert "undone   2026-02-01" in fittrack("sync", "status", JOB_ID).out
    undone = job("succeeded", undone_at="2026-02-01T07:30:00Z")
    backend.on("GET /v1/sync/jobs", {"items": [undone], "next_cursor": None})
    assert "  undone  2026-02-01 07:30  " in fittrack("sync", "list").out
    assert json.loads(fittrack("sync", "list", "-o", "json").out)[0]["state"] == "succeeded"


def test_the_list_of_deleted_ones_takes_no_days(fittrack: Signed, backend: Backend) -> None:
    for options in (["--last", "7d"], ["--sport", "running"], ["--since", "2026-01-01"]):
        assert fittrack("activities", "list", "--deleted", *options).code == 2
    assert backend.requests == []
