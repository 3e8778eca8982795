"""How long answers took by the server's own clock: from a request's head to the beginning of its answer."""

from __future__ import annotations

import math
from collections.abc import Collection

import httpx
from attrs import frozen
from prometheus_client.parser import text_string_to_metric_families

from tools.running.live_backend import PLAIN_HTTP

_FAMILY = "fittrack_http_answer_seconds"


@frozen
class Inside:
    """The answers with 200 of some operations."""

    total_s: float
    within: dict[float, float]
    """How many began within so many seconds."""

    @classmethod
    def of(cls, metrics_url: str, operations: Collection[str]) -> Inside:
        """Since the server started."""
        text = httpx.get(metrics_url, verify=PLAIN_HTTP, timeout=60).text
        total_s, within = 0.0, dict[float, float]()
        for family in text_string_to_metric_families(text):
            for sample in family.samples:
                told = sample.labels
                if told.get("operation") not in operations or told.get("status") != "200":
                    continue
                if sample.name == f"{_FAMILY}_sum":
                    total_s += sample.value
                elif sample.name == f"{_FAMILY}_bucket":
                    bound = float(told["le"])
                    within[bound] = within.get(bound, 0) + sample.value
        return cls(total_s, within)

    def since(self, before: Inside) -> Inside:
        """What came after a moment before."""
        within = {
            bound: count - before.within.get(bound, 0) for bound, count in self.within.items()
        }
        return Inside(self.total_s - before.total_s, within)

    @property
    def count(self) -> float:
        """How many there were."""
        return self.within.get(math.inf, 0)

    @property
    def p99_s(self) -> float:
        """The least bound within which 99 of 100 began."""
        return min(bound for bound, count in self.within.items() if count >= self.count * 0.99)

    def __str__(self) -> str:
        mean_ms = 1000 * self.total_s / self.count if self.count else 0
        return f"{self.count:.0f} began after {mean_ms:.1f} ms in the mean, 99 of 100 within {1000 * self.p99_s:.0f} ms"
