"""Metrics of servers and workers alike: what this process did, and how the shared database stands."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from functools import partial

from prometheus_client.core import GaugeMetricFamily, InfoMetricFamily
from prometheus_client.metrics_core import Metric
from prometheus_client.registry import Collector
from sqlalchemy.exc import SQLAlchemyError

from fittrack_backend.metrics.families import counter, gauge
from fittrack_backend.storage import counted
from fittrack_backend.storage.database import Database
from fittrack_backend.sync import waiting, workers
from fittrack_common.version import __version__

_log = logging.getLogger("fittrack")


class WorkMetrics(Collector):
    """Counted in this process, and asked of the database with each look."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def collect(self) -> Iterable[Metric]:
        """The numbers as they are now."""
        yield InfoMetricFamily("fittrack", "The version that runs.", {"version": __version__})
        yield counter(
            "fittrack_sync_jobs_ended",
            "Jobs that this process ended.",
            "state",
            counted.totals("sync_jobs"),
        )
        yield counter(
            "fittrack_sync_items",
            "Items of the jobs that this process ended.",
            "outcome",
            counted.totals("sync_items"),
        )
        yield counter(
            "fittrack_security_events",
            "Events of the audit trail that this process wrote.",
            "event",
            counted.totals("security_events"),
        )
        yield from self._of_the_database()

    def _of_the_database(self) -> Iterable[Metric]:
        is_up = partial(
            GaugeMetricFamily, "fittrack_database_up", "1 if the database could be asked."
        )
        try:
            with self._database.session() as session:
                jobs = waiting.unfinished_by_state(session)
                oldest_s = waiting.oldest_s(session)
                living = None if self._database.is_sqlite else workers.count_living(session)
        except SQLAlchemyError as error:
            _log.warning("the database cannot be asked for metrics: %s", error)
            yield is_up(value=0)
            return
        yield is_up(value=1)
        yield gauge(
            "fittrack_sync_jobs_unfinished", "Jobs of all accounts, by state.", "state", jobs
        )
        yield GaugeMetricFamily(
            "fittrack_sync_oldest_waiting_seconds",
            "How long the oldest job has waited for its start; 0 when none waits.",
            value=oldest_s,
        )
        if living is not None:
            yield GaugeMetricFamily(
                "fittrack_processes", "Servers and workers of the database that live.", value=living
            )
