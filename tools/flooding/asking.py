"""A signed-in client that asks regularly, and how long its answers take."""

from __future__ import annotations

import statistics
import time
from collections import Counter
from collections.abc import Callable

import httpx
from attrs import frozen

PATHS = ("/v1/accounts/me", "/v1/sync/overview", "/v1/activities?limit=20")
PAUSE_S = 0.05


@frozen
class Latencies:
    """In milliseconds."""

    count: int
    median: float
    p99: float
    longest: float
    failures: Counter[str]

    def __str__(self) -> str:
        return (
            f"{self.count} answers, median {self.median:.1f} ms, p99 {self.p99:.1f} ms, "
            f"longest {self.longest:.1f} ms, {self.failures.total()} failed {dict(self.failures) or ''}"
        )


def ask_for(seconds: float, make_client: Callable[[], httpx.Client]) -> Latencies:
    """Asks for so long: by turns on a connection that is kept, and on a new one, as a command does."""
    taken: list[float] = []
    failures: Counter[str] = Counter()
    end = time.monotonic() + seconds
    with make_client() as kept:
        number = 0
        while time.monotonic() < end:
            number += 1
            path = PATHS[number % len(PATHS)]
            started = time.perf_counter()
            try:
                if number % 2:
                    answer = kept.get(path)
                else:
                    with make_client() as fresh:
                        started = time.perf_counter()
                        answer = fresh.get(path)
                if answer.status_code != 200:
                    failures[f"status {answer.status_code}"] += 1
            except httpx.HTTPError as error:
                failures[f"{type(error).__name__}: {error}"] += 1
            taken.append((time.perf_counter() - started) * 1000)
            time.sleep(PAUSE_S)
    return Latencies(
        count=len(taken),
        median=statistics.median(taken),
        p99=_p99(taken),
        longest=max(taken),
        failures=failures,
    )


def _p99(taken: list[float]) -> float:
    """The longest, where there was time for one question only."""
    if len(taken) == 1:
        return taken[0]
    return statistics.quantiles(taken, n=100, method="inclusive")[98]
