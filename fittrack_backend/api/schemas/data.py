"""Pages of what was synced. The records themselves, with their meaning, are `records`."""

from __future__ import annotations

from fittrack_backend.api.schemas.base import Schema
from fittrack_backend.records.activities import Activity
from fittrack_backend.records.health import DailyHealth
from fittrack_backend.records.workouts import Workout


class ActivityList(Schema):
    items: list[Activity]
    next_cursor: str | None


class DailyHealthList(Schema):
    items: list[DailyHealth]
    next_cursor: str | None


class WorkoutList(Schema):
    items: list[Workout]
    next_cursor: str | None
