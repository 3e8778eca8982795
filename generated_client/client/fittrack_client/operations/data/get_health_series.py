# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from ...models.health_series import HealthSeries
from ...models.metric import Metric
from ...operation import Operation
from ...parameters import path_of, path_text

if TYPE_CHECKING:
    import httpx


def get_health_series(
    date: datetime.date,
    metric: Metric,
) -> Operation[HealthSeries]:
    """Show how a value went over a day

    All points that were measured, in order. `series` of a day names what there is of it. With
    `If-None-Match`, 304 says that nothing has changed.

    Args:
        date (datetime.date): The athlete's own day.
        metric (Metric): What a series is of: `heart_rate` in beats a minute, `stress` and
            `body_battery` from 0 to 100, `respiration` in breaths a minute, `spo2` in percent, `hrv`
            in milliseconds.
    """

    return Operation(
        "get_health_series",
        "GET",
        path_of(
            "/v1/daily-health/{date}/series/{metric}",
            {
                "date": path_text("date", date, "simple", False),
                "metric": path_text("metric", metric, "simple", False),
            },
        ),
        _read,
    )


def _read(response: httpx.Response) -> HealthSeries:
    return HealthSeries.from_dict(response.json())
