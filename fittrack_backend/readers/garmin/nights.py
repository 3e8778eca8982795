"""What Garmin says of a night: its sleep, and the variability of the heart rate in it.

A night belongs to the day of waking, which Garmin calls its `calendarDate`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from fittrack_backend.readers.contents import FileContents, NothingToSave
from fittrack_backend.readers.garmin import series
from fittrack_backend.readers.garmin.answer import NOTHING, Answer
from fittrack_backend.readers.garmin.days import Values, contents_of, day_asked
from fittrack_backend.readers.garmin.values import (
    Object,
    first_of,
    holder_of,
    is_near,
    list_of,
    moment,
    number,
    object_of,
    wall_clock,
    whole,
    within,
)
from fittrack_backend.records.as_json import changed
from fittrack_backend.records.local_time import offset_between
from fittrack_backend.records.sleep import (
    Nap,
    SleepLevel,
    SleepNight,
    SleepStage,
    with_stage_times,
)

OF_NIGHT = frozenset({"sleepStartTimestampGMT", "sleepEndTimestampGMT", "sleepTimeSeconds"})
OF_HRV = frozenset({"lastNightAvg", "weeklyAvg", "lastNight5MinHigh", "baseline"})
"""The names of members of which an answer has at least one, if it says something."""
_LONGEST = dt.timedelta(hours=36)
_LONGEST_NAP = dt.timedelta(hours=12)
_MOST_LEVELS = 3_000
_MOST_NAPS = 100
_STAGES: Mapping[object, SleepStage] = {
    -1: "unmeasurable",
    0: "deep",
    1: "light",
    2: "rem",
    3: "awake",
    "unmeasurable": "unmeasurable",
    "deep": "deep",
    "light": "light",
    "rem": "rem",
    "awake": "awake",
}
"""By the number or the name that Garmin has for a level."""
_STAGE_TIMES: Mapping[str, str] = {
    "sleep_s": "sleepTimeSeconds",
    "deep_sleep_s": "deepSleepSeconds",
    "light_sleep_s": "lightSleepSeconds",
    "rem_sleep_s": "remSleepSeconds",
    "awake_s": "awakeSleepSeconds",
    "unmeasurable_s": "unmeasurableSleepSeconds",
}
_HRV_STATUSES = frozenset({"none", "poor", "low", "unbalanced", "balanced"})
_LONGEST_HRV_MS = 500.0


def read_sleep(answer: Answer) -> FileContents:
    """A night with its levels and naps, or its summary."""
    whole_answer = answer.object()
    told = {**whole_answer, **holder_of(whole_answer, OF_NIGHT)}
    day = day_asked(answer, told.get("calendarDate"))
    night, damage = _night(told, day)
    naps = [nap for nap in _naps(told) if is_near(day, nap.end_time)]
    if night is None and not naps:
        raise NothingToSave("; ".join(damage) or NOTHING, damaged=bool(damage))
    return FileContents(
        "json",
        nights=() if night is None else (night,),
        naps=tuple((day, nap) for nap in naps),
        damage=damage,
    )


def _night(told: Object, day: dt.date) -> tuple[SleepNight | None, tuple[str, ...]]:
    start, end = (moment(told.get(f"sleep{name}TimestampGMT")) for name in ("Start", "End"))
    if start is None or end is None:
        return None, ()
    if not dt.timedelta() < end - start <= _LONGEST:
        return None, ("the night ends before it begins, or lasts longer than any: it was left out",)
    if not is_near(day, end):
        return None, (f"the night lies far from {day}, which it is told to be of: it was left out",)
    levels, damage = _levels(told, start, end)
    night = SleepNight(
        date=day,
        start_time=start,
        end_time=end,
        local_start_time=_by_own_clock(told, "Start", start),
        local_end_time=_by_own_clock(told, "End", end),
        sleep_score=whole(within(told, "sleepScores", "overall").get("value"), 0, 100),
        awakenings=whole(told.get("awakeCount"), 0, 1_000),
        avg_stress=number(told.get("avgSleepStress"), 0, 100),
        levels=levels,
    )
    longest = round((end - start).total_seconds())
    given: Values = {
        name: seconds
        for name, of in _STAGE_TIMES.items()
        if (seconds := whole(told.get(of), 0, longest)) is not None
    }
    return changed(with_stage_times(night), given), damage


def _levels(
    told: Object, start: dt.datetime, end: dt.datetime
) -> tuple[tuple[SleepLevel, ...], tuple[str, ...]]:
    """The levels in order; where nothing is told between two, that part is unmeasurable."""
    spans: list[tuple[dt.datetime, dt.datetime, SleepStage]] = []
    for one in map(object_of, list_of(told.get("sleepLevels"))):
        begins = moment(first_of(one, "startGMT", "startTimeGMT", "startTimestampGMT"))
        ends = moment(first_of(one, "endGMT", "endTimeGMT", "endTimestampGMT"))
        stage = _stage(first_of(one, "activityLevel", "level"))
        if begins is None or stage is None or not start <= begins < end:
            continue
        if len(spans) >= _MOST_LEVELS:
            return _joined(spans, end), (
                f"there are more than {_MOST_LEVELS:,} levels of sleep: the rest was left out",
            )
        spans.append((begins, end if ends is None else min(ends, end), stage))
    return _joined(spans, end), ()


def _joined(
    spans: list[tuple[dt.datetime, dt.datetime, SleepStage]], end: dt.datetime
) -> tuple[SleepLevel, ...]:
    levels: list[SleepLevel] = []
    covered: dt.datetime | None = None
    for begins, ends, stage in sorted(spans, key=lambda one: one[0]):
        if covered is not None and begins > covered:
            levels.append(SleepLevel(covered, "unmeasurable"))
        if levels and levels[-1].start_time == begins:
            levels.pop()
        levels.append(SleepLevel(begins, stage))
        covered = ends
    if covered is not None and covered < end:
        levels.append(SleepLevel(covered, "unmeasurable"))
    return tuple(levels)


def _stage(value: object) -> SleepStage | None:
    if isinstance(value, str):
        return _STAGES.get(value.lower().removesuffix("_sleep"))
    found = number(value, -1, 3)
    return None if found is None else _STAGES.get(int(found))


def _by_own_clock(told: Object, name: str, time: dt.datetime) -> str | None:
    """A time of the night by the athlete's own clock, which Garmin tells as if it were UTC."""
    local = wall_clock(told.get(f"sleep{name}TimestampLocal"))
    offset_s = None if local is None else offset_between(local, time)
    if offset_s is None:
        return None
    return time.astimezone(dt.timezone(dt.timedelta(seconds=offset_s))).isoformat()


