"""The sample season: valid FIT files, totals that add up, the same bytes again, nothing twice."""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from math import cos, hypot, radians
from pathlib import Path
from typing import Any

import pytest
from garmin_fit_sdk import Decoder, Stream, convert_timestamp_to_datetime

from fittrack_cli.commands.quickstart.sample_season import season_writer as seasons
from fittrack_cli.commands.quickstart.sample_season.season_writer import (
    SeasonSummary,
    write_sample_season,
)

Messages = dict[str, list[dict[str, Any]]]

UNTIL = date(2025, 6, 15)
DAYS = 15
"""Enough for every kind of activity: two weeks from a Sunday on."""


@pytest.fixture(scope="module")
def summary(tmp_path_factory: pytest.TempPathFactory) -> SeasonSummary:
    return write_sample_season(tmp_path_factory.mktemp("season"), until=UNTIL, days=DAYS)


@pytest.fixture(scope="module")
def season(summary: SeasonSummary) -> dict[str, Messages]:
    """Every file of the season, decoded, by its path in the folder."""
    return {
        path.relative_to(summary.folder).as_posix(): decode(path)
        for path in sorted(summary.folder.rglob("*.fit"))
    }


def decode(path: Path) -> Messages:
    assert Decoder(Stream.from_file(str(path))).check_integrity(), path
    messages, errors = Decoder(Stream.from_file(str(path))).read()
    assert not errors, path
    return dict(messages)  # type: ignore[arg-type]


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def within(season: dict[str, Messages], folder: str) -> Iterator[tuple[str, Messages]]:
    return ((name, file) for name, file in season.items() if name.startswith(f"{folder}/"))


# Files


def test_each_file_is_of_the_type_that_its_folder_is_for(season: dict[str, Messages]) -> None:
    types = {
        (name.split("/")[0], file["file_id_mesgs"][0]["type"]) for name, file in season.items()
    }
    assert types == {
        ("Activity", "activity"),
        ("Monitor", "monitoring_b"),
        ("Weight", "weight"),
        ("Workouts", "workout"),
    }


def test_the_summary_counts_what_is_in_the_folder(
    summary: SeasonSummary, season: dict[str, Messages]
) -> None:
    files = Counter(name.split("/")[0] for name in season)
    weigh_ins = sum(len(file["weight_scale_mesgs"]) for _, file in within(season, "Weight"))
    assert summary.activities == files["Activity"]
    assert summary.health_days == files["Monitor"] == DAYS
    assert summary.weights == weigh_ins
    assert summary.workouts == files["Workouts"]
    assert (summary.files_written, summary.files_kept) == (len(season), 0)
    assert (summary.first_day, summary.last_day) == (UNTIL - timedelta(days=DAYS - 1), UNTIL)


def test_the_default_season_is_of_a_size_to_look_at(tmp_path: Path) -> None:
    season = seasons._new_season(None, 120, 20)
    names = [name for name, _ in seasons._Contents(season).files()]
    assert 150 <= len(names) <= 250
    assert len(names) == len(set(names))
    assert season.until < datetime.now(UTC).date() + timedelta(days=1)


# Activities


def test_there_are_runs_rides_and_swims(season: dict[str, Messages]) -> None:
    sports = {
        (file["session_mesgs"][0]["sport"], file["session_mesgs"][0]["sub_sport"])
        for _, file in within(season, "Activity")
    }
    assert sports >= {
        ("running", "generic"),
        ("running", "track"),
        ("cycling", "road"),
        ("cycling", "indoor_cycling"),
        ("swimming", "lap_swimming"),
    }


def test_an_activity_file_has_all_that_the_fit_activity_file_asks_for(
    season: dict[str, Messages],
) -> None:
    for name, file in within(season, "Activity"):
        session, activity = file["session_mesgs"][0], file["activity_mesgs"][0]
        records, laps, events = file["record_mesgs"], file["lap_mesgs"], file["event_mesgs"]
        end = session["start_time"] + timedelta(seconds=session["total_elapsed_time"])
        assert len(file["session_mesgs"]) == activity["num_sessions"] == 1, name
        assert session["num_laps"] == len(laps), name
        assert [lap["message_index"] for lap in laps] == list(range(len(laps))), name
        assert (events[0]["event_type"], events[-1]["event_type"]) == ("start", "stop_all"), name
        assert session["timestamp"] == activity["timestamp"] == laps[-1]["timestamp"] == end, name
        assert records[0]["timestamp"] == laps[0]["start_time"] == session["start_time"], name
        assert records[-1]["timestamp"] == end, name
        assert all(a["timestamp"] < b["timestamp"] for a, b in pairwise(records)), name
        assert all(a["timestamp"] == b["start_time"] for a, b in pairwise(laps)), name
        assert activity["total_timer_time"] == session["total_timer_time"], name


