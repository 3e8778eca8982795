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
    from .operations.accounts.download_account_export import (
        download_account_export as download_account_export,
    )
    from .operations.accounts.get_account_usage import get_account_usage as get_account_usage
    from .operations.accounts.get_current_account import get_current_account as get_current_account
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
    from .operations.data.delete_activity import delete_activity as delete_activity
    from .operations.data.download_activity_file import (
        download_activity_file as download_activity_file,
    )
    from .operations.data.download_workout_file import (
        download_workout_file as download_workout_file,
    )
    from .operations.data.get_activity import get_activity as get_activity
    from .operations.data.get_workout import get_workout as get_workout
    from .operations.data.list_activities import list_activities as list_activities
    from .operations.data.list_daily_health import list_daily_health as list_daily_health
    from .operations.data.list_deleted_activities import (
        list_deleted_activities as list_deleted_activities,
    )
    from .operations.data.list_workouts import list_workouts as list_workouts
    from .operations.data.merge_activities import merge_activities as merge_activities
    from .operations.data.restore_activity import restore_activity as restore_activity
    from .operations.data.split_activity import split_activity as split_activity
    from .operations.meta.check_live import check_live as check_live
    from .operations.meta.check_ready import check_ready as check_ready
    from .operations.meta.get_contract import get_contract as get_contract
    from .operations.meta.get_health import get_health as get_health
    from .operations.meta.get_server_info import get_server_info as get_server_info
    from .operations.sources.connect_source import connect_source as connect_source
    from .operations.sources.disconnect_source import disconnect_source as disconnect_source
    from .operations.sources.get_source import get_source as get_source
    from .operations.sources.list_sources import list_sources as list_sources
    from .operations.sources.preview_forgetting import preview_forgetting as preview_forgetting
    from .operations.sources.restore_source import restore_source as restore_source
    from .operations.sync.cancel_sync import cancel_sync as cancel_sync
    from .operations.sync.get_sync_job import get_sync_job as get_sync_job
    from .operations.sync.get_sync_overview import get_sync_overview as get_sync_overview
    from .operations.sync.ignore_sync_item import ignore_sync_item as ignore_sync_item
    from .operations.sync.list_ignored_files import list_ignored_files as list_ignored_files
    from .operations.sync.list_sync_coverage import list_sync_coverage as list_sync_coverage
    from .operations.sync.list_sync_items import list_sync_items as list_sync_items
    from .operations.sync.list_sync_jobs import list_sync_jobs as list_sync_jobs
    from .operations.sync.preview_undo import preview_undo as preview_undo
    from .operations.sync.restore_sync import restore_sync as restore_sync
    from .operations.sync.retry_sync import retry_sync as retry_sync
    from .operations.sync.start_sync import start_sync as start_sync
    from .operations.sync.stream_sync_events import stream_sync_events as stream_sync_events
    from .operations.sync.undo_sync import undo_sync as undo_sync
    from .operations.sync.unignore_file import unignore_file as unignore_file

_TAGS = {
    "answer_challenge": "auth",
    "cancel_sync": "sync",
    "change_account": "accounts",
    "change_password": "accounts",
    "check_live": "meta",
    "check_ready": "meta",
    "confirm_totp_enrollment": "accounts",
    "connect_source": "sources",
    "create_access_token": "auth",
    "create_invitation": "accounts",
    "delete_account": "accounts",
    "delete_activity": "data",
    "disconnect_source": "sources",
    "download_account_export": "accounts",
    "download_activity_file": "data",
    "download_workout_file": "data",
    "get_account_usage": "accounts",
    "get_activity": "data",
    "get_contract": "meta",
    "get_current_account": "accounts",
    "get_health": "meta",
    "get_server_info": "meta",
    "get_source": "sources",
    "get_sync_job": "sync",
    "get_sync_overview": "sync",
    "get_workout": "data",
    "give_proof": "auth",
    "ignore_sync_item": "sync",
    "list_access_tokens": "auth",
    "list_account_events": "accounts",
    "list_activities": "data",
    "list_daily_health": "data",
    "list_deleted_activities": "data",
    "list_ignored_files": "sync",
    "list_sessions": "auth",
    "list_sources": "sources",
    "list_sync_coverage": "sync",
    "list_sync_items": "sync",
    "list_sync_jobs": "sync",
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
    "restore_activity": "data",
    "restore_source": "sources",
    "restore_sync": "sync",
    "retry_sync": "sync",
    "revoke_access_token": "auth",
    "revoke_session": "auth",
    "split_activity": "data",
    "start_sync": "sync",
    "start_totp_enrollment": "accounts",
    "stream_sync_events": "sync",
    "undo_sync": "sync",
    "unignore_file": "sync",
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
