"""What sessions and laps do not say, worked out from the laps and the records in their time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from fittrack_backend.readers.fit.parts import Part
from fittrack_backend.readers.fit.record_sums import Summary, Window, Windows, sum_up_within
from fittrack_backend.readers.fit.times import FIT_EPOCH
from fittrack_backend.readers.measures import HeartRates
from fittrack_backend.records.activities import Lap, Recording
from fittrack_backend.records.as_json import changed

R = TypeVar("R", Recording, Lap)

_FROM_LAPS = ("distance_m", "timer_s", "ascent_m")
_FILLED = (*_FROM_LAPS, "avg_hr_bpm", "max_hr_bpm")
_ZERO_IS_NOTHING = frozenset({"distance_m", "timer_s"})
"""A session of no distance or no time does not know it."""


def filled(part: Part, recordings: Sequence[Recording]) -> list[Recording]:
    """The recordings, with what they and their laps lack taken from their laps, then from the records
    within their time. `computed` names what was worked out of each recording."""
    lacking = [one for one in recordings if not one.summed_up and _lacks(one)]
    if not lacking:
        return list(recordings)
    sessions = Windows.over(_window(one) for one in lacking)
    laps = Windows.over(_window(lap) for one in lacking for lap in one.laps)
    names = {name for one in lacking for name in missing_of(one)}
    names.update(name for one in lacking for lap in one.laps for name in missing_of(lap))
    sum_up_within(part, (sessions, laps), names)
    return [
        _filled(one, sessions, laps) if not one.summed_up and _lacks(one) else one
        for one in recordings
    ]


def missing_of(record: Recording | Lap) -> list[str]:
    """The names of what a session or lap does not say."""
    return [
        name
        for name in _FILLED
        if (value := getattr(record, name)) is None or (value == 0 and name in _ZERO_IS_NOTHING)
    ]


def _lacks(recording: Recording) -> bool:
    return bool(missing_of(recording)) or any(missing_of(lap) for lap in recording.laps)


def _window(record: Recording | Lap) -> Window:
    begun = round((record.start_time - FIT_EPOCH).total_seconds())
    return begun, begun + round(record.elapsed_s or record.timer_s or 0)


def _filled(recording: Recording, sessions: Windows, laps: Windows) -> Recording:
    whole = _from_laps(recording)
    found, remarks = _from_records(whole, sessions.sums.get(_window(recording)))
    lacked = missing_of(recording)
    return replace(
        found,
        laps=tuple(_from_records(lap, laps.sums.get(_window(lap)))[0] for lap in recording.laps),
        computed=tuple(name for name in lacked if name not in missing_of(found)),
        remarks=(*recording.remarks, *remarks),
    )


def _from_laps(recording: Recording) -> Recording:
    """With the sums of the laps, for values that every lap has."""
    laps = recording.laps
    lacked = {name for lap in laps for name in missing_of(lap)}
    told = {*missing_of(recording)} - lacked if laps else set()
    if not told:
        return recording
    found: dict[str, float | int | None] = {
        name: round(sum(getattr(lap, name) for lap in laps), 3) for name in told & {*_FROM_LAPS}
    }
    hearts = HeartRates()
    for lap in laps:
        hearts.add(lap.avg_hr_bpm, lap.timer_s or lap.elapsed_s or 0.0)
        hearts.add_max(lap.max_hr_bpm)
    if "avg_hr_bpm" in told:
        found["avg_hr_bpm"] = hearts.mean
    if "max_hr_bpm" in told:
        found["max_hr_bpm"] = hearts.maximum
    return replace(recording, **found)  # type: ignore[arg-type]


def _from_records(record: R, summary: Summary | None) -> tuple[R, tuple[str, ...]]:
    """With what the records in its time add up to, and the remarks about them."""
    lacking = missing_of(record)
    if summary is None or not lacking:
        return record, ()
    distance, remarks = summary.distance() if "distance_m" in lacking else (None, ())
    elapsed = record.elapsed_s or float(summary.last - summary.first)
    found = {
        "distance_m": distance,
        "timer_s": max(0.0, elapsed - summary.paused_s) or None,
        "avg_hr_bpm": summary.hearts.mean,
        "max_hr_bpm": summary.hearts.maximum,
        "ascent_m": summary.climb.ascent_m(),
    }
    told = {name: found[name] for name in lacking if found[name] is not None}
    return changed(record, told), remarks if "distance_m" in told else ()
