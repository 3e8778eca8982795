"""Sources, uploads and jobs."""

from __future__ import annotations

from fittrack_backend.api.examples.shared import (
    ACTIVITY_ID,
    SHA256,
    SOURCE_ID,
    example,
    page,
    page_of_ids,
)
from fittrack_backend.records.activities import Activity
from fittrack_backend.records.data_types import TYPES
from fittrack_backend.records.fields import JsonObject
from fittrack_backend.sources.kinds import KINDS

_JOB_ID = "3f2b8f0a-6c1d-4b7e-9a55-0e3a3c1f9d10"
_ITEM_ID = "0a9d3b52-4f19-4f6c-8c3d-5b1e7f2a9c34"
_SCHEDULE_ID = "2d9e4c71-8b3a-4f05-a6d2-1c7b9e0f4a58"
_UPLOAD_ID = "1c9e6d3b-7a40-4f2e-b5d8-90c1a2e3f456"
_OTHER_SHA256 = "60303ae22b998861bce3b28f33eec1be758a213c86c93c076dbe9f558c11c752"
_SOURCE: JsonObject = {
    "id": SOURCE_ID,
    "kind": "folder",
    "name": "watch",
    "path": "/media/athlete/GARMIN",
    "connected_at": "2026-03-01T08:31:00Z",
    "last_sync_at": "2026-03-02T06:12:46Z",
    "watched": False,
    "state": "ready",
    "key_ends_on": None,
    "follow_deletions": None,
}

_GARMIN: JsonObject = {
    **_SOURCE,
    "kind": "garmin",
    "name": "garmin",
    "path": None,
    "key_ends_on": "2026-12-31",
    "follow_deletions": False,
}

_COUNTS: JsonObject = {
    "total": 128,
    "pending": 0,
    "new": 120,
    "updated": 1,
    "unchanged": 4,
    "merged": 0,
    "skipped": 2,
    "failed": 1,
}

_JOB: JsonObject = {
    "id": _JOB_ID,
    "kind": "sync",
    "state": "partial",
    "types": ["activities"],
    "source_ids": [SOURCE_ID],
    "activity_ids": None,
    "since": "2026-01-01",
    "until": None,
    "full": False,
    "attempt": 1,
    "created_at": "2026-03-02T06:12:44Z",
    "started_at": "2026-03-02T06:12:44Z",
    "finished_at": "2026-03-02T06:12:46Z",
    "reason": None,
    "waiting_until": None,
    "waiting_for": None,
    "warnings": [],
    "undone_at": None,
    "items_tidied_at": None,
    "counts": _COUNTS,
    "progress": [{"type": "activities", **_COUNTS}],
}

_QUEUED_JOB: JsonObject = {
    **_JOB,
    "state": "queued",
    "started_at": None,
    "finished_at": None,
    "counts": dict.fromkeys(_COUNTS, 0),
    "progress": [],
}

_ITEM: JsonObject = {
    "id": _ITEM_ID,
    "job_id": _JOB_ID,
    "source_id": SOURCE_ID,
    "sequence": 17,
    "name": "ACTIVITY/2026-03-01-07-15-02.fit",
    "type": "activities",
    "outcome": "new",
    "reason": None,
    "remarks": [],
    "twin_of": None,
    "size_bytes": 94235,
    "finished_at": "2026-03-02T06:12:45Z",
    "changed": [],
    "records": [{"type": "activities", "id": ACTIVITY_ID, "date": None, "outcome": "new"}],
    "messages": None,
}

_UPLOAD: JsonObject = {
    "id": _UPLOAD_ID,
    "name": "2026-03-01-07-15-02.fit",
    "sha256": SHA256,
    "size_bytes": 184320,
    "uploaded_at": "2026-03-01T08:41:07Z",
    "state": "filed",
    "job_id": _JOB_ID,
    "outcome": "new",
    "reason": None,
    "file_count": 1,
    "failed_count": 0,
    "records": [{"type": "activities", "id": ACTIVITY_ID, "date": "2026-03-01", "outcome": "new"}],
}

_UPLOAD_AGAIN: JsonObject = {
    **_UPLOAD,
    "outcome": "unchanged",
    "reason": "it was uploaded before as 2026-03-01-07-15-02.fit",
}

_REMOVAL: JsonObject = {
    "activities": 1,
    "days": 12,
    "workouts": 3,
    "changed_activities": 2,
    "changed_days": 1,
    "first_activities": [example(Activity, ACTIVITY_ID)],
}

_OVERVIEW: JsonObject = {
    "rows": [
        {
            "source_id": SOURCE_ID,
            "source_name": "watch",
            "type": "activities",
            "last_success_at": "2026-03-01T06:12:46Z",
            "last_success_job_id": "7a1e5c3b-9d24-4f86-b0a7-1c2d3e4f5a6b",
            "last_attempt_at": "2026-03-02T06:12:46Z",
            "last_job_id": _JOB_ID,
            "last_state": "partial",
            "last_reason": None,
            "running_job_id": None,
            "waiting_until": None,
            "waiting_for": None,
            "records": 121,
            "first_date": "2026-01-02",
            "last_date": "2026-03-01",
            "days_with_records": 52,
            "missing_days": None,
            "unasked_days": 0,
            "failing_files": 1,
            "failed_job_ids": [_JOB_ID],
            "ignored_files": 0,
        }
    ],
    "warnings": [],
    "samples_to_come": 0,
}

