"""A Garmin account from its first day to its last through the real backend, against the planted truth: item by item, day by day."""

from __future__ import annotations

import datetime as dt
import random
import time
from collections import Counter
from pathlib import Path

import pytest
from attrs import evolve

from fittrack_backend.readers import NOT_KNOWN
from tests.integration.athlete import UNFINISHED, Athlete, Json
from tests.integration.conftest import BackendFactory
from tests.servers.garmin_otherwise.account import Account, Activity, Day, made_up
from tests.servers.garmin_otherwise.dialects import CURT, UNRULY, Dialect
from tests.servers.garmin_otherwise.outages import Outages
from tests.servers.garmin_otherwise.server import Garmin
from tests.thorough import THOROUGH
from tools.running.live_backend import LiveBackend

pytestmark = [pytest.mark.integration, pytest.mark.slow]

DAYS = 3 * 365 if THOROUGH else 6
KILLS = 30 if THOROUGH else 2
PATIENCE_S = 3000 if THOROUGH else 240
SKIPPED = {
    NOT_KNOWN,
    "Garmin has no file of it",
    "Garmin has no file of it (HTTP 404)",
    "Garmin has nothing of it",
    "FitTrack does not know the form of this answer of Garmin; it is kept as it came",
    "Garmin says that there is nothing at its address (HTTP 404): it has none, or has it elsewhere",
}


def standing(dialect: Dialect, *, seed: int, outages: Outages | None = None) -> Garmin:
    """An account of all these days, at a service that can be asked as often as anybody likes."""
    today = dt.datetime.now(dt.UTC).date()
    return Garmin(made_up(today, DAYS, seed=seed), dialect, outages=outages or Outages())


def backend_for(make_backend: BackendFactory, garmin: Garmin) -> LiveBackend:
    """A backend that may ask as often as it can."""
    return make_backend({"FITTRACK_GARMIN_URL": garmin.url, "FITTRACK_GARMIN_PER_MINUTE": "100000"})


def connected(backend: LiveBackend, garmin: Garmin) -> Athlete:
    """Somebody with the account."""
    session = backend.new_person()
    client = session.client
    answer = client.post("/v1/sources", json={"kind": "garmin", "key": garmin.key})
    assert answer.status_code == 201, answer.text
    return Athlete(backend, client, Path(), answer.json(), session.person)


def assert_as_planted(me: Athlete, garmin: Garmin) -> None:
    """Activities, days and what is known of each day are those of the account, and nothing else is there."""
    account = garmin.account
    found = {one["start_time"]: one for one in me.activities()}
    expected = {_utc(one.start): one for one in account.activities.values()}
    assert found.keys() == expected.keys()
    for start, activity in expected.items():
        assert_activity(found[start], activity)
    days = {one["date"]: one for one in me.all("/v1/daily-health")}
    planted = {str(day.date): day for day in account.days.values() if not day.empty}
    assert days.keys() == planted.keys()
    for date, day in planted.items():
        assert_day(days[date], day)
    nights = {one["date"]: one for one in me.all("/v1/sleep")}
    assert {date: nights[date]["sleep_score"] for date in nights} == {
        str(day.date): day.night.score for day in account.days.values() if day.night is not None
    }
    assert_coverage(me, account)


def assert_activity(found: Json, planted: Activity) -> None:
    """An activity has the name, the day and the distance that Garmin has, and its file where that is one."""
    of_file = "Morning run" if planted.filed == "gpx" else None
    assert found["name"] == (planted.name or of_file)
    if planted.distance_m is None or planted.filed != "gpx":
        assert found["distance_m"] == planted.distance_m
    else:  # that between its positions
        assert abs(found["distance_m"] - planted.distance_m) < 1
    assert found["date"] == str(planted.day)
    assert found["recording_count"] == 1 + (planted.filed in ("fit", "gpx", "tcx"))


def assert_day(found: Json, day: Day) -> None:
    """Each value that Garmin has of a day, and no other."""
    values = dict(day.values)
    if "hydration_ml" in values:
        values["hydration_l"] = values.pop("hydration_ml") / 1000
    for name, value in values.items():
        assert found[name] == value, (day.date, name)
    for name in OF_DAYS - values.keys():
        assert found[name] is None, (day.date, name)
    assert [one["weight_kg"] for one in found["weights"]] == (
        [] if day.weight_kg is None else [day.weight_kg]
    )


