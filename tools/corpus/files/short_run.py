"""A run of fourteen seconds, and settings: the smallest files."""

from __future__ import annotations

import datetime as dt
from typing import Any

from tools.corpus import recorded
from tools.corpus.expectations import session
from tools.corpus.fit import fit_file, message

RUN_START = dt.datetime(2024, 4, 9, 21, 22, 26, tzinfo=dt.UTC)


SHORT_RUN = session(
    RUN_START,
    "running",
    "generic",
    distance_m=39.65,
    timer_s=13.75,
    calories=3,
    ascent_m=0,
)


def short_run() -> bytes:
    """Fourteen seconds: small enough for a thousand copies."""
    walked = [round(3.05 * second, 2) for second in range(14)]
    end = RUN_START + dt.timedelta(seconds=13)
    totals: dict[str, Any] = {
        "timestamp": end,
        "start_time": RUN_START,
        "total_elapsed_time": 13.75,
        "total_timer_time": 13.75,
        "total_distance": walked[-1],
        "total_calories": 3,
        "total_ascent": 0,
        "sport": "running",
    }
    return fit_file(
        recorded.timer(RUN_START, "start"),
        *(
            message("record", timestamp=RUN_START + dt.timedelta(seconds=second), distance=metres)
            for second, metres in enumerate(walked)
        ),
        recorded.timer(end, "stop_all"),
        message("lap", **totals),
        message("session", **totals, sub_sport="generic", first_lap_index=0, num_laps=1),
        recorded.activity(end, offset_s=-21_600),
        about={"time_created": RUN_START},
    )


def settings() -> bytes:
    """A file that holds nothing of what is kept."""
    return fit_file(
        message("device_settings", utc_offset=0, time_zone_offset=0.0),
        message("user_profile", friendly_name="nobody", weight=70.0, gender="female", age=40),
        type="settings",
    )
