"""Screens in metric and imperial units, and with the numbers of German and American terminals."""

from __future__ import annotations

import io
from collections.abc import Mapping
from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

import pytest

from fittrack_backend.records.as_json import example_of
from fittrack_backend.records.health import DailyHealth
from fittrack_backend.records.weighings import Weighing
from fittrack_cli.commands.activities.layout import print_activities
from fittrack_cli.output.numbers import ENGLISH, Numbers
from fittrack_cli.output.output import Output
from fittrack_cli.output.units import Units
from tests.unit.commands.conftest import Backend, Signed
from tests.unit.commands.test_data import ACTIVITY_ID, activity
from tests.unit.commands.test_list_screens import ROWS
from tests.unit.commands.test_show_layout import lap

if TYPE_CHECKING:
    from fittrack_cli.program.context import Cli

AMERICAN = Units("imperial", ENGLISH)
GERMAN = Units("metric", Numbers(",", "."))


def screen(units: Units, width: int = 80) -> list[str]:
    out = io.StringIO()
    output = Output("table", out, io.StringIO(), width=width, color=False, units=lambda: units)
    things = type("Things", (list,), {"digits": 6})(ROWS)
    print_activities(cast("Cli", SimpleNamespace(output=output)), things)
    return out.getvalue().splitlines()


def test_activities_on_an_american_and_on_a_german_terminal() -> None:
    assert screen(AMERICAN) == [
        "DAY         NAME          SPORT     DISTANCE     TIME          PACE   HR  ID",
        "2026-01-31  Around the…   running     9.6 mi  1:20:05      8:22 /mi  141  3f2b8f",
        "2026-01-31  跑步机 🏊     swimming    1.2 mi    41:30  2:00 /100 yd    -  3f2b8f",
        "2026-01-31  \\x1b[2J\\u20…  cycling    39.5 mi  2:05:11      18.9 mph    -  3f2b8f",
        "2026-01-31  -             rowing        0 ft    10:00             -    -  3f2b8f",
    ]
    assert screen(GERMAN) == [
        "DAY         NAME           SPORT     DISTANCE     TIME         PACE   HR  ID",
        "2026-01-31  Around the l…  running    15,4 km  1:20:05     5:12 /km  141  3f2b8f",
        "2026-01-31  跑步机 🏊      swimming    1,9 km    41:30  2:11 /100 m    -  3f2b8f",
        "2026-01-31  \\x1b[2J\\u202…  cycling    63,6 km  2:05:11    30,5 km/h    -  3f2b8f",
        "2026-01-31  -              rowing         0 m    10:00            -    -  3f2b8f",
    ]


@pytest.fixture
def shown_swim(backend: Backend) -> Backend:
    laps = [lap(index=at, distance_m=2286.0, timer_s=2500.0) for at in range(2)]
    swim = activity(
        sport="swimming",
        distance_m=4572.0,
        timer_s=5000.0,
        pool_length_m=22.86,
        avg_temperature_c=27,
        ascent_m=None,
        laps=laps,
    )
    return backend.on(f"GET /v1/activities/{ACTIVITY_ID}", swim)


@pytest.mark.parametrize("units", ["metric", "imperial"])
def test_a_pool_keeps_its_own_unit(fittrack: Signed, shown_swim: Backend, units: str) -> None:
    shown = fittrack("activities", "show", ACTIVITY_ID, "--units", units).out
    lines = [" ".join(line.split()) for line in shown.splitlines()]
    for line in ("distance 5000 yd", "average pace 1:40 /100 yd", "pool length 25 yd"):
        assert line in lines
    assert sum("2500 yd" in line for line in lines) == 2
    assert ("average temperature 27 °C" in lines) == (units == "metric")
    assert ("average temperature 80.6 °F" in lines) == (units == "imperial")


def test_days_in_imperial_units_and_programs_with_the_contract_s(
    fittrack: Signed, backend: Backend
) -> None:
    backend.on("GET /v1/daily-health", page_of(example_of(DailyHealth)))
    backend.on("GET /v1/weights", page_of(example_of(Weighing)))
    assert "157.4 lb" in fittrack("health", "weight", "--units", "imperial").out
    assert "7.1 mi" in fittrack("health", "list", "--units", "imperial").out
    for form in ("json", "jsonl", "csv", "yaml"):
        for command in ("weight", "list"):
            plain = fittrack("health", command, "-o", form).out
            assert fittrack("health", command, "-o", form, "--units", "imperial").out == plain


def page_of(item: Mapping[str, object]) -> dict[str, object]:
    return {"items": [item], "next_cursor": None}
