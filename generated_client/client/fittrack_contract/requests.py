# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

"""What may be sent, as JSON Schemas; importing this imports nothing else."""

from typing import Any

# By operation: the parameters in `query` and `header` by name, and the `body`.
REQUESTS: dict[str, dict[str, Any]] = {
    "register_account": {"body": {"$ref": "Registration"}},
    "change_account": {"body": {"$ref": "AccountChange"}},
    "list_account_events": {
        "query": {
            "after": {"type": "integer", "minimum": 0, "maximum": 2147483647},
            "limit": {"type": "integer", "minimum": 1, "maximum": 1000},
            "cursor": {"type": "string", "maxLength": 512, "pattern": "^[^\\x00]*$"},
        }
    },
    "change_password": {"body": {"$ref": "PasswordChange"}},
    "confirm_totp_enrollment": {"body": {"$ref": "TotpConfirmation"}},
    "renew_recovery_codes": {"body": {"$ref": "RecoveryCodesRenewal"}},
    "remove_totp": {"body": {"$ref": "TotpRemoval"}},
    "import_account": {"body": {"type": "string", "format": "binary"}},
    "login": {"body": {"$ref": "LoginRequest"}},
    "answer_challenge": {"body": {"$ref": "ChallengeAnswer"}},
    "give_proof": {"body": {"$ref": "ProofRequest"}},
    "refresh_token": {"body": {"$ref": "RefreshRequest"}},
    "list_sessions": {
        "query": {
            "limit": {"type": "integer", "minimum": 1, "maximum": 1000},
            "cursor": {"type": "string", "maxLength": 512, "pattern": "^[^\\x00]*$"},
        }
    },
    "list_access_tokens": {
        "query": {
            "limit": {"type": "integer", "minimum": 1, "maximum": 1000},
            "cursor": {"type": "string", "maxLength": 512, "pattern": "^[^\\x00]*$"},
        }
    },
    "create_access_token": {"body": {"$ref": "AccessTokenRequest"}},
    "list_sources": {
        "query": {
            "disconnected": {"type": "boolean"},
            "limit": {"type": "integer", "minimum": 1, "maximum": 1000},
            "cursor": {"type": "string", "maxLength": 512, "pattern": "^[^\\x00]*$"},
        }
    },
    "connect_source": {
        "body": {
            "oneOf": [
                {"$ref": "FolderSourceRequest"},
                {"$ref": "UploadSourceRequest"},
                {"$ref": "GarminSourceRequest"},
            ]
        }
    },
    "disconnect_source": {"query": {"forget": {"type": "boolean"}}},
    "change_source": {"body": {"$ref": "SourceChange"}},
    "watch_source": {"body": {"$ref": "SourceWatching"}},
    "list_sync_jobs": {
        "query": {
            "state": {"$ref": "JobState"},
            "include_total": {"type": "boolean"},
            "limit": {"type": "integer", "minimum": 1, "maximum": 1000},
            "cursor": {"type": "string", "maxLength": 512, "pattern": "^[^\\x00]*$"},
            "id_prefix": {"type": "string", "pattern": "^[0-9a-fA-F]{4,32}$"},
            "include_id_digits": {"type": "boolean"},
        }
    },
    "start_sync": {
        "header": {
            "Idempotency-Key": {
                "type": "string",
                "minLength": 1,
                "maxLength": 255,
                "pattern": "^[\\x21-\\x7e]+$",
            }
        },
        "body": {"$ref": "SyncRequest"},
    },
    "reread": {
        "header": {
            "Idempotency-Key": {
                "type": "string",
                "minLength": 1,
                "maxLength": 255,
                "pattern": "^[\\x21-\\x7e]+$",
            }
        },
        "body": {"$ref": "RereadRequest"},
    },
    "stream_sync_events": {
        "header": {"Last-Event-ID": {"type": "string", "maxLength": 20, "pattern": "^[0-9]*$"}}
    },
    "list_sync_items": {
        "query": {
            "outcome": {"$ref": "ItemOutcome"},
            "type": {"$ref": "SyncType"},
            "messages": {"type": "boolean"},
            "limit": {"type": "integer", "minimum": 1, "maximum": 1000},
            "cursor": {"type": "string", "maxLength": 512, "pattern": "^[^\\x00]*$"},
        }
    },
    "retry_sync": {
        "header": {
            "Idempotency-Key": {
                "type": "string",
                "minLength": 1,
                "maxLength": 255,
                "pattern": "^[\\x21-\\x7e]+$",
            }
        }
    },
    "list_sync_coverage": {
        "query": {
            "since": {"type": "string", "format": "date"},
            "until": {"type": "string", "format": "date"},
            "type": {"$ref": "CoverageType"},
            "source_id": {"type": "string", "format": "uuid"},
            "limit": {"type": "integer", "minimum": 1, "maximum": 1000},
            "cursor": {"type": "string", "maxLength": 512, "pattern": "^[^\\x00]*$"},
        }
    },
    "list_ignored_files": {
        "query": {
            "limit": {"type": "integer", "minimum": 1, "maximum": 1000},
            "cursor": {"type": "string", "maxLength": 512, "pattern": "^[^\\x00]*$"},
        }
    },
    "list_sync_schedules": {
        "query": {
            "limit": {"type": "integer", "minimum": 1, "maximum": 1000},
            "cursor": {"type": "string", "maxLength": 512, "pattern": "^[^\\x00]*$"},
        }
    },
    "create_sync_schedule": {"body": {"$ref": "ScheduleRequest"}},
    "list_uploads": {
        "query": {
            "limit": {"type": "integer", "minimum": 1, "maximum": 1000},
            "cursor": {"type": "string", "maxLength": 512, "pattern": "^[^\\x00]*$"},
        }
    },
    "upload_files": {
        "query": {
            "name": {"type": "string", "minLength": 1, "maxLength": 1000, "pattern": "^[^\\x00]*$"},
            "sha256": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
            "wait_s": {"type": "integer", "minimum": 0, "maximum": 60},
        },
        "body": {
            "type": "object",
            "required": ["file"],
            "properties": {
                "file": {"type": "array", "items": {"type": "string", "format": "binary"}}
            },
        },
    },
    "find_missing_uploads": {"body": {"$ref": "MissingRequest"}},
    "list_activities": {
        "query": {
            "since": {"type": "string", "format": "date"},
            "until": {"type": "string", "format": "date"},
            "sport": {"type": "string", "maxLength": 640, "pattern": "^[^\\x00]*$"},
            "min_distance_m": {"type": "integer", "minimum": 0, "maximum": 1000000000},
            "max_distance_m": {"type": "integer", "minimum": 0, "maximum": 1000000000},
            "min_duration_s": {"type": "integer", "minimum": 0, "maximum": 1000000000},
            "max_duration_s": {"type": "integer", "minimum": 0, "maximum": 1000000000},
            "search": {
                "type": "string",
                "minLength": 1,
                "maxLength": 200,
                "pattern": "^[^\\x00]*$",
            },
            "gear": {"type": "string", "minLength": 1, "maxLength": 200, "pattern": "^[^\\x00]*$"},
            "sort": {"$ref": "ActivitySort"},
            "order": {"$ref": "SortOrder"},
            "include_total": {"type": "boolean"},
            "limit": {"type": "integer", "minimum": 1, "maximum": 1000},
            "cursor": {"type": "string", "maxLength": 512, "pattern": "^[^\\x00]*$"},
            "id_prefix": {"type": "string", "pattern": "^[0-9a-fA-F]{4,32}$"},
            "include_id_digits": {"type": "boolean"},
        }
    },
    "list_deleted_activities": {
        "query": {
            "include_total": {"type": "boolean"},
            "limit": {"type": "integer", "minimum": 1, "maximum": 1000},
            "cursor": {"type": "string", "maxLength": 512, "pattern": "^[^\\x00]*$"},
            "id_prefix": {"type": "string", "pattern": "^[0-9a-fA-F]{4,32}$"},
            "include_id_digits": {"type": "boolean"},
        }
    },
    "merge_activities": {"body": {"$ref": "MergeRequest"}},
    "split_activity": {"body": {"$ref": "SplitRequest"}},
    "list_workouts": {
        "query": {
            "sport": {"type": "string", "maxLength": 64, "pattern": "^[^\\x00]*$"},
            "include_total": {"type": "boolean"},
            "limit": {"type": "integer", "minimum": 1, "maximum": 1000},
            "cursor": {"type": "string", "maxLength": 512, "pattern": "^[^\\x00]*$"},
            "id_prefix": {"type": "string", "pattern": "^[0-9a-fA-F]{4,32}$"},
            "include_id_digits": {"type": "boolean"},
        }
    },
    "get_activity_samples": {
        "query": {
            "table": {"$ref": "SampleTable"},
            "fields": {
                "type": "string",
                "minLength": 1,
                "maxLength": 4096,
                "pattern": "^[^\\x00]*$",
            },
            "resolution": {"type": "integer", "minimum": 2, "maximum": 10000000},
            "from_s": {"type": "integer", "minimum": 0, "maximum": 3162240000},
            "to_s": {"type": "integer", "minimum": 0, "maximum": 3162240000},
            "recording": {"type": "string", "format": "uuid"},
        }
    },
    "export_activity": {"query": {"format": {"$ref": "ExportFormat"}}},
    "list_daily_health": {
        "query": {
            "since": {"type": "string", "format": "date"},
            "until": {"type": "string", "format": "date"},
            "include_total": {"type": "boolean"},
            "limit": {"type": "integer", "minimum": 1, "maximum": 1000},
            "cursor": {"type": "string", "maxLength": 512, "pattern": "^[^\\x00]*$"},
        }
    },
    "list_sleep": {
        "query": {
            "since": {"type": "string", "format": "date"},
            "until": {"type": "string", "format": "date"},
            "include_total": {"type": "boolean"},
            "limit": {"type": "integer", "minimum": 1, "maximum": 1000},
            "cursor": {"type": "string", "maxLength": 512, "pattern": "^[^\\x00]*$"},
        }
    },
    "list_weights": {
        "query": {
            "since": {"type": "string", "format": "date"},
            "until": {"type": "string", "format": "date"},
            "limit": {"type": "integer", "minimum": 1, "maximum": 1000},
            "cursor": {"type": "string", "maxLength": 512, "pattern": "^[^\\x00]*$"},
        }
    },
    "list_gear": {
        "query": {
            "limit": {"type": "integer", "minimum": 1, "maximum": 1000},
            "cursor": {"type": "string", "maxLength": 512, "pattern": "^[^\\x00]*$"},
        }
    },
    "get_totals": {
        "query": {
            "by": {"$ref": "Grouping"},
            "since": {"type": "string", "format": "date"},
            "until": {"type": "string", "format": "date"},
            "sport": {"type": "string", "maxLength": 640, "pattern": "^[^\\x00]*$"},
        }
    },
    "get_bests": {
        "query": {
            "sport": {"type": "string", "maxLength": 640, "pattern": "^[^\\x00]*$"},
            "since": {"type": "string", "format": "date"},
            "until": {"type": "string", "format": "date"},
            "limit": {"type": "integer", "minimum": 1, "maximum": 100},
        }
    },
    "get_training_load": {
        "query": {
            "since": {"type": "string", "format": "date"},
            "until": {"type": "string", "format": "date"},
            "measure": {"$ref": "LoadMeasure"},
        }
    },
    "change_athlete": {"body": {"$ref": "AthleteChange"}},
    "list_notification_targets": {
        "query": {
            "limit": {"type": "integer", "minimum": 1, "maximum": 1000},
            "cursor": {"type": "string", "maxLength": 512, "pattern": "^[^\\x00]*$"},
        }
    },
    "create_notification_target": {"body": {"$ref": "NotificationTargetRequest"}},
}
# What a `$ref` in them is the name of.
DEFINITIONS: dict[str, Any] = {
    "AccessTokenRequest": {
        "type": "object",
        "required": ["name", "scopes"],
        "additionalProperties": False,
        "properties": {
            "name": {"type": "string", "minLength": 1, "maxLength": 100, "pattern": "^[^\\x00]*$"},
            "scopes": {"type": "array", "minItems": 1, "maxItems": 5, "items": {"$ref": "Scope"}},
            "expires_in_days": {
                "anyOf": [{"type": "integer", "minimum": 1.0, "maximum": 3650.0}, {"type": "null"}]
            },
        },
    },
    "AccountChange": {
        "type": "object",
        "required": ["time_zone"],
        "additionalProperties": False,
        "properties": {
            "time_zone": {
                "type": "string",
                "minLength": 1,
                "maxLength": 64,
                "pattern": "^[A-Za-z0-9_+-]+(/[A-Za-z0-9_+-]+){0,2}$",
            }
        },
    },
    "ActivitySort": {
        "type": "string",
        "enum": [
            "start_time",
            "distance_m",
            "timer_s",
            "elapsed_s",
            "ascent_m",
            "calories_kcal",
            "avg_hr_bpm",
        ],
    },
    "AthleteChange": {
        "type": "object",
        "additionalProperties": False,
        "properties": {
            "from_day": {"anyOf": [{"type": "string", "format": "date"}, {"type": "null"}]},
            "max_hr_bpm": {
                "anyOf": [{"type": "integer", "minimum": 20.0, "maximum": 254.0}, {"type": "null"}]
            },
            "resting_hr_bpm": {
                "anyOf": [{"type": "integer", "minimum": 20.0, "maximum": 254.0}, {"type": "null"}]
            },
            "threshold_hr_bpm": {
                "anyOf": [{"type": "integer", "minimum": 20.0, "maximum": 254.0}, {"type": "null"}]
            },
            "threshold_power_w": {
                "anyOf": [{"type": "integer", "minimum": 1.0, "maximum": 3000.0}, {"type": "null"}]
            },
            "sex": {"anyOf": [{"type": "string", "enum": ["female", "male"]}, {"type": "null"}]},
            "hr_zones_bpm": {
                "anyOf": [
                    {
                        "type": "array",
                        "minItems": 1,
                        "maxItems": 10,
                        "items": {"type": "integer", "minimum": 20.0, "maximum": 254.0},
                    },
                    {"type": "null"},
                ]
            },
            "power_zones_w": {
                "anyOf": [
                    {
                        "type": "array",
                        "minItems": 1,
                        "maxItems": 10,
                        "items": {"type": "integer", "minimum": 1.0, "maximum": 3000.0},
                    },
                    {"type": "null"},
                ]
            },
        },
    },
    "ChallengeAnswer": {
        "type": "object",
        "required": ["code"],
        "additionalProperties": False,
        "properties": {
            "method": {"$ref": "ChallengeMethod"},
            "code": {
                "type": "string",
                "format": "password",
                "writeOnly": True,
                "minLength": 6,
                "maxLength": 32,
                "pattern": "^[^\\x00]*$",
            },
        },
    },
    "ChallengeMethod": {"type": "string", "enum": ["totp", "recovery_code"]},
    "CoverageType": {"type": "string", "enum": ["activities", "health"]},
    "ExportFormat": {"type": "string", "enum": ["gpx", "tcx", "fit", "csv", "parquet"]},
    "FolderSourceRequest": {
        "type": "object",
        "required": ["kind", "path"],
        "additionalProperties": False,
        "properties": {
            "name": {
                "anyOf": [
                    {"type": "string", "minLength": 1, "maxLength": 100, "pattern": "^[^\\x00]*$"},
                    {"type": "null"},
                ]
            },
            "kind": {"type": "string", "const": "folder"},
            "path": {"type": "string", "minLength": 1, "maxLength": 4096, "pattern": "^[^\\x00]*$"},
            "watch": {"type": "boolean"},
        },
    },
    "GarminSourceRequest": {
        "type": "object",
        "required": ["kind", "key"],
        "additionalProperties": False,
        "properties": {
            "name": {
                "anyOf": [
                    {"type": "string", "minLength": 1, "maxLength": 100, "pattern": "^[^\\x00]*$"},
                    {"type": "null"},
                ]
            },
            "kind": {"type": "string", "const": "garmin"},
            "key": {
                "type": "string",
                "format": "password",
                "writeOnly": True,
                "minLength": 8,
                "maxLength": 1024,
                "pattern": "^[^\\x00]*$",
            },
            "key_ends_on": {"anyOf": [{"type": "string", "format": "date"}, {"type": "null"}]},
            "follow_deletions": {"type": "boolean"},
        },
    },
    "Grouping": {"type": "string", "enum": ["week", "month", "year", "sport"]},
    "ItemOutcome": {
        "type": "string",
        "enum": ["pending", "new", "updated", "merged", "unchanged", "skipped", "failed"],
    },
    "JobState": {
        "type": "string",
        "enum": ["queued", "running", "succeeded", "partial", "failed", "cancelled"],
    },
    "LoadMeasure": {"type": "string", "enum": ["stress", "trimp"]},
    "LoginRequest": {
        "type": "object",
        "required": ["username", "password"],
        "additionalProperties": False,
        "properties": {
            "username": {
                "type": "string",
                "minLength": 1,
                "maxLength": 256,
                "pattern": "^[^\\x00]*$",
            },
            "password": {
                "type": "string",
                "format": "password",
                "writeOnly": True,
                "minLength": 1,
                "maxLength": 1024,
                "pattern": "^[^\\x00]*$",
            },
            "client_name": {
                "anyOf": [
                    {"type": "string", "maxLength": 100, "pattern": "^[^\\x00]*$"},
                    {"type": "null"},
                ]
            },
            "device_secret": {
                "anyOf": [
                    {
                        "type": "string",
                        "format": "password",
                        "writeOnly": True,
                        "minLength": 32,
                        "maxLength": 128,
                        "pattern": "^[^\\x00]*$",
                    },
                    {"type": "null"},
                ]
            },
        },
    },
    "MergeRequest": {
        "type": "object",
        "required": ["activity_ids"],
        "additionalProperties": False,
        "properties": {
            "activity_ids": {
                "type": "array",
                "minItems": 1,
                "maxItems": 100,
                "items": {"type": "string", "format": "uuid"},
            }
        },
    },
    "MissingRequest": {
        "type": "object",
        "required": ["sha256"],
        "additionalProperties": False,
        "properties": {
            "sha256": {
                "type": "array",
                "minItems": 1,
                "maxItems": 1000,
                "items": {
                    "type": "string",
                    "minLength": 64,
                    "maxLength": 64,
                    "pattern": "^[0-9a-f]{64}$",
                },
            }
        },
    },
    "NotificationTargetRequest": {
        "type": "object",
        "required": ["url"],
        "additionalProperties": False,
        "properties": {
            "kind": {"$ref": "TargetKind"},
            "url": {
                "type": "string",
                "format": "password",
                "writeOnly": True,
                "minLength": 1,
                "maxLength": 500,
                "pattern": "^[^\\x00]*$",
            },
            "secret": {
                "anyOf": [
                    {
                        "type": "string",
                        "format": "password",
                        "writeOnly": True,
                        "minLength": 1,
                        "maxLength": 200,
                        "pattern": "^[^\\x00]*$",
                    },
                    {"type": "null"},
                ]
            },
            "name": {
                "anyOf": [
                    {"type": "string", "minLength": 1, "maxLength": 100, "pattern": "^[^\\x00]*$"},
                    {"type": "null"},
                ]
            },
            "topics": {
                "type": "array",
                "minItems": 1,
                "maxItems": 4,
                "items": {"$ref": "NotificationTopic"},
            },
            "silence_days": {"type": "integer", "minimum": 1.0, "maximum": 365.0},
        },
    },
    "NotificationTopic": {"type": "string", "enum": ["failure", "recovery", "silence", "security"]},
    "PasswordChange": {
        "type": "object",
        "required": ["current_password", "new_password"],
        "additionalProperties": False,
        "properties": {
            "current_password": {
                "type": "string",
                "format": "password",
                "writeOnly": True,
                "minLength": 1,
                "maxLength": 1024,
                "pattern": "^[^\\x00]*$",
            },
            "new_password": {
                "type": "string",
                "format": "password",
                "writeOnly": True,
                "minLength": 10,
                "maxLength": 1024,
                "pattern": "^[^\\x00]*$",
            },
            "everything": {"type": "boolean"},
        },
    },
    "ProofMethod": {"type": "string", "enum": ["password", "totp", "recovery_code"]},
    "ProofRequest": {
        "type": "object",
        "required": ["proof"],
        "additionalProperties": False,
        "properties": {
            "method": {"$ref": "ProofMethod"},
            "proof": {
                "type": "string",
                "format": "password",
                "writeOnly": True,
                "minLength": 1,
                "maxLength": 1024,
                "pattern": "^[^\\x00]*$",
            },
        },
    },
    "RecoveryCodesRenewal": {
        "type": "object",
        "required": ["code"],
        "additionalProperties": False,
        "properties": {
            "code": {
                "type": "string",
                "format": "password",
                "writeOnly": True,
                "minLength": 6,
                "maxLength": 32,
                "pattern": "^[^\\x00]*$",
            }
        },
    },
    "RefreshRequest": {
        "type": "object",
        "required": ["refresh_token", "attempt"],
        "additionalProperties": False,
        "properties": {
            "refresh_token": {
                "type": "string",
                "format": "password",
                "writeOnly": True,
                "minLength": 1,
                "maxLength": 512,
                "pattern": "^[^\\x00]*$",
            },
            "attempt": {
                "type": "string",
                "format": "password",
                "writeOnly": True,
                "minLength": 16,
                "maxLength": 128,
                "pattern": "^[^\\x00]*$",
            },
            "rotate": {"type": "boolean"},
        },
    },
    "Registration": {
        "type": "object",
        "required": ["username", "password"],
        "additionalProperties": False,
        "properties": {
            "username": {
                "type": "string",
                "minLength": 1,
                "maxLength": 64,
                "pattern": "^[A-Za-z0-9][A-Za-z0-9._@+-]*$",
            },
            "password": {
                "type": "string",
                "format": "password",
                "writeOnly": True,
                "minLength": 10,
                "maxLength": 1024,
                "pattern": "^[^\\x00]*$",
            },
            "invitation": {
                "anyOf": [
                    {
                        "type": "string",
                        "format": "password",
                        "writeOnly": True,
                        "maxLength": 128,
                        "pattern": "^[^\\x00]*$",
                    },
                    {"type": "null"},
                ]
            },
            "time_zone": {
                "anyOf": [
                    {
                        "type": "string",
                        "minLength": 1,
                        "maxLength": 64,
                        "pattern": "^[A-Za-z0-9_+-]+(/[A-Za-z0-9_+-]+){0,2}$",
                    },
                    {"type": "null"},
                ]
            },
        },
    },
    "RereadRequest": {
        "type": "object",
        "additionalProperties": False,
        "properties": {
            "since": {"anyOf": [{"type": "string", "format": "date"}, {"type": "null"}]},
            "activity_ids": {
                "anyOf": [
                    {
                        "type": "array",
                        "minItems": 1,
                        "maxItems": 100,
                        "items": {"type": "string", "format": "uuid"},
                    },
                    {"type": "null"},
                ]
            },
        },
    },
    "SampleTable": {
        "type": "string",
        "enum": [
            "samples",
            "rr",
            "events",
            "segments",
            "devices",
            "batteries",
            "jumps",
            "climbs",
            "tanks",
            "camera_events",
            "positions",
            "accelerations",
            "rotations",
            "magnetic_fields",
            "pressures",
            "sensor_calibrations",
            "pressure_calibrations",
            "acceleration_features",
            "attitudes",
            "engine",
            "nmea_sentences",
            "tank_summaries",
            "shot_sessions",
            "shots",
        ],
    },
    "ScheduleRequest": {
        "type": "object",
        "additionalProperties": False,
        "properties": {
            "types": {
                "anyOf": [
                    {"type": "array", "minItems": 1, "maxItems": 3, "items": {"$ref": "SyncType"}},
                    {"type": "null"},
                ]
            },
            "source_ids": {
                "anyOf": [
                    {
                        "type": "array",
                        "minItems": 1,
                        "maxItems": 100,
                        "items": {"type": "string", "format": "uuid"},
                    },
                    {"type": "null"},
                ]
            },
            "every_s": {
                "anyOf": [
                    {"type": "integer", "minimum": 60.0, "maximum": 2678400.0},
                    {"type": "null"},
                ]
            },
            "at": {
                "anyOf": [
                    {"type": "string", "pattern": "^([01][0-9]|2[0-3]):[0-5][0-9]$"},
                    {"type": "null"},
                ]
            },
            "cron": {
                "anyOf": [
                    {"type": "string", "minLength": 9, "maxLength": 100, "pattern": "^[^\\x00]*$"},
                    {"type": "null"},
                ]
            },
        },
    },
    "Scope": {"type": "string", "enum": ["read", "sync", "sources", "write", "upload"]},
    "SortOrder": {"type": "string", "enum": ["desc", "asc"]},
    "SourceChange": {
        "type": "object",
        "additionalProperties": False,
        "properties": {
            "name": {
                "anyOf": [
                    {"type": "string", "minLength": 1, "maxLength": 100, "pattern": "^[^\\x00]*$"},
                    {"type": "null"},
                ]
            },
            "key": {
                "anyOf": [
                    {
                        "type": "string",
                        "format": "password",
                        "writeOnly": True,
                        "minLength": 8,
                        "maxLength": 1024,
                        "pattern": "^[^\\x00]*$",
                    },
                    {"type": "null"},
                ]
            },
            "key_ends_on": {"anyOf": [{"type": "string", "format": "date"}, {"type": "null"}]},
            "follow_deletions": {"anyOf": [{"type": "boolean"}, {"type": "null"}]},
        },
    },
    "SourceWatching": {
        "type": "object",
        "required": ["watched"],
        "additionalProperties": False,
        "properties": {"watched": {"type": "boolean"}},
    },
    "SplitRequest": {
        "type": "object",
        "additionalProperties": False,
        "properties": {
            "recording_ids": {
                "anyOf": [
                    {
                        "type": "array",
                        "minItems": 1,
                        "maxItems": 100,
                        "items": {"type": "string", "format": "uuid"},
                    },
                    {"type": "null"},
                ]
            }
        },
    },
    "SyncRequest": {
        "type": "object",
        "additionalProperties": False,
        "properties": {
            "types": {
                "anyOf": [
                    {"type": "array", "minItems": 1, "maxItems": 3, "items": {"$ref": "SyncType"}},
                    {"type": "null"},
                ]
            },
            "source_ids": {
                "anyOf": [
                    {
                        "type": "array",
                        "minItems": 1,
                        "maxItems": 100,
                        "items": {"type": "string", "format": "uuid"},
                    },
                    {"type": "null"},
                ]
            },
            "since": {"anyOf": [{"type": "string", "format": "date"}, {"type": "null"}]},
            "until": {"anyOf": [{"type": "string", "format": "date"}, {"type": "null"}]},
            "full": {"type": "boolean"},
        },
    },
    "SyncType": {"type": "string", "enum": ["activities", "health", "workouts"]},
    "TargetKind": {"type": "string", "enum": ["webhook", "ntfy", "gotify"]},
    "TotpConfirmation": {
        "type": "object",
        "required": ["code"],
        "additionalProperties": False,
        "properties": {
            "code": {
                "type": "string",
                "format": "password",
                "writeOnly": True,
                "minLength": 6,
                "maxLength": 32,
                "pattern": "^[^\\x00]*$",
            }
        },
    },
    "TotpRemoval": {
        "type": "object",
        "required": ["password", "code"],
        "additionalProperties": False,
        "properties": {
            "password": {
                "type": "string",
                "format": "password",
                "writeOnly": True,
                "minLength": 1,
                "maxLength": 1024,
                "pattern": "^[^\\x00]*$",
            },
            "code": {
                "type": "string",
                "format": "password",
                "writeOnly": True,
                "minLength": 6,
                "maxLength": 32,
                "pattern": "^[^\\x00]*$",
            },
        },
    },
    "UploadSourceRequest": {
        "type": "object",
        "required": ["kind"],
        "additionalProperties": False,
        "properties": {
            "name": {
                "anyOf": [
                    {"type": "string", "minLength": 1, "maxLength": 100, "pattern": "^[^\\x00]*$"},
                    {"type": "null"},
                ]
            },
            "kind": {"type": "string", "const": "upload"},
        },
    },
}
