"""Files of other people's devices, one by one: only where FITTRACK_CORPUS leads to them.

What each stands for is held by a file of our own in `test_corpus` too.
"""

from __future__ import annotations

import datetime as dt
import io
from pathlib import Path

import pytest

from fittrack_backend.readers import FileContents, NothingToSave, read, sniff
from fittrack_backend.records.health import DayActivity, DayTotals
from fittrack_backend.records.weighings import Weighing
from tests.unit.readers.test_corpus import CHECKSUM, as_expected

pytestmark = pytest.mark.corpus


def contents(corpus: Path, name: str) -> FileContents:
    return read((corpus / name).read_bytes(), name.rpartition(".")[2])


def test_a_weighing(larger_corpus: Path) -> None:
    first = contents(larger_corpus, "WeightScaleSingleUser.fit").weights[0]
    moment = dt.datetime(2009, 9, 9, 21, 38, tzinfo=dt.UTC)
    assert first == Weighing(moment, 75.8, date=dt.date(2009, 9, 9), body_fat_percent=22.3)


def test_steps_of_a_workout_with_a_repetition(larger_corpus: Path) -> None:
    (workout,) = contents(larger_corpus, "WorkoutRepeatSteps.fit").workouts
    warm_up, first, _, repeat, cool_down = workout.steps
    assert (warm_up.name, warm_up.intensity) == ("_A_", "warmup")
    assert (warm_up.duration_type, warm_up.duration_value, warm_up.duration_unit) == (
        "time",
        60.0,
        "s",
    )
    assert (warm_up.target_type, warm_up.target_low, warm_up.target_high, warm_up.target_unit) == (
        "heart_rate",
        2,
        2,
        "zone",
    )
    assert (first.duration_type, first.duration_value, first.duration_unit) == (
        "distance",
        500.0,
        "m",
    )
    assert (repeat.repeat_from, repeat.repeat_count, repeat.duration_value) == (1, 3, None)
    assert repeat.target_low is None
    assert (cool_down.duration_type, cool_down.duration_value, cool_down.duration_unit) == (
        "hr_less_than",
        125,
        "bpm",
    )


def test_custom_targets_of_a_workout(larger_corpus: Path) -> None:
    (workout,) = contents(larger_corpus, "WorkoutCustomTargetValues.fit").workouts
    targets = [(s.target_low, s.target_high, s.target_unit) for s in workout.steps]
    assert targets == [(50, 60, "%hr"), (300, 310, "W"), (260, 270, "W"), (220, 230, "W")]


def test_a_day_of_monitoring(larger_corpus: Path) -> None:
    found = contents(larger_corpus, "MonitoringFile.fit")
    day = dt.date(2014, 12, 27)
    assert found.days == (
        DayActivity(day, "running", 31, 30.13, 1, 3.0),
        DayActivity(day, "walking", 3142, 2375.35, 68, 607.0),
    )
    assert found.day_totals == (DayTotals(day, resting_calories_kcal=2042),)


def test_damage_is_told_and_the_rest_saved(larger_corpus: Path) -> None:
    assert contents(larger_corpus, "activity-filecrc.fit").damage == (CHECKSUM,)
    assert contents(larger_corpus, "activity-unexpected-eof.fit").damage == (
        "the file is cut short: 14 records were saved",
    )


def test_records_behind_an_undefined_message_are_saved(larger_corpus: Path) -> None:
    damage = contents(larger_corpus, "strava-android-app-201.10-b1218918.fit").damage
    assert damage == (
        "the file is cut short: 5331 records were saved",
        "213 bytes in the middle could not be understood and were passed over",
    )


def test_an_activity_without_session_is_summed_up(larger_corpus: Path) -> None:
    found = contents(larger_corpus, "nick.fit")
    (activity,) = found.activities
    assert activity.summed_up
    assert as_expected(activity) == {
        "start_time": "2020-09-12T12:23:38+00:00",
        "sport": "cycling",
        "sub_sport": "None",
        "distance_m": 113550.87,
        "timer_s": 14382.0,
        "elapsed_s": 16723.0,
        "calories": 2174,
        "avg_hr": 143,
        "max_hr": 160,
        "ascent_m": 735.0,
    }
    assert found.damage == (
        CHECKSUM,
        "the file is cut short: 14391 records were saved",
        "there is no session message: the activity was summed up from its 14391 records",
    )


def test_an_activity_without_any_time_needs_a_date_from_outside(larger_corpus: Path) -> None:
    data = (larger_corpus / "DeveloperData.fit").read_bytes()
    with pytest.raises(NothingToSave, match="nothing says when the activity took place"):
        read(data, "fit")
    moment = dt.datetime(2024, 5, 1, 6, 0, 0, 250_000, tzinfo=dt.UTC)
    found = read(data, "fit", fallback_start=moment)
    (activity,) = found.activities
    assert activity.start_time == moment.replace(microsecond=0)
    assert (activity.distance_m, activity.elapsed_s, activity.timer_s) == (3200.0, None, None)
    assert (activity.avg_hr_bpm, activity.max_hr_bpm) == (142, 144)
    assert any("dated by the file's own date" in sentence for sentence in found.damage)


def test_a_settings_file_is_sound_and_holds_nothing(larger_corpus: Path) -> None:
    with pytest.raises(NothingToSave) as caught:
        contents(larger_corpus, "Settings.fit")
    assert caught.value.reason == "a settings file holds nothing to sync"
    assert not caught.value.damaged


def test_a_gpx_file(larger_corpus: Path) -> None:
    found = contents(larger_corpus, "activity.gpx")
    (activity,) = found.activities
    assert activity.start_time == dt.datetime(2025, 8, 31, 10, 0, tzinfo=dt.UTC)
    assert (activity.sport, activity.name) == ("running", "Amsterdam City Center Run")
    assert activity.distance_m == pytest.approx(2983.7, abs=1)
    assert (activity.timer_s, activity.elapsed_s) == (630.0, 630.0)
    assert (activity.avg_hr_bpm, activity.max_hr_bpm) == (146, 165)
    assert found.damage == ()


def test_sniffing_says_why_nothing_is_in_it(larger_corpus: Path) -> None:
    data = (larger_corpus / "Settings.fit").read_bytes()
    assert sniff(io.BytesIO(data), len(data)).reason == "a settings file"
