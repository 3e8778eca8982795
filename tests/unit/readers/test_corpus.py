"""Training files give what `expected.json` says of them.

For our own that is what was put in; for the larger corpus it is what two other decoders agree on.
"""

from __future__ import annotations

import datetime as dt
import io
from dataclasses import replace

import pytest

from fittrack_backend.readers import FileContents, NothingToSave, read, sniff
from fittrack_backend.records.activities import Recording
from fittrack_backend.records.health import DayActivity, DayTotals
from fittrack_backend.records.weighings import Weighing
from tests.corpora import LARGER, OURS, TCX_SPORTS, Corpus

pytestmark = pytest.mark.corpus

TYPES = {
    "activity": {"activities"},
    "monitoring_b": {"health"},
    "weight": {"health"},
    "workout": {"workouts"},
    "settings": set(),
}
CHECKSUM = "the checksum does not match"
SESSIONS = {OURS.name: 15, LARGER.name: 20}
"""More than that many FIT sessions are checked."""


def contents(corpus: Corpus, name: str) -> FileContents:
    return read(corpus.read(name), name.rpartition(".")[2])


def as_expected(activity: Recording) -> dict[str, object]:
    """What the device says of a session, without what was worked out."""
    activity = replace(activity, **dict.fromkeys(activity.computed))  # type: ignore[arg-type]

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


def test_every_session_of_every_fit_file(each_corpus: Corpus) -> None:
    checked = 0
    for name, file in each_corpus.expected().items():
        if not name.endswith(".fit") or not file["sessions"] or file.get("summed_up"):
            continue
        activities = contents(each_corpus, name).activities
        wanted = [one | {"sub_sport": str(one["sub_sport"])} for one in file["sessions"]]
        assert [as_expected(activity) for activity in activities] == wanted, name
        assert not any(activity.summed_up for activity in activities), name
        checked += len(activities)
    assert checked > SESSIONS[each_corpus.name]


def test_every_session_of_every_tcx_file(each_corpus: Corpus) -> None:
    for name, file in each_corpus.expected().items():
        if not name.endswith(".tcx"):
            continue
        (activity,) = contents(each_corpus, name).activities
        (session,) = file["sessions"]
        assert activity.start_time == dt.datetime.fromisoformat(session["start_time"])
        assert activity.sport == TCX_SPORTS.get(session["sport"], session["sport"])
        assert activity.distance_m == pytest.approx(session["distance_m"], abs=0.006)
        assert activity.timer_s == pytest.approx(session["timer_s"], abs=0.006)
        assert activity.calories_kcal == session["calories"]
        assert len(activity.laps) == session["laps"]


def test_weights(each_corpus: Corpus) -> None:
    for name, file in each_corpus.expected().items():
        if "weights" not in file:
            continue
        weights = () if not file["weights"] else contents(each_corpus, name).weights
        assert [
            {"timestamp": str(weight.measured_at), "weight_kg": weight.weight_kg}
            for weight in weights
        ] == file["weights"], name


def test_a_weighing() -> None:
    first = contents(OURS, "weighings.fit").weights[0]
    moment = dt.datetime(2024, 5, 9, 6, tzinfo=dt.UTC)
    assert first == Weighing(moment, 75.8, date=dt.date(2024, 5, 9))


def test_workouts_come_from_workout_files_only(each_corpus: Corpus) -> None:
    for name, file in each_corpus.expected().items():
        if file.get("file_types") is None or not file["workout"]:
            continue
        workouts = contents(each_corpus, name).workouts
        if file["file_types"] == ["workout"]:
            assert [workout.name for workout in workouts] == [w["name"] for w in file["workout"]]
            assert sum(len(workout.steps) for workout in workouts) == file["workout_steps"]
        else:
            assert workouts == (), name


def test_steps_of_a_workout_with_a_repetition() -> None:
    (workout,) = contents(OURS, "workout-repeats.fit").workouts
    warm_up, first, _, repeat, cool_down = workout.steps
    assert (warm_up.name, warm_up.intensity) == ("Warm up", "warmup")
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


def test_custom_targets_of_a_workout() -> None:
    (workout,) = contents(OURS, "workout-custom-targets.fit").workouts
    targets = [(s.target_low, s.target_high, s.target_unit) for s in workout.steps]
    assert targets == [(50, 60, "%hr"), (300, 310, "W"), (260, 270, "W"), (220, 230, "W")]


def test_a_day_of_monitoring() -> None:
    found = contents(OURS, "monitoring.fit")
    day = dt.date(2024, 5, 4)
    assert found.days == (
        DayActivity(day, "running", 800, 800.0, 40, 300.0),
        DayActivity(day, "walking", 4200, 3150.0, 84, 630.0),
    )
    assert found.day_totals == (DayTotals(day, resting_calories_kcal=1900),)


