"""All that is worked out from the samples of one recording, as it is kept."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence

from fittrack_backend.records.numbers.best_power import best_powers
from fittrack_backend.records.numbers.best_times import best_times
from fittrack_backend.records.numbers.decoupling import decoupling_percent
from fittrack_backend.records.numbers.distance_along import distances_along, has_values
from fittrack_backend.records.numbers.distances import marks
from fittrack_backend.records.numbers.grade import Stretch, stretches
from fittrack_backend.records.numbers.grade_adjusted_pace import grade_adjusted_distance_m
from fittrack_backend.records.numbers.moving_time import Pause, moving_time_s
from fittrack_backend.records.numbers.normalized_power import normalized_power_w
from fittrack_backend.records.numbers.spans import (
    HEART_RATE_BPM,
    POWER_W,
    SPEED_M_S,
    Column,
    Span,
    mean,
    spans,
)
from fittrack_backend.records.numbers.too_fast import ON_FOOT, fastest_of, possible
from fittrack_backend.records.numbers.work import mean_power_w, work_j
from fittrack_backend.records.recording_numbers import Best, RecordingNumbers, TimeAt, WorkedOut
from fittrack_backend.records.samples import Recorded, Samples

NUMBERS_VERSION = 4
"""What `numbers_of` gives. Count it up with any change of a formula: what is kept is then worked out again."""

WITH_BEST_TIMES = ON_FOOT | {"cycling", "cross_country_skiing", "inline_skating"}
"""The sports of which a best time over a distance is kept."""
HELD_S = 10.0
STEEP_M = 100.0
_DECIMALS = 3


def numbers_of(recorded: Recorded, sport: str) -> WorkedOut:
    """The numbers of a recording of that sport. Raises nothing for what a file may hold."""
    samples = recorded.samples
    times: Column = [None if math.isnan(time) else time for time in samples.times]
    distances, altitudes = _column(samples, "distance_m"), _column(samples, "altitude_m")
    if not has_values(distances):
        distances = distances_along(times, _column(samples, "lat_deg"), _column(samples, "lon_deg"))
    speeds = _column(samples, "speed_m_s")
    powers, rates = _powers(samples), _column(samples, "hr_bpm")
    beats = spans(times, rates, HEART_RATE_BPM)
    hr, power = _time_at(beats), _time_at(spans(times, powers, POWER_W))
    track = stretches(distances, altitudes)
    found = RecordingNumbers(
        moving_s=_rounded(moving_time_s(times, distances, speeds, sport, _pauses(recorded))),
        grade_adjusted_distance_m=(
            _rounded(grade_adjusted_distance_m(distances, altitudes))
            if sport == "running"
            else None
        ),
        steepest_up_percent=_steepest(track, up=True),
        steepest_down_percent=_steepest(track, up=False),
        work_j=_rounded(work_j(times, powers)),
        avg_power_w=_rounded(mean_power_w(times, powers)),
        normalized_power_w=_rounded(normalized_power_w(times, powers)),
        avg_hr_bpm=_rounded(mean(beats)),
        held_hr_bpm=_held(hr),
        power_decoupling_percent=_rounded(decoupling_percent(times, powers, rates, POWER_W)),
        speed_decoupling_percent=_rounded(decoupling_percent(times, speeds, rates, SPEED_M_S)),
        hr=hr,
        power=power,
        too_fast_m=_too_fast_m(times, distances, sport),
    )
    start = min((time for time in times if time is not None), default=0.0)
    bests = tuple(_bests(times, distances, powers, sport, start))
    return WorkedOut(recorded.number, sport, found, bests)


def _too_fast_m(times: Column, distances: Column, sport: str) -> float | None:
    if sport not in WITH_BEST_TIMES:
        return None
    return _rounded(possible(marks(times, distances), fastest_of(sport)).left_out_m) or None


def _bests(
    times: Column, distances: Column, powers: Column, sport: str, start: float
) -> Iterator[Best]:
    if sport in WITH_BEST_TIMES:
        for time in best_times(times, distances, fastest_m_s=fastest_of(sport)):
            yield Best(
                "time",
                time.distance_m,
                round(time.seconds, _DECIMALS),
                round(time.start_s - start, _DECIMALS),
            )
    for power in best_powers(times, powers):
        if power.power_w > 0:
            yield Best(
                "power",
                power.duration_s,
                round(power.power_w, _DECIMALS),
                round(power.start_s - start, _DECIMALS),
            )


def _powers(samples: Samples) -> Column:
    """Without what is 0 W throughout: some devices write that where there is no power meter."""
    powers = _column(samples, "power_w")
    return powers if any(power is not None and power > 0 for power in powers) else ()


def _column(samples: Samples, name: str) -> Column:
    column = samples.column(name)
    return column.numbers() if column is not None and column.kind in ("float", "int") else ()


def _pauses(recorded: Recorded) -> list[Pause]:
    """When the timer stopped and was started again (FIT profile, `event`)."""
    events = recorded.others.get("events")
    if events is None:
        return []
    names, types = events.column("event"), events.column("event_type")
    if names is None or types is None:
        return []
    found: list[Pause] = []
    stopped: float | None = None
    for time, kind in sorted(
        (time, str(kind))
        for time, name, kind in zip(events.times, names.values, types.values, strict=True)
        if name == "timer" and not math.isnan(time)
    ):
        if kind.startswith("stop"):
            stopped = time if stopped is None else stopped
        elif kind == "start" and stopped is not None:
            found.append((stopped, time))
            stopped = None
    return found


def _time_at(parts: Sequence[Span]) -> TimeAt | None:
    seconds: dict[int, float] = defaultdict(float)
    for span in parts:
        seconds[math.floor(span.value)] += span.seconds
    values = tuple(sorted(seconds))
    return (
        TimeAt(values=values, seconds=tuple(round(seconds[one], _DECIMALS) for one in values))
        if values
        else None
    )


def _held(hr: TimeAt | None) -> float | None:
    """The highest value that is reached for `HELD_S` in all; None where nothing is."""
    left = HELD_S
    for value, seconds in zip(reversed(hr.values), reversed(hr.seconds), strict=True) if hr else ():
        left -= seconds
        if left <= 0:
            return float(value)
    return None


def _steepest(track: Sequence[Stretch], *, up: bool) -> float | None:
    """The steepest grade that was reached for `STEEP_M` in all: a jump in the altitude is none."""
    left = STEEP_M
    for part in sorted(track, key=lambda part: part.grade, reverse=up):
        left -= part.end_m - part.start_m
        if left <= 0:
            return _rounded(max(0.0, part.grade * 100) if up else min(0.0, part.grade * 100))
    return None


def _rounded(value: float | None) -> float | None:
    return round(value, _DECIMALS) if value is not None and math.isfinite(value) else None
