"""What of each table goes into an account's export: nothing by silence, a table that is left out says why."""

from __future__ import annotations

from collections.abc import Mapping

FOLDER = "records"
FILES: Mapping[str, str] = {
    "accounts": "account",
    "activities": "activities",
    "recordings": "recordings",
    "corrections": "corrections",
    "removals": "removals",
    "health_days": "daily-health",
    "health_parts": "daily-health-parts",
    "workouts": "workouts",
    "sources": "sources",
    "source_files": "source-files",
    "ignored_files": "ignored-files",
    "sync_standings": "sync-standings",
    "asked_days": "asked-days",
    "sync_jobs": "sync-jobs",
    "sync_items": "sync-items",
    "folder_grants": "folder-grants",
    "sessions": "sessions",
    "access_tokens": "access-tokens",
    "audit": "security-events",
}
"""The tables that are in it, and the name of each one's file."""

LEFT_OUT: Mapping[str, str] = {
    "recovery_codes": "secrets",
    "invitations": "secrets",
    "challenges": "secrets of sign-ins under way",
    "token_pairs": "secrets",
    "sync_locks": "only while a job runs",
    "idempotency_keys": "only to answer the same request alike for a week",
}
"""The tables that are not, and why."""

COLUMNS_LEFT_OUT: Mapping[str, frozenset[str]] = {
    "accounts": frozenset(
        {"password_hash", "totp_secret", "totp_last_step", "pending_totp_secret"}
        | {"pending_totp_expires_at", "username_key"}
    ),
    "access_tokens": frozenset({"token_hash"}),
    "sessions": frozenset({"device_hash"}),
    # Both can hold a source's password; what a source remembers it finds out again.
    "sources": frozenset({"settings", "identity", "remembered"}),
}
"""Secrets, and what only this server has a use for."""
