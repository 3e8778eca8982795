"""Garmin's own client and gcpapi-sync take the stand-in for Garmin: for every operation that a sync uses."""

from __future__ import annotations

import base64
import datetime as dt
import json
import os
import subprocess
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest

from tests.servers.garmin import answers
from tests.servers.garmin.faults import Fault, Faults
from tests.servers.garmin.planting import planted
from tests.servers.garmin.server import StandIn
from tests.servers.garmin.truth import Activity, Day, Truth
from tools import REPOSITORY
from tools.running.garmin_clients import GARMINS_OWN, GCPAPI, Client, NotInstalled, python_of

_JUDGES = REPOSITORY / "tests" / "servers" / "garmin" / "judges"


@pytest.fixture
def standing() -> Iterator[StandIn]:
    with StandIn(planted(11, days=28)) as standing:
        yield standing


def _asked(
    client: Client, judge: str, standing: StandIn, *arguments: str, home: Path
) -> dict[str, object]:
    try:
        python = python_of(client)
    except NotInstalled as missing:
        pytest.skip(str(missing))
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(home),
        "GARMIN_PERSONAL_API_KEY": standing.keys.key,
        "GARMIN_PERSONAL_API_BASE_URL": standing.url,
    }
    done = subprocess.run(
        [python, _JUDGES / judge, *arguments],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        env=environment,
        cwd=home,
    )
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert isinstance(found, dict)
    return found


def _full_day(truth: Truth) -> Day:
    """A day of which everything was measured."""
    return next(day for day in truth.days.values() if day.hrv and day.spo2 and day.night)


def _with_file(truth: Truth) -> Activity:
    return next(one for one in truth.activities.values() if one.file == "fit" and not one.leg_ids)


def test_garmins_own_client_reads_all_of_it(standing: StandIn, tmp_path: Path) -> None:
    truth = standing.truth
    day, one = _full_day(truth), _with_file(truth)
    first = truth.first.isoformat()
    tokens = str(tmp_path / "tokens.json")
    arguments = (first, day.date.isoformat(), str(one.id), tokens)
    got = _asked(GARMINS_OWN, "garmins_own.py", standing, *arguments, home=tmp_path)
    days = [each for date, each in sorted(truth.days.items()) if date <= day.date]
    nights = [each for each in days if each.night is not None]
    packed = base64.b64decode(str(got.pop("file")))
    assert zipfile.ZipFile(BytesIO(packed)).read(f"{one.id}_ACTIVITY.fit") == standing.original_of(
        one.id
    )
    assert got == {
        "activities": [
            answers.listed(each)
            for each in truth.newest_first(with_legs=False)
            if each.local_start.date() <= day.date
        ],
        "activity": answers.detail(one, truth.zone),
        "workouts": [],
        "summaries": answers.summaries(days),
        "steps": answers.steps(days),
        "stress": answers.stress(days),
        "hydration": answers.hydration(days),
        "sleep": answers.sleep(day, truth.zone, with_levels=True),
        "sleeps": [answers.sleep(each, truth.zone, with_levels=False) for each in nights],
        "hrv": answers.hrv(day, truth.zone),
        "hrvs": answers.hrv_summaries(days),
        "body_battery": answers.body_battery(days, 24),
        "heart_rate": answers.heart_rate(day),
        "spo2": answers.spo2(day),
        "weights": answers.weights(days, truth.zone),
        "settings": answers.settings(truth),
        "zones": answers.heart_rate_zones(),
        "fitness_age": answers.fitness_age(),
    }
    assert {asked.status for asked in standing.counts.asked} == {200}


def test_gcpapi_sync_reads_the_truth_through_limits_and_faults(
    standing: StandIn, tmp_path: Path
) -> None:
    truth = standing.truth
    day, one = _full_day(truth), _with_file(truth)
    kinds: tuple[Fault, ...] = ("limit", "error", "unavailable", "revoked", "dropped")
    standing.faults = Faults(5, share=0.2, kinds=kinds, most=4, retry_after_s=0.5)
    arguments = (truth.first.isoformat(), day.date.isoformat(), str(one.id))
    got = _asked(GCPAPI, "gcpapi.py", standing, *arguments, home=tmp_path)
    days = [each for date, each in sorted(truth.days.items()) if date <= day.date]
    measured = [each for each in days if not each.is_empty]
    assert base64.b64decode(str(got.pop("file"))) == standing.original_of(one.id)
    night, hrv = day.night, day.hrv
    assert night is not None
    assert hrv is not None
    assert got == {
        "activities": [
            [each.id, each.name, str(each.start), str(each.local_start)]
            for each in truth.newest_first()
        ],
        "activity": one.distance_m,
        "workouts": [],
        "older": day.steps,
        "summaries": {
            str(each.date): each.steps for each in days if not each.is_empty or each.date.day % 2
        },
        "steps": {str(each.date): each.steps for each in days},
        "stress": {
            str(each.date): -1 if each.avg_stress is None else each.avg_stress for each in measured
        },
        "hydration": {str(each.date): each.hydration_ml for each in days},
        "sleep": [str(night.start), str(night.end)],
        "sleeps": [str(each.date) for each in days if each.night is not None],
        "hrv": [[str(time), value] for time, value in hrv.readings],
        "hrvs": {str(each.date): each.hrv.night for each in days if each.hrv is not None},
        "body_battery": {str(each.date): _with_gap(each.body_battery) for each in measured},
        "heart_rate": _with_gap(day.heart_rate),
        "spo2": _with_gap(day.spo2),
        "weights": [[str(weighed.at), weighed.grams] for each in days for weighed in each.weights],
        "zone": truth.zone,
        "zones": 1,
        "fitness_age": 33.5,
    }
    assert standing.faults.met.total() == 4
    assert standing.counts.too_early == []


def _with_gap(series: tuple[tuple[dt.datetime, int], ...]) -> list[list[object]]:
    """A series as it is told: with a row of null after the first."""
    rows: list[list[object]] = [[str(time), value] for time, value in series]
    if rows:
        rows.insert(1, [str(series[0][0] + dt.timedelta(seconds=1)), None])
    return rows
