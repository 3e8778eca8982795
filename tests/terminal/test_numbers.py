"""Activities, their numbers, totals and health on a real terminal: nothing goes around the edge, charts are in ASCII
where they must be, and a pipe has the same numbers."""

from __future__ import annotations

import datetime as dt
import re
import subprocess
import sys
from collections.abc import Mapping
from typing import Any

import pytest
from wcwidth import wcswidth

from fittrack_backend.records.as_json import example_of
from fittrack_backend.records.health import DailyHealth
from fittrack_contract.contract import document
from tests.terminal.conftest import OpenTerminal
from tests.terminal.stub import Stub

pytestmark = pytest.mark.terminal

ID = "c84828c2-c250-4fb0-9a93-2c467739fadd"
START = dt.datetime(2026, 3, 1, 7, tzinfo=dt.UTC)
COMMANDS = {
    "show": ["activities", "show", ID],
    "chart": ["activities", "chart", ID],
    "bests": ["activities", "bests", "--top", "2"],
    "load": ["activities", "load"],
    "stats": ["stats"],
    "health": ["health", "chart", "heart_rate"],
}
CHARTS = {"chart", "load", "health"}
STYLE = re.compile(r"\x1b\[[0-9;]*[A-Za-z]|\x1b[=>]")


def example(path: str) -> object:
    """What the contract has for an example of an answer."""
    paths: Any = document()["paths"]
    content = paths[path]["get"]["responses"]["200"]["content"]
    return next(iter(content["application/json"]["examples"].values()))["value"]


def moment(second: int) -> str:
    return f"{START + dt.timedelta(seconds=second):%Y-%m-%dT%H:%M:%SZ}"


def column(name: str, values: list[float]) -> dict[str, object]:
    return {
        **{"name": name, "kind": "float", "unit": None, "field": None},
        **{"developer": False, "stands_for": None, "values": values},
    }


def best(rank: int, sport: str, metres: float | None, seconds: float) -> dict[str, object]:
    watts = None if metres else 1234.0
    return {
        **{"rank": rank, "sport": sport, "kind": "time" if metres else "power"},
        **{"distance_m": metres, "duration_s": seconds, "power_w": watts},
        **{"activity_id": ID, "recording_id": ID, "activity_name": "跑步机" * 20},
        **{"start_time": moment(0), "date": "2026-03-01"},
    }


def total(name: str, seconds: float) -> dict[str, object]:
    return {
        **{"name": name, "activity_count": 12, "distance_m": 1234567.0, "timer_s": seconds},
        **{"first_day": f"{name}-01", "last_day": f"{name}-28"},
        **{"elapsed_s": seconds, "ascent_m": 12345.0, "calories_kcal": 123456},
    }


@pytest.fixture
def backend(stub: Stub) -> Stub:
    """With answers that are as wide as they come."""
    efforts = [
        best(rank, sport, metres, seconds)
        for sport in ("running", "cross_country_skiing")
        for metres, seconds in ((400.0, 65.0), (21097.5, 6000.0), (42195.0, 16000.0), (None, 5.0))
        for rank in (1, 2)
    ]
    days = [
        {
            "date": str(START.date() + dt.timedelta(days=day)),
            **{"load": 250.04 * (day % 3), "fitness": 40.0 + day, "fatigue": 60.0, "form": -20.5},
        }
        for day in range(90)
    ]
    everything = ["account", "file", "seen"]
    streak = {"length": 1234, "first": "2022-10-01", "last": "2026-03-01"}
    stub.answers = {
        f"/v1/activities/{ID}": example("/v1/activities/{activity_id}"),
        f"/v1/activities/{ID}/samples": {
            **{"activity_id": ID, "recording_id": ID, "start_time": moment(0), "table": "samples"},
            **{"tables": ["samples"], "reader_version": 1},
            "time": [moment(second) for second in range(0, 30000, 100)],
            "columns": [
                column("hr_bpm", [100.0 + x % 77 for x in range(300)]),
                column("power_w", [x * 7.5 for x in range(300)]),
            ],
        },
        "/v1/bests": {"items": efforts, "pending": 0},
        "/v1/training-load": {
            **{"measure": "stress", "items": days, "without_load": 0, "pending": 0},
            "values_from": {
                **{"max_hr": everything, "resting_hr": ["account", "health"]},
                **{"threshold_hr": everything, "threshold_power": everything, "sex": []},
            },
        },
        "/v1/totals": {
            **{"by": "month", "left_out": 0},
            "items": [total("2026-02", 3600.0), total("2026-03", 1234567.0)],
            "streaks": {
                **{"current_days": None, "longest_days": streak},
                **{"current_weeks": None, "longest_weeks": streak},
            },
        },
        "/v1/daily-health": {
            "items": [{**example_of(DailyHealth), "date": "2026-03-01", "series": ["heart_rate"]}],
            "next_cursor": None,
        },
        "/v1/daily-health/2026-03-01/series/heart_rate": {
            **{"date": "2026-03-01", "metric": "heart_rate"},
            "points": [{"time": moment(x * 60), "value": 50.0 + x % 60} for x in range(600)],
        },
    }
    return stub


@pytest.mark.parametrize("name", COMMANDS)
def test_it_fits_and_reads_the_same(
    terminal: OpenTerminal, backend: Stub, environment: Mapping[str, str], name: str
) -> None:
    words = [*COMMANDS[name], "--no-pager"]
    env = {"FITTRACK_SERVER": backend.url, "FITTRACK_TOKEN": "a-token", "LC_ALL": "C.UTF-8"}
    shown = {
        (columns, *how): terminal(*words, *how, columns=columns, env={**env, **more})
        for columns, how, more in (
            (80, (), {}),
            (200, (), {}),
            (80, ("--no-color",), {}),
            (80, ("--quiet",), {"TERM": "dumb"}),
        )
    }
    piped = subprocess.run(
        [sys.executable, "-m", "fittrack_cli", *words],
        env={**environment, **env},
        capture_output=True,
        check=True,
        encoding="utf-8",
    ).stdout
    assert "\x1b" not in piped
    for (columns, *how), one in shown.items():
        assert one.end() == 0, one.text
        lines = STYLE.sub("", one.text).splitlines()
        too_long = [line for line in lines if wcswidth(line) > columns]
        assert not too_long, "\n".join(too_long)
        assert ("\x1b" in one.text) == (not how)
        if name in CHARTS:
            assert "".join(lines).isascii() == bool(how), "\n".join(lines)
            assert max(map(wcswidth, lines)) == columns
        if columns == 80:
            assert numbers_in(one.text) <= numbers_in(piped)
    if name in CHARTS:
        assert piped.isascii()


def numbers_in(text: str) -> set[str]:
    """The words with a digit, as they stand there; without the commas and brackets of a sentence."""
    words = re.split(r"[\s,;()│|]+", STYLE.sub("", text))
    return {word for word in words if any(map(str.isdigit, word))}
