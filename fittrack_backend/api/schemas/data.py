"""Pages of what was synced. The records themselves, with their meaning, are `records`."""

from __future__ import annotations

from pydantic import Field

from fittrack_backend.api.schemas.base import Schema
from fittrack_backend.api.strict import Id
from fittrack_backend.records.activities import Activity
from fittrack_backend.records.health import DailyHealth
from fittrack_backend.records.workouts import Workout
from fittrack_backend.request_schema import RequestSchema


class MergeRequest(RequestSchema):
    """Which activities are the same one."""

    activity_ids: list[Id] = Field(
        min_length=1, max_length=100, description="The others: their ids will lead to this one."
    )


class SplitRequest(RequestSchema):
    """Which recordings are of another activity."""

    recording_ids: list[Id] | None = Field(
        default=None,
        min_length=1,
        max_length=100,
        description="Those that leave and become one other activity. Without: each recording becomes an "
        "activity of its own.",
    )


class SplitActivity(Schema):
    """What an activity became."""

    activities: list[Activity] = Field(
        description="The one that keeps the id first, then those that are new."
    )


class ActivityList(Schema):
    items: list[Activity]
    next_cursor: str | None


class DailyHealthList(Schema):
    items: list[DailyHealth]
    next_cursor: str | None


class WorkoutList(Schema):
    items: list[Workout]
    next_cursor: str | None
