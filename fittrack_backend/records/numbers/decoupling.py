"""Aerobic decoupling, and efficiency: what a heartbeat gives, and whether it gives less by the end.

    efficiency factor = output / mean heart rate
    decoupling (%) = (efficiency of the first half - efficiency of the second) / that of the first x 100

The output is power (Pw:Hr) or speed (Pa:Hr). Positive means that the heart rate rose, or the output
fell. Only times with both readings count, and the halves are halves of that time. The halves take the
mean power, as GoldenCheetah does; the efficiency factor of a ride takes its normalized power. For a run it
is metres a minute for each heartbeat a minute (Friel has yards: 1.0936 times as many).

Source: J. Friel, "Aerobic Endurance and Decoupling" and "The Efficiency Factor in Running"; he reads less
than 5 % over a long steady workout as aerobically fit.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from fittrack_backend.records.numbers.spans import (
    HEART_RATE_BPM,
    Column,
    Range,
    is_within,
    spans,
)

_OUTPUT = Range(0.0, 1e6)


class _Part(NamedTuple):
    seconds: float
    output: float
    heart_rate_bpm: float


def decoupling_percent(
    times: Column, outputs: Column, heart_rates: Column, possible: Range
) -> float | None:
    """How much less each heartbeat gave in the second half.

    `outputs` are powers or speeds, and `possible` is `spans.POWER_W` or `spans.SPEED_M_S`. None where
    there are no times with both readings, or the first half has no output.
    """
    parts = list(_parts(times, outputs, heart_rates, possible))
    first, second = _halves(parts)
    before, after = _efficiency(first), _efficiency(second)
    return (before - after) / before * 100 if before and after is not None else None


def power_efficiency(normalized_power_w: float | None, mean_hr_bpm: float | None) -> float | None:
    """The efficiency factor of a ride: watts of normalized power for each bpm."""
    return _ratio(normalized_power_w, mean_hr_bpm)


def running_efficiency(speed_m_s: float | None, mean_hr_bpm: float | None) -> float | None:
    """The efficiency factor of a run: metres a minute for each bpm. Best with the grade-adjusted speed."""
    return _ratio(None if speed_m_s is None else speed_m_s * 60, mean_hr_bpm)


def _ratio(output: float | None, mean_hr_bpm: float | None) -> float | None:
    if output is None or mean_hr_bpm is None or not is_within(mean_hr_bpm, HEART_RATE_BPM):
        return None
    return output / mean_hr_bpm if is_within(output, _OUTPUT) else None


def _parts(times: Column, outputs: Column, heart_rates: Column, possible: Range) -> Iterator[_Part]:
    rates = {span.sample: span.value for span in spans(times, heart_rates, HEART_RATE_BPM)}
    for span in spans(times, outputs, possible):
        if span.sample in rates:
            yield _Part(span.seconds, span.value, rates[span.sample])


def _halves(parts: Sequence[_Part]) -> tuple[list[_Part], list[_Part]]:
    """The parts before and after the middle of their time; the one across it is cut."""
    left = sum(part.seconds for part in parts) / 2
    first: list[_Part] = []
    second: list[_Part] = []
    for part in parts:
        early = min(part.seconds, max(left, 0.0))
        left -= part.seconds
        if early > 0:
            first.append(part._replace(seconds=early))
        if early < part.seconds:
            second.append(part._replace(seconds=part.seconds - early))
    return first, second


def _efficiency(parts: Sequence[_Part]) -> float | None:
    """Mean output over mean heart rate: the time is the same, so it need not be divided by."""
    beats = sum(part.heart_rate_bpm * part.seconds for part in parts)
    return sum(part.output * part.seconds for part in parts) / beats if beats > 0 else None
