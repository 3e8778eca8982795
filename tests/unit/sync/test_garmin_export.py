"""Garmin's export of everything: names and activities without a file from one list, nights and days from others."""

from __future__ import annotations

from pathlib import Path

import pytest

from fittrack_backend.storage import days
from tests.unit.sync import test_strava_export
from tests.unit.sync.test_strava_export import Person
from tools.corpus import garmin_export, strava_export

sync, folder, person = (
    test_strava_export.sync,
    test_strava_export.folder,
    test_strava_export.person,
)
COUNT = 25


def test_an_export_of_everything(person: Person) -> None:
    truths = [one for one in strava_export.account(COUNT) if one.in_file is None]
    told = garmin_export.days_of(COUNT)
    files = garmin_export.export(truths, told)
    Path(person.desk.folder / "garmin.zip").write_bytes(strava_export.zipped(files))
    person.synced()
    found = person.activities()
    assert found.keys() == {one.file_start or one.start for one in truths}
    for one in truths:
        activity = found[one.file_start or one.start]
        assert (activity.name, activity.description) == (one.name, one.description)
        assert activity.sport == one.sport.name
        assert len(activity.recordings) == (1 if one.file is None else 2)
        assert activity.elapsed_s == pytest.approx(one.elapsed_s, abs=1)
        assert activity.avg_hr_bpm == one.avg_hr_bpm
        if one.file is None and one.distance_m:
            assert activity.distance_m == pytest.approx(one.distance_m)
    with person.desk.session() as session:
        for truth in told:
            day = days.show(session, truth.day)
            assert (day.steps, day.resting_hr_bpm) == (truth.steps, truth.resting_hr_bpm)
            assert (day.avg_stress, day.max_stress) == (33, 88)
            assert day.night is not None
            assert (day.night.start_time, day.night.end_time) == (truth.asleep, truth.awake)
            assert (day.night.deep_sleep_s, day.night.sleep_score) == (truth.deep_s, truth.score)
            assert day.night.sleep_s == truth.deep_s + truth.light_s + truth.rem_s
    assert set(person.synced().values()) <= {"unchanged", "skipped"}
    assert person.desk.findings() == []


def test_both_services_and_the_files_tell_of_the_same_activities(person: Person) -> None:
    truths = [one for one in strava_export.account(COUNT) if one.in_file is None]
    of_strava = strava_export.export(truths, language="de")
    of_garmin = garmin_export.export(truths, [])
    Path(person.desk.folder / "b.zip").write_bytes(strava_export.zipped(of_strava))
    Path(person.desk.folder / "a.zip").write_bytes(strava_export.zipped(of_garmin))
    person.synced()
    found = person.activities()
    assert found.keys() == {one.start for one in truths}
    assert {one.gear for one in found.values()} == {one.gear for one in truths}
