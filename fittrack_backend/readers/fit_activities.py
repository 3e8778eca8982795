"""Activities in FIT files: from their session messages, or summed up where these are missing."""

from __future__ import annotations

import datetime as dt
from array import array
from collections.abc import Iterator
from dataclasses import replace

from attrs import define, evolve, field, frozen

from fittrack_backend.readers import fit_values as of
from fittrack_backend.readers.fit_profile import name_of, number_of, wanted
from fittrack_backend.readers.fit_wire import EARLIEST, LATEST, Message, Part, messages
from fittrack_backend.readers.measures import (
    DEVICE_LIMIT,
    NAME_LIMIT,
    Climb,
    HeartRates,
    clean_text,
    haversine_m,
    heart_rate,
    not_negative,
    plausible_time,
    position,
)
from fittrack_backend.records.activities import Lap, Recording

_TOTALS = (
    "timestamp",
    "start_time",
    "sport",
    "sub_sport",
    "total_elapsed_time",
    "total_timer_time",
    "total_distance",
    "total_calories",
    "avg_heart_rate",
    "max_heart_rate",
    "total_ascent",
)
_WANTED = wanted(
    {
        "file_id": ("time_created", "manufacturer", "product", "product_name"),
        "session": (*_TOTALS, "first_lap_index", "num_laps", "sport_profile_name"),
        "lap": _TOTALS,
        "sport": ("sport", "sub_sport", "name"),
        "workout": ("wkt_name",),
    }
)
_FILE_ID, _SESSION, _LAP, _SPORT = (
    number_of(name) for name in ("file_id", "session", "lap", "sport")
)
_RECORD, _EVENT = number_of("record"), number_of("event")
_RECORD_TIMES = wanted({"record": ("timestamp",)})
_RECORDS = wanted(
    {
        "record": (
            "timestamp",
            "position_lat",
            "position_long",
            "distance",
            "altitude",
            "enhanced_altitude",
            "heart_rate",
            "calories",
        ),
        "event": ("timestamp", "event", "event_type"),
    }
)

_MOST_SESSIONS = 1_000
_MOST_LAPS = 20_000
_MOST_PAUSES = 20_000
_MOST_RECORDS = 2_000_000
_STRAY_S = 14 * 86_400
"""A record further than this from the file's median time has a damaged time."""
_TAIL_RECORDS = 10
_TAIL_S = 30
_LAP_SLACK_S = 5
_NO_SESSION = "there is no session message"
_STOPS = frozenset({"stop", "stop_all", "stop_disable", "stop_disable_all"})
_SEMICIRCLE_DEGREES = 180 / 2**31


@define
class Activities:
    """What `read_activities` found; `missing` says why there is nothing where there is nothing."""

    items: list[Recording] = field(factory=list)
    remarks: list[str] = field(factory=list)
    missing: list[str] = field(factory=list)


@define
class _Told:
    """The messages about activities, in the file's order."""

    file_id: Message | None = None
    sessions: list[Message] = field(factory=list)
    laps: list[Message] = field(factory=list)
    sports: list[Message] = field(factory=list)
    workout: Message | None = None
    dropped: bool = False


def read_activities(
    part: Part, *, required: bool, fallback_start: dt.datetime | None = None
) -> Activities:
    """The activities of one FIT file.

    Every session message is one. Without any, one is summed up from laps and records; behind the
    last session of an incomplete file too, where recording went on. `required` says that the file
    is an activity by its type, so that finding none is worth a word; `fallback_start` dates an
    activity in which there is no time at all.
    """
    told = _collect(part)
    found = Activities()
    if told.dropped:
        found.remarks.append("it holds more sessions or laps than can be: the rest was left out")
    last_end: int | None = None
    for index, session in enumerate(told.sessions):
        activity, end = _from_session(part, told, index, session, found.remarks)
        if activity is not None:
            found.items.append(activity)
            last_end = end if last_end is None else max(last_end, end)
    if not found.items:
        _sum_up_all(part, told, found)
        if not found.items:
            _sum_up_without_times(part, told, found, required, fallback_start)
    elif part.incomplete and last_end is not None:
        _sum_up_tail(part, told, last_end, found)
    return found


