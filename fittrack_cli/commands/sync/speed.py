"""How fast a watched sync goes: the time since its start, its rate, and what is left at that rate."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from fittrack_cli.output.durations import duration

if TYPE_CHECKING:
    from fittrack_client.models.sync_job import SyncJob

LEAST_S = 3.0
"""A rate over less time says nothing."""
RECENT_S = 30.0
"""The rate is that of so many last seconds: unchanged files go by much faster than new ones."""


class Speed:
    """Learns from each state of a job that is seen. Times are in seconds; `clock` is monotonic, `now` is in UTC."""

    def __init__(
        self,
        clock: Callable[[], float] = time.monotonic,
        now: Callable[[], dt.datetime] = lambda: dt.datetime.now(dt.UTC),
    ) -> None:
        self._clock = clock
        self._now = now
        self._seen: list[tuple[float, int]] = []
        self._began_at: float | None = None
        self._pending: int | None = None
        self._has_ended = False

    def saw(self, job: SyncJob) -> None:
        """Notes how far a job is."""
        at = self._clock()
        if job.started_at is None:
            return
        if self._began_at is None:
            # Of a job that ran before it was watched, by two machines' clocks; they may differ.
            self._began_at = at - max((self._now() - job.started_at).total_seconds(), 0.0)
        self._has_ended = job.finished_at is not None
        done = job.counts.total - job.counts.pending
        waits = bool(job.waiting_until)
        self._seen = [] if waits else [one for one in self._seen if at - one[0] <= RECENT_S]
        self._seen.append((at, done))
        self._pending = job.counts.pending if job.counts.total and not waits else None

    def text(self) -> str:
        """`0:42, 12 files/s, about 1:05 left`: as much of it as is known; empty before the job has started, and after its
        end: what it took is in its summary."""
        if self._began_at is None or self._has_ended:
            return ""
        elapsed = duration(self._clock() - self._began_at)
        ahead = self.ahead()
        return f"{elapsed}, {ahead}" if ahead else elapsed

    def ahead(self) -> str:
        """`12 files/s, about 1:05 left`, while it runs; empty where nothing is known of it."""
        parts = []
        rate = None if self._has_ended else self._rate()
        if rate:
            parts.append(f"{rate:.0f} files/s" if rate >= 10 else f"{rate:.1f} files/s")
            if self._pending:
                parts.append(f"about {duration(self._pending / rate)} left")
        return ", ".join(parts)

    def _rate(self) -> float | None:
        """Files a second, lately; None where nothing can be said of it."""
        if not self._seen:
            return None
        (first, before), (_, done) = self._seen[0], self._seen[-1]
        watched_s = self._clock() - first
        return (done - before) / watched_s if watched_s >= LEAST_S and done > before else None
