"""Metrics of a server: its answers, its connections, and what it refused."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import accumulate

from prometheus_client.core import GaugeMetricFamily, HistogramMetricFamily
from prometheus_client.metrics_core import Metric
from prometheus_client.registry import Collector
from prometheus_client.utils import floatToGoString

from fittrack_backend.api.backend import Backend
from fittrack_backend.api.edge.answer_times import BOUNDS_S, AnswerTimes
from fittrack_backend.api.edge.connections import Phase
from fittrack_backend.api.edge.protocol import Guard
from fittrack_backend.metrics.families import counter, gauge


class HttpMetrics(Collector):
    """Read from what the event loop keeps anyway."""

    def __init__(self, backend: Backend, guard: Guard, times: AnswerTimes) -> None:
        self._backend = backend
        self._guard = guard
        self._times = times

    def collect(self) -> Iterable[Metric]:
        """The numbers as they are now."""
        yield self._answers()
        yield counter(
            "fittrack_http_refused",
            "What was refused at the edge, or to strangers.",
            "reason",
            dict(self._guard.refusals.totals),
        )
        yield gauge(
            "fittrack_http_connections",
            "Open connections, by what they wait for.",
            "phase",
            {phase.name.lower(): self._guard.connections.count(phase) for phase in Phase},
        )
        yield GaugeMetricFamily(
            "fittrack_event_streams", "Open event streams.", value=len(self._backend.open_streams)
        )
        yield gauge(
            "fittrack_http_waiting",
            "Requests that wait for their turn.",
            "turn",
            {
                "database": self._backend.database_turns.waiting,
                "password": self._backend.password_turns.waiting,
            },
        )

    def _answers(self) -> HistogramMetricFamily:
        family = HistogramMetricFamily(
            "fittrack_http_answer_seconds",
            "From the head of a request to the beginning of its answer.",
            labels=["operation", "status"],
        )
        bounds = [*map(floatToGoString, BOUNDS_S), "+Inf"]
        for (operation, status), times in sorted(self._times.by_operation().items()):
            family.add_metric(
                [operation, str(status)],
                list(zip(bounds, map(float, accumulate(times.buckets)), strict=True)),
                times.total_s,
            )
        return family