_COVERED_DAY: JsonObject = {
    "source_id": SOURCE_ID,
    "source_name": "watch",
    "type": "activities",
    "date": "2026-03-01",
    "state": "available",
    "records": 2,
    "reason": None,
    "job_id": _JOB_ID,
}

_SCHEDULE: JsonObject = {
    "id": _SCHEDULE_ID,
    "types": None,
    "source_ids": [SOURCE_ID],
    "every_s": None,
    "at": "05:30",
    "cron": None,
    "time_zone": "Europe/Berlin",
    "created_at": "2026-03-01T08:45:10Z",
    "next_run_at": "2026-03-03T04:30:00Z",
    "last_run_at": "2026-03-02T04:30:02Z",
    "last_job_id": _JOB_ID,
    "last_reason": None,
}

_IGNORED_FILE: JsonObject = {
    "id": "d2c4b6a8-1f3e-4a5b-8c7d-9e0f1a2b3c4d",
    "source_id": SOURCE_ID,
    "name": "ACTIVITY/2026-02-11-18-40-00.fit",
    "reason": "there is no session, lap or record in it",
    "ignored_at": "2026-03-02T06:20:00Z",
}

_EVENTS = (
    'id: 17\nevent: item\ndata: {"id":"0a9d3b52-4f19-4f6c-8c3d-5b1e7f2a9c34","outcome":"new"}\n\n'
    'event: end\ndata: {"id":"3f2b8f0a-6c1d-4b7e-9a55-0e3a3c1f9d10","state":"partial"}\n\n'
)

REQUESTS: dict[str, JsonObject] = {
    "find_missing_uploads": {"two": {"sha256": [SHA256, _OTHER_SHA256]}},
    "connect_source": {name: dict(kind.request.EXAMPLE) for name, kind in KINDS.items()},
    "change_source": {"new key": {"key": "EXAMPLE-another-key", "key_ends_on": "2027-06-30"}},
    "start_sync": {
        "what is new": {},
        "activities of a quarter": {
            "types": ["activities"],
            "since": "2026-01-01",
            "until": "2026-03-31",
        },
    },
    "watch_source": {"on": {"watched": True}, "off": {"watched": False}},
    "create_sync_schedule": {
        "every night": {"source_ids": [SOURCE_ID], "at": "05:30"},
        "every six hours": {"every_s": 21600},
        "on weekdays": {"types": ["health"], "cron": "0 7,19 * * mon-fri"},
    },
    "reread": {
        "everything": {},
        "from a day on": {"since": "2026-01-01"},
        "an activity": {"activity_ids": [ACTIVITY_ID]},
    },
}

RESPONSES: dict[str, JsonObject] = {
    "watch_source": {"watched": {**_SOURCE, "watched": True}},
    "connect_source": {"connected": {**_SOURCE, "last_sync_at": None}},
    "list_sources": {"sources": page(_SOURCE)},
    "get_source": {"source": _SOURCE},
    "change_source": {"changed": _GARMIN},
    "preview_forgetting": {"what goes": _REMOVAL},
    "restore_source": {"what came back": _REMOVAL},
    "start_sync": {"started": _QUEUED_JOB},
    "reread": {
        "started": {
            **_QUEUED_JOB,
            "kind": "reread",
            "types": list(TYPES),
            "source_ids": [],
            "activity_ids": [ACTIVITY_ID],
            "since": None,
            "full": True,
        }
    },
    "upload_files": {"a ride": {"items": [_UPLOAD]}},
    "find_missing_uploads": {"one of two": {"missing": [_OTHER_SHA256], "items": [_UPLOAD_AGAIN]}},
    "list_uploads": {"uploads": page(_UPLOAD)},
    "get_upload": {"upload": _UPLOAD},
    "list_sync_jobs": {"jobs": page_of_ids(_JOB)},
    "get_sync_job": {"ended": _JOB},
    "stream_sync_events": {"events": _EVENTS},
    "list_sync_items": {"items": page(_ITEM)},
    "cancel_sync": {"cancelled": {**_JOB, "state": "cancelled"}},
    "retry_sync": {"goes on": {**_QUEUED_JOB, "attempt": 2}},
    "preview_undo": {"what goes": _REMOVAL},
    "undo_sync": {"undone": {**_JOB, "undone_at": "2026-03-05T18:02:11Z"}},
    "restore_sync": {"restored": _JOB},
    "get_sync_overview": {"overview": _OVERVIEW},
    "list_sync_coverage": {"days": page(_COVERED_DAY)},
    "ignore_sync_item": {"ignored": _IGNORED_FILE},
    "create_sync_schedule": {"every night": _SCHEDULE},
    "list_sync_schedules": {"schedules": page(_SCHEDULE)},
    "list_ignored_files": {"ignored files": page(_IGNORED_FILE)},
}
