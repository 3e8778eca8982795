"""What Garmin answers becomes what the stand-in's account was planted with, value by value.

It has more than 400 lines, since it goes through all kinds of answers of one account.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import io
from collections.abc import Mapping
from zoneinfo import ZoneInfo

import pytest

from fittrack_backend.readers import NothingToSave, read, read_samples, sniff
from fittrack_backend.readers.contents import FileContents
from fittrack_backend.records.activities import Recording
from fittrack_backend.records.days import FLOOR_M, DayPart, sum_of
from fittrack_backend.records.health import DaySum
from fittrack_backend.records.series import points_of, unpacked
from fittrack_backend.records.sleep import Nap, SleepLevel
from tests.servers.garmin import originals
from tests.servers.garmin.originals import enveloped
from tests.servers.garmin.planting import planted
from tests.servers.garmin.truth import Activity, Day, Series

TRUTH = planted(21, days=120)
DAY = dt.date(2026, 11, 20)
NOON_MS = 1_795_176_000_000


def contents(data: bytes) -> FileContents | None:
    """What is read of an original; None where there is nothing of it."""
    kind = sniff(io.BytesIO(data), len(data))
    assert kind.format == "json"
    assert kind.types
    try:
        found = read(data, "json", account_zone="America/Denver")
    except NothingToSave as nothing:
        assert not nothing.damaged, nothing.reason
        return None
    assert found.types <= kind.types
    assert not found.damage
    return found


def read_days(found: Mapping[str, bytes]) -> dict[dt.date, tuple[DaySum, dict[str, Series]]]:
    """The days as they follow from all originals, with their series."""
    parts: dict[dt.date, dict[str, DayPart]] = {}
    series: dict[dt.date, dict[str, Series]] = {}
    for data in found.values():
        of_file = contents(data)
        for date, of_day in (of_file.days_of_health() if of_file else {}).items():
            parts.setdefault(date, {})[hashlib.sha256(data).hexdigest()] = of_day.part
            for part in unpacked(of_day.series) if of_day.series else ():
                points = tuple((point.time, int(point.value)) for point in points_of([part]))
                series.setdefault(date, {})[part.metric] = points
    days = {date: sum_of(date, of_day) for date, of_day in parts.items()}
    return {date: (day, series.get(date, {})) for date, day in days.items() if day is not None}


def expected_of(day: Day) -> dict[str, object]:
    """What is true of a day, by the names of its record."""
    hr, battery, spo2 = (
        [value for _, value in one] for one in (day.heart_rate, day.body_battery, day.spo2)
    )
    rest, low, medium, high = day.stress_s or (None, None, None, None)
    average, least, greatest = day.respiration or (None, None, None)
    night, hrv = day.night, day.hrv
    low_upper, balanced_low, balanced_upper = (hrv.baseline if hrv else None) or (None, None, None)
    weighed = day.weights[-1] if day.weights else None
    floors = day.floors
    return {
        "date": day.date,
        "steps": day.steps,
        "distance_m": day.distance_m,
        "active_calories_kcal": day.active_kcal,
        "resting_calories_kcal": day.resting_kcal,
        "floors_climbed": None if floors is None else float(floors),
        "resting_hr_bpm": day.resting_hr,
        "min_hr_bpm": min(hr, default=None),
        "max_hr_bpm": max(hr, default=None),
        "avg_hr_bpm": round(sum(hr) / len(hr), 2) if hr else None,
        "moderate_minutes": day.moderate_minutes,
        "vigorous_minutes": day.vigorous_minutes,
        "avg_stress": day.avg_stress,
        "max_stress": day.max_stress,
        "rest_stress_s": rest,
        "low_stress_s": low,
        "medium_stress_s": medium,
        "high_stress_s": high,
        "body_battery_charged": day.charged,
        "body_battery_drained": day.drained,
        "min_body_battery": min(battery, default=None),
        "max_body_battery": max(battery, default=None),
        "avg_respiration_brpm": average,
        "min_respiration_brpm": least,
        "max_respiration_brpm": greatest,
        "avg_spo2_percent": round(sum(spo2) / len(spo2), 2) if spo2 else None,
        "min_spo2_percent": min(spo2, default=None),
        "hydration_l": None if day.hydration_ml is None else day.hydration_ml / 1000,
        "sleep_s": night.of("deep") + night.of("light") + night.of("rem") if night else None,
        "deep_sleep_s": night.of("deep") if night else None,
        "awake_s": night.of("awake") if night else None,
        "sleep_score": night.score if night else None,
        "hrv_last_night_ms": hrv.night if hrv else None,
        "hrv_weekly_ms": hrv.weekly if hrv else None,
        "hrv_last_night_5_min_high_ms": hrv.highest if hrv else None,
        "hrv_status": hrv.status.lower() if hrv else None,
        "hrv_baseline_low_upper_ms": low_upper,
        "hrv_baseline_balanced_lower_ms": balanced_low,
        "hrv_baseline_balanced_upper_ms": balanced_upper,
        "weight_kg": weighed.grams / 1000 if weighed else None,
    }


def test_days_are_the_planted_ones() -> None:
    days = read_days(originals.of_days(TRUTH))
    assert days.keys() == {day.date for day in TRUTH.days.values() if not day.is_empty}
    for date, (found, series) in days.items():
        day = TRUTH.days[date]
        expected = expected_of(day)
        assert {name: getattr(found, name) for name in expected} == expected
        told = {
            "heart_rate": day.heart_rate,
            "body_battery": day.body_battery,
            "spo2": day.spo2,
            "hrv": day.hrv.readings if day.hrv else (),
        }
        assert series == {metric: points for metric, points in told.items() if points}
        assert set(found.series) == series.keys()
        assert_night(found, day)
        assert [(one.measured_at, one.weight_kg, one.bone_mass_kg) for one in found.weights] == [
            (one.at, one.grams / 1000, None if one.bone_g is None else one.bone_g / 1000)
            for one in day.weights
        ]


def assert_night(found: DaySum, day: Day) -> None:
    night = day.night
    if night is None:
        assert found.night is None
        return
    assert found.night is not None
    assert (found.night.start_time, found.night.end_time) == (night.start, night.end)
    zone = ZoneInfo(TRUTH.zone)
    assert found.night.local_start_time == night.start.astimezone(zone).isoformat()
    assert found.night.levels == tuple(SleepLevel(start, level) for start, level in night.starts())
    assert found.night.naps == tuple(
        Nap(start, start + dt.timedelta(seconds=seconds)) for start, seconds in night.naps
    )
    assert (found.night.awakenings, found.night.avg_stress) == (night.awakenings, night.avg_stress)


def test_zero_is_zero_and_null_is_nothing() -> None:
    zero = {"calendarDate": "2026-11-20", "movement": {"steps": {"value": 0}}}
    null = {"calendarDate": "2026-11-20", "movement": {"steps": {"value": None}}}
    found = contents(enveloped("daily-summary", zero, DAY))
    assert found is not None
    assert [day.steps for day in found.days] == [0]
    assert contents(enveloped("daily-summary", null, DAY)) is None


def activity_of(one: Activity) -> Recording:
    data = originals.of_activities(TRUTH)[f"activity/{one.id}"]
    found = contents(data)
    assert found is not None
    assert [
        (recorded.number, len(recorded.samples)) for recorded in read_samples(data, "json")
    ] == [(0, 0)]
    (activity,) = found.activities
    return activity


def test_activities_are_the_planted_ones() -> None:
    parents = [one for one in TRUTH.activities.values() if one.leg_ids]
    assert parents
    for one in TRUTH.activities.values():
        if one.leg_ids:
            continue
        found = activity_of(one)
        assert found.start_time == one.start
        assert found.clock_offset_s == one.utc_offset_s
        assert (found.name, found.sport) == (one.name, one.sport)
        assert (found.sub_sport or "generic") == one.sub_sport
        assert (found.distance_m, found.timer_s, found.elapsed_s) == (
            one.distance_m,
            one.seconds,
            one.seconds,
        )
        assert (found.calories_kcal, found.avg_hr_bpm, found.max_hr_bpm) == (
            one.calories,
            one.avg_hr,
            one.max_hr,
        )
        assert found.ascent_m == one.ascent_m
        measures = found.measures
        assert measures is not None
        assert measures.moving_s == one.seconds - 7
        assert measures.avg_power_w == one.avg_power
        assert measures.aerobic_training_effect == one.training_effect
        assert measures.training_load_peak == one.training_load


def test_the_whole_of_a_multisport_activity_is_no_activity_beside_its_parts() -> None:
    of_all = originals.of_activities(TRUTH)
    for one in TRUTH.activities.values():
        if one.leg_ids:
            with pytest.raises(NothingToSave, match="only its file says") as raised:
                read(of_all[f"activity/{one.id}"], "json")
            assert not raised.value.damaged


@pytest.mark.parametrize("told", [72_500.0, 72.5, 72_500])
def test_a_weight_is_in_grams_or_in_kilograms(told: float) -> None:
    entry = {"weight": told, "date": NOON_MS, "boneMass": 3_200, "muscleMass": 35.5, "bmi": None}
    body = {"summaryDate": "2026-11-20", "allWeightMetrics": [entry]}
    found = contents(enveloped("weight", body, DAY))
    assert found is not None
    (weighing,) = found.weights
    assert (weighing.weight_kg, weighing.date) == (72.5, DAY)
    assert (weighing.bone_mass_kg, weighing.muscle_mass_kg) == (3.2, 35.5)
    assert weighing.measured_at == dt.datetime.fromtimestamp(NOON_MS / 1000, dt.UTC)


def test_the_day_is_the_athletes_own_not_that_of_utc() -> None:
    body = {
        "calendarDate": "2026-11-20",
        "sleepStartTimestampGMT": NOON_MS - 6 * 3_600_000 - 86_400_000,
        "sleepEndTimestampGMT": NOON_MS - 86_400_000,
    }
    for day in (DAY, DAY - dt.timedelta(days=1), None):
        found = contents(enveloped("sleep", body, day))
        assert found is not None
        assert [night.date for night in found.nights] == [DAY]
    found = contents(enveloped("sleep", {**body, "calendarDate": None}, DAY))
    assert found is not None
    assert [night.date for night in found.nights] == [DAY]


def test_what_lies_far_from_its_day_is_not_of_it() -> None:
    long_ago = NOON_MS - 30 * 86_400_000
    rows = [[long_ago, 60], [NOON_MS, 61]]
    found = contents(enveloped("heart-rate", {"heartRateValues": rows}, DAY))
    assert found is not None
    assert [day.hr_count for day in found.day_totals] == [1]
    weighed = {"allWeightMetrics": [{"weight": 70_000, "date": long_ago}]}
    assert contents(enveloped("weight", weighed, DAY)) is None
    night = {"sleepStartTimestampGMT": long_ago, "sleepEndTimestampGMT": long_ago + 3_600_000}
    with pytest.raises(NothingToSave, match="far from 2026-11-20") as raised:
        read(enveloped("sleep", night, DAY), "json")
    assert raised.value.damaged


def test_statistics_lie_in_a_group_or_not() -> None:
    for body in ({"totalSteps": 7}, {"values": {"totalSteps": 7}}):
        found = contents(enveloped("steps", body, DAY))
        assert found is not None
        assert [day.steps for day in found.days] == [7]


def test_levels_are_told_in_several_ways_and_gaps_are_unmeasurable() -> None:
    start = dt.datetime(2026, 11, 19, 22, tzinfo=dt.UTC)
    ms = round(start.timestamp() * 1000)
    minute = 60_000
    body = {
        "dailySleepDTO": {
            "calendarDate": "2026-11-20",
            "sleepStartTimestampGMT": ms,
            "sleepEndTimestampGMT": ms + 100 * minute,
            "deepSleepSeconds": 1_740,
        },
        "sleepLevels": [
            {"startGMT": ms + 40 * minute, "endGMT": ms + 70 * minute, "activityLevel": "DEEP"},
            {
                "startGMT": "2026-11-19T22:00:00.0",
                "endGMT": "2026-11-19T22:30:00.0",
                "activityLevel": 1,
            },
            {"startGMT": ms + 70 * minute, "endGMT": ms + 100 * minute, "activityLevel": 2.0},
            {"startGMT": ms - 70 * minute, "endGMT": None, "activityLevel": 2.0},
            {"startGMT": None, "activityLevel": None},
        ],
    }
    found = contents(enveloped("sleep", body, DAY))
    assert found is not None
    (night,) = found.nights
    assert [((one.start_time - start).seconds // 60, one.level) for one in night.levels] == [
        (0, "light"),
        (30, "unmeasurable"),
        (40, "deep"),
        (70, "rem"),
    ]
    assert (night.deep_sleep_s, night.sleep_s) == (
        1_740,
        5_400,
    )  # as Garmin has it; from the levels


def test_columns_are_where_their_descriptors_say() -> None:
    body = {
        "calendarDate": "2026-11-20",
        "heartRateValues": [
            [61, NOON_MS],
            [62, NOON_MS + 1000],
            [None, NOON_MS + 2000],
            [],
            "x",
            [63],
        ],
        "heartRateValueDescriptors": [
            {"key": "heartrate", "index": 0},
            {"key": "timestamp", "index": 1},
        ],
    }
    found = contents(enveloped("heart-rate", body, DAY))
    assert found is not None
    (series,) = found.series
    (part,) = unpacked(series.packed)
    assert part.values == (61, 62)


@pytest.mark.parametrize(
    ("body", "absurd"),
    [
        ({"movement": {"steps": {"value": -5}}}, "negative"),
        ({"movement": {"steps": {"value": 10**400}}}, "huge"),
        ({"movement": {"steps": {"value": "12"}}}, "text"),
        (
            {"movement": {"steps": [1]}, "calories": 7, "stress": None, "heartRate": "x"},
            "other types",
        ),
        ({"heartRate": {"minValue": True, "maxValue": 255, "restingValue": 0}}, "no heart rate"),
        ({"stress": {"avgLevel": -2, "restDurationInMillis": 10**12}}, "longer than a day"),
        ({"pulseOx": {"avgValue": 140}, "bodyBattery": {"maxValue": 101}}, "more than all"),
        ({"hydration": {"consumedInMl": float("inf")}}, "no number"),
    ],
)
def test_what_cannot_be_true_is_nothing(body: dict[str, object], absurd: str) -> None:
    assert contents(enveloped("daily-summary", {"calendarDate": "2026-11-20", **body}, DAY)) is None


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (
            b'{"fittrack_answer": 1, "service": "garmin", "what": "steps", "answer": {"a": ',
            "breaks off",
        ),
        (enveloped("activity", {"activityName": "x"}), "does not say when it began"),
        (enveloped("steps", {"totalSteps": 5}), "which day"),
        (
            b'{"fittrack_answer": 2, "service": "garmin", "what": "steps", "answer": {}}',
            "not an answer",
        ),
        (
            b'{"fittrack_answer": 1, "service": "garmin", "what": 5, "answer": {}}',
            "does not say what",
        ),
        (b'{"fittrack_answer": 1, "x": ' + b"[" * 200_000, "nested too deeply"),
        (b'{"fittrack_answer": 1, "x": ' + b"9" * 50_000 + b"}", "damaged or breaks off"),
        (b'{"fittrack_answer": 1, "x": "\xff\xfe"}', "UTF-8"),
    ],
)
def test_damaged_answers_have_true_reasons(data: bytes, reason: str) -> None:
    assert sniff(io.BytesIO(data), len(data)).format == "json"
    with pytest.raises(NothingToSave, match=reason) as raised:
        read(data, "json")
    assert raised.value.damaged


@pytest.mark.parametrize(
    ("what", "body"),
    [
        ("steps", "come back later"),
        ("sleep", ["x"]),
        ("spo2", [[1792533600000, 97]]),
        ("hydration", {"calendarDate": "2026-11-20", "cups": 4}),
        ("steps-window", {"2026": {"steps": 5}}),
    ],
)
def test_an_answer_in_an_unknown_form_is_kept_and_says_so(what: str, body: object) -> None:
    data = enveloped(what, body, DAY)
    with pytest.raises(NothingToSave, match="does not know") as raised:
        read(data, "json")
    assert not raised.value.damaged
    told = sniff(io.BytesIO(data), len(data))
    assert told.types == ({"health"} if told.reason is None else frozenset())


def test_a_night_is_found_wherever_it_lies() -> None:
    night = {"sleepStartTimestampGMT": 1792533600000, "sleepEndTimestampGMT": 1792558800000}
    day = {"calendarDate": "2026-10-20", **night}
    for body in (day, [day], {"dailySleepDTO": day}, {"a": {"b": day}, "c": None}):
        assert len(read(enveloped("sleep", body), "json").nights) == 1


@pytest.mark.parametrize(
    "local", ["2026-11-20 07:30:00", "2026-11-20T07:30:00.000+13:00", "2026-11-20T07:30:00Z"]
)
def test_the_zone_of_a_wall_clock_does_not_move_it(local: str) -> None:
    body = {"startTimeGMT": "2026-11-19T18:30:00.0", "startTimeLocal": local}
    (activity,) = read(enveloped("activity", body), "json").activities
    assert activity.clock_offset_s == 13 * 3600


def test_an_answer_of_a_kind_that_nobody_knows_is_skipped() -> None:
    data = enveloped("menstrual-cycle", {"a": 1}, DAY)
    assert "does not know (menstrual-cycle)" in (sniff(io.BytesIO(data), len(data)).reason or "")
    with pytest.raises(NothingToSave, match="menstrual-cycle") as raised:
        read(data, "json")
    assert not raised.value.damaged
    with pytest.raises(NothingToSave) as raised:
        read(enveloped("\ud800\x1b[2J", {"a": 1}, DAY), "json")
    assert raised.value.reason.isprintable()


@pytest.mark.parametrize(
    ("name", "kept"),
    [("a\0b", "ab"), ("\ud800x", "x"), ("  ", None), (7, None), ("n" * 9_999, "n" * 200)],
)
def test_hostile_names_are_made_harmless(name: object, kept: str | None) -> None:
    body = {"startTimeGMT": "2026-11-20 06:00:00", "duration": 60.0, "activityName": name}
    found = contents(enveloped("activity", body))
    assert found is not None
    assert [one.name for one in found.activities] == [kept]


@pytest.mark.parametrize(
    ("what", "body", "said"),
    [
        (
            "body-battery",
            {"bodyBatteryValuesArray": [[NOON_MS + 1000 * n, 50] for n in range(-50_000, 50_001)]},
            "more than 100,000 values",
        ),
        (
            "weight",
            {
                "allWeightMetrics": [
                    {"weight": 70.0, "date": NOON_MS + 1000 * n} for n in range(1001)
                ]
            },
            "more than 1,000 weighings",
        ),
        (
            "sleep",
            {
                "sleepStartTimestampGMT": NOON_MS - 36_000_000,
                "sleepEndTimestampGMT": NOON_MS,
                "sleepLevels": [
                    {"startGMT": NOON_MS - 36_000_000 + 1000 * n, "activityLevel": n % 3}
                    for n in range(3001)
                ],
            },
            "more than 3,000 levels",
        ),
    ],
)
def test_limits_are_said(what: str, body: dict[str, object], said: str) -> None:
    found = read(enveloped(what, body, DAY), "json")
    assert found.types == {"health"}
    assert [said in damage for damage in found.damage] == [True]


def test_an_answer_is_not_larger_than_any() -> None:
    with pytest.raises(NothingToSave, match="more than 16 MB"):
        read(enveloped("steps", {"x": " " * (16 << 20)}, DAY), "json")


@pytest.mark.parametrize("floors", [12, {"value": 12, "goal": 10}])
def test_floors_are_a_number_or_have_one(floors: object) -> None:
    told = {"calendarDate": str(DAY), "movement": {"floorsAscended": floors}}
    (day,) = read(enveloped("daily-summary", told, DAY), "json").days
    assert day.ascent_m == 12 * FLOOR_M
