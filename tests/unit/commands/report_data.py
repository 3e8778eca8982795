"""A backend with as many days of training as a report is to show, each value made up from the day's number."""

from __future__ import annotations

import datetime as dt
import json
import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any
from uuid import UUID

import httpx

from fittrack_contract.contract import document
from tests.unit.commands.conftest import Backend

ACTIVITY_ID = "b4d1f6e8-93a7-4b52-a1c6-7e8f9d0c2b35"
START = dt.datetime(2026, 3, 1, 7, 15, 2, tzinfo=dt.UTC)
SPORTS = ("running", "cycling", "swimming", "cross_country_skiing")
HOSTILE = (
    "</style><script>alert(1)</script>",
    '" onload="alert(2)" x="',
    "' onmouseover=alert(3) x='",
    "<img src=https://evil.example/x onerror=alert(4)>",
    "</title></svg><svg/onload=alert(5)>",
    "&lt;b&gt; &amp;amp; &#60;i&#62; <!-- --> ]]>",
    "\u202etxt.exe\u202c \u2066isolated\u2069 \u200f",
    "\U0001f3c3\U0001f3fd\u200d\u2640\ufe0f \U0002070e \U0010fffd",
    "a\x00b\x1b[31mc\x07\x85d\u2028e",
    "lone \ud800 surrogate",
    "W" * 4000,
    "שלום עולם مرحبا 大きな山",
    "Z\u0351\u0351\u0351" * 60,
    "javascript:alert(6)",
    "{{7*7}} ${7*7} %s {0}",
)
"""Names that somebody may have given."""


def example(path: str) -> dict[str, Any]:
    """The contract's own example of what `GET path` returns."""
    paths: Any = document()["paths"]
    content = paths[path]["get"]["responses"]["200"]["content"]["application/json"]
    found = next(iter(content["examples"].values()))["value"]
    assert isinstance(found, dict)
    return found


def season(
    first: dt.date,
    last: dt.date,
    *,
    every: int = 1,
    names: Sequence[str] = ("Morning run",),
    sports: Sequence[str] = SPORTS,
) -> Backend:
    """A backend with an activity on every so many days of a range, and a night on each day; all of them when it is asked
    for fewer days, too."""
    days = [dt.date.fromordinal(day) for day in range(first.toordinal(), last.toordinal() + 1)]
    trained = days[::every]
    listed = [
        _activity(day, at, names[at % len(names)], sports[at % len(sports)])
        for at, day in enumerate(trained)
    ][::-1]
    health = [_health(day) for day in days][::-1]
    backend = Backend()
    backend.on("GET /v1/activities", _pages(listed))
    backend.on("GET /v1/daily-health", _pages(health))
    backend.on("GET /v1/totals", lambda request: _ascii(_totals(listed, request.url.params["by"])))
    load = {**example("/v1/training-load"), "without_load": 2}
    backend.on("GET /v1/training-load", {**load, "items": [_load(day) for day in days]})
    bests = example("/v1/bests")
    one = bests["items"][0]
    backend.on(
        "GET /v1/bests",
        _ascii({"items": [{**one, "activity_name": name} for name in names], "pending": 3}),
    )
    return backend


def nothing() -> Backend:
    """A backend of somebody who has nothing yet."""
    found = season(dt.date(2026, 3, 1), dt.date(2026, 3, 1), every=1)
    empty: Mapping[str, object] = {"items": [], "next_cursor": None, "total": None}
    totals = {**_totals([], "week")}
    return (
        found.on("GET /v1/activities", empty)
        .on("GET /v1/daily-health", empty)
        .on("GET /v1/totals", totals)
        .on("GET /v1/training-load", {**example("/v1/training-load"), "items": []})
        .on("GET /v1/bests", {"items": [], "pending": 0})
    )


def one_activity(
    columns: Mapping[str, Sequence[object]], seconds: Sequence[float | None], **values: object
) -> Backend:
    """A backend with one activity and these columns of samples, recorded so many seconds after its start."""
    detail = {**example("/v1/activities/{activity_id}"), "id": ACTIVITY_ID, **values}
    samples = {
        **example("/v1/activities/{activity_id}/samples"),
        "start_time": START.isoformat(),
        "time": [
            None if at is None else (START + dt.timedelta(seconds=at)).isoformat() for at in seconds
        ],
        "columns": [
            {
                "name": name,
                "kind": "float",
                "unit": None,
                "field": None,
                "developer": False,
                "stands_for": None,
                "values": list(of),
            }
            for name, of in columns.items()
        ],
    }
    return (
        Backend()
        .on(f"GET /v1/activities/{ACTIVITY_ID}", _ascii(detail))
        .on(f"GET /v1/activities/{ACTIVITY_ID}/samples", _ascii(samples))
    )


