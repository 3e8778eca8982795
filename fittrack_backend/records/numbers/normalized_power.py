"""Normalized power, and how variable a ride was.

    normalized power = (mean of (30 s rolling mean of the power)^4)^(1/4)
    variability index = normalized power / mean power

At the end of each sample the mean of the last 30 s is taken, each reading weighted by its time; its
fourth power counts for as long as the sample does. So samples need not be a second apart; at one a
second this is the usual sum. Coasting, zero watts, counts.

The rolling mean begins when its first 30 s are full, and anew after each pause: where nothing was read for
more than `LONGEST_HOLE_S`. Shorter holes are cut out. On a ride with 45 pauses this gives the 157 W that
the device itself showed; a mean that goes on across the pauses, as in GoldenCheetah, gives 154 W.

Source: H. Allen and A. Coggan, "Training and Racing with a Power Meter", chapter 7. "Normalized Power"
is a trademark of Peaksware; FIT has the same value as `session.normalized_power`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate

from fittrack_backend.records.numbers.lines import values_at
from fittrack_backend.records.numbers.spans import POWER_W, Column, Span, mean, spans
from fittrack_backend.records.numbers.work import mean_power_w, work_by_time

ROLLING_S = 30.0
LONGEST_HOLE_S = 5.0


def normalized_power_w(times: Column, powers: Column) -> float | None:
    """The normalized power of a whole recording, in watts.

    None where no 30 s of power were recorded without a pause.
    """
    rolling = [
        span._replace(value=span.value**4)
        for stretch in _stretches(spans(times, powers, POWER_W))
        for span in _rolling_means(stretch)
    ]
    fourth = mean(rolling)
    return None if fourth is None else fourth**0.25


def variability_index(times: Column, powers: Column) -> float | None:
    """Normalized power over mean power: 1 is perfectly even. None where either is not known or zero."""
    normalized, average = normalized_power_w(times, powers), mean_power_w(times, powers)
    return normalized / average if normalized and average else None


def _stretches(parts: Sequence[Span]) -> Iterator[list[Span]]:
    """The parts between two pauses."""
    stretch: list[Span] = []
    for span in parts:
        if stretch and span.start_s - (stretch[-1].start_s + stretch[-1].seconds) > LONGEST_HOLE_S:
            yield stretch
            stretch = []
        stretch.append(span)
    yield stretch


def _rolling_means(stretch: Sequence[Span]) -> Iterator[Span]:
    """The samples of a stretch from its 30th second on, with the mean of the 30 s up to their end."""
    ends = list(accumulate(span.seconds for span in stretch))
    full = [end for end in ends if end >= ROLLING_S]
    if not full:
        return
    joined = [
        span._replace(start_s=end - span.seconds) for span, end in zip(stretch, ends, strict=True)
    ]
    line = work_by_time(joined)
    before = values_at(line, [end - ROLLING_S for end in full])
    after = values_at(line, full)
    for span, low, high in zip(joined[-len(full) :], before, after, strict=True):
        yield span._replace(value=(high - low) / ROLLING_S)
