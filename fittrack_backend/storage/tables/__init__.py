"""The tables: all of them, whichever is imported, so that the metadata is whole."""

from __future__ import annotations

from fittrack_backend.storage.tables.accounts import (
    NO_QUOTA,
    AccessTokenRow,
    AccountRow,
    AuditRow,
    ChallengeRow,
    FolderGrantRow,
    GuessRow,
    InvitationRow,
    RecoveryCodeRow,
    SessionRow,
    TokenPairRow,
)
from fittrack_backend.storage.tables.base import Table
from fittrack_backend.storage.tables.serving import ClockRow
from fittrack_backend.storage.tables.synced import (
    ActivityRow,
    CorrectionRow,
    HealthDayRow,
    HealthPartRow,
    OriginalRow,
    RecordingRow,
    RemovalRow,
    WorkoutRow,
)
from fittrack_backend.storage.tables.syncing import (
    AskedDaysRow,
    IdempotencyRow,
    IgnoredFileRow,
    SourceFileRow,
    SourceRow,
    StandingRow,
    SyncItemRow,
    SyncJobRow,
    SyncLockRow,
    WorkerRow,
)

__all__ = [
    "NO_QUOTA",
    "AccessTokenRow",
    "AccountRow",
    "ActivityRow",
    "AskedDaysRow",
    "AuditRow",
    "ChallengeRow",
    "ClockRow",
    "CorrectionRow",
    "FolderGrantRow",
    "GuessRow",
    "HealthDayRow",
    "HealthPartRow",
    "IdempotencyRow",
    "IgnoredFileRow",
    "InvitationRow",
    "OriginalRow",
    "RecordingRow",
    "RecoveryCodeRow",
    "RemovalRow",
    "SessionRow",
    "SourceFileRow",
    "SourceRow",
    "StandingRow",
    "SyncItemRow",
    "SyncJobRow",
    "SyncLockRow",
    "Table",
    "TokenPairRow",
    "WorkerRow",
    "WorkoutRow",
]