@pytest.mark.parametrize(
    "total",
    [
        "total_elapsed_time",
        "total_timer_time",
        "total_distance",
        "total_calories",
        "total_cycles",
        "total_ascent",
        "total_descent",
    ],
)
def test_a_session_is_the_sum_of_its_laps(season: dict[str, Messages], total: str) -> None:
    for name, file in within(season, "Activity"):
        of_laps = sum(lap.get(total, 0) for lap in file["lap_mesgs"])
        assert file["session_mesgs"][0].get(total, 0) == pytest.approx(of_laps), name


def test_a_session_agrees_with_its_records(season: dict[str, Messages]) -> None:
    for name, file in within(season, "Activity"):
        session, records = file["session_mesgs"][0], file["record_mesgs"]
        hearts = [record["heart_rate"] for record in records]
        speeds = [record["enhanced_speed"] for record in records]
        assert session["total_distance"] == records[-1]["distance"], name
        assert session["max_heart_rate"] == max(hearts), name
        assert session["avg_heart_rate"] == pytest.approx(sum(hearts) / len(hearts), abs=4), name
        assert session["enhanced_max_speed"] == max(speeds), name
        assert all(40 < heart < 190 for heart in hearts), name
        if "total_ascent" in session:
            altitudes = [record["enhanced_altitude"] for record in records]
            ascent = sum(max(0.0, after - before) for before, after in pairwise(altitudes))
            assert session["total_ascent"] == pytest.approx(ascent, abs=len(file["lap_mesgs"])), (
                name
            )


def test_positions_are_as_far_apart_as_the_distance_says(season: dict[str, Messages]) -> None:
    outdoors = [
        (name, file)
        for name, file in within(season, "Activity")
        if "position_lat" in file["record_mesgs"][0]
    ]
    assert outdoors
    for name, file in outdoors:
        points = [degrees(record) for record in file["record_mesgs"]]
        walked = sum(distance_m(here, there) for here, there in pairwise(points))
        assert walked == pytest.approx(file["session_mesgs"][0]["total_distance"], rel=0.05), name


def degrees(record: dict[str, Any]) -> tuple[float, float]:
    return record["position_lat"] * 180 / 2**31, record["position_long"] * 180 / 2**31


def distance_m(here: tuple[float, float], there: tuple[float, float]) -> float:
    east = (there[1] - here[1]) * cos(radians(here[0]))
    return hypot(there[0] - here[0], east) * 111_195


def test_a_stop_on_a_ride_is_elapsed_but_not_on_the_timer(season: dict[str, Messages]) -> None:
    rides = [
        file["session_mesgs"][0]
        for _, file in within(season, "Activity")
        if file["session_mesgs"][0]["sub_sport"] == "road"
    ]
    assert rides
    assert all(ride["total_elapsed_time"] > ride["total_timer_time"] + 300 for ride in rides)


def test_a_swim_is_made_of_pool_lengths(season: dict[str, Messages]) -> None:
    swims = [file for _, file in within(season, "Activity") if "length_mesgs" in file]
    assert swims
    for swim in swims:
        session, lengths = swim["session_mesgs"][0], swim["length_mesgs"]
        active = [length for length in lengths if length["length_type"] == "active"]
        strokes = sum(length["total_strokes"] for length in active)
        timer = sum(length["total_timer_time"] for length in lengths)
        assert session["num_active_lengths"] == len(active)
        assert session["total_distance"] == len(active) * session["pool_length"]
        assert session["total_cycles"] == strokes
        assert session["total_timer_time"] == timer
        assert sum(lap["num_lengths"] for lap in swim["lap_mesgs"]) == len(lengths)


# Health


def test_a_day_counts_from_local_midnight_on(season: dict[str, Messages]) -> None:
    for name, file in within(season, "Monitor"):
        info = file["monitoring_info_mesgs"][0]
        local = convert_timestamp_to_datetime(info["local_timestamp"])
        assert local.isoformat() == f"{Path(name).stem}T00:00:00+00:00"
        assert local - info["timestamp"] == timedelta(hours=3)
        totals: dict[str, list[float]] = {}
        for message in file["monitoring_mesgs"]:
            totals.setdefault(message["activity_type"], []).append(message["cycles"])
            assert info["timestamp"] < message["timestamp"] < info["timestamp"] + timedelta(days=1)
        assert len(totals["walking"]) >= 5, name
        assert all(cycles == sorted(cycles) for cycles in totals.values()), name


def test_the_days_hold_the_activities_that_were_done(season: dict[str, Messages]) -> None:
    done = Counter[tuple[str, str]]()
    for name, file in within(season, "Activity"):
        session = file["session_mesgs"][0]
        done[Path(name).stem[:10], session["sport"]] += session["total_distance"]
    tracked = Counter[tuple[str, str]]()
    for name, file in within(season, "Monitor"):
        for message in file["monitoring_mesgs"]:
            if message["activity_type"] != "walking":
                tracked[Path(name).stem, message["activity_type"]] = message["distance"]
    assert tracked == done


