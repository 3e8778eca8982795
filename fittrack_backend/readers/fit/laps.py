"""Laps of an activity, and what they add up to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from attrs import frozen

from fittrack_backend.readers.fit import values as of
from fittrack_backend.readers.fit.activity_messages import ActivityMessages
from fittrack_backend.readers.fit.record_sums import Summary
from fittrack_backend.readers.fit.session_and_lap_fields import OF_LAPS, values_of
from fittrack_backend.readers.fit.times import LATEST
from fittrack_backend.readers.fit.wire import Message
from fittrack_backend.readers.measures import HeartRates
from fittrack_backend.records.activities import Lap, Recording
from fittrack_backend.records.as_json import sparse

_LAP_SLACK_S = 5


def messages_of_session(
    told: ActivityMessages, index: int, session: Message, start: int, elapsed: float | None
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


def laps_of(laps: list[Message], start: int) -> tuple[Lap, ...]:
    """The laps of an activity that began at `start`; one without a start begins where the last ended."""
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
            sparse(
                Lap,
                {
                    "index": len(found),
                    "start_time": of.moment(begun),
                    "elapsed_s": elapsed,
                    **values_of(lap, OF_LAPS),
                },
            )
        )
    return tuple(found)


def sum_of_laps(activity: Recording, laps: list[Message], summary: Summary) -> Recording | None:
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
        with_sums_of(activity, laps),
        start_time=of.moment(min(known_starts)),
        elapsed_s=round(max(known_ends) - min(known_starts), 3),
    )


def with_sums_of(activity: Recording, laps: list[Message]) -> Recording:
    """`activity` with the laps' sums, where every lap gives the value."""
    hearts = HeartRates()
    for lap in laps:
        seconds = of.amount(lap, "total_timer_time") or 0.0
        hearts.add(of.heart_rate(lap, "avg_heart_rate"), seconds)
        hearts.add_max(of.heart_rate(lap, "max_heart_rate"))
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
