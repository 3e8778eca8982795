# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

"""The data models of inputs and outputs; each is loaded when it is asked for"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .access_token import AccessToken
    from .access_token_list import AccessTokenList
    from .access_token_request import AccessTokenRequest
    from .account import Account
    from .account_change import AccountChange
    from .account_event import AccountEvent
    from .account_event_kind import AccountEventKind
    from .account_event_list import AccountEventList
    from .account_usage import AccountUsage
    from .activity import Activity
    from .activity_detail import ActivityDetail
    from .activity_list import ActivityList
    from .activity_recording import ActivityRecording
    from .challenge_answer import ChallengeAnswer
    from .challenge_method import ChallengeMethod
    from .contract import Contract
    from .contract_info import ContractInfo
    from .contract_paths import ContractPaths
    from .coverage_type import CoverageType
    from .covered_day import CoveredDay
    from .created_access_token import CreatedAccessToken
    from .daily_health import DailyHealth
    from .daily_health_list import DailyHealthList
    from .day_state import DayState
    from .deleted_activity import DeletedActivity
    from .deleted_activity_list import DeletedActivityList
    from .error_field import ErrorField
    from .file_format import FileFormat
    from .folder_source_request import FolderSourceRequest
    from .health import Health
    from .ignored_file import IgnoredFile
    from .ignored_file_list import IgnoredFileList
    from .invitation import Invitation
    from .item_outcome import ItemOutcome
    from .item_record import ItemRecord
    from .job_state import JobState
    from .lap import Lap
    from .liveness import Liveness
    from .login_request import LoginRequest
    from .merge_request import MergeRequest
    from .mfa_challenge import MfaChallenge
    from .overview_row import OverviewRow
    from .password_change import PasswordChange
    from .password_changed import PasswordChanged
    from .problem import Problem
    from .problem_type import ProblemType
    from .proof import Proof
    from .proof_method import ProofMethod
    from .proof_request import ProofRequest
    from .readiness import Readiness
    from .recovery_codes import RecoveryCodes
    from .recovery_codes_renewal import RecoveryCodesRenewal
    from .refresh_request import RefreshRequest
    from .registration import Registration
    from .remaining_access import RemainingAccess
    from .removal import Removal
    from .scope import Scope
    from .server_info import ServerInfo
    from .session import Session
    from .session_list import SessionList
    from .source import Source
    from .source_kind import SourceKind
    from .source_list import SourceList
    from .split_activity import SplitActivity
    from .split_request import SplitRequest
    from .sync_counts import SyncCounts
    from .sync_coverage import SyncCoverage
    from .sync_item import SyncItem
    from .sync_item_list import SyncItemList
    from .sync_job import SyncJob
    from .sync_job_list import SyncJobList
    from .sync_overview import SyncOverview
    from .sync_progress import SyncProgress
    from .sync_request import SyncRequest
    from .sync_type import SyncType
    from .token_grant import TokenGrant
    from .totp_confirmation import TotpConfirmation
    from .totp_enrollment import TotpEnrollment
    from .totp_removal import TotpRemoval
    from .weight import Weight
    from .workout import Workout
    from .workout_detail import WorkoutDetail
    from .workout_list import WorkoutList
    from .workout_step import WorkoutStep
    from .zone_from import ZoneFrom

_MODULES = {
    "AccessToken": ".access_token",
    "AccessTokenList": ".access_token_list",
    "AccessTokenRequest": ".access_token_request",
    "Account": ".account",
    "AccountChange": ".account_change",
    "AccountEvent": ".account_event",
    "AccountEventKind": ".account_event_kind",
    "AccountEventList": ".account_event_list",
    "AccountUsage": ".account_usage",
    "Activity": ".activity",
    "ActivityDetail": ".activity_detail",
    "ActivityList": ".activity_list",
    "ActivityRecording": ".activity_recording",
    "ChallengeAnswer": ".challenge_answer",
    "ChallengeMethod": ".challenge_method",
    "Contract": ".contract",
    "ContractInfo": ".contract_info",
    "ContractPaths": ".contract_paths",
    "CoverageType": ".coverage_type",
    "CoveredDay": ".covered_day",
    "CreatedAccessToken": ".created_access_token",
    "DailyHealth": ".daily_health",
    "DailyHealthList": ".daily_health_list",
    "DayState": ".day_state",
    "DeletedActivity": ".deleted_activity",
    "DeletedActivityList": ".deleted_activity_list",
    "ErrorField": ".error_field",
    "FileFormat": ".file_format",
    "FolderSourceRequest": ".folder_source_request",
    "Health": ".health",
    "IgnoredFile": ".ignored_file",
    "IgnoredFileList": ".ignored_file_list",
    "Invitation": ".invitation",
    "ItemOutcome": ".item_outcome",
    "ItemRecord": ".item_record",
    "JobState": ".job_state",
    "Lap": ".lap",
    "Liveness": ".liveness",
    "LoginRequest": ".login_request",
    "MergeRequest": ".merge_request",
    "MfaChallenge": ".mfa_challenge",
    "OverviewRow": ".overview_row",
    "PasswordChange": ".password_change",
    "PasswordChanged": ".password_changed",
    "Problem": ".problem",
    "ProblemType": ".problem_type",
    "Proof": ".proof",
    "ProofMethod": ".proof_method",
    "ProofRequest": ".proof_request",
    "Readiness": ".readiness",
    "RecoveryCodes": ".recovery_codes",
    "RecoveryCodesRenewal": ".recovery_codes_renewal",
    "RefreshRequest": ".refresh_request",
    "Registration": ".registration",
    "RemainingAccess": ".remaining_access",
    "Removal": ".removal",
    "Scope": ".scope",
    "ServerInfo": ".server_info",
    "Session": ".session",
    "SessionList": ".session_list",
    "Source": ".source",
    "SourceKind": ".source_kind",
    "SourceList": ".source_list",
    "SplitActivity": ".split_activity",
    "SplitRequest": ".split_request",
    "SyncCounts": ".sync_counts",
    "SyncCoverage": ".sync_coverage",
    "SyncItem": ".sync_item",
    "SyncItemList": ".sync_item_list",
    "SyncJob": ".sync_job",
    "SyncJobList": ".sync_job_list",
    "SyncOverview": ".sync_overview",
    "SyncProgress": ".sync_progress",
    "SyncRequest": ".sync_request",
    "SyncType": ".sync_type",
    "TokenGrant": ".token_grant",
    "TotpConfirmation": ".totp_confirmation",
    "TotpEnrollment": ".totp_enrollment",
    "TotpRemoval": ".totp_removal",
    "Weight": ".weight",
    "Workout": ".workout",
    "WorkoutDetail": ".workout_detail",
    "WorkoutList": ".workout_list",
    "WorkoutStep": ".workout_step",
    "ZoneFrom": ".zone_from",
}

__all__ = (
    "AccessToken",
    "AccessTokenList",
    "AccessTokenRequest",
    "Account",
    "AccountChange",
    "AccountEvent",
    "AccountEventKind",
    "AccountEventList",
    "AccountUsage",
    "Activity",
    "ActivityDetail",
    "ActivityList",
    "ActivityRecording",
    "ChallengeAnswer",
    "ChallengeMethod",
    "Contract",
    "ContractInfo",
    "ContractPaths",
    "CoverageType",
    "CoveredDay",
    "CreatedAccessToken",
    "DailyHealth",
    "DailyHealthList",
    "DayState",
    "DeletedActivity",
    "DeletedActivityList",
    "ErrorField",
    "FileFormat",
    "FolderSourceRequest",
    "Health",
    "IgnoredFile",
    "IgnoredFileList",
    "Invitation",
    "ItemOutcome",
    "ItemRecord",
    "JobState",
    "Lap",
    "Liveness",
    "LoginRequest",
    "MergeRequest",
    "MfaChallenge",
    "OverviewRow",
    "PasswordChange",
    "PasswordChanged",
    "Problem",
    "ProblemType",
    "Proof",
    "ProofMethod",
    "ProofRequest",
    "Readiness",
    "RecoveryCodes",
    "RecoveryCodesRenewal",
    "RefreshRequest",
    "Registration",
    "RemainingAccess",
    "Removal",
    "Scope",
    "ServerInfo",
    "Session",
    "SessionList",
    "Source",
    "SourceKind",
    "SourceList",
    "SplitActivity",
    "SplitRequest",
    "SyncCounts",
    "SyncCoverage",
    "SyncItem",
    "SyncItemList",
    "SyncJob",
    "SyncJobList",
    "SyncOverview",
    "SyncProgress",
    "SyncRequest",
    "SyncType",
    "TokenGrant",
    "TotpConfirmation",
    "TotpEnrollment",
    "TotpRemoval",
    "Weight",
    "Workout",
    "WorkoutDetail",
    "WorkoutList",
    "WorkoutStep",
    "ZoneFrom",
)


if not TYPE_CHECKING:

    def __getattr__(name: str) -> object:
        module = _MODULES.get(name)
        if module is None:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        value = getattr(import_module(module, __name__), name)
        globals()[name] = value
        return value


def __dir__() -> list[str]:
    return sorted(__all__)
