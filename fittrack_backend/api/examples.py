"""Examples for the contract: for every operation what is sent and what comes back.

A test holds them to the schemas.
"""

from __future__ import annotations

from fittrack_backend.records.activities import (
    Activity,
    ActivityDetail,
    ActivityRecording,
    DeletedActivity,
)
from fittrack_backend.records.as_json import example_of
from fittrack_backend.records.athlete import AthleteThen, AthleteValues
from fittrack_backend.records.data_types import TYPES
from fittrack_backend.records.fields import Json, JsonObject, Record
from fittrack_backend.records.health import DailyHealth, DailyHealthDetail
from fittrack_backend.records.series import HealthSeries
from fittrack_backend.records.sleep import SleepNight
from fittrack_backend.records.weighings import Weighing
from fittrack_backend.records.workouts import Workout, WorkoutDetail
from fittrack_backend.sources.kinds import KINDS

_ACCOUNT_ID = "5d3df4bb-0dcd-449b-9ce9-229a8c7bacfd"
_SESSION_ID = "8b0f8f3e-2d4c-4a6b-9a39-63b3f6b2f9c4"
_CHALLENGE_ID = "1f6c2d4a-7f0b-4f43-8f2b-6a4be6c7d1a2"
_SCRIPT_ID = "c2a7a6f0-52a1-4f0e-8c43-0f3f8d2f6b11"
_SOURCE_ID = "e7b1c9d2-4c55-4d7e-9c1b-2f9a3a6d7e80"
_JOB_ID = "3f2b8f0a-6c1d-4b7e-9a55-0e3a3c1f9d10"
_ITEM_ID = "0a9d3b52-4f19-4f6c-8c3d-5b1e7f2a9c34"
_SCHEDULE_ID = "2d9e4c71-8b3a-4f05-a6d2-1c7b9e0f4a58"
_ACTIVITY_ID = "b4d1f6e8-93a7-4b52-a1c6-7e8f9d0c2b35"
_OTHER_ACTIVITY_ID = "c7e2a9d4-1b38-4f6e-8d05-6a9b3c4e5f72"
_RECORDING_ID = "8a7c1f4e-53d2-4b06-9f61-2c8f0b7e9d15"
_WORKOUT_ID = "6e5d4c3b-2a19-4087-b6c5-d4e3f2a1b097"
_UPLOAD_ID = "1c9e6d3b-7a40-4f2e-b5d8-90c1a2e3f456"
_SHA256 = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
_OTHER_SHA256 = "60303ae22b998861bce3b28f33eec1be758a213c86c93c076dbe9f558c11c752"
_PASSWORD = "correct horse battery staple"  # noqa: S105 - an example
_CODE = "492039"
_RECOVERY_CODES: list[Json] = [
    "7k2m-x9qf-3hzt-w8nd",
    "0c4v-bj6s-ypr1-5gem",
    "t3n8-qd2k-9wfx-h7az",
    "m5y1-c6hb-r0vp-4jse",
    "x8gt-2zne-k7d3-q9wm",
    "p4rs-f1yj-6cbh-0vta",
    "9exk-w3mq-n5g8-z2dt",
    "h6vb-0rjc-s4yp-1fne",
    "d2tq-7xwz-m9k3-g8hb",
    "y5jn-4pcv-e1sf-6r0a",
]
_ACCOUNT: JsonObject = {
    "id": _ACCOUNT_ID,
    "username": "athlete",
    "created_at": "2026-03-01T08:30:00Z",
    "mfa_enabled": True,
    "recovery_codes_remaining": 10,
    "time_zone": "Europe/Berlin",
}
_GRANT: JsonObject = {
    "kind": "token_grant",
    "token_type": "Bearer",
    "access_token": "fta_EXAMPLE-access-token",
    "refresh_token": "ftr_EXAMPLE-refresh-token",
    "expires_in": 900,
    "expires_at": "2026-03-01T08:45:00Z",
    "refresh_expires_at": "2026-04-30T08:30:00Z",
    "session_id": _SESSION_ID,
    "username": "athlete",
}
_CHALLENGE: JsonObject = {
    "kind": "mfa_challenge",
    "challenge_id": _CHALLENGE_ID,
    "methods": ["totp", "recovery_code"],
    "expires_at": "2026-03-01T08:35:00Z",
    "tries_remaining": 5,
}
_SESSION: JsonObject = {
    "id": _SESSION_ID,
    "client_name": "fittrack 1.0.0 on laptop",
    "created_at": "2026-03-01T08:30:00Z",
    "last_used_at": "2026-03-02T06:12:44Z",
    "expires_at": "2026-05-01T06:12:44Z",
    "current": True,
}
_ACCESS_TOKEN: JsonObject = {
    "id": _SCRIPT_ID,
    "name": "nightly export",
    "scopes": ["read"],
    "session_id": _SESSION_ID,
    "created_at": "2026-03-01T08:30:00Z",
    "expires_at": "2026-05-30T08:30:00Z",
    "last_used_at": None,
}
_ACCOUNT_EVENT: JsonObject = {
    "id": "f1a0c7d2-5b3e-4c8f-9d61-7e2b4a9c0d13",
    "at": "2026-03-01T08:36:00Z",
    "event": "access-token-created",
    "address": "127.0.0.1",
    "detail": f"access token {_SCRIPT_ID}: read",
    "number": 3,
    "request_id": "0f8fad5bd9cb469fa165708677289501",
}
_SOURCE: JsonObject = {
    "id": _SOURCE_ID,
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
    "source_ids": [_SOURCE_ID],
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
    "source_id": _SOURCE_ID,
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
    "records": [{"type": "activities", "id": _ACTIVITY_ID, "date": None, "outcome": "new"}],
    "messages": None,
}
_UPLOAD: JsonObject = {
    "id": _UPLOAD_ID,
    "name": "2026-03-01-07-15-02.fit",
    "sha256": _SHA256,
    "size_bytes": 184320,
    "uploaded_at": "2026-03-01T08:41:07Z",
    "state": "filed",
    "job_id": _JOB_ID,
    "outcome": "new",
    "reason": None,
    "file_count": 1,
    "failed_count": 0,
    "records": [{"type": "activities", "id": _ACTIVITY_ID, "date": "2026-03-01", "outcome": "new"}],
}
_UPLOAD_AGAIN: JsonObject = {
    **_UPLOAD,
    "outcome": "unchanged",
    "reason": "it was uploaded before as 2026-03-01-07-15-02.fit",
}
_ORIGINAL: JsonObject = {"source_id": _SOURCE_ID, "file_sha256": _SHA256}


