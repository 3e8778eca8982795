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
    from .activity_numbers import ActivityNumbers
    from .activity_recording import ActivityRecording
    from .activity_samples import ActivitySamples
    from .activity_sort import ActivitySort
    from .athlete_change import AthleteChange
    from .athlete_change_sex_any_of_0 import AthleteChangeSexAnyOf0
    from .athlete_settings import AthleteSettings
    from .athlete_then import AthleteThen
    from .athlete_then_sex import AthleteThenSex
    from .athlete_values import AthleteValues
    from .athlete_values_sex_any_of_0 import AthleteValuesSexAnyOf0
    from .athlete_view import AthleteView
    from .best_effort import BestEffort
    from .best_effort_kind import BestEffortKind
    from .best_of_activity import BestOfActivity
    from .best_of_activity_kind import BestOfActivityKind
    from .bests import Bests
    from .challenge_answer import ChallengeAnswer
    from .challenge_method import ChallengeMethod
    from .contract import Contract
    from .contract_info import ContractInfo
    from .contract_paths import ContractPaths
    from .coverage_type import CoverageType
    from .covered_day import CoveredDay
    from .created_access_token import CreatedAccessToken
    from .created_notification_target import CreatedNotificationTarget
    from .daily_health import DailyHealth
    from .daily_health_detail import DailyHealthDetail
    from .daily_health_list import DailyHealthList
    from .day_source import DaySource
    from .day_state import DayState
    from .deleted_activity import DeletedActivity
    from .deleted_activity_list import DeletedActivityList
    from .dive_gas import DiveGas
    from .error_field import ErrorField
    from .exercise_set import ExerciseSet
    from .export_format import ExportFormat
    from .file_format import FileFormat
    from .folder_source_request import FolderSourceRequest
    from .garmin_source_request import GarminSourceRequest
    from .gear import Gear
    from .gear_kind import GearKind
    from .gear_list import GearList
    from .grouping import Grouping
    from .health import Health
    from .health_point import HealthPoint
    from .health_series import HealthSeries
    from .ignored_file import IgnoredFile
    from .ignored_file_list import IgnoredFileList
    from .import_result import ImportResult
    from .in_zones import InZones
    from .in_zones_zones_from import InZonesZonesFrom
    from .invitation import Invitation
    from .item_outcome import ItemOutcome
    from .item_record import ItemRecord
    from .job_kind import JobKind
    from .job_state import JobState
    from .lap import Lap
    from .length import Length
    from .liveness import Liveness
    from .load_day import LoadDay
    from .load_measure import LoadMeasure
    from .login_request import LoginRequest
    from .merge_request import MergeRequest
    from .message_count import MessageCount
    from .metric import Metric
    from .mfa_challenge import MfaChallenge
    from .missing_request import MissingRequest
    from .missing_result import MissingResult
    from .nap import Nap
    from .notification_target import NotificationTarget
    from .notification_target_list import NotificationTargetList
    from .notification_target_request import NotificationTargetRequest
    from .notification_test import NotificationTest
    from .notification_topic import NotificationTopic
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
    from .reread_request import RereadRequest
    from .sample_column import SampleColumn
    from .sample_table import SampleTable
    from .schedule import Schedule
    from .schedule_list import ScheduleList
    from .schedule_request import ScheduleRequest
    from .scope import Scope
    from .server_info import ServerInfo
    from .session import Session
    from .session_list import SessionList
    from .sleep_level import SleepLevel
    from .sleep_night import SleepNight
    from .sleep_night_list import SleepNightList
    from .sleep_stage import SleepStage
    from .sort_order import SortOrder
    from .source import Source
    from .source_change import SourceChange
    from .source_kind import SourceKind
    from .source_list import SourceList
    from .source_state import SourceState
    from .source_watching import SourceWatching
    from .split import Split
    from .split_activity import SplitActivity
    from .split_request import SplitRequest
    from .split_sum import SplitSum
    from .streak import Streak
    from .streaks import Streaks
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
    from .target_kind import TargetKind
    from .times_in_zones import TimesInZones
    from .token_grant import TokenGrant
    from .total import Total
    from .totals import Totals
    from .totp_confirmation import TotpConfirmation
    from .totp_enrollment import TotpEnrollment
    from .totp_removal import TotpRemoval
    from .training_load import TrainingLoad
    from .upload import Upload
    from .upload_files_files_body import UploadFilesFilesBody
    from .upload_list import UploadList
    from .upload_result import UploadResult
    from .upload_source_request import UploadSourceRequest
    from .upload_state import UploadState
    from .value_from import ValueFrom
    from .values_from import ValuesFrom
    from .weighing import Weighing
    from .weight import Weight
    from .weight_list import WeightList
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
    "ActivityNumbers": ".activity_numbers",
    "ActivityRecording": ".activity_recording",
    "ActivitySamples": ".activity_samples",
    "ActivitySort": ".activity_sort",
    "AthleteChange": ".athlete_change",
    "AthleteChangeSexAnyOf0": ".athlete_change_sex_any_of_0",
    "AthleteSettings": ".athlete_settings",
    "AthleteThen": ".athlete_then",
    "AthleteThenSex": ".athlete_then_sex",
    "AthleteValues": ".athlete_values",
    "AthleteValuesSexAnyOf0": ".athlete_values_sex_any_of_0",
    "AthleteView": ".athlete_view",
    "BestEffort": ".best_effort",
    "BestEffortKind": ".best_effort_kind",
    "BestOfActivity": ".best_of_activity",
    "BestOfActivityKind": ".best_of_activity_kind",
    "Bests": ".bests",
    "ChallengeAnswer": ".challenge_answer",
    "ChallengeMethod": ".challenge_method",
    "Contract": ".contract",
    "ContractInfo": ".contract_info",
    "ContractPaths": ".contract_paths",
    "CoverageType": ".coverage_type",
    "CoveredDay": ".covered_day",
    "CreatedAccessToken": ".created_access_token",
    "CreatedNotificationTarget": ".created_notification_target",
    "DailyHealth": ".daily_health",
    "DailyHealthDetail": ".daily_health_detail",
    "DailyHealthList": ".daily_health_list",
    "DaySource": ".day_source",
    "DayState": ".day_state",
    "DeletedActivity": ".deleted_activity",
    "DeletedActivityList": ".deleted_activity_list",
    "DiveGas": ".dive_gas",
    "ErrorField": ".error_field",
    "ExerciseSet": ".exercise_set",
    "ExportFormat": ".export_format",
    "FileFormat": ".file_format",
    "FolderSourceRequest": ".folder_source_request",
    "GarminSourceRequest": ".garmin_source_request",
    "Gear": ".gear",
    "GearKind": ".gear_kind",
    "GearList": ".gear_list",
    "Grouping": ".grouping",
    "Health": ".health",
    "HealthPoint": ".health_point",
    "HealthSeries": ".health_series",
    "IgnoredFile": ".ignored_file",
    "IgnoredFileList": ".ignored_file_list",
    "ImportResult": ".import_result",
    "InZones": ".in_zones",
    "InZonesZonesFrom": ".in_zones_zones_from",
    "Invitation": ".invitation",
    "ItemOutcome": ".item_outcome",
    "ItemRecord": ".item_record",
    "JobKind": ".job_kind",
    "JobState": ".job_state",
    "Lap": ".lap",
    "Length": ".length",
    "Liveness": ".liveness",
    "LoadDay": ".load_day",
    "LoadMeasure": ".load_measure",
    "LoginRequest": ".login_request",
    "MergeRequest": ".merge_request",
    "MessageCount": ".message_count",
    "Metric": ".metric",
    "MfaChallenge": ".mfa_challenge",
    "MissingRequest": ".missing_request",
    "MissingResult": ".missing_result",
    "Nap": ".nap",
    "NotificationTarget": ".notification_target",
    "NotificationTargetList": ".notification_target_list",
    "NotificationTargetRequest": ".notification_target_request",
    "NotificationTest": ".notification_test",
    "NotificationTopic": ".notification_topic",
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
    "RereadRequest": ".reread_request",
    "SampleColumn": ".sample_column",
    "SampleTable": ".sample_table",
    "Schedule": ".schedule",
    "ScheduleList": ".schedule_list",
    "ScheduleRequest": ".schedule_request",
    "Scope": ".scope",
    "ServerInfo": ".server_info",
    "Session": ".session",
    "SessionList": ".session_list",
    "SleepLevel": ".sleep_level",
    "SleepNight": ".sleep_night",
    "SleepNightList": ".sleep_night_list",
    "SleepStage": ".sleep_stage",
    "SortOrder": ".sort_order",
    "Source": ".source",
    "SourceChange": ".source_change",
    "SourceKind": ".source_kind",
    "SourceList": ".source_list",
    "SourceState": ".source_state",
    "SourceWatching": ".source_watching",
    "Split": ".split",
    "SplitActivity": ".split_activity",
    "SplitRequest": ".split_request",
    "SplitSum": ".split_sum",
    "Streak": ".streak",
    "Streaks": ".streaks",
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
    "TargetKind": ".target_kind",
    "TimesInZones": ".times_in_zones",
    "TokenGrant": ".token_grant",
    "Total": ".total",
    "Totals": ".totals",
    "TotpConfirmation": ".totp_confirmation",
    "TotpEnrollment": ".totp_enrollment",
    "TotpRemoval": ".totp_removal",
    "TrainingLoad": ".training_load",
    "Upload": ".upload",
    "UploadFilesFilesBody": ".upload_files_files_body",
    "UploadList": ".upload_list",
    "UploadResult": ".upload_result",
    "UploadSourceRequest": ".upload_source_request",
    "UploadState": ".upload_state",
    "ValueFrom": ".value_from",
    "ValuesFrom": ".values_from",
    "Weighing": ".weighing",
    "Weight": ".weight",
    "WeightList": ".weight_list",
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
    "ActivityNumbers",
    "ActivityRecording",
    "ActivitySamples",
    "ActivitySort",
    "AthleteChange",
    "AthleteChangeSexAnyOf0",
    "AthleteSettings",
    "AthleteThen",
    "AthleteThenSex",
    "AthleteValues",
    "AthleteValuesSexAnyOf0",
    "AthleteView",
    "BestEffort",
    "BestEffortKind",
    "BestOfActivity",
    "BestOfActivityKind",
    "Bests",
    "ChallengeAnswer",
    "ChallengeMethod",
    "Contract",
    "ContractInfo",
    "ContractPaths",
    "CoverageType",
    "CoveredDay",
    "CreatedAccessToken",
    "CreatedNotificationTarget",
    "DailyHealth",
    "DailyHealthDetail",
    "DailyHealthList",
    "DaySource",
    "DayState",
    "DeletedActivity",
    "DeletedActivityList",
    "DiveGas",
    "ErrorField",
    "ExerciseSet",
    "ExportFormat",
    "FileFormat",
    "FolderSourceRequest",
    "GarminSourceRequest",
    "Gear",
    "GearKind",
    "GearList",
    "Grouping",
    "Health",
    "HealthPoint",
    "HealthSeries",
    "IgnoredFile",
    "IgnoredFileList",
    "ImportResult",
    "InZones",
    "InZonesZonesFrom",
    "Invitation",
    "ItemOutcome",
    "ItemRecord",
    "JobKind",
    "JobState",
    "Lap",
    "Length",
    "Liveness",
    "LoadDay",
    "LoadMeasure",
    "LoginRequest",
    "MergeRequest",
    "MessageCount",
    "Metric",
    "MfaChallenge",
    "MissingRequest",
    "MissingResult",
    "Nap",
    "NotificationTarget",
    "NotificationTargetList",
    "NotificationTargetRequest",
    "NotificationTest",
    "NotificationTopic",
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
    "RereadRequest",
    "SampleColumn",
    "SampleTable",
    "Schedule",
    "ScheduleList",
    "ScheduleRequest",
    "Scope",
    "ServerInfo",
    "Session",
    "SessionList",
    "SleepLevel",
    "SleepNight",
    "SleepNightList",
    "SleepStage",
    "SortOrder",
    "Source",
    "SourceChange",
    "SourceKind",
    "SourceList",
    "SourceState",
    "SourceWatching",
    "Split",
    "SplitActivity",
    "SplitRequest",
    "SplitSum",
    "Streak",
    "Streaks",
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
    "TargetKind",
    "TimesInZones",
    "TokenGrant",
    "Total",
    "Totals",
    "TotpConfirmation",
    "TotpEnrollment",
    "TotpRemoval",
    "TrainingLoad",
    "Upload",
    "UploadFilesFilesBody",
    "UploadList",
    "UploadResult",
    "UploadSourceRequest",
    "UploadState",
    "ValueFrom",
    "ValuesFrom",
    "Weighing",
    "Weight",
    "WeightList",
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
