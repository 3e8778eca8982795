"""Health in FIT files equals what garmin-fit-sdk reads: series, nights, weighings, and values of days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any, cast

import pytest

from fittrack_backend.readers import read
from fittrack_backend.readers.contents import FileContents
from fittrack_backend.readers.fit import health_days, health_nights, health_series
from fittrack_backend.records.series import points_of, unpacked
from tests.corpora import CASES, LARGER, OURS
from tools.corpus.fit import EPOCH, Message, fit_file, fit_seconds, message

Points = dict[dt.datetime, float]

NIGHT = dt.datetime(2024, 5, 5, 23, tzinfo=dt.UTC)
DAY = dt.date(2024, 5, 6)


def files() -> dict[str, bytes]:
    found = {
        "wellness.fit": OURS.read("wellness.fit"),
        "monitoring.fit": OURS.read("monitoring.fit"),
    }
    found |= {name: CASES.read(name) for name in CASES.expected() if name.startswith("health/")}
    if LARGER.is_there:
        names = ("MonitoringFile.fit", "WeightScaleSingleUser.fit")
        found |= {name: LARGER.read(name) for name in names}
    return found


def messages_of(data: bytes) -> Mapping[str, list[dict[str, Any]]]:
    """The messages as the SDK has them, by the name of their kind."""
    from garmin_fit_sdk import Decoder, Stream

    decoded, errors = Decoder(Stream.from_byte_array(bytearray(data))).read(
        convert_types_to_strings=True, convert_datetimes_to_dates=False
    )
    assert errors == []
    told = cast("dict[str, list[dict[str, Any]]]", decoded)
    return {name.removesuffix("_mesgs"): each for name, each in told.items()}


def moment(seconds: int) -> dt.datetime:
    return EPOCH + dt.timedelta(seconds=seconds)


def series(contents: FileContents) -> dict[str, Points]:
    """All points by metric, whichever day they are on."""
    found: dict[str, Points] = {}
    for of_day in contents.series:
        for part in unpacked(of_day.packed):
            points = found.setdefault(part.metric, {})
            points |= {point.time: point.value for point in points_of([part])}
    return found


def series_by_sdk(data: bytes) -> dict[str, Points]:
    told = messages_of(data)
    found: dict[str, Points] = {
        "heart_rate": dict(_heart_rates(told.get("monitoring", []), told)),
        "stress": {
            moment(one["stress_level_time"]): one["stress_level_value"]
            for one in told.get("stress_level", [])
            if one["stress_level_value"] >= 0
        },
        "respiration": {
            moment(one["timestamp"]): one["respiration_rate"]
            for one in told.get("respiration_rate", [])
            if one["respiration_rate"] > 0
        },
        "spo2": {
            moment(one["timestamp"]): one["reading_spo2"] for one in told.get("spo2_data", [])
        },
        "hrv": {moment(one["timestamp"]): one["value"] for one in told.get("hrv_value", [])},
    }
    return {metric: points for metric, points in found.items() if points}


def _heart_rates(
    monitoring: list[dict[str, Any]], told: Mapping[str, list[dict[str, Any]]]
) -> Iterator[tuple[dt.datetime, float]]:
    last = told["monitoring_info"][0]["timestamp"] if monitoring else 0
    for one in monitoring:
        last = one.get("timestamp", last)
        if "timestamp_16" in one and "timestamp" not in one:
            last += (one["timestamp_16"] - last) & 0xFFFF
        if "heart_rate" in one:
            yield moment(last), one["heart_rate"]


@pytest.mark.corpus
@pytest.mark.parametrize("name", files())
def test_series_are_what_the_sdk_reads(name: str) -> None:
    data = files()[name]
    assert series(read(data, "fit")) == series_by_sdk(data)


@pytest.mark.corpus
@pytest.mark.parametrize("name", files())
def test_levels_of_sleep_are_what_the_sdk_reads(name: str) -> None:
    data = files()[name]
    told = messages_of(data).get("sleep_level", [])
    levels = [one for night in read(data, "fit").nights for one in night.levels]
    assert [(one.start_time, one.level) for one in levels] == [
        (moment(one["timestamp"]), one["sleep_level"]) for one in told
    ]


COMPOSITION = {
    "weight_kg": "weight",
    "body_fat_percent": "percent_fat",
    "body_water_percent": "percent_hydration",
    "bone_mass_kg": "bone_mass",
    "muscle_mass_kg": "muscle_mass",
    "visceral_fat_mass_kg": "visceral_fat_mass",
    "visceral_fat_rating": "visceral_fat_rating",
    "physique_rating": "physique_rating",
    "metabolic_age_years": "metabolic_age",
    "bmi": "bmi",
    "basal_metabolism_kcal": "basal_met",
    "active_metabolism_kcal": "active_met",
}


@pytest.mark.corpus
@pytest.mark.parametrize("name", files())
def test_weighings_are_what_the_sdk_reads(name: str) -> None:
    data = files()[name]
    told = messages_of(data).get("weight_scale", [])
    found = [
        {"measured_at": one.measured_at} | {ours: getattr(one, ours) for ours in COMPOSITION}
        for one in read(data, "fit").weights
    ]
    assert found == [
        {"measured_at": moment(one["timestamp"])}
        | {ours: one.get(theirs) for ours, theirs in COMPOSITION.items()}
        for one in told
    ]


def test_a_day_has_what_was_measured_on_it() -> None:
    (day,) = read(OURS.read("wellness.fit"), "fit").day_totals
    assert day.date == DAY
    assert (day.resting_hr_bpm, day.avg_resting_hr_7_days_bpm) == (48, 50)
    assert (day.min_hr_bpm, day.max_hr_bpm, day.hr_count) == (51, 112, 241)
    assert (day.max_stress, day.stress_count) == (100, 7)
    assert day.avg_stress == pytest.approx((12 + 25 + 26 + 60 + 90 + 100 + 0) / 7)
    assert (day.rest_stress_s, day.low_stress_s) == (540, 180)
    assert (day.medium_stress_s, day.high_stress_s) == (180, 360)
    assert (day.min_respiration_brpm, day.max_respiration_brpm) == (12.5, 16.75)
    assert day.min_spo2_percent == 93
    assert day.avg_spo2_percent == pytest.approx(287 / 3)
    assert (day.hrv_last_night_ms, day.hrv_weekly_ms, day.hrv_status) == (48, 45.5, "balanced")
    assert day.hrv_last_night_5_min_high_ms == 72.25
    assert (day.vo2max_ml_kg_min, day.cycling_vo2max_ml_kg_min) == (52.3, 55.1)
    assert (day.skin_temperature_c, day.skin_temperature_deviation_c) == (34.5, 0.25)
    assert (day.resting_calories_kcal, day.moderate_minutes) == (1750, 12)


def test_a_night_has_its_bounds_its_stages_and_its_scores() -> None:
    contents = read(OURS.read("wellness.fit"), "fit")
    (night,) = contents.nights
    assert night.date == DAY
    assert night.start_time == dt.datetime(2024, 5, 5, 20, 40, tzinfo=dt.UTC)
    assert night.end_time == dt.datetime(2024, 5, 6, 4, 0, tzinfo=dt.UTC)
    assert night.local_start_time == "2024-05-05T22:40:00+02:00"
    assert night.local_end_time == "2024-05-06T06:00:00+02:00"
    stages = (night.deep_sleep_s, night.light_sleep_s, night.rem_sleep_s)
    assert (night.sleep_s, stages) == (17_580, (4200, 9180, 4200))
    assert (night.awake_s, night.unmeasurable_s) == (4620, 4200)
    assert sum(stages) + night.awake_s + night.unmeasurable_s == 440 * 60  # type: ignore[operator,arg-type]
    assert (night.sleep_score, night.deep_score, night.awakenings) == (81, 90, 2)
    assert (night.avg_stress, night.interruptions_score) == (17.25, 84)
    ((date, nap),) = contents.naps
    assert (date, nap.start_time) == (DAY, dt.datetime(2024, 5, 6, 12, tzinfo=dt.UTC))


def levels(begun: dt.datetime, *stages: str, minutes: int = 10) -> list[Message]:
    return [
        message(
            "sleep_level",
            timestamp=begun + dt.timedelta(minutes=minutes * number),
            sleep_level=stage,
        )
        for number, stage in enumerate(stages)
    ]


def test_without_an_event_the_last_level_lasts_as_long_as_levels_usually_do() -> None:
    told = levels(NIGHT, "light", "deep", "rem")
    (night,) = read(fit_file(*told, type=49), "fit").nights
    assert night.end_time == NIGHT + dt.timedelta(minutes=30)
    assert (night.sleep_s, night.rem_sleep_s) == (1800, 600)


def test_two_nights_in_a_file_are_two() -> None:
    second = NIGHT + dt.timedelta(days=1)
    score = message("sleep_assessment", overall_sleep_score=70)
    later = message("sleep_assessment", overall_sleep_score=90)
    told = [*levels(NIGHT, "light", "deep"), score, *levels(second, "rem", "awake"), later]
    nights = read(fit_file(*told, type=49), "fit").nights
    assert [(one.start_time, one.sleep_score) for one in nights] == [(NIGHT, 70), (second, 90)]


@pytest.mark.parametrize(
    ("zone", "date"),
    [(None, DAY), ("America/Denver", dt.date(2024, 5, 5)), ("Pacific/Auckland", DAY)],
)
def test_without_local_time_in_the_file_a_night_is_on_the_accounts_own_day(
    zone: str | None, date: dt.date
) -> None:
    told = levels(NIGHT, *["light"] * 30)  # to 04:00 in UTC
    (night,) = read(fit_file(*told, type=49), "fit", account_zone=zone).nights
    assert night.date == date


def test_the_files_own_local_time_comes_first() -> None:
    data = OURS.read("wellness.fit")
    assert read(data, "fit", account_zone="America/Denver") == read(data, "fit")


def test_readings_of_hrv_are_of_the_day_of_waking() -> None:
    told = [
        message("hrv_value", timestamp=NIGHT + dt.timedelta(minutes=minute), value=40.0)
        for minute in (0, 30, 90)
    ]
    alone = read(fit_file(*told, type=68), "fit").series
    assert [one.date for one in alone] == [DAY]
    early = told[:1]
    summary = message(
        "hrv_status_summary", timestamp=NIGHT + dt.timedelta(hours=7), last_night_average=40.0
    )
    with_summary = read(fit_file(*early, summary, type=68), "fit").series
    assert [one.date for one in with_summary] == [DAY]


def test_a_night_of_which_only_the_bounds_are_told() -> None:
    ends = (("start", NIGHT), ("stop", NIGHT + dt.timedelta(hours=7)))
    told = [message("event", timestamp=at, event=74, event_type=kind) for kind, at in ends]
    score = message("sleep_assessment", overall_sleep_score=66)
    (night,) = read(fit_file(*told, score, type=49), "fit").nights
    assert (night.sleep_s, night.sleep_score) == (None, 66)
    assert night.end_time - night.start_time == dt.timedelta(hours=7)


def test_there_is_a_limit_to_values_levels_and_days(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health_series, "_MOST_POINTS", 5)
    monkeypatch.setattr(health_nights, "_MOST_LEVELS", 4)
    monkeypatch.setattr(health_days, "_MOST_DAYS", 3)
    rates = [
        message("monitoring", timestamp=NIGHT + dt.timedelta(minutes=minute), heart_rate=60)
        for minute in range(9)
    ]
    found = read(fit_file(*rates, type="monitoring_b"), "fit")
    assert len(series(found)["heart_rate"]) == 5
    assert found.damage == ("it holds more than 5 values over the day: the rest was left out",)
    night = read(fit_file(*levels(NIGHT, *["light"] * 9), type=49), "fit")
    assert [len(one.levels) for one in night.nights] == [4]
    assert "it holds more than 4 levels of sleep: the rest was left out" in night.damage
    monkeypatch.setattr(health_nights, "_MOST_LEVELS_A_NIGHT", 3)
    night = read(fit_file(*levels(NIGHT, *["light"] * 4), type=49), "fit")
    assert [len(one.levels) for one in night.nights] == [3]
    assert night.damage == (
        "it holds more than 3 levels of sleep in a night: the rest was left out",
    )
    daily = [
        message(
            "monitoring_hr_data",
            timestamp=NIGHT + dt.timedelta(days=day),
            current_day_resting_heart_rate=50,
        )
        for day in range(9)
    ]
    found = read(fit_file(*daily, type="monitoring_b"), "fit")
    assert len(found.day_totals) == 3
    assert "days" in found.damage[0]


def test_time_that_is_no_date_gives_no_value() -> None:
    told = [
        message("stress_level", stress_level_time=12_345, stress_level_value=40),
        message("respiration_rate", timestamp=12_345, respiration_rate=14.0),
        message("weight_scale", timestamp=fit_seconds(NIGHT), weight=70.0),
    ]
    found = read(fit_file(*told, type="monitoring_b"), "fit")
    assert found.series == ()
    assert len(found.weights) == 1
