"""The athlete's own day, through the real server: by the device's clock, the place, the account's zone."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.corpora import CASES
from tests.integration.athlete import Athlete
from tools.running.live_backend import LiveBackend

pytestmark = pytest.mark.integration

INDOORS = """<?xml version="1.0"?>
<TrainingCenterDatabase xmlns="http://www.garmin.com/xmlschemas/TrainingCenterDatabase/v2"><Activities>
<Activity Sport="Running"><Id>{time}</Id><Lap StartTime="{time}"><TotalTimeSeconds>600</TotalTimeSeconds>
<DistanceMeters>2000</DistanceMeters></Lap></Activity></Activities></TrainingCenterDatabase>"""


def listed(me: Athlete, since: str, until: str) -> list[str]:
    answer = me.client.get("/v1/activities", params={"since": since, "until": until})
    assert answer.status_code == 200, answer.text
    return [str(one["file_name"]) for one in answer.json()["items"]]


def set_zone(me: Athlete, zone: str) -> None:
    answer = me.client.patch("/v1/accounts/me", json={"time_zone": zone})
    assert answer.status_code == 200, answer.text
    assert answer.json()["time_zone"] == zone


def test_a_devices_own_clock_tells_the_day(live_backend: LiveBackend, tmp_path: Path) -> None:
    shutil.copy(CASES.folder / "local-day" / "evening-in-denver.fit", tmp_path)
    me = Athlete.with_folder(live_backend, tmp_path)
    me.sync()
    (activity,) = me.activities()
    assert (activity["start_time"], activity["date"]) == ("2024-01-02T01:30:00Z", "2024-01-01")
    assert (activity["utc_offset_s"], activity["zone_from"]) == (-25200, "file")
    assert str(activity["local_start_time"]).startswith("2024-01-01T18:30:00-07:00")
    assert listed(me, "2024-01-01", "2024-01-01") == ["evening-in-denver.fit"]
    assert listed(me, "2024-01-02", "2024-01-02") == []
    assert me.client.get("/v1/sync/overview").json()["rows"][0]["first_date"] == ("2024-01-01")
    set_zone(me, "Pacific/Auckland")
    assert me.activities() == [activity]


def test_the_accounts_zone_dates_what_nothing_else_does_and_moves_it(
    live_backend: LiveBackend, tmp_path: Path
) -> None:
    (tmp_path / "treadmill.tcx").write_text(INDOORS.format(time="2024-06-30T23:30:00Z"))
    me = Athlete.with_folder(live_backend, tmp_path)
    me.sync()
    (activity,) = me.activities()
    assert (activity["date"], activity["zone_from"]) == ("2024-06-30", "utc")
    set_zone(me, "Europe/Berlin")
    (moved,) = me.activities()
    assert (moved["id"], moved["date"], moved["time_zone"]) == (
        activity["id"],
        "2024-07-01",
        "Europe/Berlin",
    )
    assert listed(me, "2024-07-01", "2024-07-01") == ["treadmill.tcx"]
    assert me.outcomes(full=True)["treadmill.tcx"] == ("unchanged", None)
    set_zone(me, "America/Denver")
    (back,) = me.activities()
    assert (back["date"], back["zone_from"]) == ("2024-06-30", "account")


def test_a_sync_of_some_days_means_the_athletes_own(
    live_backend: LiveBackend, tmp_path: Path
) -> None:
    (tmp_path / "treadmill.tcx").write_text(INDOORS.format(time="2024-06-30T23:30:00Z"))
    me = Athlete.with_folder(live_backend, tmp_path)
    set_zone(me, "Europe/Berlin")
    me.sync(since="2024-06-30", until="2024-06-30")
    assert me.activities() == []
    me.sync(since="2024-07-01", until="2024-07-01")
    assert [one["date"] for one in me.activities()] == ["2024-07-01"]


@pytest.mark.parametrize("zone", ["Mars/Olympus", "../etc/passwd", "", "x" * 65, "Europe/Berlin "])
def test_what_is_no_zone_is_refused(live_backend: LiveBackend, tmp_path: Path, zone: str) -> None:
    me = Athlete.with_folder(live_backend, tmp_path)
    answer = me.client.patch("/v1/accounts/me", json={"time_zone": zone})
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"] == "body.time_zone"
