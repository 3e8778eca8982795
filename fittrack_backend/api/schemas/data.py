"""Pages of what was synced. The records themselves, with their meaning, are `records`."""

from __future__ import annotations

from pydantic import Field

from fittrack_backend.api.schemas.base import IdDigits, Schema, Total
from fittrack_backend.api.strict import Id
from fittrack_backend.records.activities import Activity, DeletedActivity
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


class DeletedActivityList(Schema):
    items: list[DeletedActivity]
    next_cursor: str | None
    total: Total = None
    id_digits: IdDigits = None


class Removal(Schema):
    """What is taken away, or what came back."""

    activities: int = Field(description="Activities that go, or came back, as a whole.")
    days: int = Field(description="Days of health data.")
    workouts: int
    changed_activities: int = Field(
        description="Activities that stay, since they have other recordings too."
    )
    changed_days: int = Field(
        description="Days that stay, since other files say something of them too."
    )
    first_activities: list[Activity] = Field(
        description="The latest of those that go as a whole, five at most."
    )


class ActivityList(Schema):
    items: list[Activity]
    next_cursor: str | None
    total: Total
    id_digits: IdDigits = None


class WorkoutList(Schema):
    items: list[Workout]
    next_cursor: str | None
    total: Total = None
    id_digits: IdDigits = None
