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
from fittrack_backend.storage.tables.kept import (
    NO_SOURCE,
    ActivityNameRow,
    ActivitySumsRow,
    NeededOriginalRow,
)
from fittrack_backend.storage.tables.notifying import NoticeRow, NotificationTargetRow
from fittrack_backend.storage.tables.numbers import (
    AthleteSettingsRow,
    BestRow,
    RecordingNumbersRow,
)
from fittrack_backend.storage.tables.scheduling import SyncScheduleRow
from fittrack_backend.storage.tables.serving import ClockRow, RequestPaceRow
from fittrack_backend.storage.tables.synced import (
    ActivityRow,
    CorrectionRow,
    FileVersionRow,
    HealthDayRow,
    HealthPartRow,
    OriginalRow,
    RecordingRow,
    RemovalRow,
    RemovedOriginalRow,
    ReplacementRow,
    WorkoutRow,
)
from fittrack_backend.storage.tables.syncing import (
    AskedDaysRow,
    CollectedItemRow,
    CollectingRow,
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
    "NO_SOURCE",
    "AccessTokenRow",
    "AccountRow",
    "ActivityNameRow",
    "ActivityRow",
    "ActivitySumsRow",
    "AskedDaysRow",
    "AthleteSettingsRow",
    "AuditRow",
    "BestRow",
    "ChallengeRow",
    "ClockRow",
    "CollectedItemRow",
    "CollectingRow",
    "CorrectionRow",
    "FileVersionRow",
    "FolderGrantRow",
    "GuessRow",
    "HealthDayRow",
    "HealthPartRow",
    "IdempotencyRow",
    "IgnoredFileRow",
    "InvitationRow",
    "NeededOriginalRow",
    "NoticeRow",
    "NotificationTargetRow",
    "OriginalRow",
    "RecordingNumbersRow",
    "RecordingRow",
    "RecoveryCodeRow",
    "RemovalRow",
    "RemovedOriginalRow",
    "ReplacementRow",
    "RequestPaceRow",
    "SessionRow",
    "SourceFileRow",
    "SourceRow",
    "StandingRow",
    "SyncItemRow",
    "SyncJobRow",
    "SyncLockRow",
    "SyncScheduleRow",
    "Table",
    "TokenPairRow",
    "WorkerRow",
    "WorkoutRow",
]
