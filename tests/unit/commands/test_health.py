"""Days, nights and weighings on the screen: by the athlete's own clock, and only what is known."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest

from fittrack_backend.records.as_json import example_of
from fittrack_backend.records.fields import JsonObject
from fittrack_backend.records.health import DailyHealth, DailyHealthDetail
from fittrack_backend.records.sleep import SleepNight
from fittrack_backend.records.weighings import Weighing
from tests.unit.commands.conftest import Backend, Signed

DAY = "2026-03-01"


def page(item: JsonObject) -> dict[str, object]:
    return {"items": [item], "next_cursor": None}


def nothing_but(example: JsonObject, *names: str) -> JsonObject:
    """The example with these values alone."""
    none: JsonObject = {
        name: [] if isinstance(value, list) else None for name, value in example.items()
    }
    return none | {name: example[name] for name in ("date", "updated_at", *names)}


@pytest.fixture(params=["UTC", "Pacific/Auckland", "America/Denver"])
def elsewhere(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A machine in one zone or another."""
    monkeypatch.setenv("TZ", request.param)
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.usefixtures("elsewhere")
def test_a_night_is_shown_by_the_athletes_own_clock(fittrack: Signed, backend: Backend) -> None:
    backend.on("GET /v1/sleep", page(example_of(SleepNight)))
    backend.on(f"GET /v1/daily-health/{DAY}", example_of(DailyHealthDetail))
    row = fittrack("health", "sleep").out.splitlines()[1].split()
    assert row[:5] == [DAY, "23:41", "07:22", "7h", "20m"]
    lines = fittrack("health", "show", DAY).out.splitlines()
    assert _value(lines, "night") == "23:41 to 07:22"
    assert _value(lines, "naps") == "13:40 to 14:05"


def test_a_day_has_a_line_for_each_value_that_is_known(fittrack: Signed, backend: Backend) -> None:
    day = nothing_but(example_of(DailyHealthDetail), "steps", "resting_hr_bpm", "weights")
    backend.on(f"GET /v1/daily-health/{DAY}", day | {"high_stress_s": 0})
    lines = fittrack("health", "show", DAY).out.splitlines()
    assert lines[0] == DAY
    assert [line.rsplit("  ", 1)[0].strip() for line in lines[1:]] == [
        "steps",
        "resting heart rate",
    ]
    assert _value(lines, "resting heart rate") == "48 bpm"


def test_of_several_files_it_is_said_which_gives_what(fittrack: Signed, backend: Backend) -> None:
    example = example_of(DailyHealthDetail)
    one = {"file_sha256": "1" * 64, "file_name": "day.fit", "gives": ["steps"], "source_id": None}
    other = one | {"file_sha256": "2" * 64, "file_name": None, "gives": ["night", "sleep_s"]}
    backend.on(f"GET /v1/daily-health/{DAY}", example | {"sources": [one, other]})
    lines = fittrack("health", "show", DAY).out.splitlines()
    table = [line.split(maxsplit=1) for line in lines[-3:]]
    assert table == [["FILE", "GIVES"], ["day.fit", "steps"], ["2" * 12, "night, asleep"]]


def test_lists_fit_a_narrow_terminal_and_show_more_on_a_wide_one(
    fittrack: Signed, backend: Backend
) -> None:
    backend.on("GET /v1/daily-health", page(example_of(DailyHealth)))
    backend.on("GET /v1/weights", page(example_of(Weighing)))
    days = fittrack("health", "list").out
    for heading in ("DAY", "STEPS", "ACTIVE", "SLEEP", "REST HR", "HRV", "STRESS", "WEIGHT"):
        assert heading in days
    assert "7h 20m" in days
    assert "18.3%" in fittrack("health", "weight").out


def test_the_range_is_sent_as_days(fittrack: Signed, backend: Backend) -> None:
    for command, path in (("sleep", "/v1/sleep"), ("weight", "/v1/weights")):
        backend.on(f"GET {path}", {"items": [], "next_cursor": None})
        found = fittrack("health", command, "--since", DAY, "--until", "2026-03-07")
        assert "Bring some in with" in found.err
        asked, again = (request.url.params for request in backend.requests[-2:])
        assert not {"since", "until"} & set(again)  # whether there are any on other days
        assert (asked["since"], asked["until"]) == (DAY, "2026-03-07")


def test_what_is_no_day_is_refused_before_anything_is_sent(
    fittrack: Signed, backend: Backend
) -> None:
    found = fittrack("health", "show", "tomorrow")
    assert found.code == 2
    assert "'tomorrow' is not in the form YYYY-MM-DD, today or yesterday" in found.err
    assert backend.requests == []
    assert fittrack("health", "show", "1999-12-31").code == 6


def _value(lines: list[str], name: str) -> str:
    (found,) = (line for line in lines if line.startswith(f"{name}  "))
    return found.removeprefix(name).strip()
