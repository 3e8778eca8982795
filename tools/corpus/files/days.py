"""The days of the files that are read as they should be."""

from __future__ import annotations

import datetime as dt


def on(day: int, hour: int = 7, month: int = 5) -> dt.datetime:
    """A time in 2024."""
    return dt.datetime(2024, month, day, hour, tzinfo=dt.UTC)