def _collect(part: Part) -> _Told:
    told = _Told()
    for message in messages(part, _WANTED):
        if message.number == _SESSION:
            told.dropped |= not _append(told.sessions, message, _MOST_SESSIONS)
        elif message.number == _LAP:
            told.dropped |= not _append(told.laps, message, _MOST_LAPS)
        elif message.number == _SPORT:
            _append(told.sports, message, _MOST_SESSIONS)
        elif message.number == _FILE_ID:
            told.file_id = told.file_id or message
        else:
            told.workout = told.workout or message
    return told


def _append(messages: list[Message], message: Message, most: int) -> bool:
    if len(messages) >= most:
        return False
    messages.append(message)
    return True


def _from_session(
    part: Part, told: _Told, index: int, session: Message, remarks: list[str]
) -> tuple[Recording | None, int]:
    start = of.seconds(session, "start_time")
    elapsed = of.amount(session, "total_elapsed_time")
    end = of.seconds(session, "timestamp")
    if start is None:
        start = _start_without(part, told, session)
        if start is None:
            remarks.append("a session was left out: there is no telling when it took place")
            return None, 0
        remarks.append("a session does not say when it began: its start is taken from the rest")
    if elapsed is None and end is not None and end >= start:
        elapsed = float(end - start)
    sport = name_of("sport", session.values.get("sport"))
    laps = _laps_of(told, index, session, start, elapsed)
    activity = Recording(
        start_time=of.moment(start),
        sport=sport or _sport(told, laps)[0],
        sub_sport=name_of("sub_sport", session.values.get("sub_sport")),
        name=_name(told, session, sport),
        distance_m=of.amount(session, "total_distance"),
        timer_s=of.amount(session, "total_timer_time"),
        elapsed_s=elapsed,
        calories_kcal=of.whole(session, "total_calories"),
        avg_hr_bpm=heart_rate(of.number(session, "avg_heart_rate")),
        max_hr_bpm=heart_rate(of.number(session, "max_heart_rate")),
        ascent_m=of.amount(session, "total_ascent"),
        laps=_laps(laps, start),
        device=_device(told.file_id),
        summed_up=False,
    )
    return activity, start + round(elapsed or 0)


def _start_without(part: Part, told: _Told, session: Message) -> int | None:
    end = of.seconds(session, "timestamp")
    elapsed = of.amount(session, "total_elapsed_time")
    if end is not None and elapsed is not None and end - elapsed >= EARLIEST:
        return end - round(elapsed)
    if len(told.sessions) == 1:
        first = _record_times(part)
        if first:
            return first[0]
    return of.seconds(told.file_id, "time_created") if told.file_id is not None else None


def _laps_of(
    told: _Told, index: int, session: Message, start: int, elapsed: float | None
) -> list[Message]:
    """The session's laps: those that it counts, or else those that began in its time."""
    if len(told.sessions) == 1:
        return told.laps
    first, count = of.whole(session, "first_lap_index"), of.whole(session, "num_laps")
    if first is not None and count is not None and first + count <= len(told.laps):
        return told.laps[first : first + count]
    end = start + (elapsed or 0)
    return [
        lap
        for lap in told.laps
        if (begun := of.seconds(lap, "start_time")) is not None and start <= begun < end
    ]


def _laps(laps: list[Message], start: int) -> tuple[Lap, ...]:
    found: list[Lap] = []
    previous_end = start
    for lap in laps:
        end = of.seconds(lap, "timestamp")
        elapsed = of.amount(lap, "total_elapsed_time")
        begun = of.seconds(lap, "start_time")
        if begun is None and end is not None and elapsed is not None and elapsed < end:
            begun = end - round(elapsed)
        if begun is None:
            begun = previous_end
        previous_end = end if end is not None else min(LATEST, begun + round(elapsed or 0))
        found.append(
            Lap(
                index=len(found),
                start_time=of.moment(begun),
                elapsed_s=elapsed,
                timer_s=of.amount(lap, "total_timer_time"),
                distance_m=of.amount(lap, "total_distance"),
                calories_kcal=of.whole(lap, "total_calories"),
                avg_hr_bpm=heart_rate(of.number(lap, "avg_heart_rate")),
                max_hr_bpm=heart_rate(of.number(lap, "max_heart_rate")),
                ascent_m=of.amount(lap, "total_ascent"),
            )
        )
    return tuple(found)


