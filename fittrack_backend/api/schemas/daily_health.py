"""Pages of health data. The records themselves, with their meaning, are `records`."""

from __future__ import annotations

from fittrack_backend.api.schemas.base import Schema, Total
from fittrack_backend.records.health import DailyHealth
from fittrack_backend.records.sleep import SleepNight
from fittrack_backend.records.weighings import Weighing


class DailyHealthList(Schema):
    items: list[DailyHealth]
    next_cursor: str | None
    total: Total = None


class SleepNightList(Schema):
    items: list[SleepNight]
    next_cursor: str | None
    total: Total = None


class WeightList(Schema):
    items: list[Weighing]
    next_cursor: str | None