def ride(count: int = 3600) -> tuple[dict[str, Sequence[object]], Sequence[float]]:
    """Columns of an hour's ride around a hill, a sample a second, with a pause of ten minutes in its middle."""
    turns = [2 * math.pi * at / count for at in range(count)]
    columns: dict[str, Sequence[object]] = {
        "lat_deg": [47.0 + 0.05 * math.sin(turn) for turn in turns],
        "lon_deg": [11.0 + 0.08 * math.cos(turn) + 0.01 * math.sin(5 * turn) for turn in turns],
        "altitude_m": [600 + 200 * math.sin(turn / 2) for turn in turns],
        "hr_bpm": [round(140 + 20 * math.sin(9 * turn)) for turn in turns],
        "speed_m_s": [8 + 3 * math.sin(15 * turn) for turn in turns],
        "power_w": [None if at % 60 == 0 else 200 + at % 40 for at in range(count)],
        "cadence_rpm": [85] * count,
    }
    half = count // 2
    return columns, [at if at < half else at + 600 for at in range(count)]


def _activity(day: dt.date, at: int, name: str, sport: str) -> dict[str, Any]:
    base = example("/v1/activities")["items"][0]
    start = f"{day}T07:15:02"
    return {
        **base,
        "id": str(UUID(int=day.toordinal())),
        "name": name,
        "sport": sport,
        "date": day.isoformat(),
        "start_time": f"{start}Z",
        "local_start_time": f"{start}+00:00",
        "distance_m": None if sport == "strength" else 5000.0 + 700 * (at % 17),
        "timer_s": 1500.0 + 300 * (at % 13),
        "ascent_m": 20.0 * (at % 23),
        "avg_hr_bpm": 120 + at % 40,
    }


def _health(day: dt.date) -> dict[str, Any]:
    base = {**example("/v1/daily-health")["items"][0], "date": day.isoformat()}
    wave = math.sin(day.toordinal() / 9)
    stages = {"deep_sleep_s": 5400, "light_sleep_s": 14400, "rem_sleep_s": 5400 + round(900 * wave)}
    return {
        **base,
        **stages,
        "sleep_s": sum(stages.values()),
        "resting_hr_bpm": 50 + round(4 * wave),
        "hrv_last_night_ms": 60.0 + 9 * wave,
        "steps": 9000 + round(4000 * wave),
        "weight_kg": 72.5 if day.day % 5 == 0 else None,
    }


def _load(day: dt.date) -> dict[str, object]:
    wave = math.sin(day.toordinal() / 12)
    return {
        "date": day.isoformat(),
        "load": 60 + 30 * wave,
        "fitness": 45 + 5 * wave,
        "fatigue": 48 + 20 * wave,
        "form": -3 - 15 * wave,
    }


def _pages(items: Sequence[dict[str, Any]]) -> Callable[[httpx.Request], object]:
    """Answers with the items page by page, as far as the days that are asked for."""

    def answer(request: httpx.Request) -> object:
        params = request.url.params
        chosen = [
            one
            for one in items
            if params.get("since", "") <= one["date"] <= params.get("until", "9999")
        ]
        start = int(params.get("cursor", "0"))
        end = start + int(params.get("limit", "100"))
        following = str(end) if end < len(chosen) else None
        return _ascii({"items": chosen[start:end], "next_cursor": following, "total": None})

    return answer


def _totals(activities: Sequence[dict[str, Any]], by: str) -> dict[str, Any]:
    groups: dict[str, list[dict[str, Any]]] = {}
    for one in reversed(activities):
        groups.setdefault(_group(one, by), []).append(one)
    items: list[dict[str, Any]] = []
    for name, found in groups.items():
        first, last = _limits(dt.date.fromisoformat(found[0]["date"]), by)
        total: dict[str, Any] = {
            "name": name,
            "first_day": first.isoformat(),
            "last_day": last.isoformat(),
            "activity_count": len(found),
            "elapsed_s": None,
            "calories_kcal": 300 * len(found),
        }
        for field in ("distance_m", "timer_s", "ascent_m"):
            total[field] = sum(one[field] or 0 for one in found)
        items.append(total)
    streak = {"first": "2026-03-01", "last": "2026-03-02", "length": 2}
    kinds = ("current_days", "longest_days", "current_weeks", "longest_weeks")
    streaks = dict.fromkeys(kinds, streak if items else None)
    return {"by": by, "items": items, "left_out": 0, "streaks": streaks}


def _ascii(value: object) -> httpx.Response:
    """JSON that may hold half of a surrogate pair."""
    return httpx.Response(
        200, content=json.dumps(value), headers={"content-type": "application/json"}
    )


def _group(activity: dict[str, Any], by: str) -> str:
    day = dt.date.fromisoformat(activity["date"])
    week = day.isocalendar()
    return {
        "week": f"{week.year}-W{week.week:02}",
        "month": f"{day:%Y-%m}",
        "year": f"{day:%Y}",
        "sport": str(activity["sport"]),
    }[by]


def _limits(day: dt.date, by: str) -> tuple[dt.date, dt.date]:
    if by == "week":
        monday = day - dt.timedelta(days=day.weekday())
        return monday, dt.date.fromordinal(min(monday.toordinal() + 6, dt.date.max.toordinal()))
    if by == "month":
        return day.replace(day=1), day.replace(day=28)
    if by == "year":
        return dt.date(day.year, 1, 1), dt.date(day.year, 12, 31)
    return day, day
