"""The files of real devices give what `expected.json` says, which two other decoders agree on."""

from __future__ import annotations

import datetime as dt
import io
import json
from pathlib import Path
from typing import Any

import pytest

from fittrack_backend.readers import (
    Activity,
    DayActivity,
    DayTotals,
    FileContents,
    NothingToSave,
    Weight,
    read,
    sniff,
)

pytestmark = pytest.mark.corpus

TYPES = {
    "activity": {"activities"},
    "monitoring_b": {"health"},
    "weight": {"health"},
    "workout": {"workouts"},
    "settings": set(),
}
CHECKSUM = "the checksum does not match"


def contents(corpus: Path, name: str) -> FileContents:
    return read((corpus / name).read_bytes(), name.rpartition(".")[2])


def expected(corpus: Path) -> dict[str, dict[str, Any]]:
    values: dict[str, dict[str, Any]] = json.loads((corpus / "expected.json").read_text())
    return values


def as_expected(activity: Activity) -> dict[str, Any]:
    def rounded(value: float | None) -> float | None:
        return None if value is None else round(value, 2)

    return {
        "start_time": activity.start_time.isoformat(),
        "sport": activity.sport,
        "sub_sport": str(activity.sub_sport),
        "distance_m": rounded(activity.distance_m),
        "timer_s": rounded(activity.timer_s),
        "elapsed_s": rounded(activity.elapsed_s),
        "calories": activity.calories_kcal,
        "avg_hr": activity.avg_hr_bpm,
        "max_hr": activity.max_hr_bpm,
        "ascent_m": activity.ascent_m,
    }


def test_every_session_of_every_fit_file(corpus: Path) -> None:
    checked = 0
    for name, file in expected(corpus).items():
        if not name.endswith(".fit") or not file["sessions"]:
            continue
        activities = contents(corpus, name).activities
        assert [as_expected(activity) for activity in activities] == file["sessions"], name
        assert not any(activity.summed_up for activity in activities), name
        checked += len(activities)
    assert checked > 20


def test_every_session_of_every_tcx_file(corpus: Path) -> None:
    sports = {"Running": "running", "Biking": "cycling", "Other": "generic"}
    for name, file in expected(corpus).items():
        if not name.endswith(".tcx"):
            continue
        (activity,) = contents(corpus, name).activities
        (session,) = file["sessions"]
        assert activity.start_time == dt.datetime.fromisoformat(session["start_time"])
        assert activity.sport == sports[session["sport"]]
        assert activity.distance_m == pytest.approx(session["distance_m"], abs=0.006)
        assert activity.timer_s == pytest.approx(session["timer_s"], abs=0.006)
        assert activity.calories_kcal == session["calories"]
        assert len(activity.laps) == session["laps"]


def test_weights(corpus: Path) -> None:
    for name, file in expected(corpus).items():
        if "weights" not in file:
            continue
        weights = () if not file["weights"] else contents(corpus, name).weights
        assert [
            {"timestamp": str(weight.measured_at), "weight_kg": weight.weight_kg}
            for weight in weights
        ] == file["weights"], name
    first = contents(corpus, "WeightScaleSingleUser.fit").weights[0]
    moment = dt.datetime(2009, 9, 9, 21, 38, tzinfo=dt.UTC)
    assert first == Weight(moment, 75.8, dt.date(2009, 9, 9))


def test_workouts_come_from_workout_files_only(corpus: Path) -> None:
    for name, file in expected(corpus).items():
        if file.get("file_types") is None or not file["workout"]:
            continue
        workouts = contents(corpus, name).workouts
        if file["file_types"] == ["workout"]:
            assert [workout.name for workout in workouts] == [w["name"] for w in file["workout"]]
            assert sum(len(workout.steps) for workout in workouts) == file["workout_steps"]
        else:
            assert workouts == (), name


def test_steps_of_a_workout_with_a_repetition(corpus: Path) -> None:
    (workout,) = contents(corpus, "WorkoutRepeatSteps.fit").workouts
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


def test_custom_targets_of_a_workout(corpus: Path) -> None:
    (workout,) = contents(corpus, "WorkoutCustomTargetValues.fit").workouts
    targets = [(s.target_low, s.target_high, s.target_unit) for s in workout.steps]
    assert targets == [(50, 60, "%hr"), (300, 310, "W"), (260, 270, "W"), (220, 230, "W")]


