"""Charts of health and of activities: as wide as the terminal, in ASCII where that is asked for, and as numbers."""

from __future__ import annotations

import datetime as dt
import math
import sys

import pytest

from fittrack_backend.records.as_json import example_of
from fittrack_backend.records.health import DailyHealth
from fittrack_cli.output.chart import HEIGHT, Point, Texts, chart
from fittrack_cli.output.numbers import PLAIN
from tests.unit.commands.conftest import Backend, Signed

START = dt.datetime(2026, 3, 1, 7, tzinfo=dt.UTC)
ID = "c84828c2-c250-4fb0-9a93-2c467739fadd"
TEXTS = Texts(PLAIN.text, PLAIN.text)
WAVE = [Point(x, 100 + 50 * math.sin(x / 30)) for x in range(400)]


@pytest.mark.parametrize("width", [20, 80, 200])
@pytest.mark.parametrize("blocks", [True, False])
def test_a_chart_is_as_wide_as_the_terminal(width: int, blocks: bool) -> None:
    lines = chart(WAVE, TEXTS, width=width, blocks=blocks)
    assert len(lines) == HEIGHT + 2
    assert max(map(len, lines)) == width
    assert "".join(lines).isascii() != blocks
    assert lines[0].lstrip().startswith("150 ")
    assert lines[HEIGHT - 1].lstrip().startswith("50")


def test_the_extremes_are_on_the_first_and_the_last_row() -> None:
    points = [Point(x, 90.0 if x == 50 else 10.0 if x == 70 else 50.0) for x in range(100)]
    lines = chart(points, TEXTS, width=80, blocks=False)
    assert lines[0].count("*") in (1, 2)
    assert lines[HEIGHT - 1].count("*") in (1, 2)


def test_no_line_goes_over_a_gap() -> None:
    points = [Point(x, 5.0) for x in (*range(10), *range(90, 100))]
    (row,) = (line for line in chart(points, TEXTS, width=80, blocks=False) if "*" in line)
    assert " " * 40 in row.partition("|")[2]


@pytest.mark.parametrize(
    "points", [[Point(3, 7)], [Point(1, 5), Point(2, 5)], [Point(1, math.nan), Point(2, 5)]]
)
def test_few_points_and_equal_ones_are_drawn(points: list[Point]) -> None:
    assert any("*" in line for line in chart(points, TEXTS, width=40, blocks=False))


def test_nothing_is_drawn_of_nothing() -> None:
    assert chart([Point(1, math.inf)], TEXTS, width=80, blocks=True) == []


def _day(date: str, **values: object) -> dict[str, object]:
    numbers: dict[str, object] = {"steps": None, "weight_kg": None, "series": []}
    return {**example_of(DailyHealth), **numbers, "date": date, **values}


@pytest.fixture
def health(backend: Backend) -> Backend:
    days = [
        _day("2026-03-02", steps=4000),
        _day("2026-03-01", series=["heart_rate"]),
        _day("2026-02-28", steps=9000),
    ]
    backend.on("GET /v1/daily-health", {"items": days, "next_cursor": None})
    points = [{"time": f"2026-03-01T06:{x:02}:00Z", "value": 50.0 + x} for x in range(60)]
    return backend.on(
        "GET /v1/daily-health/2026-03-01/series/heart_rate",
        {"date": "2026-03-01", "metric": "heart_rate", "points": points},
    )


def test_a_metric_over_the_latest_day_that_has_it(fittrack: Signed, health: Backend) -> None:
    shown = fittrack("health", "chart", "heart_rate")
    assert shown.out.startswith("heart_rate on 2026-03-01: 50 bpm to 109 bpm\n109 bpm |")
    rows = fittrack("health", "chart", "heart_rate", "-o", "csv").out.splitlines()
    assert rows[:2] == ["time,value", "2026-03-01T06:00:00Z,50.0"]


def test_a_value_from_day_to_day(fittrack: Signed, health: Backend) -> None:
    assert fittrack("health", "chart", "steps").out.startswith("steps: 4000 to 9000\n9000 |")
    assert fittrack("health", "chart", "steps", "-o", "csv").out.splitlines() == [
        "date,steps",
        "2026-02-28,9000",
        "2026-03-02,4000",
    ]
    nothing = fittrack("health", "chart", "weight_kg")
    assert (nothing.code, nothing.out) == (0, "")
    assert "Nothing is known of weight_kg" in nothing.err


@pytest.mark.parametrize(
    "words",
    [
        ["mood"],
        ["heart_rate", "--last", "7d"],
        ["steps", "--day", "today"],
        ["steps", "--last", "soon"],
    ],
)
def test_what_cannot_be_drawn(fittrack: Signed, health: Backend, words: list[str]) -> None:
    assert fittrack("health", "chart", *words).code == 2


def _column(name: str, values: list[float | None]) -> dict[str, object]:
    return {
        "name": name,
        "kind": "float",
        "unit": "bpm",
        "field": None,
        "developer": False,
        "stands_for": None,
        "values": values,
    }


@pytest.fixture
def samples(backend: Backend) -> Backend:
    moments = [START + dt.timedelta(seconds=x) for x in range(60)]
    return backend.on(
        f"GET /v1/activities/{ID}/samples",
        {
            "activity_id": ID,
            "recording_id": ID,
            "start_time": f"{START:%Y-%m-%dT%H:%M:%SZ}",
            "table": "samples",
            "tables": ["samples"],
            "reader_version": 1,
            "time": [f"{one:%Y-%m-%dT%H:%M:%SZ}" for one in moments],
            "columns": [
                _column("hr_bpm", [None, *(100.0 + x for x in range(59))]),
                _column("lat_deg", [1.0] * 60),
            ],
        },
    )


def test_the_usual_columns_of_an_activity(fittrack: Signed, samples: Backend) -> None:
    shown = fittrack("activities", "chart", ID)
    assert shown.out.startswith("hr_bpm: 100 bpm to 158 bpm\n158 bpm |")
    assert "lat_deg" not in shown.out
    assert "0:01" in shown.out.splitlines()[-1]


def test_numbers_need_no_library(
    fittrack: Signed, samples: Backend, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "plotille", None)
    assert fittrack("activities", "chart", ID, "-o", "csv").code == 0
    assert fittrack("activities", "chart", ID).code != 0


def test_the_numbers_of_the_columns_that_were_named(fittrack: Signed, samples: Backend) -> None:
    rows = fittrack("activities", "chart", ID, "lat_deg", "-o", "csv").out.splitlines()
    assert rows[:2] == ["time,lat_deg", "2026-03-01T07:00:00Z,1.0"]
    assert samples.requests[-1].url.params["fields"] == "lat_deg"
    assert "resolution" not in samples.requests[-1].url.params
