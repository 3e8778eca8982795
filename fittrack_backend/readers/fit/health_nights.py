"""Nights in FIT files (messages `sleep_level`, `sleep_assessment`, `nap_event`, and events)."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Mapping, Sequence
from statistics import median_low
from typing import cast

from attrs import define, field

from fittrack_backend.readers.fit import values as of
from fittrack_backend.readers.fit.health_days import Days
from fittrack_backend.readers.fit.profile import known_name_of
from fittrack_backend.readers.fit.wire import Message
from fittrack_backend.records.as_json import made
from fittrack_backend.records.sleep import (
    Nap,
    SleepLevel,
    SleepNight,
    SleepStage,
    with_stage_times,
)

_SCORES: Mapping[str, str] = {
    "overall_sleep_score": "sleep_score",
    "sleep_quality_score": "quality_score",
    "sleep_duration_score": "duration_score",
    "sleep_recovery_score": "recovery_score",
    "deep_sleep_score": "deep_score",
    "light_sleep_score": "light_score",
    "rem_sleep_score": "rem_score",
    "combined_awake_score": "awake_score",
    "awake_time_score": "awake_time_score",
    "awakenings_count_score": "awakenings_score",
    "sleep_restlessness_score": "restlessness_score",
    "interruptions_score": "interruptions_score",
    "awakenings_count": "awakenings",
}
"""By the fields of `sleep_assessment`: those of `SleepNight`."""
WANTED = {
    "sleep_level": ("timestamp", "sleep_level"),
    "sleep_assessment": (*_SCORES, "average_stress_during_sleep"),
    "nap_event": ("start_time", "end_time", "is_deleted"),
    "event": ("timestamp", "event", "event_type"),
}
_SLEEP_EVENT = 74
"""The public profile does not name it; files of sleep have one where the night starts and one where it ends."""
_START, _STOP = 0, 1
_MOST_LEVELS = 100_000
_MOST_LEVELS_A_NIGHT = 3_000
_MOST_NAPS = 1_000
_LONGEST_LEVEL_S = 3 * 3600
"""After which a level is of another night."""
_LONGEST_NAP_S = 12 * 3600


@define
class NightBook:
    """Collects what a file says of nights."""

    days: Days
    _levels: dict[int, SleepStage] = field(factory=dict, init=False)
    _last_level: int | None = field(default=None, init=False)
    _events: dict[int, list[int]] = field(factory=lambda: {_START: [], _STOP: []}, init=False)
    _scores: list[tuple[int | None, dict[str, object]]] = field(factory=list, init=False)
    """Each with the time of the level before it."""
    _naps: dict[Nap, dt.date] = field(factory=dict, init=False)

    def take_level(self, message: Message) -> None:
        """A stage of sleep and when it begins."""
        time = self.days.advance(message)
        level = known_name_of("sleep_level", message.values.get("sleep_level"))
        if time is None or level is None or not self._room():
            return
        self._last_level = time
        self._levels[time] = cast(SleepStage, level)

    def take_assessment(self, message: Message) -> None:
        """The scores of a night."""
        told: dict[str, object] = {
            name: value
            for given, name in _SCORES.items()
            if (value := of.whole(message, given)) is not None
        }
        stress = of.amount(message, "average_stress_during_sleep")
        if stress is not None:
            told["avg_stress"] = stress
        if told and self._room():
            self._scores.append((self._last_level, told))

    def take_event(self, message: Message) -> None:
        """Where a night starts, or ends."""
        kind = message.values.get("event_type")
        time = of.seconds(message, "timestamp")
        if message.values.get("event") == _SLEEP_EVENT and isinstance(kind, int) and time:
            times = self._events.get(kind)
            if times is not None and self._room():
                times.append(time)

    def take_nap(self, message: Message) -> None:
        """A nap that was not deleted."""
        start, end = of.seconds(message, "start_time"), of.seconds(message, "end_time")
        if start is None or end is None or not 0 < end - start <= _LONGEST_NAP_S:
            return
        if len(self._naps) >= _MOST_NAPS:
            self.days.part.limit = f"{_MOST_NAPS:,} naps"
        elif message.values.get("is_deleted") != 1:
            self._naps[Nap(of.moment(start), of.moment(end))] = self.days.date(end)

    def naps(self) -> list[tuple[dt.date, Nap]]:
        """The naps, each with its day."""
        return [(date, nap) for nap, date in self._naps.items()]

    def nights(self) -> list[SleepNight]:
        """The nights of the file."""
        groups = _in_nights(sorted(self._levels))
        found: list[SleepNight] = []
        for number, times in enumerate(groups):
            if len(times) > _MOST_LEVELS_A_NIGHT:
                self.days.part.limit = f"{_MOST_LEVELS_A_NIGHT:,} levels of sleep in a night"
                del times[_MOST_LEVELS_A_NIGHT:]
            start, end = self._bounds(times)
            scores: dict[str, object] = {}
            for after, told in self._scores:
                is_first = after is None and number == 0
                if is_first or (after is not None and times[0] <= after <= times[-1]):
                    scores |= told
            levels = tuple(SleepLevel(of.moment(time), self._levels[time]) for time in times)
            night = made(
                SleepNight,
                {
                    "date": self.days.date(end),
                    "start_time": of.moment(start),
                    "end_time": of.moment(end),
                    "local_start_time": self.days.local(start),
                    "local_end_time": self.days.local(end),
                    "levels": levels,
                    **scores,
                },
            )
            found.append(with_stage_times(night))
        return found if groups else self._without_levels()

    def _bounds(self, times: Sequence[int]) -> tuple[int, int]:
        """When a night starts and ends: by its events where they fit, or else by its levels. The last
        level lasts as long as levels usually do."""
        steps = [b - a for a, b in itertools.pairwise(times)]
        usual = median_low(steps) if steps else 0
        starts = [one for one in self._events[_START] if 0 <= times[0] - one <= _LONGEST_LEVEL_S]
        stops = [one for one in self._events[_STOP] if 0 <= one - times[-1] <= _LONGEST_LEVEL_S]
        return (
            max(starts) if starts else times[0],
            min(stops) if stops else times[-1] + usual,
        )

    def _without_levels(self) -> list[SleepNight]:
        """A night of which a file has the start, the end and the scores only."""
        starts, stops = self._events[_START], self._events[_STOP]
        if len(starts) != 1 or len(stops) != 1 or not 0 < stops[0] - starts[0] < 86_400:
            return []
        told: dict[str, object] = {
            "date": self.days.date(stops[0]),
            "start_time": of.moment(starts[0]),
            "end_time": of.moment(stops[0]),
            "local_start_time": self.days.local(starts[0]),
            "local_end_time": self.days.local(stops[0]),
        }
        for _, scores in self._scores:
            told |= scores
        return [made(SleepNight, told)]

    def _room(self) -> bool:
        events = sum(len(times) for times in self._events.values())
        so_far = len(self._levels) + events + len(self._scores)
        if so_far >= _MOST_LEVELS:
            self.days.part.limit = f"{_MOST_LEVELS:,} levels of sleep"
        return so_far < _MOST_LEVELS


def _in_nights(times: Sequence[int]) -> list[list[int]]:
    nights: list[list[int]] = []
    for time in times:
        if nights and time - nights[-1][-1] <= _LONGEST_LEVEL_S:
            nights[-1].append(time)
        else:
            nights.append([time])
    return nights