def _naps(told: Object) -> list[Nap]:
    found: list[Nap] = []
    for one in map(object_of, list_of(told.get("dailyNapDTOS"))[:_MOST_NAPS]):
        start, end = (moment(one.get(f"nap{name}TimestampGMT")) for name in ("Start", "End"))
        if start is not None and end is not None and start < end <= start + _LONGEST_NAP:
            found.append(Nap(start, end))
    return found


def read_hrv(answer: Answer) -> FileContents:
    """Heart rate variability of a night with its readings, or its summary."""
    told = answer.object()
    summary = holder_of(told, OF_HRV) or told
    readings = map(object_of, list_of(told.get("hrvReadings")))
    points = series.points(
        "hrv", ((one.get("readingTimeGMT"), one.get("hrvValue")) for one in readings)
    )
    day = day_asked(answer, summary.get("calendarDate"), told.get("calendarDate"))
    points = series.near(day, points)
    status = summary.get("status")
    known = status.lower() if isinstance(status, str) else None
    baseline = within(summary, "baseline")
    totals: Values = {
        "hrv_last_night_ms": _ms(summary.get("lastNightAvg")),
        "hrv_last_night_5_min_high_ms": _ms(summary.get("lastNight5MinHigh")),
        "hrv_weekly_ms": _ms(summary.get("weeklyAvg")),
        "hrv_baseline_low_upper_ms": _ms(baseline.get("lowUpper")),
        "hrv_baseline_balanced_lower_ms": _ms(baseline.get("balancedLow")),
        "hrv_baseline_balanced_upper_ms": _ms(baseline.get("balancedUpper")),
        "hrv_status": known if known in _HRV_STATUSES else None,
    }
    return contents_of(day, totals, points=points)


def _ms(value: object) -> float | None:
    return number(value, 1, _LONGEST_HRV_MS)
