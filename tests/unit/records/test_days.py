"""Several files of one day: each value by its rule, and which file gives it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

from fittrack_backend.records.days import DayPart, sum_of
from fittrack_backend.records.fields import fields_of
from fittrack_backend.records.health import DayActivity, DaySum, DayTotals
from fittrack_backend.records.series import METRICS, packed, points_of, series_part, unpacked
from fittrack_backend.records.sleep import Nap, SleepLevel, SleepNight, with_stage_times
from fittrack_backend.records.weighings import Weight

DAY = dt.date(2026, 3, 1)
MIDNIGHT = dt.datetime(2026, 3, 1, tzinfo=dt.UTC)


def at(hours: float) -> dt.datetime:
    return MIDNIGHT + dt.timedelta(hours=hours)


def totals(**values: Any) -> DayPart:
    return DayPart(totals=DayTotals(DAY, **values))


def summed(**parts: DayPart) -> DaySum:
    """Whichever way round the files come, the day is the same."""
    found = sum_of(DAY, parts)
    assert found is not None
    assert sum_of(DAY, dict(reversed(parts.items()))) == found
    return found


def givers(day: DaySum, field: str) -> list[str]:
    return [one.file_sha256 for one in day.given_by if field in one.gives]


def test_every_value_of_a_day_has_a_rule() -> None:
    for name, field in fields_of(DayTotals).items():
        assert name == "date" or field.means.merged is not None, name
        if field.means.merged == "mean":
            assert field.means.counted in fields_of(DayTotals), name


def test_an_average_weighs_each_file_by_how_much_it_measured() -> None:
    day = summed(
        a=totals(min_hr_bpm=50, avg_hr_bpm=60.0, max_hr_bpm=90, hr_count=300),
        b=totals(min_hr_bpm=44, avg_hr_bpm=100.0, max_hr_bpm=170, hr_count=100),
    )
    assert (day.min_hr_bpm, day.avg_hr_bpm, day.max_hr_bpm) == (44, 70.0, 170)
    assert givers(day, "min_hr_bpm") == ["b"]
    assert givers(day, "avg_hr_bpm") == ["a", "b"]
    assert day.series == ("heart_rate",)


def test_what_a_service_says_of_the_whole_day_adds_up_with_no_file() -> None:
    file = totals(
        moderate_minutes=10, rest_stress_s=600, max_stress=80, avg_stress=30.0, resting_hr_bpm=50
    )
    other = totals(moderate_minutes=15, rest_stress_s=300, avg_stress=50.0, stress_count=3)
    service = totals(
        moderate_minutes=20,
        rest_stress_s=1200,
        max_stress=70,
        avg_stress=33.0,
        resting_hr_bpm=49,
        vigorous_minutes=0,
        whole_day=True,
    )
    again = totals(avg_stress=34.0, moderate_minutes=20, whole_day=True)
    day = summed(a=service, b=file, c=other, d=again)
    assert (day.moderate_minutes, day.vigorous_minutes, day.rest_stress_s) == (25, 0, 1200)
    assert (day.avg_stress, day.max_stress, day.resting_hr_bpm) == (33.0, 80, 50)
    assert givers(day, "moderate_minutes") == ["b", "c"]
    assert givers(day, "rest_stress_s") == givers(day, "avg_stress") == ["a"]
    assert givers(day, "resting_hr_bpm") == ["b"]
    assert day.active_minutes == 25.0


def test_of_two_answers_about_an_average_the_one_of_the_most_values_counts() -> None:
    summary = totals(avg_spo2_percent=95.0, resting_hr_bpm=50, whole_day=True)
    detail = totals(avg_spo2_percent=94.6, spo2_count=24, whole_day=True)
    file = totals(avg_spo2_percent=90.0, spo2_count=2)
    day = summed(a=summary, b=detail, c=file)
    assert (day.avg_spo2_percent, day.resting_hr_bpm) == (94.6, 50)
    assert givers(day, "avg_spo2_percent") == ["b"]
    assert givers(day, "series.spo2") == ["b", "c"]


def test_steps_of_the_whole_day_do_not_add_up_with_kinds_of_activity() -> None:
    def counted(kind: str, steps: int, distance_m: float | None) -> DayActivity:
        return DayActivity(DAY, kind, steps, distance_m, None, None)

    files = DayPart((counted("walking", 5000, 4000.0), counted("running", 3000, 3500.0)))
    for steps, giver in ((7999, "a"), (8000, "a"), (8001, "b")):
        service = DayPart((counted("whole_day", steps, 6000.0),))
        day = summed(a=files, b=service)
        assert (day.steps, day.distance_m) == (max(steps, 8000), 7500.0)
        assert givers(day, "steps") == [giver]
    alone = summed(b=DayPart((counted("whole_day", 0, None),)))
    assert (alone.steps, alone.distance_m, alone.active_minutes) == (0, None, None)


def test_of_two_files_the_one_that_told_last_says_what_is_true_now() -> None:
    morning = totals(resting_hr_bpm=52, hrv_status="low", told_at=at(6))
    evening = totals(resting_hr_bpm=48, told_at=at(22))
    for parts in ({"a": morning, "b": evening}, {"b": morning, "a": evening}):
        day = summed(**parts)
        assert (day.resting_hr_bpm, day.hrv_status) == (48, "low")


def test_ascent_is_counted_since_midnight_and_floors_follow() -> None:
    def climbed(metres: float) -> DayPart:
        return DayPart(
            activities=(DayActivity(DAY, "generic", None, None, None, None, ascent_m=metres),)
        )

    day = summed(a=climbed(12.192), b=climbed(30.48))
    assert (day.ascent_m, day.floors_climbed) == (30.48, 10.0)
    assert givers(day, "floors_climbed") == ["b"]


def night(start: float, end: float, *, score: int | None = None) -> SleepNight:
    levels = (SleepLevel(at(start), "light"),)
    told = SleepNight(date=DAY, start_time=at(start), end_time=at(end), levels=levels)
    return with_stage_times(replace(told, sleep_score=score))


def test_of_two_files_of_a_night_the_fuller_one_counts() -> None:
    short, long = night(-1, 5, score=80), night(-1, 6)
    day = summed(a=DayPart(nights=(short,)), b=DayPart(nights=(long,)))
    assert day.night == long
    assert (day.sleep_s, day.sleep_score) == (7 * 3600, None)
    assert givers(day, "sleep_s") == ["b"]
    same = summed(a=DayPart(nights=(night(-1, 6, score=71),)), b=DayPart(nights=(long,)))
    assert same.sleep_score == 71


def test_sleep_at_another_time_of_the_day_is_a_nap() -> None:
    told = Nap(at(16), at(16.5))
    day = summed(
        a=DayPart(nights=(night(-1, 6),), naps=(told,)), b=DayPart(nights=(night(13, 14),))
    )
    assert day.night is not None
    assert day.night.naps == (Nap(at(13), at(14)), told)
    assert day.sleep_s == 7 * 3600


def test_the_last_weighing_that_has_a_value_gives_it() -> None:
    first = Weight(at(6), 71.4, body_fat_percent=18.0)
    second = Weight(at(20), 71.9)
    day = summed(a=DayPart(weights=(first,)), b=DayPart(weights=(second,)))
    assert (day.weight_kg, day.body_fat_percent) == (71.9, 18.0)
    assert (givers(day, "weight_kg"), givers(day, "body_fat_percent")) == (["b"], ["a"])


def test_of_two_weighings_at_one_time_the_fuller_one_is_kept() -> None:
    bare, full = Weight(at(6), 71.4), Weight(at(6), 71.4, bmi=22.5)
    assert summed(a=DayPart(weights=(full,)), b=DayPart(weights=(bare,))).weights == (full,)


def test_a_file_that_gives_nothing_is_not_named() -> None:
    day = summed(a=totals(max_stress=80), b=totals(max_stress=20))
    assert [one.file_sha256 for one in day.given_by] == ["a"]


def test_series_come_back_from_where_they_are_kept() -> None:
    points = [(at(0), 60.0), (at(0.5), 61.0), (at(3), 59.5)]
    part = series_part("heart_rate", points)
    kept = packed(DAY, [part])
    assert unpacked(kept.packed) == (part,)
    assert [(one.time, one.value) for one in points_of([part])] == points
    assert packed(DAY, [part]).digest == kept.digest


def test_of_two_points_at_one_time_the_fuller_file_counts() -> None:
    few = series_part("stress", [(at(1), 10.0), (at(2), 20.0)])
    many = series_part("stress", [(at(1), 11.0), (at(3), 30.0), (at(4), 40.0)])
    for parts in ([few, many], [many, few]):
        found = [(one.time, one.value) for one in points_of(parts)]
        assert found == [(at(1), 11.0), (at(2), 20.0), (at(3), 30.0), (at(4), 40.0)]


def test_a_day_by_the_minute_is_kept_in_few_bytes() -> None:
    points = [(at(minute / 60), float(60 + minute * 7 % 41)) for minute in range(1440)]
    assert len(packed(DAY, [series_part("heart_rate", points)]).packed) < 3000


def test_metrics_have_names_of_the_contract() -> None:
    assert METRICS == ("heart_rate", "stress", "respiration", "spo2", "hrv", "body_battery")
