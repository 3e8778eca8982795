"""Recordings without a session message, summed up from laps and records."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from attrs import define, evolve, field

from fittrack_backend.readers.fit import values as of
from fittrack_backend.readers.fit.activity_messages import (
    ActivityMessages,
    device_of,
    name_of_activity,
    sport_of,
)
from fittrack_backend.readers.fit.activity_parts import parts_of
from fittrack_backend.readers.fit.laps import laps_of, sum_of_laps, with_sums_of
from fittrack_backend.readers.fit.parts import Part
from fittrack_backend.readers.fit.places import places_of
from fittrack_backend.readers.fit.record_sums import (
    Summary,
    record_times,
    summary_of,
    summary_without_times,
    without_stale,
)
from fittrack_backend.readers.fit.wire import Message
from fittrack_backend.readers.measures import not_negative, plausible_time
from fittrack_backend.records.activities import Recording
from fittrack_backend.records.strays import stale_remarks

_TAIL_RECORDS = 10
_TAIL_S = 30
_NO_SESSION = "there is no session message"


@define
class Recordings:
    """What `read_activities` found; `missing` says why there is nothing where there is nothing."""

    items: list[Recording] = field(factory=list)
    remarks: list[str] = field(factory=list)
    missing: list[str] = field(factory=list)


def sum_up_all(part: Part, told: ActivityMessages, found: Recordings) -> None:
    """Adds the one recording of a file without sessions, where its records have times."""
    all_times = record_times(part)
    times = without_stale(all_times)
    summary = summary_of(part, times, after=None) if times else None
    if summary is None:
        return
    sport, sub_sport = sport_of(told, told.laps)
    activity = _summed_up(told, summary, sport, sub_sport, told.laps)
    if len(times) < len(all_times):
        remarks = (*stale_remarks(len(all_times) - len(times)), *activity.remarks)
        activity = replace(activity, remarks=remarks)
    whole = sum_of_laps(activity, told.laps, summary)
    found.items.append(whole or activity)
    found.remarks.append(
        f"{_NO_SESSION}: the activity was summed up from its "
        + ("laps" if whole else _records(summary.records))
    )


def sum_up_without_times(
    part: Part,
    told: ActivityMessages,
    found: Recordings,
    required: bool,
    fallback_start: dt.datetime | None,
) -> None:
    """Adds the one recording of a file whose records have no times, from laps or all records."""
    sport, sub_sport = sport_of(told, told.laps)
    started = [lap for lap in told.laps if of.seconds(lap, "start_time") is not None]
    if started:
        begun = of.seconds(started[0], "start_time") or 0
        ends = [of.seconds(lap, "timestamp") or begun for lap in started]
        summary = Summary(first=begun, last=max(begun, *ends))
        activity = _summed_up(told, summary, sport, sub_sport, told.laps)
        found.items.append(with_sums_of(activity, told.laps))
        found.remarks.append(f"{_NO_SESSION}: the activity was summed up from its laps")
        return
    untimed = summary_without_times(part)
    if not untimed.records:
        if required:
            found.missing.append("there is no session, lap or record in it")
        return
    created = of.seconds(told.file_id, "time_created") if told.file_id is not None else None
    start = plausible_time(fallback_start) if created is None else of.moment(created)
    count = _records(untimed.records)
    if start is None:
        found.missing.append(
            f"{_NO_SESSION}, and neither its {count} nor the file have a time: nothing says"
            " when the activity took place"
        )
        return
    activity = _summed_up(told, untimed, sport, sub_sport, [])
    found.items.append(replace(activity, start_time=start, timer_s=None, elapsed_s=None))
    whose = "the time at which it was created" if created is not None else "the file's own date"
    found.remarks.append(
        f"{_NO_SESSION}: the activity was summed up from its {count} without a time; it is"
        f" dated by {whose}"
    )


def sum_up_tail(part: Part, told: ActivityMessages, last_end: int, found: Recordings) -> None:
    """Adds what was recorded after the last session of a file that is incomplete."""
    times = record_times(part)
    behind = [time for time in times if time > last_end + _TAIL_S]
    if len(behind) < _TAIL_RECORDS:
        return
    summary = summary_of(part, times, after=last_end)
    if summary is None:
        return
    laps = [lap for lap in told.laps if (of.seconds(lap, "start_time") or 0) >= last_end]
    sport, sub_sport = sport_of(evolve(told, sports=told.sports[len(told.sessions) :]), laps)
    found.items.append(_summed_up(told, summary, sport, sub_sport, laps))
    found.remarks.append(
        f"the last session is missing: it was summed up from its {_records(summary.records)}"
    )


def _summed_up(
    told: ActivityMessages, summary: Summary, sport: str, sub_sport: str | None, laps: list[Message]
) -> Recording:
    elapsed = float(summary.last - summary.first)
    distance, remarks = summary.distance()
    return Recording(
        start_time=of.moment(summary.first),
        sport=sport,
        sub_sport=sub_sport,
        name=name_of_activity(told, None, sport),
        distance_m=not_negative(distance),
        timer_s=elapsed - summary.paused_s,
        elapsed_s=elapsed,
        calories_kcal=None if summary.calories is None else round(summary.calories),
        avg_hr_bpm=summary.hearts.mean,
        max_hr_bpm=summary.hearts.maximum,
        ascent_m=summary.climb.ascent_m(),
        laps=laps_of(laps, summary.first),
        device=device_of(told.file_id),
        summed_up=True,
        samples=summary.records,
        places=places_of(None, laps),
        remarks=remarks,
        parts=None if told.sessions else parts_of(told, None, (summary.first, summary.last), laps),
    )


def _records(count: int) -> str:
    return "1 record" if count == 1 else f"{count} records"
