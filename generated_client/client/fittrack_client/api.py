# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

"""Every operation of the contract, as a function from its parameters to an `Operation`.

    from fittrack_client import api

    operation = api.get_health()

Each loads when it is asked for.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .operations.accounts.change_account import change_account as change_account
    from .operations.accounts.change_password import change_password as change_password
    from .operations.accounts.confirm_totp_enrollment import (
        confirm_totp_enrollment as confirm_totp_enrollment,
    )
    from .operations.accounts.create_invitation import create_invitation as create_invitation
    from .operations.accounts.delete_account import delete_account as delete_account
    from .operations.accounts.export_account import export_account as export_account
    from .operations.accounts.get_account_usage import get_account_usage as get_account_usage
    from .operations.accounts.get_current_account import get_current_account as get_current_account
    from .operations.accounts.import_account import import_account as import_account
    from .operations.accounts.list_account_events import list_account_events as list_account_events
    from .operations.accounts.register_account import register_account as register_account
    from .operations.accounts.remove_totp import remove_totp as remove_totp
    from .operations.accounts.renew_recovery_codes import (
        renew_recovery_codes as renew_recovery_codes,
    )
    from .operations.accounts.start_totp_enrollment import (
        start_totp_enrollment as start_totp_enrollment,
    )
    from .operations.auth.answer_challenge import answer_challenge as answer_challenge
    from .operations.auth.create_access_token import create_access_token as create_access_token
    from .operations.auth.give_proof import give_proof as give_proof
    from .operations.auth.list_access_tokens import list_access_tokens as list_access_tokens
    from .operations.auth.list_sessions import list_sessions as list_sessions
    from .operations.auth.login import login as login
    from .operations.auth.logout import logout as logout
    from .operations.auth.refresh_token import refresh_token as refresh_token
    from .operations.auth.revoke_access_token import revoke_access_token as revoke_access_token
    from .operations.auth.revoke_session import revoke_session as revoke_session
    from .operations.data.change_athlete import change_athlete as change_athlete
    from .operations.data.delete_activity import delete_activity as delete_activity
    from .operations.data.download_activity_file import (
        download_activity_file as download_activity_file,
    )
    from .operations.data.download_workout_file import (
        download_workout_file as download_workout_file,
    )
    from .operations.data.export_activity import export_activity as export_activity
    from .operations.data.get_activity import get_activity as get_activity
    from .operations.data.get_activity_samples import get_activity_samples as get_activity_samples
    from .operations.data.get_athlete import get_athlete as get_athlete
    from .operations.data.get_bests import get_bests as get_bests
    from .operations.data.get_daily_health import get_daily_health as get_daily_health
    from .operations.data.get_health_series import get_health_series as get_health_series
    from .operations.data.get_totals import get_totals as get_totals
    from .operations.data.get_training_load import get_training_load as get_training_load
    from .operations.data.get_workout import get_workout as get_workout
    from .operations.data.list_activities import list_activities as list_activities
    from .operations.data.list_daily_health import list_daily_health as list_daily_health
    from .operations.data.list_deleted_activities import (
        list_deleted_activities as list_deleted_activities,
    )
    from .operations.data.list_gear import list_gear as list_gear
    from .operations.data.list_sleep import list_sleep as list_sleep
    from .operations.data.list_weights import list_weights as list_weights
    from .operations.data.list_workouts import list_workouts as list_workouts
    from .operations.data.merge_activities import merge_activities as merge_activities
    from .operations.data.restore_activity import restore_activity as restore_activity
    from .operations.data.split_activity import split_activity as split_activity
    from .operations.meta.check_live import check_live as check_live
    from .operations.meta.check_ready import check_ready as check_ready
    from .operations.meta.get_contract import get_contract as get_contract
    from .operations.meta.get_health import get_health as get_health
    from .operations.meta.get_server_info import get_server_info as get_server_info
    from .operations.notifications.create_notification_target import (
        create_notification_target as create_notification_target,
    )
    from .operations.notifications.delete_notification_target import (
        delete_notification_target as delete_notification_target,
    )
    from .operations.notifications.list_notification_targets import (
        list_notification_targets as list_notification_targets,
    )
    from .operations.notifications.send_test_notification import (
        send_test_notification as send_test_notification,
    )
    from .operations.sources.change_source import change_source as change_source
    from .operations.sources.connect_source import connect_source as connect_source
    from .operations.sources.disconnect_source import disconnect_source as disconnect_source
    from .operations.sources.get_source import get_source as get_source
    from .operations.sources.list_sources import list_sources as list_sources
    from .operations.sources.preview_forgetting import preview_forgetting as preview_forgetting
    from .operations.sources.restore_source import restore_source as restore_source
    from .operations.sources.watch_source import watch_source as watch_source
    from .operations.sync.cancel_sync import cancel_sync as cancel_sync
    from .operations.sync.create_sync_schedule import create_sync_schedule as create_sync_schedule
    from .operations.sync.delete_sync_schedule import delete_sync_schedule as delete_sync_schedule
    from .operations.sync.get_sync_job import get_sync_job as get_sync_job
    from .operations.sync.get_sync_overview import get_sync_overview as get_sync_overview
    from .operations.sync.ignore_sync_item import ignore_sync_item as ignore_sync_item
    from .operations.sync.list_ignored_files import list_ignored_files as list_ignored_files
    from .operations.sync.list_sync_coverage import list_sync_coverage as list_sync_coverage
    from .operations.sync.list_sync_items import list_sync_items as list_sync_items
    from .operations.sync.list_sync_jobs import list_sync_jobs as list_sync_jobs
    from .operations.sync.list_sync_schedules import list_sync_schedules as list_sync_schedules
    from .operations.sync.preview_undo import preview_undo as preview_undo
    from .operations.sync.reread import reread as reread
    from .operations.sync.restore_sync import restore_sync as restore_sync
    from .operations.sync.retry_sync import retry_sync as retry_sync
    from .operations.sync.start_sync import start_sync as start_sync
    from .operations.sync.stream_sync_events import stream_sync_events as stream_sync_events
    from .operations.sync.undo_sync import undo_sync as undo_sync
    from .operations.sync.unignore_file import unignore_file as unignore_file
    from .operations.uploads.find_missing_uploads import (
        find_missing_uploads as find_missing_uploads,
    )
    from .operations.uploads.get_upload import get_upload as get_upload
    from .operations.uploads.list_uploads import list_uploads as list_uploads
    from .operations.uploads.upload_files import upload_files as upload_files

_TAGS = {
    "answer_challenge": "auth",
    "cancel_sync": "sync",
    "change_account": "accounts",
    "change_athlete": "data",
    "change_password": "accounts",
    "change_source": "sources",
    "check_live": "meta",
    "check_ready": "meta",
    "confirm_totp_enrollment": "accounts",
    "connect_source": "sources",
    "create_access_token": "auth",
    "create_invitation": "accounts",
    "create_notification_target": "notifications",
    "create_sync_schedule": "sync",
    "delete_account": "accounts",
    "delete_activity": "data",
    "delete_notification_target": "notifications",
    "delete_sync_schedule": "sync",
    "disconnect_source": "sources",
    "download_activity_file": "data",
    "download_workout_file": "data",
    "export_account": "accounts",
    "export_activity": "data",
    "find_missing_uploads": "uploads",
    "get_account_usage": "accounts",
    "get_activity": "data",
    "get_activity_samples": "data",
    "get_athlete": "data",
    "get_bests": "data",
    "get_contract": "meta",
    "get_current_account": "accounts",
    "get_daily_health": "data",
    "get_health": "meta",
    "get_health_series": "data",
    "get_server_info": "meta",
    "get_source": "sources",
    "get_sync_job": "sync",
    "get_sync_overview": "sync",
    "get_totals": "data",
    "get_training_load": "data",
    "get_upload": "uploads",
    "get_workout": "data",
    "give_proof": "auth",
    "ignore_sync_item": "sync",
    "import_account": "accounts",
    "list_access_tokens": "auth",
    "list_account_events": "accounts",
    "list_activities": "data",
    "list_daily_health": "data",
    "list_deleted_activities": "data",
    "list_gear": "data",
    "list_ignored_files": "sync",
    "list_notification_targets": "notifications",
    "list_sessions": "auth",
    "list_sleep": "data",
    "list_sources": "sources",
    "list_sync_coverage": "sync",
    "list_sync_items": "sync",
    "list_sync_jobs": "sync",
    "list_sync_schedules": "sync",
    "list_uploads": "uploads",
    "list_weights": "data",
    "list_workouts": "data",
    "login": "auth",
    "logout": "auth",
    "merge_activities": "data",
    "preview_forgetting": "sources",
    "preview_undo": "sync",
    "refresh_token": "auth",
    "register_account": "accounts",
    "remove_totp": "accounts",
    "renew_recovery_codes": "accounts",
    "reread": "sync",
    "restore_activity": "data",
    "restore_source": "sources",
    "restore_sync": "sync",
    "retry_sync": "sync",
    "revoke_access_token": "auth",
    "revoke_session": "auth",
    "send_test_notification": "notifications",
    "split_activity": "data",
    "start_sync": "sync",
    "start_totp_enrollment": "accounts",
    "stream_sync_events": "sync",
    "undo_sync": "sync",
    "unignore_file": "sync",
    "upload_files": "uploads",
    "watch_source": "sources",
}


if not TYPE_CHECKING:

    def __getattr__(name: str) -> object:
        tag = _TAGS.get(name)
        if tag is None:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        value = getattr(import_module(f".operations.{tag}.{name}", __package__), name)
        globals()[name] = value
        return value


def __dir__() -> list[str]:
    return sorted(_TAGS)