def _example(record: type[Record], identifier: str) -> JsonObject:
    """The record's example, with an id and from a source that the other examples know too."""
    return {**example_of(record), "id": identifier, **_ORIGINAL}


_REMOVAL: JsonObject = {
    "activities": 1,
    "days": 12,
    "workouts": 3,
    "changed_activities": 2,
    "changed_days": 1,
    "first_activities": [_example(Activity, _ACTIVITY_ID)],
}
_ACTIVITY: JsonObject = {
    **_example(ActivityDetail, _ACTIVITY_ID),
    "recordings": [_example(ActivityRecording, _RECORDING_ID)],
}

_BEST: JsonObject = {
    "rank": 1,
    "sport": "running",
    "kind": "time",
    "distance_m": 5000.0,
    "duration_s": 1284.5,
    "power_w": None,
    "activity_id": _ACTIVITY_ID,
    "activity_name": None,
    "recording_id": _RECORDING_ID,
    "start_time": "2026-03-01T07:20:13Z",
    "date": "2026-03-01",
}
_TRAINING_LOAD: JsonObject = {
    "measure": "stress",
    "items": [
        {"date": "2026-03-01", "load": 83.2, "fitness": 41.7, "fatigue": 58.3, "form": -12.1}
    ],
    "without_load": 0,
    "pending": 0,
    "values_from": {
        "max_hr": ["account"],
        "resting_hr": ["health"],
        "threshold_hr": ["account"],
        "threshold_power": ["account", "file"],
        "sex": ["account"],
    },
}
_ATHLETE: JsonObject = {
    "settings": [{"from_day": None, "values": example_of(AthleteValues)}],
    "today": {**example_of(AthleteThen), "threshold_power_from": "account"},
}

