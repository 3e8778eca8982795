"""Gear, and what was done with it."""

from __future__ import annotations

import datetime as dt

from pydantic import Field

from fittrack_backend.api.schemas.base import Schema
from fittrack_backend.records.fields import GearKind


class Gear(Schema):
    """Shoes, a bike, or other gear. A sum is null where no activity has the value."""

    name: str = Field(
        description="What it is called at the service. `gear` of an activity is this name.",
        examples=["Blue shoes"],
    )
    kind: GearKind | None = Field(
        description="What it is, as the service says, or by the sports that were done with it; null where these do "
        "not tell."
    )
    brand: str | None = Field(description="Null where the service does not say.")
    model: str | None
    sports: list[str] = Field(
        description="The sports of its activities, the one with the most activities first."
    )
    activity_count: int
    distance_m: float | None
    timer_s: float | None = Field(description="Time without pauses.")
    first_day: dt.date = Field(description="The day of its first activity.")
    last_day: dt.date = Field(description="The day of its last activity.")


class GearList(Schema):
    items: list[Gear]
    next_cursor: str | None