def _sport(told: _Told, laps: list[Message]) -> tuple[str, str | None]:
    for message in [*reversed(told.sports), *laps]:
        sport = name_of("sport", message.values.get("sport"))
        if sport is not None:
            return sport, name_of("sub_sport", message.values.get("sub_sport"))
    return "generic", None


def _name(told: _Told, session: Message | None, sport: str | None) -> str | None:
    if told.workout is not None and len(told.sessions) <= 1:
        name = of.text(told.workout, "wkt_name", NAME_LIMIT)
        if name:
            return name
    if session is not None:
        name = of.text(session, "sport_profile_name", NAME_LIMIT)
        if name:
            return name
    for message in told.sports:
        if sport is None or name_of("sport", message.values.get("sport")) == sport:
            return of.text(message, "name", NAME_LIMIT)
    return None


def _device(file_id: Message | None) -> str | None:
    if file_id is None:
        return None
    manufacturer = _enumerated("manufacturer", file_id.values.get("manufacturer"))
    product = of.text(file_id, "product_name", DEVICE_LIMIT)
    if product is None and manufacturer in ("garmin", "dynastream", "dynastream_oem", "tacx"):
        product = _enumerated("garmin_product", file_id.values.get("product"))
    parts = [part for part in (manufacturer, product) if part]
    return clean_text(" ".join(parts), DEVICE_LIMIT)


def _enumerated(type_name: str, value: object) -> str | None:
    """The profile's name; a number that it lacks says nothing to people, so None."""
    name = name_of(type_name, value)
    return None if name is None or name == f"{type_name}_{value}" else name


def _sum_up_all(part: Part, told: _Told, found: Activities) -> None:
    times = _record_times(part)
    summary = _summary(part, times, after=None) if times else None
    if summary is None:
        return
    sport, sub_sport = _sport(told, told.laps)
    activity = _summed_up(told, summary, sport, sub_sport, told.laps)
    whole = _sum_of_laps(activity, told.laps, summary)
    found.items.append(whole or activity)
    found.remarks.append(
        f"{_NO_SESSION}: the activity was summed up from its "
        + ("laps" if whole else _records(summary.records))
    )


def _sum_up_without_times(
    part: Part, told: _Told, found: Activities, required: bool, fallback_start: dt.datetime | None
) -> None:
    sport, sub_sport = _sport(told, told.laps)
    started = [lap for lap in told.laps if of.seconds(lap, "start_time") is not None]
    if started:
        begun = of.seconds(started[0], "start_time") or 0
        ends = [of.seconds(lap, "timestamp") or begun for lap in started]
        summary = _Summary(first=begun, last=max(begun, *ends))
        activity = _summed_up(told, summary, sport, sub_sport, told.laps)
        found.items.append(_with_laps(activity, told.laps))
        found.remarks.append(f"{_NO_SESSION}: the activity was summed up from its laps")
        return
    untimed = _Summary(first=0, last=0)
    for message in messages(part, _RECORDS):
        if message.number == _RECORD and untimed.records < _MOST_RECORDS:
            untimed.add(message)
    if not untimed.records:
        if required:
            found.missing.append("there is no session, lap or record in it")
        return
    created = of.seconds(told.file_id, "time_created") if told.file_id is not None else None
    start = plausible_time(fallback_start) if created is None else of.moment(created)
    count = _records(untimed.records)
    if start is None:
        found.missing.append(
            f"{_NO_SESSION}, and neither its {count} nor the file have a time: there is no telling"
            " when the activity took place"
        )
        return
    activity = _summed_up(told, untimed, sport, sub_sport, [])
    found.items.append(replace(activity, start_time=start, timer_s=None, elapsed_s=None))
    whose = "the time at which it was created" if created is not None else "the file's own date"
    found.remarks.append(
        f"{_NO_SESSION}: the activity was summed up from its {count}, which have no time; it is"
        f" dated by {whose}"
    )


