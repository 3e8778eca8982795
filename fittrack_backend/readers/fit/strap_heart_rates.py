"""Heart rates that a strap kept while it had no connection, woven into the records by time.

Source: FIT SDK, "HR plugin" (garmin-fit-sdk: `merge_heart_rates`), whose results these are.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from attrs import frozen

from fittrack_backend.records.samples import Column

_STEP_S = 0.25
_MOST_STEPS = 20
"""A heart rate holds until the next, in steps of a quarter of a second, for at most five seconds."""
_ROLLOVER_S = 0x400000
"""The strap's clock begins anew after so many seconds (32 bits of 1/1024 s)."""


@frozen
class StrapBeat:
    """A heart rate, and when it was measured in FIT seconds."""

    time: float
    bpm: float


def strap_beats(times: Sequence[float], columns: Sequence[Column]) -> list[StrapBeat]:
    """The heart rates of `hr` messages, whose times count from the last message with a time of both clocks."""
    by_name = {column.name: column.values for column in columns}
    ticks, rates = by_name.get("event_timestamp_s"), by_name.get("filtered_bpm")
    fractions = by_name.get("fractional_timestamp_s")
    if ticks is None or rates is None:
        return []
    found: list[StrapBeat] = []
    anchor: float | None = None
    anchor_tick = 0.0
    for row, time in enumerate(times):
        at, of = ticks[row], rates[row]
        if not isinstance(at, tuple) or not isinstance(of, tuple):
            continue
        if not math.isnan(time) and len(at) == 1 and at[0] is not None:
            fraction = None if fractions is None else fractions[row]
            anchor = time + (fraction if isinstance(fraction, float) else 0.0)
            anchor_tick = at[0]
        if anchor is None or len(at) != len(of):
            continue
        for tick, bpm in zip(at, of, strict=True):
            if tick is None or bpm is None:
                continue
            if tick < anchor_tick:
                if anchor_tick - tick <= _ROLLOVER_S / 2:
                    continue
                tick += _ROLLOVER_S
            _add(found, StrapBeat(anchor + (tick - anchor_tick), bpm))
    return found


def _add(found: list[StrapBeat], beat: StrapBeat) -> None:
    if found:
        before = found[-1]
        gap = abs(beat.time - before.time)
        step = 1
        while gap > _STEP_S and step <= _MOST_STEPS:
            found.append(StrapBeat(before.time + _STEP_S * step, before.bpm))
            gap -= _STEP_S
            step += 1
    found.append(beat)


def woven(beats: Sequence[StrapBeat], times: Sequence[float]) -> dict[int, int]:
    """The heart rate of each record in whose time some were measured: the mean of those since the record before.

    `times` are those of the records in FIT seconds, NaN for one without.
    """
    found: dict[int, int] = {}
    at = 0
    begin: float | None = None
    for row, end in enumerate(times):
        if math.isnan(end):
            continue
        if begin is None:
            begin = end
        if begin == end:
            begin -= 1
            at = max(0, at - 1)
        total, count = 0.0, 0
        while at < len(beats) and beats[at].time <= end:
            if beats[at].time > begin:
                total += beats[at].bpm
                count += 1
            at += 1
        if at == len(beats):
            break  # the SDK waits for a heart rate after the record
        if count:
            found[row] = int(total / count + 0.5)
        begin = end
    return found
