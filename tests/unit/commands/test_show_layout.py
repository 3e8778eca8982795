"""What `activities show` prints of one activity: groups and tables of what is there, and nothing else."""

from __future__ import annotations

import pytest

from fittrack_cli.commands.activities.measure_groups import GROUPED
from fittrack_contract import FIELDS
from tests.unit.commands.conftest import Backend, Signed
from tests.unit.commands.test_data import ACTIVITY_ID, LISTS, activity

NOT_GROUPED = {*FIELDS["Activity"], *LISTS, "laps", "recordings", "worked_out"}
START = "2026-01-31T07:30:00Z"


def lap(**values: object) -> dict[str, object]:
    return {**dict.fromkeys(FIELDS["Lap"]), "index": 0, "start_time": START, **values}


def test_every_value_has_its_group() -> None:
    assert set(FIELDS["ActivityDetail"]) - NOT_GROUPED == GROUPED - set(FIELDS["Activity"])


@pytest.fixture
def shown_run(backend: Backend) -> Backend:
    laps = [
        lap(distance_m=1000.0, timer_s=300.0, avg_hr_bpm=150, avg_power_w=281),
        lap(index=1, distance_m=500.0, timer_s=200.0, avg_speed_m_s=2.5, avg_cadence_rpm=83.5),
    ]
    zones = {**dict.fromkeys(FIELDS["TimesInZones"]), "hr_s": [60.0, 240.0], "hr_high_bpm": [120]}
    zones |= {name: [] for name, value in zones.items() if value is None and "_s" in name[-2:]}
    zones |= {"speed_high_m_s": [], "cadence_high_rpm": [], "power_high_w": []}
    values = {
        "avg_speed_m_s": 1000 / 323,
        "avg_cadence_rpm": 83.5,
        "normalized_power_w": 244,
        "aerobic_training_effect": 3.4,
        "workout_feel": 75,
        "laps": laps,
        "zones": [zones],
        "lap_count": 2,
    }
    return backend.on(f"GET /v1/activities/{ACTIVITY_ID}", activity(**values))


def test_a_run_is_shown_in_groups(fittrack: Signed, shown_run: Backend) -> None:
    shown = fittrack("activities", "show", ACTIVITY_ID).out
    parts = [part.splitlines() for part in shown.split("\n\n")]
    assert [part[0] for part in parts[1:]] == [
        "Distance and time",
        "Power",
        "Height",
        "Training effect and energy",
        "Laps",
        "Heart rate zones",
    ]
    lines = [" ".join(line.split()) for part in parts for line in part]
    for line in (
        "average pace 5:23 /km",
        "average cadence 167 steps/min",
        "normalized power 244 W",
        "aerobic training effect 3.4 of 5",
        "how it felt strong",
        "LAP START DISTANCE TIME PACE AVG HR POWER CADENCE",
        "1 08:30 1.0 km 5:00 5:00 /km 150 bpm 281 W -",
        "2 08:30 500 m 3:20 6:40 /km - - 167 steps/min",
        "0 120 bpm 1:00 20%",
        "1 - 4:00 80%",
    ):
        assert line in lines, shown


def test_a_ride_has_speeds_and_a_swim_its_lengths(fittrack: Signed, backend: Backend) -> None:
    of_ride = activity(sport="cycling", avg_speed_m_s=9.0, avg_cadence_rpm=88.0)
    backend.on(f"GET /v1/activities/{ACTIVITY_ID}", of_ride)
    shown = " ".join(fittrack("activities", "show", ACTIVITY_ID).out.split())
    assert "average speed 32.4 km/h average cadence 88 rpm" in shown
    length = {**dict.fromkeys(FIELDS["Length"]), "index": 0, "type": "active", "strokes": 14}
    length |= {"elapsed_s": 28.44, "avg_speed_m_s": 0.88, "swim_stroke": "freestyle"}
    backend.on(f"GET /v1/activities/{ACTIVITY_ID}", activity(sport="swimming", lengths=[length]))
    shown = " ".join(fittrack("activities", "show", ACTIVITY_ID).out.split())
    assert (
        "Lengths LENGTH TYPE STROKE TIME STROKES PACE 1 active freestyle 28.4 s 14 1:54 /100 m"
        in (shown)
    )


def test_json_has_every_value(fittrack: Signed, shown_run: Backend) -> None:
    shown = fittrack("activities", "show", ACTIVITY_ID, "-o", "json").json()
    assert isinstance(shown, dict)
    assert set(shown) == set(FIELDS["ActivityDetail"])
    assert shown["laps"][1]["avg_cadence_rpm"] == 83.5
