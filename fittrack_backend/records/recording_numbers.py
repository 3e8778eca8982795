"""What is worked out from the samples of one recording, and kept: what no setting of the athlete changes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from attrs import frozen

from fittrack_backend.records.fields import Record

BestKind = Literal["time", "power"]


@dataclass(frozen=True, kw_only=True)
class TimeAt(Record):
    """For how many seconds a reading was what: in whole bpm or watts, growing. Zones, TRIMP and means follow from it,
    whatever the athlete's settings are by then."""

    values: tuple[int, ...] = ()
    seconds: tuple[float, ...] = ()


@dataclass(frozen=True, kw_only=True)
class RecordingNumbers(Record):
    """Of one recording. What cannot be known is None; `docs/numbers.md` says how each is worked out."""

    moving_s: float | None = None
    grade_adjusted_distance_m: float | None = None
    steepest_up_percent: float | None = None
    steepest_down_percent: float | None = None
    work_j: float | None = None
    avg_power_w: float | None = None
    normalized_power_w: float | None = None
    avg_hr_bpm: float | None = None
    held_hr_bpm: float | None = None
    """The highest heart rate that was reached for ten seconds in all: a stray reading is none."""
    power_decoupling_percent: float | None = None
    speed_decoupling_percent: float | None = None
    too_fast_m: float | None = None
    """How much of its way was faster than anyone goes, and is in no best time; None for nothing."""
    hr: TimeAt | None = None
    power: TimeAt | None = None


@frozen
class Best:
    """The best part of a recording: `over` metres in `value` seconds (`time`), or `over` seconds at `value` watts (`power`);
    `from_s` is when it began, in seconds after the recording."""

    kind: BestKind
    over: float
    value: float
    from_s: float


@frozen
class WorkedOut:
    """The numbers of a recording of a file, and the sport that they were worked out for."""

    number: int
    sport: str
    numbers: RecordingNumbers
    bests: tuple[Best, ...]