def test_sound_files_are_not_called_damaged(each_corpus: Corpus) -> None:
    for name, file in each_corpus.expected().items():
        if file.get("decode_errors") == [] and (file["sessions"] or file["monitoring"]):
            assert contents(each_corpus, name).damage == (), name


def test_damage_is_told_and_the_rest_saved() -> None:
    assert contents(OURS, "wrong-checksum.fit").damage == (CHECKSUM,)
    assert contents(OURS, "without-end.fit").damage == (
        "the file is cut short: 14 records were saved",
    )


def test_records_behind_an_undefined_message_are_saved() -> None:
    found = contents(OURS, "undefined-message.fit")
    assert found.damage == ("40 bytes in the middle could not be understood and were passed over",)
    assert not found.activities[0].summed_up


def test_what_the_sdk_does_not_read_is_sound() -> None:
    assert contents(OURS, "compressed-timestamps.fit").damage == ()
    assert contents(OURS, "big-endian.fit").damage == ()


def test_an_activity_without_session_is_summed_up() -> None:
    found = contents(OURS, "no-session.fit")
    (activity,) = found.activities
    assert activity.summed_up
    assert as_expected(activity) == {
        "start_time": "2024-05-08T07:00:00+00:00",
        "sport": "cycling",
        "sub_sport": "generic",
        "distance_m": 8006.4,
        "timer_s": 2340.0,
        "elapsed_s": 2400.0,
        "calories": 240,
        "avg_hr": 147,
        "max_hr": 155,
        "ascent_m": 9.0,
    }
    assert found.damage == (
        "the file is cut short: 42 records were saved",
        "there is no session message: the activity was summed up from its 42 records",
    )


def test_an_activity_without_any_time_needs_a_date_from_outside() -> None:
    data = OURS.read("no-times.fit")
    with pytest.raises(NothingToSave, match="nothing says when the activity took place"):
        read(data, "fit")
    moment = dt.datetime(2024, 5, 1, 6, 0, 0, 250_000, tzinfo=dt.UTC)
    found = read(data, "fit", fallback_start=moment)
    (activity,) = found.activities
    assert activity.start_time == moment.replace(microsecond=0)
    assert (activity.distance_m, activity.elapsed_s, activity.timer_s) == (3200.0, None, None)
    assert (activity.avg_hr_bpm, activity.max_hr_bpm) == (142, 144)
    assert any("dated by the file's own date" in sentence for sentence in found.damage)


def test_a_settings_file_is_sound_and_holds_nothing() -> None:
    with pytest.raises(NothingToSave) as caught:
        contents(OURS, "settings.fit")
    assert caught.value.reason == "a settings file holds nothing to sync"
    assert not caught.value.damaged


def test_a_gpx_file() -> None:
    found = contents(OURS, "walk.gpx")
    (activity,) = found.activities
    assert activity.start_time == dt.datetime(2024, 5, 14, 7, tzinfo=dt.UTC)
    assert (activity.sport, activity.name) == ("hiking", "Dunes")
    assert activity.distance_m == pytest.approx(3002.3, abs=1)
    assert (activity.timer_s, activity.elapsed_s) == (900.0, 900.0)
    assert (activity.avg_hr_bpm, activity.max_hr_bpm) == (148, 155)
    assert found.damage == ()


def test_sniffing_tells_every_file(each_corpus: Corpus) -> None:
    for name, file in each_corpus.expected().items():
        data = each_corpus.read(name)
        found = sniff(io.BytesIO(data), len(data))
        kind = name.rpartition(".")[2]
        assert found.format == kind, name
        if kind == "fit":
            types = set().union(*(TYPES[file_type] for file_type in file["file_types"]))
            assert found.types == types, name
            assert (found.reason is None) == bool(types), name
        else:
            assert found.types == {"activities"}, name


def test_sniffing_says_why_nothing_is_in_it() -> None:
    data = OURS.read("settings.fit")
    assert sniff(io.BytesIO(data), len(data)).reason == "a settings file"


def test_what_the_sniffer_promises_the_reader_keeps(each_corpus: Corpus) -> None:
    for path in sorted(each_corpus.folder.iterdir()):
        data = path.read_bytes()
        found = sniff(io.BytesIO(data), len(data))
        undated = path.name in ("DeveloperData.fit", "no-times.fit")
        if found.format is None or not found.types or undated:
            continue
        held = read(data, found.format)
        types = set()
        types |= {"activities"} if held.activities else set()
        types |= {"health"} if held.days or held.weights or held.nights else set()
        types |= {"workouts"} if held.workouts else set()
        assert types == found.types, path.name