OF_DAYS = frozenset(
    {
        *("steps", "distance_m", "active_calories_kcal", "resting_calories_kcal"),
        *("moderate_minutes", "vigorous_minutes", "min_hr_bpm", "resting_hr_bpm", "max_hr_bpm"),
        *("avg_stress", "max_stress", "body_battery_charged", "body_battery_drained"),
        *("hrv_last_night_ms", "hrv_weekly_ms", "avg_spo2_percent", "min_spo2_percent"),
        *("avg_respiration_brpm", "hydration_l"),
    }
)


def assert_coverage(me: Athlete, account: Account) -> None:
    """Each day was asked for, and what there is of it is there."""
    first = min(account.days)
    for type in ("health", "activities"):
        rows = me.all("/v1/sync/coverage", since=str(first), until=str(account.today), type=type)
        states = {one["date"]: one["state"] for one in rows}
        there = {str(one.day) for one in account.activities.values()}
        if type == "health":
            there = {str(day.date) for day in account.days.values() if not day.empty}
        assert {date for date, state in states.items() if state == "available"} == there
        assert set(states.values()) <= {"available", "empty"}
        assert len(states) == (account.today - first).days + 1


def assert_items(me: Athlete, job: Json, account: Account) -> None:
    """Each thing of the account has an item that says what became of it."""
    items = me.items(job["id"])
    assert len(items) == job["counts"]["total"]
    for name, item in items.items():
        if item["outcome"] == "skipped":
            assert item["reason"] in SKIPPED, (name, item)
    by_file = Counter(one.filed for one in account.activities.values())
    pictures = [one for one in items.values() if one["reason"] == NOT_KNOWN]
    assert len(pictures) == by_file["picture"]
    assert job["counts"]["failed"] == 0
    without = [one for one in items.values() if "no file of it" in (one["reason"] or "")]
    assert len(without) == by_file["none"]


def _utc(moment: dt.datetime) -> str:
    return moment.isoformat().replace("+00:00", "Z")


def test_all_of_an_account_comes_in_as_it_is(make_backend: BackendFactory) -> None:
    with standing(CURT, seed=11) as garmin:
        me = connected(backend_for(make_backend, garmin), garmin)
        job = me.wait(me.start()["id"], PATIENCE_S)
        assert_as_planted(me, garmin)
        assert_items(me, job, garmin.account)
        assert garmin.wrong == []
        before = garmin.count
        again = me.wait(me.start()["id"], PATIENCE_S)
        assert again["counts"]["new"] == again["counts"]["updated"] == 0
        new_a_page = CURT.page - 1  # each begins with the last of the one before
        pages = len(garmin.account.activities) // new_a_page + 1
        assert garmin.count - before <= 14 + pages


def test_nothing_is_lost_to_kills_outages_tokens_and_troubles(make_backend: BackendFactory) -> None:
    chance = random.Random(7)
    outages = Outages(chance=random.Random(3), share=0.03)
    with standing(evolve(UNRULY, oldest_first=False), seed=12, outages=outages) as garmin:
        garmin.token_lives_s = 20
        backend = backend_for(make_backend, garmin)
        outages.share = 0.0
        me = connected(backend, garmin)
        outages.share = 0.03
        job = me.start()
        for number in range(KILLS):
            time.sleep(chance.uniform(0.2, 8.0 if THOROUGH else 1.5))
            if me.job(job["id"])["state"] not in UNFINISHED:
                job = me.start(full=True)
            if number % 5 == 2:
                outages.down = True
                time.sleep(3)
                outages.down = False
            backend.restart()
            me.client.base_url = backend.url
        me.wait(job["id"], PATIENCE_S)
        outages.share = 0.0
        rounds = 0
        while me.wait(me.start(full=True)["id"], PATIENCE_S)["counts"]["new"]:
            rounds += 1
            assert rounds < 4
        assert_as_planted(me, garmin)
        assert garmin.wrong == []
