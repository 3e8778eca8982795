"""Which of several recordings in one FIT file a sample is of."""

from __future__ import annotations

import math
from array import array
from bisect import bisect_right
from collections.abc import Sequence

from attrs import evolve, frozen

from fittrack_backend.records.activities import Recording
from fittrack_backend.records.samples import RrIntervals, Samples


@frozen
class Sharing:
    """The recordings of a file by when they began, and their numbers: a sample is of the last one that had begun.

    So are the records that a session lacks (`record_sums.Windows`), but that those between two sessions and
    after the last are of the one before, and those before the first of the first: nothing is lost, and nothing there
    twice. What has no time is where the sample before it is.
    """

    starts: tuple[float, ...]
    numbers: tuple[int, ...]

    @classmethod
    def among(cls, recordings: Sequence[tuple[int, Recording]]) -> Sharing:
        ordered = sorted(
            (one.start_time.timestamp(), one.elapsed_s or one.timer_s or 0.0, number)
            for number, one in recordings
        )
        return cls(
            tuple(start for start, _, _ in ordered), tuple(number for _, _, number in ordered)
        )

    def samples(self, samples: Samples) -> list[Samples]:
        """The samples of each recording; columns without a value in it are left out."""
        return [_picked(samples, rows) for rows in self._rows(samples.times)]

    def rr(self, rr: RrIntervals) -> list[RrIntervals]:
        """The intervals of each recording."""
        return [
            RrIntervals(
                array("d", (rr.times[row] for row in rows)),
                array("d", (rr.seconds[row] for row in rows)),
            )
            for rows in self._rows(rr.times)
        ]

    def _rows(self, times: Sequence[float]) -> list[list[int]]:
        rows: list[list[int]] = [[] for _ in self.starts]
        at = 0
        for row, time in enumerate(times):
            if not math.isnan(time):
                at = max(0, bisect_right(self.starts, time) - 1)
            rows[at].append(row)
        return rows


def _picked(samples: Samples, rows: Sequence[int]) -> Samples:
    picked = (
        evolve(column, values=[column.values[row] for row in rows]) for column in samples.columns
    )
    return Samples(
        array("d", (samples.times[row] for row in rows)),
        tuple(one for one in picked if any(value is not None for value in one.values)),
    )