def _records(count: int) -> str:
    return "1 record" if count == 1 else f"{count} records"


def _sum_up_tail(part: Part, told: _Told, last_end: int, found: Activities) -> None:
    times = _record_times(part)
    behind = [time for time in times if time > last_end + _TAIL_S]
    if len(behind) < _TAIL_RECORDS:
        return
    summary = _summary(part, times, after=last_end)
    if summary is None:
        return
    laps = [lap for lap in told.laps if (of.seconds(lap, "start_time") or 0) >= last_end]
    sport, sub_sport = _sport(evolve(told, sports=told.sports[len(told.sessions) :]), laps)
    found.items.append(_summed_up(told, summary, sport, sub_sport, laps))
    found.remarks.append(
        f"the last session is missing: it was summed up from its {_records(summary.records)}"
    )


def _record_times(part: Part) -> array[int]:
    """The times of the records, without those that a damaged byte put elsewhere."""
    times = array("I")
    for message in messages(part, _RECORD_TIMES):
        time = of.seconds(message, "timestamp")
        if time is not None and len(times) < _MOST_RECORDS:
            times.append(time)
    if not times:
        return times
    median = sorted(times)[len(times) // 2]
    return array("I", (time for time in times if abs(time - median) <= _STRAY_S))


@define
class _Summary:
    """What records add up to, as they come."""

    first: int
    last: int
    records: int = 0
    first_m: float | None = None
    last_m: float | None = None
    walked_m: float = 0.0
    here: tuple[float, float] | None = None
    hearts: HeartRates = field(factory=HeartRates)
    climb: Climb = field(factory=Climb)
    calories: float | None = None
    paused_s: float = 0.0

    def add(self, record: Message) -> None:
        self.records += 1
        distance = of.amount(record, "distance")
        if distance is not None:
            self.first_m = distance if self.first_m is None else self.first_m
            self.last_m = distance
        self._move(record)
        self.hearts.add(heart_rate(of.number(record, "heart_rate")))
        altitude = of.number(record, "enhanced_altitude")
        self.climb.add(of.number(record, "altitude") if altitude is None else altitude)
        calories = of.amount(record, "calories")
        if calories is not None:
            self.calories = max(calories, self.calories or 0)

    def _move(self, record: Message) -> None:
        lat, lon = of.number(record, "position_lat"), of.number(record, "position_long")
        if lat is None or lon is None:
            return
        there = position(lat * _SEMICIRCLE_DEGREES, lon * _SEMICIRCLE_DEGREES)
        if there is not None:
            if self.here is not None:
                self.walked_m += haversine_m(self.here, there)
            self.here = there

    @property
    def distance_m(self) -> float | None:
        if self.first_m is not None and self.last_m is not None and self.last_m >= self.first_m:
            return round(self.last_m - self.first_m, 2)
        return round(self.walked_m, 2) if self.here is not None else None


def _summary(part: Part, times: array[int], after: int | None) -> _Summary | None:
    """Sum up the records whose time is among `times` and later than `after`."""
    low, high = min(times), max(times)
    if after is not None:
        low = after + 1
    summary: _Summary | None = None
    pauses = _Pauses()
    for message in messages(part, _RECORDS):
        time = of.seconds(message, "timestamp")
        if time is None or not low <= time <= high:
            continue
        if message.number == _EVENT:
            pauses.add(time, message)
            continue
        if summary is None:
            summary = _Summary(first=time, last=time)
        if summary.records >= _MOST_RECORDS:
            continue
        summary.first = min(summary.first, time)
        summary.last = max(summary.last, time)
        summary.add(message)
    if summary is not None:
        summary.paused_s = pauses.within(summary.first, summary.last)
    return summary


@define
class _Pauses:
    """When the timer stood, from timer events."""

    spans: list[tuple[int, int | None]] = field(factory=list)

    def add(self, time: int, event: Message) -> None:
        if name_of("event", event.values.get("event")) != "timer":
            return
        kind = name_of("event_type", event.values.get("event_type"))
        open_since = self.spans[-1][0] if self.spans and self.spans[-1][1] is None else None
        if kind in _STOPS and open_since is None and len(self.spans) < _MOST_PAUSES:
            self.spans.append((time, None))
        elif kind == "start" and open_since is not None:
            self.spans[-1] = (open_since, time)

    def within(self, first: int, last: int) -> float:
        total = 0
        for begun, ended in self.spans:
            total += max(0, min(last, last if ended is None else ended) - max(first, begun))
        return float(min(total, last - first))


def _summed_up(
    told: _Told, summary: _Summary, sport: str, sub_sport: str | None, laps: list[Message]
) -> Recording:
    elapsed = float(summary.last - summary.first)
    return Recording(
        start_time=of.moment(summary.first),
        sport=sport,
        sub_sport=sub_sport,
        name=_name(told, None, sport),
        distance_m=not_negative(summary.distance_m),
        timer_s=elapsed - summary.paused_s,
        elapsed_s=elapsed,
        calories_kcal=None if summary.calories is None else round(summary.calories),
        avg_hr_bpm=summary.hearts.mean,
        max_hr_bpm=summary.hearts.maximum,
        ascent_m=summary.climb.ascent_m(),
        laps=_laps(laps, summary.first),
        device=_device(told.file_id),
        summed_up=True,
    )


def _sum_of_laps(activity: Recording, laps: list[Message], summary: _Summary) -> Recording | None:
    """The sum of the laps where they cover all records: the device knew it better than we do."""
    starts = [of.seconds(lap, "start_time") for lap in laps]
    ends = [
        None if begun is None or elapsed is None else begun + elapsed
        for begun, elapsed in zip(
            starts, (of.amount(lap, "total_elapsed_time") for lap in laps), strict=True
        )
    ]
    known_starts = [begun for begun in starts if begun is not None]
    known_ends = [end for end in ends if end is not None]
    if not laps or len(known_starts) < len(laps) or len(known_ends) < len(laps):
        return None
    if min(known_starts) > summary.first + _LAP_SLACK_S:
        return None
    if max(known_ends) < summary.last - _LAP_SLACK_S:
        return None
    return replace(
        _with_laps(activity, laps),
        start_time=of.moment(min(known_starts)),
        elapsed_s=round(max(known_ends) - min(known_starts), 3),
    )


def _with_laps(activity: Recording, laps: list[Message]) -> Recording:
    """`activity` with the laps' sums, where every lap gives the value."""
    hearts = HeartRates()
    for lap in laps:
        seconds = of.amount(lap, "total_timer_time") or 0.0
        hearts.add(heart_rate(of.number(lap, "avg_heart_rate")), seconds)
        hearts.add_max(heart_rate(of.number(lap, "max_heart_rate")))
    totals = _Sums(laps)
    calories = totals.sum("total_calories")
    return replace(
        activity,
        distance_m=_or(totals.sum("total_distance"), activity.distance_m),
        timer_s=_or(totals.sum("total_timer_time"), activity.timer_s),
        calories_kcal=activity.calories_kcal if calories is None else round(calories),
        avg_hr_bpm=activity.avg_hr_bpm or hearts.mean,
        max_hr_bpm=activity.max_hr_bpm or hearts.maximum,
        ascent_m=_or(totals.sum("total_ascent"), activity.ascent_m),
    )


@frozen
class _Sums:
    laps: list[Message]

    def values(self, name: str) -> Iterator[float | None]:
        return (of.amount(lap, name) for lap in self.laps)

    def sum(self, name: str) -> float | None:
        values = [value for value in self.values(name) if value is not None]
        return round(sum(values), 3) if values and len(values) == len(self.laps) else None


def _or(value: float | None, other: float | None) -> float | None:
    return other if value is None else value