def test_a_day_of_monitoring(corpus: Path) -> None:
    found = contents(corpus, "MonitoringFile.fit")
    day = dt.date(2014, 12, 27)
    assert found.days == (
        DayActivity(day, "running", 31, 30.13, 1, 3.0),
        DayActivity(day, "walking", 3142, 2375.35, 68, 607.0),
    )
    assert found.day_totals == (DayTotals(day, 2042, None, None),)


def test_sound_files_are_not_called_damaged(corpus: Path) -> None:
    for name, file in expected(corpus).items():
        if file.get("decode_errors") == [] and (file["sessions"] or file["monitoring"]):
            assert contents(corpus, name).damage == (), name


def test_damage_is_told_and_the_rest_saved(corpus: Path) -> None:
    assert contents(corpus, "activity-filecrc.fit").damage == (CHECKSUM,)
    assert contents(corpus, "activity-unexpected-eof.fit").damage == (
        "the file is cut short: 14 records were saved",
    )


def test_records_behind_an_undefined_message_are_saved(corpus: Path) -> None:
    damage = contents(corpus, "strava-android-app-201.10-b1218918.fit").damage
    assert damage == (
        "the file is cut short: 5331 records were saved",
        "213 bytes in the middle could not be understood and were passed over",
    )


def test_an_activity_without_session_is_summed_up(corpus: Path) -> None:
    found = contents(corpus, "nick.fit")
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


def test_an_activity_without_any_time_needs_a_date_from_outside(corpus: Path) -> None:
    data = (corpus / "DeveloperData.fit").read_bytes()
    with pytest.raises(NothingToSave, match="no telling when the activity took place"):
        read(data, "fit")
    moment = dt.datetime(2024, 5, 1, 6, 0, 0, 250_000, tzinfo=dt.UTC)
    found = read(data, "fit", fallback_start=moment)
    (activity,) = found.activities
    assert activity.start_time == moment.replace(microsecond=0)
    assert (activity.distance_m, activity.elapsed_s, activity.timer_s) == (3200.0, None, None)
    assert (activity.avg_hr_bpm, activity.max_hr_bpm) == (142, 144)
    assert any("dated by the file's own date" in sentence for sentence in found.damage)


def test_a_settings_file_is_sound_and_holds_nothing(corpus: Path) -> None:
    with pytest.raises(NothingToSave) as caught:
        contents(corpus, "Settings.fit")
    assert caught.value.reason == "a settings file holds nothing to sync"
    assert not caught.value.damaged


def test_a_gpx_file(corpus: Path) -> None:
    found = contents(corpus, "activity.gpx")
    (activity,) = found.activities
    assert activity.start_time == dt.datetime(2025, 8, 31, 10, 0, tzinfo=dt.UTC)
    assert (activity.sport, activity.name) == ("running", "Amsterdam City Center Run")
    assert activity.distance_m == pytest.approx(2983.7, abs=1)
    assert (activity.timer_s, activity.elapsed_s) == (630.0, 630.0)
    assert (activity.avg_hr_bpm, activity.max_hr_bpm) == (146, 165)
    assert found.damage == ()


def test_sniffing_tells_every_file(corpus: Path) -> None:
    for name, file in expected(corpus).items():
        data = (corpus / name).read_bytes()
        found = sniff(io.BytesIO(data), len(data))
        kind = name.rpartition(".")[2]
        assert found.format == kind, name
        if kind == "fit":
            types = set().union(*(TYPES[file_type] for file_type in file["file_types"]))
            assert found.types == types, name
            assert (found.reason is None) == bool(types), name
        else:
            assert found.types == {"activities"}, name
    data = (corpus / "Settings.fit").read_bytes()
    assert sniff(io.BytesIO(data), len(data)).reason == "a settings file"


def test_what_the_sniffer_promises_the_reader_keeps(corpus: Path) -> None:
    for path in sorted(corpus.iterdir()):
        data = path.read_bytes()
        found = sniff(io.BytesIO(data), len(data))
        if found.format is None or not found.types or path.name == "DeveloperData.fit":
            continue
        held = read(data, found.format)
        types = set()
        types |= {"activities"} if held.activities else set()
        types |= {"health"} if held.days or held.weights else set()
        types |= {"workouts"} if held.workouts else set()
        assert types == found.types, path.name