_OVERVIEW: JsonObject = {
    "rows": [
        {
            "source_id": _SOURCE_ID,
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
    "source_id": _SOURCE_ID,
    "source_name": "watch",
    "type": "activities",
    "date": "2026-03-01",
    "state": "available",
    "records": 2,
    "reason": None,
    "job_id": _JOB_ID,
}
_TARGET_ID = "9c0e5b7d-4a16-4f83-b2e9-6d1a8c3f7e24"
_TARGET: JsonObject = {
    "id": _TARGET_ID,
    "kind": "webhook",
    "name": "home",
    "server": "https://hooks.example.org",
    "topics": ["failure", "recovery", "silence", "security"],
    "silence_days": 3,
    "created_at": "2026-03-01T08:45:10Z",
    "last_delivered_at": "2026-03-02T04:31:07Z",
    "last_failed_at": None,
    "last_failure": None,
}
_SCHEDULE: JsonObject = {
    "id": _SCHEDULE_ID,
    "types": None,
    "source_ids": [_SOURCE_ID],
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
    "source_id": _SOURCE_ID,
    "name": "ACTIVITY/2026-02-11-18-40-00.fit",
    "reason": "there is no session, lap or record in it",
    "ignored_at": "2026-03-02T06:20:00Z",
}
_SAMPLES: JsonObject = {
    "activity_id": _ACTIVITY_ID,
    "recording_id": _RECORDING_ID,
    "start_time": "2026-03-01T07:15:02Z",
    "table": "samples",
    "tables": ["samples", "rr", "events", "devices"],
    "reader_version": 1,
    "time": ["2026-03-01T07:15:02Z", "2026-03-01T07:15:03Z"],
    "columns": [
        {
            "name": "hr_bpm",
            "kind": "int",
            "unit": "bpm",
            "field": "heart_rate",
            "developer": False,
            "stands_for": None,
            "values": [112, None],
        },
        {
            "name": "dev_Form Power",
            "kind": "float",
            "unit": "Watts",
            "field": "Form Power",
            "developer": True,
            "stands_for": None,
            "values": [61.5, 62],
        },
    ],
}
_SAMPLES_CSV = '"time","hr_bpm"\n"2026-03-01T07:15:02Z",112\n"2026-03-01T07:15:03Z",\n'
_EVENTS = (
    'id: 17\nevent: item\ndata: {"id":"0a9d3b52-4f19-4f6c-8c3d-5b1e7f2a9c34","outcome":"new"}\n\n'
    'event: end\ndata: {"id":"3f2b8f0a-6c1d-4b7e-9a55-0e3a3c1f9d10","state":"partial"}\n\n'
)


def _page(item: JsonObject) -> JsonObject:
    return {"items": [item], "next_cursor": None}


def _page_of_ids(item: JsonObject) -> JsonObject:
    return {**_page(item), "id_digits": 6}


REQUESTS: dict[str, JsonObject] = {
    "change_athlete": {
        "from a day on": {"from_day": "2026-03-01", "threshold_power_w": 265, "max_hr_bpm": None}
    },
    "register_account": {
        "first account": {
            "username": "athlete",
            "password": _PASSWORD,
            "time_zone": "Europe/Berlin",
        },
        "by invitation": {
            "username": "friend",
            "password": _PASSWORD,
            "invitation": "fti_EXAMPLE-invitation",
        },
    },
    "change_account": {"time zone": {"time_zone": "Europe/Berlin"}},
    "merge_activities": {"two": {"activity_ids": [_OTHER_ACTIVITY_ID]}},
    "split_activity": {"one leaves": {"recording_ids": [_RECORDING_ID]}, "each alone": {}},
    "change_password": {
        "new password": {"current_password": _PASSWORD, "new_password": "a better pass phrase"},
        "and end everything": {
            "current_password": _PASSWORD,
            "new_password": "a better pass phrase",
            "everything": True,
        },
    },
    "confirm_totp_enrollment": {"code": {"code": _CODE}},
    "renew_recovery_codes": {"code": {"code": _CODE}},
    "remove_totp": {
        "authenticator": {"password": _PASSWORD, "code": _CODE},
        "recovery code": {"password": _PASSWORD, "code": _RECOVERY_CODES[0]},
    },
    "login": {
        "password": {
            "username": "athlete",
            "password": _PASSWORD,
            "client_name": "fittrack 1.0.0 on laptop",
        }
    },
    "answer_challenge": {
        "authenticator": {"method": "totp", "code": _CODE},
        "recovery code": {"method": "recovery_code", "code": "7k2m-x9qf-3hzt-w8nd"},
    },
    "give_proof": {
        "password": {"method": "password", "proof": _PASSWORD},
        "authenticator": {"method": "totp", "proof": _CODE},
    },
    "refresh_token": {
        "next pair": {
            "refresh_token": "ftr_EXAMPLE-refresh-token",
            "attempt": "EXAMPLE-attempt-id",
        },
        "access only": {
            "refresh_token": "ftr_EXAMPLE-refresh-token",
            "attempt": "EXAMPLE-attempt-id",
            "rotate": False,
        },
    },
    "create_access_token": {
        "for reading": {"name": "nightly export", "scopes": ["read"], "expires_in_days": 90}
    },
    "find_missing_uploads": {"two": {"sha256": [_SHA256, _OTHER_SHA256]}},
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
    "create_notification_target": {
        "webhook": {"url": "https://hooks.example.org/fittrack"},
        "ntfy": {
            "kind": "ntfy",
            "url": "https://ntfy.sh/my-topic",
            "topics": ["failure", "silence"],
        },
        "gotify": {"kind": "gotify", "url": "https://gotify.example.org", "secret": "AppToken123"},
    },
    "create_sync_schedule": {
        "every night": {"source_ids": [_SOURCE_ID], "at": "05:30"},
        "every six hours": {"every_s": 21600},
        "on weekdays": {"types": ["health"], "cron": "0 7,19 * * mon-fri"},
    },
    "reread": {
        "everything": {},
        "from a day on": {"since": "2026-01-01"},
        "an activity": {"activity_ids": [_ACTIVITY_ID]},
    },
}
"""By operation: the name of each example and its body."""

RESPONSES: dict[str, JsonObject] = {
    "get_health": {"up": {"status": "ok"}},
    "check_live": {"live": {"status": "live"}},
    "check_ready": {"ready": {"status": "ready"}},
    "get_server_info": {
        "server": {
            "server_version": "1.0.0",
            "contract_version": "1.0.0",
            "features": ["mfa-totp", "source-folder"],
        }
    },
    "get_contract": {
        "beginning": {
            "openapi": "3.1.0",
            "info": {"title": "FitTrack", "version": "1.0.0"},
            "paths": {},
        }
    },
    "register_account": {
        "account": {**_ACCOUNT, "mfa_enabled": False, "recovery_codes_remaining": 0}
    },
    "create_invitation": {
        "invitation": {"code": "fti_EXAMPLE-invitation", "expires_at": "2026-03-08T08:30:00Z"}
    },
    "get_current_account": {"account": _ACCOUNT},
    "change_account": {"account": _ACCOUNT},
    "get_account_usage": {
        "usage": {
            "original_bytes": 184_320_112,
            "activities": 1432,
            "quota_bytes": 5_000_000_000,
            "quota_activities": None,
            "quota_uploads_a_day": None,
        }
    },
    "list_account_events": {"events": _page(_ACCOUNT_EVENT)},
    "change_password": {
        "changed": {
            "ended_sessions": 1,
            "ended_access_tokens": 1,
            "ended_invitations": 0,
            "remaining": {
                "sessions": 0,
                "access_tokens": 2,
                "invitations": 0,
                "mfa_enabled": True,
                "mfa_enabled_at": "2026-03-01T08:35:00Z",
            },
        }
    },
    "start_totp_enrollment": {
        "enrolment": {
            "secret": "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP",
            "otpauth_uri": "otpauth://totp/FitTrack:athlete"
            "?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=FitTrack",
            "expires_at": "2026-03-01T08:45:00Z",
        }
    },
    "confirm_totp_enrollment": {"recovery codes": {"recovery_codes": _RECOVERY_CODES}},
    "renew_recovery_codes": {"recovery codes": {"recovery_codes": _RECOVERY_CODES}},
    "login": {"without a second factor": _GRANT, "with a second factor": _CHALLENGE},
    "answer_challenge": {"signed in": _GRANT},
    "give_proof": {"proved": {"proved_until": "2026-03-01T08:40:00Z"}},
    "refresh_token": {"next pair": _GRANT},
    "list_sessions": {"sessions": _page(_SESSION)},
    "create_access_token": {"created": {**_ACCESS_TOKEN, "token": "ftp_EXAMPLE-token"}},
    "list_access_tokens": {"access tokens": _page(_ACCESS_TOKEN)},
    "watch_source": {"watched": {**_SOURCE, "watched": True}},
    "connect_source": {"connected": {**_SOURCE, "last_sync_at": None}},
    "list_sources": {"sources": _page(_SOURCE)},
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
            "activity_ids": [_ACTIVITY_ID],
            "since": None,
            "full": True,
        }
    },
    "upload_files": {"a ride": {"items": [_UPLOAD]}},
    "find_missing_uploads": {"one of two": {"missing": [_OTHER_SHA256], "items": [_UPLOAD_AGAIN]}},
    "list_uploads": {"uploads": _page(_UPLOAD)},
    "get_upload": {"upload": _UPLOAD},
    "list_sync_jobs": {"jobs": _page_of_ids(_JOB)},
    "get_sync_job": {"ended": _JOB},
    "stream_sync_events": {"events": _EVENTS},
    "list_sync_items": {"items": _page(_ITEM)},
    "cancel_sync": {"cancelled": {**_JOB, "state": "cancelled"}},
    "retry_sync": {"goes on": {**_QUEUED_JOB, "attempt": 2}},
    "preview_undo": {"what goes": _REMOVAL},
    "undo_sync": {"undone": {**_JOB, "undone_at": "2026-03-05T18:02:11Z"}},
    "restore_sync": {"restored": _JOB},
    "get_sync_overview": {"overview": _OVERVIEW},
    "list_sync_coverage": {"days": _page(_COVERED_DAY)},
    "ignore_sync_item": {"ignored": _IGNORED_FILE},
    "create_sync_schedule": {"every night": _SCHEDULE},
    "create_notification_target": {
        "webhook": {
            **_TARGET,
            "last_delivered_at": None,
            "secret": "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
        }
    },
    "list_notification_targets": {"targets": _page(_TARGET)},
    "send_test_notification": {
        "arrived": {"delivered": True, "status": 204, "reason": None},
        "refused": {"delivered": False, "status": 404, "reason": "it refused (404)"},
    },
    "list_sync_schedules": {"schedules": _page(_SCHEDULE)},
    "list_ignored_files": {"ignored files": _page(_IGNORED_FILE)},
    "list_activities": {
        "activities": {**_page_of_ids(_example(Activity, _ACTIVITY_ID)), "total": 1},
    },
    "get_activity": {"activity": _ACTIVITY},
    "get_activity_samples": {"columns": _SAMPLES, "lines": _SAMPLES_CSV},
    "restore_activity": {"activity": _ACTIVITY},
    "import_account": {
        "moved": {
            "activities": 1204,
            "recordings": 1377,
            "days": 2310,
            "workouts": 18,
            "sources": 2,
            "sync_jobs": 391,
            "originals": 3688,
            "unchanged": 0,
            "missing": 0,
            "has_new_ids": False,
            "passed_over": [],
        }
    },
    "list_deleted_activities": {
        "activities": _page_of_ids(_example(DeletedActivity, _ACTIVITY_ID))
    },
    "merge_activities": {"activity": _ACTIVITY},
    "split_activity": {
        "two": {
            "activities": [
                _example(Activity, _ACTIVITY_ID),
                _example(Activity, _OTHER_ACTIVITY_ID),
            ]
        }
    },
    "list_daily_health": {"days": _page(example_of(DailyHealth))},
    "get_daily_health": {"day": example_of(DailyHealthDetail)},
    "get_health_series": {"heart rate": example_of(HealthSeries)},
    "list_sleep": {"nights": _page(example_of(SleepNight))},
    "list_weights": {"weighings": _page(example_of(Weighing))},
    "list_gear": {
        "gear": _page(
            {
                "name": "Blue shoes",
                "kind": "shoes",
                "brand": "Asics",
                "model": "Nimbus",
                "sports": ["running", "hiking"],
                "activity_count": 61,
                "distance_m": 584120.5,
                "timer_s": 198450.0,
                "first_day": "2025-08-02",
                "last_day": "2026-03-01",
            }
        )
    },
    "get_totals": {
        "months": {
            "by": "month",
            "items": [
                {
                    "name": "2026-03",
                    "first_day": "2026-03-01",
                    "last_day": "2026-03-31",
                    "activity_count": 14,
                    "distance_m": 142350.4,
                    "timer_s": 46812.0,
                    "elapsed_s": 49020.5,
                    "ascent_m": 1890.0,
                    "calories_kcal": 9120,
                }
            ],
            "left_out": 0,
            "streaks": {
                "current_days": {"first": "2026-03-14", "last": "2026-03-16", "length": 3},
                "longest_days": {"first": "2026-02-02", "last": "2026-02-09", "length": 8},
                "current_weeks": {"first": "2026-02-02", "last": "2026-03-22", "length": 7},
                "longest_weeks": {"first": "2026-02-02", "last": "2026-03-22", "length": 7},
            },
        }
    },
    "get_bests": {"bests": {"items": [_BEST], "pending": 0}},
    "get_training_load": {"days": _TRAINING_LOAD},
    "get_athlete": {"athlete": _ATHLETE},
    "change_athlete": {"athlete": _ATHLETE},
    "list_workouts": {"workouts": _page_of_ids(_example(Workout, _WORKOUT_ID))},
    "get_workout": {"workout": _example(WorkoutDetail, _WORKOUT_ID)},
}
"""By operation: the name of each example and the body of the successful answer. Operations
without one answer nothing, or a file."""
