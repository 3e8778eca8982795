# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from ...models.daily_health_detail import DailyHealthDetail
from ...operation import Operation
from ...parameters import path_of, path_text

if TYPE_CHECKING:
    import httpx


def get_daily_health(
    date: datetime.date,
) -> Operation[DailyHealthDetail]:
    """Show a day of health data

    A day with the night that ended on it.

    Args:
        date (datetime.date): The athlete's own day.
    """

    return Operation(
        "get_daily_health",
        "GET",
        path_of(
            "/v1/daily-health/{date}",
            {
                "date": path_text("date", date, "simple", False),
            },
        ),
        _read,
    )


def _read(response: httpx.Response) -> DailyHealthDetail:
    return DailyHealthDetail.from_dict(response.json())
