"""Nights: when the athlete slept, and how deep."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Annotated, Literal

from typing_extensions import TypeAliasType

from fittrack_backend.records.fields import Means, Record

SleepStage = TypeAliasType(
    "SleepStage",
    Annotated[
        Literal["unmeasurable", "awake", "light", "deep", "rem"],
        Means(title="SleepStage", text="How deep the sleep is (FIT `sleep_level`).", longest=16),
    ],
)


@dataclass(frozen=True)
class SleepLevel(Record):
    """What stage of sleep begins when; it lasts until the next one begins, or the night ends."""

    start_time: Annotated[dt.datetime, Means(example="2026-02-28T22:41:00Z")]
    level: Annotated[SleepStage, Means(example="light")]


@dataclass(frozen=True)
class Nap(Record):
    """A sleep beside the night."""

    start_time: Annotated[dt.datetime, Means(example="2026-03-01T12:40:00Z")]
    end_time: Annotated[dt.datetime, Means(example="2026-03-01T13:05:00Z")]


@dataclass(frozen=True, kw_only=True)
class SleepScores(Record):
    """What a device thinks of a night, from 0 to 100 (FIT `sleep_assessment`)."""

    quality_score: Annotated[int | None, Means(example=80)] = None
    duration_score: Annotated[int | None, Means(example=88)] = None
    recovery_score: Annotated[int | None, Means(example=75)] = None
    deep_score: Annotated[int | None, Means(example=90)] = None
    light_score: Annotated[int | None, Means(example=82)] = None
    rem_score: Annotated[int | None, Means(example=71)] = None
    awake_score: Annotated[int | None, Means(example=85)] = None
    awake_time_score: Annotated[int | None, Means(example=87)] = None
    awakenings_score: Annotated[int | None, Means(example=83)] = None
    restlessness_score: Annotated[int | None, Means(example=79)] = None
    interruptions_score: Annotated[int | None, Means(example=84)] = None
    awakenings: Annotated[int | None, Means(text="How often it was interrupted.", example=1)] = None
    avg_stress: Annotated[
        float | None, Means(text="The average stress while asleep, 0 to 100.", example=17.2)
    ] = None


@dataclass(frozen=True, kw_only=True)
class StageTimes(Record):
    """How long the stages of a night lasted in all."""

    deep_sleep_s: Annotated[int | None, Means(example=5460)] = None
    light_sleep_s: Annotated[int | None, Means(example=14820)] = None
    rem_sleep_s: Annotated[int | None, Means(example=6120)] = None
    awake_s: Annotated[
        int | None, Means(text="Awake between the night's start and end.", example=1260)
    ] = None
    unmeasurable_s: Annotated[int | None, Means(example=0)] = None


@dataclass(frozen=True, kw_only=True)
class Asleep(StageTimes):
    """The seconds of a night: asleep in all, and by stage."""

    sleep_s: Annotated[
        int | None, Means(text="Asleep: deep, light and REM sleep together.", example=26400)
    ] = None
    sleep_score: Annotated[
        int | None, Means(text="The night's score as the device has it, 0 to 100.", example=81)
    ] = None


@dataclass(frozen=True, kw_only=True)
class SleepNight(SleepScores, Asleep):
    """A night, on the athlete's own day of waking.

    `start_time` and `end_time` are what the device gives, or else the first level's start and the
    last one's end. Without levels the stages are not known.
    """

    date: Annotated[dt.date, Means(text="The athlete's own day of waking.", example="2026-03-01")]
    start_time: Annotated[dt.datetime, Means(example="2026-02-28T22:41:00Z")]
    end_time: Annotated[dt.datetime, Means(example="2026-03-01T06:22:00Z")]
    local_start_time: Annotated[
        str | None,
        Means(
            text="By the athlete's own clock.",
            example="2026-02-28T23:41:00+01:00",
            longest=32,
            format="date-time",
        ),
    ] = None
    local_end_time: Annotated[
        str | None, Means(example="2026-03-01T07:22:00+01:00", longest=32, format="date-time")
    ] = None
    levels: tuple[SleepLevel, ...] = ()
    naps: tuple[Nap, ...] = ()


def with_stage_times(night: SleepNight) -> SleepNight:
    """The night with how long each stage lasted, from its levels."""
    if not night.levels:
        return night
    seconds = dict.fromkeys(("unmeasurable", "awake", "light", "deep", "rem"), 0)
    ends = [*(one.start_time for one in night.levels[1:]), night.end_time]
    for level, end in zip(night.levels, ends, strict=True):
        seconds[level.level] += max(0, round((end - level.start_time).total_seconds()))
    return replace(
        night,
        sleep_s=seconds["light"] + seconds["deep"] + seconds["rem"],
        deep_sleep_s=seconds["deep"],
        light_sleep_s=seconds["light"],
        rem_sleep_s=seconds["rem"],
        awake_s=seconds["awake"],
        unmeasurable_s=seconds["unmeasurable"],
    )


def the_night(nights: Sequence[SleepNight], naps: Iterable[Nap]) -> SleepNight | None:
    """The night of a day, from all that files tell of sleep on it; None without any.

    Two files that tell of one night: the fuller one counts, which measured more of it; then the one
    with a score, the one with more levels. Sleep at another time of the day, shorter than the night, is a nap.
    """
    if not nights:
        return None
    night = max(nights, key=_fullness)
    all_naps = {*naps, *(nap for one in nights for nap in one.naps)}
    all_naps |= {
        Nap(one.start_time, one.end_time)
        for one in nights
        if one.end_time <= night.start_time or one.start_time >= night.end_time
    }
    in_order = sorted(all_naps, key=lambda nap: (nap.start_time, nap.end_time))
    return replace(night, naps=tuple(in_order))


def _fullness(night: SleepNight) -> tuple[float, bool, int, dt.datetime]:
    measured = (night.sleep_s or 0) + (night.awake_s or 0)
    length = (night.end_time - night.start_time).total_seconds()
    return (measured or length, night.sleep_score is not None, len(night.levels), night.end_time)
