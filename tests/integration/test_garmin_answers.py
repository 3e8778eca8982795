"""Answers of Garmin, and the files that belong to them, come in as one truth: each activity once, each day once."""

from __future__ import annotations

from pathlib import Path

import pytest
from attrs import evolve

from tests.integration.athlete import Athlete
from tests.servers.garmin import answers, originals
from tests.servers.garmin.planting import planted
from tools.running.live_backend import LiveBackend

pytestmark = pytest.mark.integration


def test_a_season_comes_in_as_it_was_planted(live_backend: LiveBackend, tmp_path: Path) -> None:
    truth = planted(5, days=21)
    kept = {**originals.of_activities(truth), **originals.of_days(truth)}
    for key, data in kept.items():
        path = tmp_path / key
        path = path.with_name(f"{path.name}-answer.json") if data[:1] == b"{" else path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    me = Athlete.with_folder(live_backend, tmp_path)
    job, items = me.sync()
    assert job["state"] == "succeeded", [
        one for one in items.values() if one["outcome"] == "failed"
    ]
    assert {one["reason"] for one in items.values() if one["outcome"] == "skipped"} <= {
        "Garmin has nothing of it",
        "the whole of a multisport activity: only its file says what its parts are",
    }
    found = {one["start_time"]: one for one in me.activities()}
    expected = {
        one.start.isoformat().replace("+00:00", "Z"): one
        for one in truth.activities.values()
        if not one.leg_ids
    }
    assert found.keys() == expected.keys()
    for start, one in expected.items():
        activity = found[start]
        assert (activity["name"], activity["sport"]) == (one.name, one.sport)
        assert activity["distance_m"] == one.distance_m
        assert activity["local_start_time"][:19] == one.local_start.isoformat()
        assert activity["recording_count"] == (
            2 if one.file in ("fit", "tcx") or one.parent_id else 1
        )
    days = {one["date"]: one for one in me.all("/v1/daily-health")}
    planted_days = {str(day.date): day for day in truth.days.values() if not day.is_empty}
    assert days.keys() == planted_days.keys()
    for date, day in planted_days.items():
        told = days[date]
        assert (told["steps"], told["resting_hr_bpm"]) == (day.steps, day.resting_hr)
        assert told["body_battery_charged"] == day.charged
        assert len(told["weights"]) == len(day.weights)


def test_an_edited_name_comes_along(live_backend: LiveBackend, tmp_path: Path) -> None:
    truth = planted(5, days=21)
    one = next(one for one in truth.activities.values() if one.file == "fit" and not one.leg_ids)
    assert one.sport == "running"
    (tmp_path / "a.fit").write_bytes(originals.of_activities(truth)[f"activity/{one.id}/file"])
    answer = tmp_path / "a.json"
    me = Athlete.with_folder(live_backend, tmp_path)
    for edited in (one, evolve(one, name="Renamed", type_key="walking")):
        answer.write_bytes(originals.enveloped("activity", answers.listed(edited)))
        me.sync()
        (activity,) = me.activities()
        assert activity["name"] == edited.name
