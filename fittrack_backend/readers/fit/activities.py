"""Recordings in FIT files: from their session messages, or summed up where these are missing."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from fittrack_backend.readers.fit import values as of
from fittrack_backend.readers.fit.activity_messages import (
    MOST_LAPS,
    ActivityMessages,
    clock_offset_s,
    collect,
    device_of,
    name_of_activity,
    sport_of,
)
from fittrack_backend.readers.fit.activity_parts import measures_of, parts_of
from fittrack_backend.readers.fit.filling import filled
from fittrack_backend.readers.fit.laps import laps_of, messages_of_session
from fittrack_backend.readers.fit.parts import Part
from fittrack_backend.readers.fit.places import places_of, with_places
from fittrack_backend.readers.fit.profile import known_name_of
from fittrack_backend.readers.fit.record_sums import first_position, position_of, record_times
from fittrack_backend.readers.fit.session_and_lap_fields import TOTALS_OF_SESSIONS, values_of
from fittrack_backend.readers.fit.summing import (
    Recordings,
    sum_up_all,
    sum_up_tail,
    sum_up_without_times,
)
from fittrack_backend.readers.fit.times import EARLIEST
from fittrack_backend.readers.fit.wire import Message
from fittrack_backend.records.activities import Recording
from fittrack_backend.records.as_json import made

_CLOCK_NOT_SET = "the device's clock was not set: it is dated by the local time at its end"


def read_activities(
    part: Part, *, required: bool, fallback_start: dt.datetime | None = None
) -> Recordings:
    """The activities of one FIT file.

    Every session message is one. Without any, one is summed up from laps and records; behind the
    last session of an incomplete file too, where recording went on. `required` says that the file
    is an activity by its type, so that finding none is worth a word; `fallback_start` dates an
    activity in which there is no time at all.
    """
    told = collect(part)
    found = Recordings()
    laps_left = MOST_LAPS
    last_end: int | None = None
    for index, session in enumerate(told.sessions):
        activity, end = _from_session(part, told, index, session, found.remarks)
        if activity is not None:
            if len(activity.laps) > laps_left:  # sessions that share their laps
                activity = replace(activity, laps=activity.laps[:laps_left])
                told.dropped.setdefault("laps", MOST_LAPS)
            laps_left -= len(activity.laps)
            found.items.append(activity)
            last_end = end if last_end is None else max(last_end, end)
    found.remarks += [
        f"it holds more than {most:,} {what}: the rest was left out"
        for what, most in told.dropped.items()
    ]
    if not found.items:
        sum_up_all(part, told, found)
        if not found.items:
            sum_up_without_times(part, told, found, required, fallback_start)
    elif part.incomplete and last_end is not None:
        sum_up_tail(part, told, last_end, found)
    offset_s = clock_offset_s(told, part)
    remarks = (_CLOCK_NOT_SET,) if part.clock_shift_s else ()
    found.items = [
        _placed(part, replace(one, clock_offset_s=offset_s, remarks=(*remarks, *one.remarks)))
        for one in with_places(part, filled(part, found.items))
    ]
    return found


def _placed(part: Part, recording: Recording) -> Recording:
    """With the first position of its records, where nothing else tells the local time."""
    if recording.clock_offset_s is not None or recording.start_lat is not None:
        return recording
    found = first_position(part, recording.start_time)
    return (
        recording if found is None else replace(recording, start_lat=found[0], start_lon=found[1])
    )


def _from_session(
    part: Part, told: ActivityMessages, index: int, session: Message, remarks: list[str]
) -> tuple[Recording | None, int]:
    start = of.seconds(session, "start_time")
    elapsed = of.amount(session, "total_elapsed_time")
    end = of.seconds(session, "timestamp")
    if start is None:
        start = _start_without(part, told, session)
        if start is None:
            remarks.append("a session was left out: nothing says when it took place")
            return None, 0
        remarks.append("a session does not say when it began: its start is taken from the rest")
    if elapsed is None and end is not None and end >= start:
        elapsed = float(end - start)
    sport = known_name_of("sport", session.values.get("sport"))
    laps = messages_of_session(told, index, session, start, elapsed)
    place = position_of(session, "start_position_lat", "start_position_long")
    recording = Recording(
        start_lat=None if place is None else place[0],
        start_lon=None if place is None else place[1],
        start_time=of.moment(start),
        sport=sport or sport_of(told, laps)[0],
        sub_sport=known_name_of("sub_sport", session.values.get("sub_sport")),
        name=name_of_activity(told, session, sport),
        elapsed_s=elapsed,
        laps=laps_of(laps, start),
        device=device_of(told.file_id),
        summed_up=False,
        samples=part.records,
        places=places_of(session, laps),
        measures=measures_of(told, index),
        parts=parts_of(told, index, (start, start + (elapsed or 0)), laps),
    )
    totals = values_of(session, TOTALS_OF_SESSIONS)
    return made(Recording, vars(recording) | totals), start + round(elapsed or 0)


def _start_without(part: Part, told: ActivityMessages, session: Message) -> int | None:
    end = of.seconds(session, "timestamp")
    elapsed = of.amount(session, "total_elapsed_time")
    if end is not None and elapsed is not None and end - elapsed >= EARLIEST:
        return end - round(elapsed)
    if len(told.sessions) == 1:
        first = record_times(part)
        if first:
            return first[0]
    return of.seconds(told.file_id, "time_created") if told.file_id is not None else None
