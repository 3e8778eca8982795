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
            "limit": {"type": "integer", "minimum": 1, "maximum": 1000},
            "cursor": {"type": "string", "maxLength": 512, "pattern": "^[^\\x00]*$"},
        }
    },
    "connect_source": {"body": {"oneOf": [{"$ref": "FolderSourceRequest"}]}},
    "disconnect_source": {"query": {"forget": {"type": "boolean"}}},
    "list_sync_jobs": {
        "query": {
            "state": {"$ref": "JobState"},
            "limit": {"type": "integer", "minimum": 1, "maximum": 1000},
            "cursor": {"type": "string", "maxLength": 512, "pattern": "^[^\\x00]*$"},
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
    "stream_sync_events": {
        "header": {"Last-Event-ID": {"type": "string", "maxLength": 20, "pattern": "^[0-9]*$"}}
    },
    "list_sync_items": {
        "query": {
            "outcome": {"$ref": "ItemOutcome"},
            "type": {"$ref": "SyncType"},
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
    "list_activities": {
        "query": {
            "since": {"type": "string", "format": "date"},
            "until": {"type": "string", "format": "date"},
            "sport": {"type": "string", "maxLength": 64, "pattern": "^[^\\x00]*$"},
            "limit": {"type": "integer", "minimum": 1, "maximum": 1000},
            "cursor": {"type": "string", "maxLength": 512, "pattern": "^[^\\x00]*$"},
        }
    },
    "list_deleted_activities": {
        "query": {
            "limit": {"type": "integer", "minimum": 1, "maximum": 1000},
            "cursor": {"type": "string", "maxLength": 512, "pattern": "^[^\\x00]*$"},
        }
    },
    "merge_activities": {"body": {"$ref": "MergeRequest"}},
    "split_activity": {"body": {"$ref": "SplitRequest"}},
    "list_daily_health": {
        "query": {
            "since": {"type": "string", "format": "date"},
            "until": {"type": "string", "format": "date"},
            "limit": {"type": "integer", "minimum": 1, "maximum": 1000},
            "cursor": {"type": "string", "maxLength": 512, "pattern": "^[^\\x00]*$"},
        }
    },
    "list_workouts": {
        "query": {
            "sport": {"type": "string", "maxLength": 64, "pattern": "^[^\\x00]*$"},
            "limit": {"type": "integer", "minimum": 1, "maximum": 1000},
            "cursor": {"type": "string", "maxLength": 512, "pattern": "^[^\\x00]*$"},
        }
    },
}
# What a `$ref` in them is the name of.
DEFINITIONS: dict[str, Any] = {
    "AccessTokenRequest": {
        "type": "object",
        "required": ["name", "scopes"],
        "additionalProperties": False,
        "properties": {
            "name": {"type": "string", "minLength": 1, "maxLength": 100, "pattern": "^[^\\x00]*$"},
            "scopes": {"type": "array", "minItems": 1, "maxItems": 4, "items": {"$ref": "Scope"}},
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
        },
    },
    "ItemOutcome": {
        "type": "string",
        "enum": ["pending", "new", "updated", "merged", "unchanged", "skipped", "failed"],
    },
    "JobState": {
        "type": "string",
        "enum": ["queued", "running", "succeeded", "partial", "failed", "cancelled"],
    },
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
    "Scope": {"type": "string", "enum": ["read", "sync", "sources", "write"]},
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
        "required": ["password"],
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
                "anyOf": [
                    {
                        "type": "string",
                        "format": "password",
                        "writeOnly": True,
                        "minLength": 6,
                        "maxLength": 32,
                        "pattern": "^[^\\x00]*$",
                    },
                    {"type": "null"},
                ]
            },
        },
    },
}
