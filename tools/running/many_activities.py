"""Many activities in a database at once, past files and readers: for what is measured at any number of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from itertools import islice
from typing import cast
from uuid import UUID, uuid4

from sqlalchemy import Table as SqlTable
from sqlalchemy import insert

from fittrack_backend.storage.database import Database
from fittrack_backend.storage.tables import ActivityRow

LAST = dt.datetime(2026, 3, 1, 7, 15, 2, tzinfo=dt.UTC)
APART = dt.timedelta(hours=1, minutes=7)
SPORTS = ("running", "running", "cycling", "swimming", "hiking")
_AT_ONCE = 5000


def add_activities(database: Database, account_id: UUID, source_id: UUID, count: int) -> None:
    """So many activities, an hour apart up to `LAST`, with most of the values that devices give."""
    table = cast(SqlTable, ActivityRow.__table__)
    with database.engine.begin() as connection:
        rows = _rows(account_id, source_id, count)
        while some := list(islice(rows, _AT_ONCE)):
            connection.execute(insert(table), some)


def _rows(account_id: UUID, source_id: UUID, count: int) -> Iterator[dict[str, object]]:
    for number in range(count):
        start = LAST - APART * (count - 1 - number)
        sport = SPORTS[number % len(SPORTS)]
        yield {
            "id": uuid4(),
            "account_id": account_id,
            "source_id": source_id,
            "start_time": start,
            "sport": sport,
            "sub_sport": None,
            "name": f"{sport.capitalize()} {number}" if number % 3 else None,
            "distance_m": None if number % 7 == 0 else 1000 + number % 40_000 + 0.37,
            "timer_s": 600 + number % 9000 + 0.25,
            "elapsed_s": 620 + number % 9500 + 0.5,
            "calories_kcal": number % 900,
            "avg_hr_bpm": 110 + number % 60,
            "max_hr_bpm": 150 + number % 50,
            "ascent_m": float(number % 800),
            "device": "Garmin fenix 7",
            "local_start_time": f"{start + dt.timedelta(hours=1):%Y-%m-%dT%H:%M:%S}+01:00",
            "utc_offset_s": 3600,
            "time_zone": "Europe/Berlin",
            "zone_from": "file",
            "date": (start + dt.timedelta(hours=1)).date(),
            "file_name": f"ACTIVITY/{start:%Y-%m-%d-%H-%M-%S}.fit",
            "file_format": "fit",
            "file_sha256": f"{number:064x}",
            "remarks": (),
            "laps": (),
            "lap_count": 1,
            "recording_count": 1,
            "created_at": LAST,
            "updated_at": LAST,
        }
