"""Activities as they are stored: each with the one recording that it is derived from."""

from __future__ import annotations

import datetime as dt
from uuid import UUID, uuid4

from fittrack_backend.api.listed import listed_lines
from fittrack_backend.api.schemas.data import ActivityList
from fittrack_backend.records.activities import Activity
from fittrack_backend.records.local_time import as_local_start, local_time
from fittrack_backend.storage.activities import ActivityPage
from fittrack_backend.storage.tables import ActivityRow, RecordingRow

NOW = dt.datetime(2026, 3, 2, 6, 12, tzinfo=dt.UTC)


def stored_activity(
    account_id: UUID, source_id: UUID | None, start: dt.datetime, sha256: str, number: int = 0
) -> tuple[ActivityRow, RecordingRow]:
    """A run without any values, of a file with this digest."""
    of_both = {
        "account_id": account_id,
        "source_id": source_id,
        "start_time": start,
        "sport": "running",
        "lap_count": 0,
        "laps": (),
        "remarks": (),
        "file_name": "a.fit",
        "file_format": "fit",
        "file_sha256": sha256,
        "created_at": NOW,
    }
    local = vars(as_local_start(local_time(start)))
    activity = ActivityRow(id=uuid4(), recording_count=1, updated_at=NOW, **of_both, **local)
    recording = RecordingRow(
        activity_id=activity.id,
        number=number,
        end_time=start,
        length_s=0,
        samples=0,
        computed=(),
        gives=("start_time", "sport"),
        summed_up=False,
        places=(),
        **of_both,
    )
    return activity, recording


def shown(page: ActivityPage) -> list[Activity]:
    """The activities of a page, as who reads its JSON has them."""
    return list(
        ActivityList.model_validate_json(bytes(listed_lines(ActivityList, page).body)).items
    )
