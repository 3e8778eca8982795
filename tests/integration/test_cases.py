"""Files that people meet and readers find hard: each comes in as it should, in an account of its own.

`tests/corpus/cases/expected.json` says what is right of each. What is wrong today is listed here,
with what is missing; a case that is mended fails until its line is gone.
"""

from __future__ import annotations

import datetime as dt
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.corpora import CASES
from tests.integration.athlete import Athlete, Json
from tools.running.live_backend import LiveBackend

pytestmark = [pytest.mark.integration, pytest.mark.corpus]

KNOWN_WRONG: dict[str, str] = {}
"""By case: what the backend lacks."""

TOLERANCES = {"timer_s": 6, "elapsed_s": 6, "calories_kcal": 1, "avg_hr_bpm": 2, "max_hr_bpm": 1}
"""How far a value may be off; a distance 20 m or half a per cent, unless the case says otherwise."""
NAMES = {"calories_kcal": "calories", "avg_hr_bpm": "avg_hr", "max_hr_bpm": "max_hr"}


def cases() -> dict[str, dict[str, Json]]:
    """The files of each case; those in a folder of `twins` are one."""
    found: dict[str, dict[str, Json]] = {}
    for path, right in CASES.expected().items():
        folder, _, _ = path.rpartition("/")
        found.setdefault(folder if folder.startswith("twins/") else path, {})[path] = right
    return found


def marked() -> list[Any]:
    """The cases, those that are known to be wrong as expected failures."""
    found = []
    for name, files in cases().items():
        lacks = KNOWN_WRONG.get(name)
        mark = () if lacks is None else pytest.mark.xfail(reason=lacks, raises=AssertionError)
        found.append(pytest.param(files, id=name, marks=mark))
    return found


@pytest.mark.parametrize("files", marked())
def test_a_case_comes_in_as_it_should(
    live_backend: LiveBackend, tmp_path: Path, files: dict[str, Json]
) -> None:
    for path in files:
        shutil.copy(CASES.folder / path, tmp_path)
    me = Athlete.with_folder(live_backend, tmp_path)
    _, items = me.sync()
    told = {path.rpartition("/")[2]: right for path, right in files.items()}
    assert [*wrong_activities(me, told), *wrong_items(items, told), *wrong_health(me, told)] == []


def test_what_is_known_to_be_wrong_is_a_case() -> None:
    assert KNOWN_WRONG.keys() <= cases().keys()


def wrong_activities(me: Athlete, told: dict[str, Json]) -> Iterator[str]:
    """What is not as it should be in the list of activities: each session once, nothing else."""
    left = me.activities()
    for right in told.values():
        for session in right["sessions"]:
            there = [one for one in left if _apart_s(one, session) <= 1]
            there.sort(key=lambda one: abs((one["distance_m"] or 0) - session["distance_m"]))
            if not there:
                yield f"no activity at {session['start_time']}"
                continue
            left.remove(there[0])
            yield from wrong_values(there[0], session, right)
        if day := right.get("local_day"):
            on_day = me.all("/v1/activities", since=day, until=day)
            if len(on_day) != len(right["sessions"]):
                yield f"{len(on_day)} activities on {day}"
    for one in left:
        yield f"an activity too much: {one['start_time']} {one['sport']} {one['file_name']}"


def wrong_values(activity: Json, session: Json, right: Json) -> Iterator[str]:
    """The values of an activity that are not the session's."""
    metres = right.get("distance_tolerance_m", max(20, 0.005 * session["distance_m"]))
    for name, tolerance in {**TOLERANCES, "distance_m": metres}.items():
        wanted, value = session[NAMES.get(name, name)], activity[name]
        if wanted is not None and (value is None or abs(value - wanted) > tolerance):
            yield f"{name} is {value}, not {wanted}"
    if activity["sport"] != session["sport"]:
        yield f"sport is {activity['sport']}, not {session['sport']}"
    allowed = right.get("sub_sports")
    if allowed is not None and activity["sub_sport"] not in allowed:
        yield f"sub_sport is {activity['sub_sport']}"


def wrong_items(items: dict[str, Json], told: dict[str, Json]) -> Iterator[str]:
    """What is not as it should be in what the job says of the files."""
    for name, right in told.items():
        item = items.get(name, {"outcome": None, "reason": None})
        if right.get("outcome") not in (None, item["outcome"]):
            yield f"{item['outcome']}, not {right['outcome']}: {item['reason']}"
        if "reason_says" in right and not re.search(right["reason_says"], item["reason"] or ""):
            yield f"the reason is: {item['reason']}"


def wrong_health(me: Athlete, told: dict[str, Json]) -> Iterator[str]:
    """Values of health files that are nowhere in what came in."""
    found = set(_numbers(me.all("/v1/daily-health")))
    for right in told.values():
        missing = [value for value in right.get("values", ()) if value not in found]
        if missing:
            yield f"nowhere: {missing}"


def _apart_s(activity: Json, session: Json) -> float:
    begun, right = (dt.datetime.fromisoformat(one["start_time"]) for one in (activity, session))
    return abs((begun - right).total_seconds())


def _numbers(value: object) -> Iterator[float]:
    """All numbers in a JSON document."""
    if isinstance(value, dict):
        for each in value.values():
            yield from _numbers(each)
    elif isinstance(value, list):
        for each in value:
            yield from _numbers(each)
    elif isinstance(value, int | float):
        yield value
