"""What of each table an account takes along when it moves: nothing by silence, a table that is left out says why."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from sqlalchemy import ColumnElement, exists

from fittrack_backend.records.as_json import to_json
from fittrack_backend.records.series import unpacked
from fittrack_backend.storage.tables import SyncItemRow, SyncJobRow

FILES: Mapping[str, str] = {
    "accounts": "account",
    "activities": "activities",
    "recordings": "recordings",
    "corrections": "corrections",
    "removals": "removals",
    "file_versions": "file-versions",
    "replacements": "replacements",
    "athlete_values": "athlete",
    "health_days": "daily-health",
    "health_parts": "daily-health-parts",
    "workouts": "workouts",
    "sources": "sources",
    "source_files": "source-files",
    "ignored_files": "ignored-files",
    "collected_items": "collected-items",
    "sync_standings": "sync-standings",
    "asked_days": "asked-days",
    "sync_jobs": "sync-jobs",
    "sync_items": "sync-items",
    "sync_schedules": "sync-schedules",
}
"""The tables that are in it, and the name of each one's file."""

LEFT_OUT: Mapping[str, str] = {
    "recovery_codes": "secrets",
    "invitations": "secrets",
    "challenges": "secrets of sign-ins under way",
    "token_pairs": "secrets",
    "recording_numbers": "worked out of the samples",
    "bests": "worked out of the samples",
    "activity_sums": "added up from the activities",
    "activity_names": "follows from the activities",
    "needed_originals": "follows from the records",
    "activity_lines": "what `activities` has, as lists write it",
    "sync_locks": "only while a job runs",
    "notices": "only until they are delivered",
    "collecting": "how far a service was read; it is found out again",
    "idempotency_keys": "only to answer the same request alike for a week",
    "sessions": "who is signed in at this server; `auth sessions list`",
    "access_tokens": "what opens this server; `auth access-tokens list`",
    "audit": "what happened at this server; `auth audit`",
    "folder_grants": "what the operator of this server allows",
    "notification_targets": "their addresses are secrets; `notify list`",
}
"""The tables that are not, and why."""

COLUMNS_LEFT_OUT: Mapping[str, frozenset[str]] = {
    # How to sign in, and what the operator of this server allows.
    "accounts": frozenset(
        {"id", "username", "username_key", "founder", "created_at", "security_events"}
        | {"password_hash", "totp_secret", "totp_last_step", "totp_enabled_at"}
        | {"pending_totp_secret", "pending_totp_expires_at", "disabled_at", "deleting_since"}
        | {"quota_bytes", "quota_activities", "quota_uploads_a_day", "original_bytes"}
    ),
    # The first two can hold a source's password; what a source remembers it finds out again. On another server
    # none is connected.
    "sources": frozenset(
        {"settings", "identity", "remembered", "disconnected_at"}
        | {"secret", "secret_ends_on", "secret_refused_at"}
    ),
    "sync_schedules": frozenset(
        {"next_run_at", "last_due_at", "last_run_at", "last_job_id", "last_reason", "time_zone"}
    ),
    "recordings": frozenset({"samples_version", "numbers_version"}),
    "sync_jobs": frozenset({"executor"}),
    "sync_items": frozenset({"batch"}),
}
"""Secrets, and what only this server has a use for. The account that owns a row is never in it."""

ORDER: Mapping[str, tuple[str, ...]] = {"recordings": ("activity_id", "id")}
"""The order of rows where it is not that of their keys: an activity's recordings stand together."""

ONLY: Mapping[str, ColumnElement[bool]] = {
    "sync_jobs": SyncJobRow.finished_at.is_not(None),
    "sync_items": exists().where(
        SyncJobRow.id == SyncItemRow.job_id, SyncJobRow.finished_at.is_not(None)
    ),
}
"""The rows that are in it where not all are: a job that runs is this server's."""


def _series(packed: bytes | None) -> object:
    return None if packed is None else [to_json(part) for part in unpacked(packed)]


UNPACKED: Mapping[tuple[str, str], Callable[[bytes | None], object]] = {
    ("health_parts", "series"): _series,
}
"""The columns that are kept packed, and what makes JSON of them."""
