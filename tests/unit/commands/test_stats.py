"""`fittrack stats`: totals with bars, for people and for programs."""

from __future__ import annotations

import pytest

from fittrack_cli.output.bars import bar
from fittrack_cli.output.columns import Column
from fittrack_cli.output.table_layout import display_width, table_text
from tests.unit.commands.conftest import Backend, Signed

DAYS = {"first": "2026-03-14", "last": "2026-03-16", "length": 3}
WEEK = {"first": "2026-03-09", "last": "2026-03-15", "length": 1}


def _total(name: str, **values: object) -> dict[str, object]:
    return {
        "name": name,
        "first_day": "2026-02-01",
        "last_day": "2026-02-28",
        "activity_count": 3,
        "distance_m": 10000.0,
        "timer_s": 3600.0,
        "elapsed_s": 4000.0,
        "ascent_m": None,
        "calories_kcal": 900,
    } | values


@pytest.fixture
def totals(backend: Backend) -> Backend:
    return backend.on(
        "GET /v1/totals",
        {
            "by": "month",
            "items": [
                _total("2026-02"),
                _total("2026-03", timer_s=7200.0, distance_m=5000.0, ascent_m=12.0),
                _total("2026-04", timer_s=None),
            ],
            "left_out": 4,
            "streaks": {
                "current_days": None,
                "longest_days": DAYS,
                "current_weeks": WEEK,
                "longest_weeks": WEEK,
            },
        },
    )


def test_a_bar_for_each_total_and_the_streaks_last(fittrack: Signed, totals: Backend) -> None:
    shown = fittrack("stats")
    head, february, march, april, _, streak = shown.out.splitlines()
    assert head.split() == ["MONTH", "COUNT", "DISTANCE", "TIME", "ASCENT", "ENERGY"]
    assert february.count("#") == round(march.count("#") / 2)
    assert len(march) == 80
    assert "#" not in april
    assert streak == "Streak: 0 days (longest 3 days, until 2026-03-16); 1 week, the longest"
    assert "4 more are not shown" in shown.err


def test_the_metrics_that_were_asked_for(fittrack: Signed, totals: Backend) -> None:
    shown = fittrack("stats", "distance", "ascent")
    head, february, march, *_ = shown.out.splitlines()
    assert head.split() == ["MONTH", "DISTANCE", "ASCENT"]
    assert february.count("#") > march.count("#")
    wrong = fittrack("stats", "heartbeats")
    assert wrong.code == 2
    assert "time, distance, ascent, energy, elapsed, count" in wrong.err


def test_numbers_for_programs(fittrack: Signed, totals: Backend) -> None:
    assert fittrack("stats", "-o", "json", "--query", "[1]").json() == _total(
        "2026-03", timer_s=7200.0, distance_m=5000.0, ascent_m=12.0
    )
    assert fittrack("stats", "-o", "csv").out.splitlines()[1] == (
        "2026-02,2026-02-01,2026-02-28,3,10000.0,3600.0,4000.0,,900"
    )
    assert fittrack("stats", "--fields", "name,timer_s").out.splitlines()[0].split() == [
        "MONTH",
        "TIME",
    ]


def test_what_is_asked_of_the_backend(fittrack: Signed, totals: Backend) -> None:
    assert (
        fittrack("stats", "--by", "week", "--sport", "running", "--since", "2026-01-01").code == 0
    )
    assert dict(totals.requests[-1].url.params) == {
        "by": "week",
        "sport": "running",
        "since": "2026-01-01",
    }
    assert fittrack("stats", "--by", "decade").code == 2


@pytest.mark.parametrize(
    ("value", "text"),
    [(8, "████"), (4, "██"), (1, "▌"), (0.001, "▏"), (0, ""), (-3, ""), (5.25, "██▋")],
)
def test_bars_in_eighths(value: float, text: str) -> None:
    assert bar(value, 8, 4, blocks=True) == text


def test_bars_in_ascii() -> None:
    assert [bar(value, 8, 4, blocks=False) for value in (8, 3, 0.001, 0)] == ["####", "##", "#", ""]


@pytest.mark.parametrize("width", [20, 40, 80, 200])
def test_a_drawn_column_has_what_the_others_leave(width: int) -> None:
    drawn = Column("timer_s", "", fill=lambda value, cells: "#" * cells)
    columns = [Column("name"), Column("calories_kcal", wide=True), drawn]
    rows = [{"name": "2026-03", "timer_s": 1.0, "calories_kcal": 9000}]
    lines = table_text(rows, columns, width=width, color=False).splitlines()
    assert max(map(display_width, lines)) == width
    assert ("kcal" in lines[1]) == (width > 20)