def test_weights_are_plausible_and_of_the_season(
    summary: SeasonSummary, season: dict[str, Messages]
) -> None:
    scale = [
        message for _, file in within(season, "Weight") for message in file["weight_scale_mesgs"]
    ]
    assert all(65 < message["weight"] < 80 for message in scale)
    days = [message["timestamp"].date() for message in scale]
    assert all(summary.first_day <= day <= summary.last_day for day in days)


# Workouts


def test_workouts_have_valid_steps(season: dict[str, Messages]) -> None:
    for name, file in within(season, "Workouts"):
        steps = file["workout_step_mesgs"]
        assert file["workout_mesgs"][0]["num_valid_steps"] == len(steps), name
        assert steps[0]["intensity"] == "warmup", name
        assert steps[-1]["intensity"] == "cooldown", name
        for step in steps:
            if step["duration_type"] == "repeat_until_steps_cmplt":
                assert step["duration_step"] < step["message_index"], name
                assert step["repeat_steps"] > 1, name


def test_targets_are_what_the_profile_means_by_them(season: dict[str, Messages]) -> None:
    track = season["Workouts/track-6x800m.fit"]["workout_step_mesgs"][1]
    assert (track["custom_target_speed_low"], track["custom_target_speed_high"]) == (3.85, 4.1)
    assert track["duration_distance"] == 800
    ride = season["Workouts/sweet-spot-3x10min.fit"]["workout_step_mesgs"]
    assert (ride[1]["custom_target_power_low"], ride[1]["duration_time"]) == (1210, 600)
    assert (ride[3]["duration_step"], ride[3]["repeat_steps"]) == (1, 3)
    swim = season["Workouts/swim-8x100m.fit"]["workout_step_mesgs"][1]
    assert swim["target_stroke_type"] == "freestyle"


# Again


def test_the_same_arguments_give_the_same_bytes(summary: SeasonSummary, tmp_path: Path) -> None:
    write_sample_season(tmp_path, until=UNTIL, days=DAYS)
    assert contents(tmp_path) == contents(summary.folder)


def test_another_seed_gives_another_season(summary: SeasonSummary, tmp_path: Path) -> None:
    write_sample_season(tmp_path, until=UNTIL, days=DAYS, seed=21)
    assert contents(tmp_path) != contents(summary.folder)


def test_a_second_run_writes_nothing_even_on_a_later_day(
    summary: SeasonSummary, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path, content: bytes) -> None:
        raise AssertionError(f"{path} was written again")

    monkeypatch.setattr(seasons, "_write_whole", refuse)
    for until in (UNTIL, UNTIL + timedelta(days=1), None):
        again = write_sample_season(summary.folder, until=until, days=DAYS)
        assert (again.files_written, again.files_kept) == (0, summary.files_written)
        assert (again.activities, again.last_day) == (summary.activities, summary.last_day)


def test_an_interrupted_season_is_completed_by_the_next_run(
    summary: SeasonSummary, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = seasons._write_whole
    written = 0

    def write_until_the_disk_is_full(path: Path, content: bytes) -> None:
        nonlocal written
        written += 1
        if written > 10:
            raise OSError(28, "No space left on device", str(path))
        write(path, content)

    with monkeypatch.context() as patch:
        patch.setattr(seasons, "_write_whole", write_until_the_disk_is_full)
        with pytest.raises(OSError, match="No space left"):
            write_sample_season(tmp_path, until=UNTIL, days=DAYS)
    completed = write_sample_season(tmp_path)
    assert completed.files_kept == 9
    assert contents(tmp_path) == contents(summary.folder)


def test_a_failed_write_leaves_neither_part_of_a_file_nor_a_temporary_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(self: Path, target: Path) -> Path:
        raise OSError(28, "No space left on device", str(target))

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(OSError, match="No space left"):
        write_sample_season(tmp_path, until=UNTIL, days=1)
    assert contents(tmp_path) == {}


@pytest.mark.parametrize("kept_bytes", [0, 5, 200])
def test_a_file_that_was_cut_short_is_written_again(
    summary: SeasonSummary, tmp_path: Path, kept_bytes: int
) -> None:
    write_sample_season(tmp_path, until=UNTIL, days=DAYS)
    victim = next((tmp_path / "Activity").iterdir())
    victim.write_bytes(victim.read_bytes()[:kept_bytes])
    assert write_sample_season(tmp_path).files_written == 1
    assert contents(tmp_path) == contents(summary.folder)


# Refused


def test_a_season_without_days_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="at least one day"):
        write_sample_season(tmp_path, until=UNTIL, days=0)


def test_a_season_before_the_fit_epoch_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="before 1990-01-01"):
        write_sample_season(tmp_path, until=date(1990, 1, 10), days=30)


@pytest.mark.parametrize("note", [b"", b"{}", b"[]", b'{"until": "soon", "days": 1, "seed": 1}'])
def test_an_unreadable_note_about_the_season_is_refused(tmp_path: Path, note: bytes) -> None:
    (tmp_path / ".fittrack-season.json").write_bytes(note)
    with pytest.raises(ValueError, match="does not say which season"):
        write_sample_season(tmp_path)
