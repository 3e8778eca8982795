"""Accounts, signing in, notifications and the server itself."""

from __future__ import annotations

from fittrack_backend.api.examples.shared import page
from fittrack_backend.records.fields import Json, JsonObject

_ACCOUNT_ID = "5d3df4bb-0dcd-449b-9ce9-229a8c7bacfd"
_SESSION_ID = "8b0f8f3e-2d4c-4a6b-9a39-63b3f6b2f9c4"
_CHALLENGE_ID = "1f6c2d4a-7f0b-4f43-8f2b-6a4be6c7d1a2"
_SCRIPT_ID = "c2a7a6f0-52a1-4f0e-8c43-0f3f8d2f6b11"
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

REQUESTS: dict[str, JsonObject] = {
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
    "create_notification_target": {
        "webhook": {"url": "https://hooks.example.org/fittrack"},
        "ntfy": {
            "kind": "ntfy",
            "url": "https://ntfy.sh/my-topic",
            "topics": ["failure", "silence"],
        },
        "gotify": {"kind": "gotify", "url": "https://gotify.example.org", "secret": "AppToken123"},
    },
}

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
    "list_account_events": {"events": page(_ACCOUNT_EVENT)},
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
    "list_sessions": {"sessions": page(_SESSION)},
    "create_access_token": {"created": {**_ACCESS_TOKEN, "token": "ftp_EXAMPLE-token"}},
    "list_access_tokens": {"access tokens": page(_ACCESS_TOKEN)},
    "create_notification_target": {
        "webhook": {
            **_TARGET,
            "last_delivered_at": None,
            "secret": "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
        }
    },
    "list_notification_targets": {"targets": page(_TARGET)},
    "send_test_notification": {
        "arrived": {"delivered": True, "status": 204, "reason": None},
        "refused": {"delivered": False, "status": 404, "reason": "it refused (404)"},
    },
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
}
