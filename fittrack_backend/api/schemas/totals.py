"""What activities add up to."""

from __future__ import annotations

import datetime as dt

from pydantic import Field

from fittrack_backend.api.schemas.base import Schema
from fittrack_backend.storage.totals import MOST_TOTALS, Grouping


class Total(Schema):
    """What the activities of a period, or of a sport, add up to. A sum is null where none has the value."""

    name: str = Field(
        description="The week (ISO 8601), month, year or sport.", examples=["2026-W09", "2026-03"]
    )
    first_day: dt.date = Field(
        description="The period's first day; of a sport, the day of its first activity."
    )
    last_day: dt.date = Field(
        description="The period's last day; of a sport, the day of its last activity."
    )
    activity_count: int
    distance_m: float | None
    timer_s: float | None = Field(description="Time without pauses.")
    elapsed_s: float | None = Field(description="Time with pauses.")
    ascent_m: float | None
    calories_kcal: int | None


class Streak(Schema):
    """Days, or weeks, with an activity each."""

    first: dt.date = Field(description="Its first day; of weeks, a Monday.")
    last: dt.date = Field(description="Its last day; of weeks, a Sunday.")
    length: int = Field(description="How many days or weeks it has.")


class Streaks(Schema):
    """Streaks of the activities that were asked for. Null where there is none."""

    current_days: Streak | None = Field(
        description="The one that reaches today or yesterday, in the account's time zone: today is not over."
    )
    longest_days: Streak | None = Field(description="The longest; the latest of several.")
    current_weeks: Streak | None = Field(
        description="The one that reaches this week or the last one."
    )
    longest_weeks: Streak | None = Field(description="The longest; the latest of several.")


class Totals(Schema):
    by: Grouping
    items: list[Total] = Field(
        description="The periods that have an activity, the earliest first; or the sports, the one with the "
        f"most time first. {MOST_TOTALS:,} at most: the latest periods, or the sports with the most time."
    )
    left_out: int = Field(description="How many more there are. `since` and `until` lead to them.")
    streaks: Streaks
