"""Moving time: how long an athlete moved.

It adds up the steps between samples in which the athlete was at least as fast as `SLOWEST_M_S` has it for
the sport. The speed of a step is its distance over its time; without distances, the recorded speed
at its beginning. What is slower counts as moving too while it lasts less than `SHORTEST_STOP_S`: a
corner is no stop. A gap in the recording (`spans`) counts as moved when its distance says so, as in a
tunnel. A pause of the device never counts, whatever its distance: the person stopped the timer.

Source of the form, a speed and stops of at least 15 s: Strava Engineering, "Improving Auto-Pause for
Everyone" (2014). Of the speed for running, a mile in 30 minutes, and that pauses are kept to: Strava's
"Training Glossary for Running". The other speeds are our own: as slow as people still walk, steer or
swim in that sport.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from types import MappingProxyType
from typing import Final, NamedTuple

from fittrack_backend.records.numbers.distances import MILE_M, track
from fittrack_backend.records.numbers.spans import SPEED_M_S, Column, spans

SLOWEST_M_S: Final = MappingProxyType(
    {
        "running": MILE_M / (30 * 60),
        "cycling": 0.5,
        "walking": 0.3,
        "hiking": 0.2,
        "mountaineering": 0.1,
        "swimming": 0.2,
    }
)
SLOWEST_OF_OTHERS_M_S = 0.3
SHORTEST_STOP_S = 15.0

Pause = tuple[float, float]
"""When the timer was stopped and when it was started again, in the seconds of the samples."""


class _Step(NamedTuple):
    start_s: float
    seconds: float
    speed_m_s: float


def moving_time_s(
    times: Column,
    distances: Column,
    speeds: Column,
    sport: str,
    pauses: Sequence[Pause] = (),
) -> float | None:
    """The seconds in which the athlete moved; None where neither distances nor speeds are known.

    `distances` count from the start, in metres; `speeds` are in m/s. `pauses` are of the timer.
    """
    steps = list(_by_distance(times, distances)) or list(_by_speed(times, speeds))
    if not steps:
        return None
    slowest = SLOWEST_M_S.get(sport, SLOWEST_OF_OTHERS_M_S)
    moved = stopped = 0.0
    for step in _without(pauses, steps):
        if step.speed_m_s >= slowest:
            moved += step.seconds
            if stopped < SHORTEST_STOP_S:
                moved += stopped
            stopped = 0.0
        else:
            stopped += step.seconds
    return moved + (stopped if moved and stopped < SHORTEST_STOP_S else 0.0)


def _by_distance(times: Column, distances: Column) -> Iterator[_Step]:
    for (start, before), (end, after) in pairwise(track(times, distances)):
        seconds = end - start
        yield _Step(start, seconds, (after - before) / seconds)


def _by_speed(times: Column, speeds: Column) -> Iterator[_Step]:
    for span in spans(times, speeds, SPEED_M_S):
        yield _Step(span.start_s, span.seconds, span.value)


def _without(pauses: Sequence[Pause], steps: Sequence[_Step]) -> Iterator[_Step]:
    """The steps, each without the part that was paused."""
    left = _joined(pauses)
    at = 0
    for step in steps:
        end = step.start_s + step.seconds
        while at < len(left) and left[at][1] <= step.start_s:
            at += 1
        paused = 0.0
        number = at
        while number < len(left) and left[number][0] < end:
            paused += min(left[number][1], end) - max(left[number][0], step.start_s)
            number += 1
        if paused < step.seconds:
            yield step._replace(seconds=step.seconds - paused)


def _joined(pauses: Sequence[Pause]) -> list[Pause]:
    joined: list[Pause] = []
    for start, end in sorted(pause for pause in pauses if pause[0] < pause[1]):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
