# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

"""The names of all operations; importing this imports nothing else."""

# The tags in the contract's order, and what each is about.
TAGS: dict[str, str] = {
    "meta": "The server itself.",
    "accounts": "Accounts and their second factors.",
    "auth": "Signing in, refreshing, signing out; access tokens for scripts.",
    "sources": "Where data comes from.",
    "sync": "Sync jobs: start, watch, cancel, retry; what is complete.",
    "data": "What was synced.",
}
# Every operation: its tag, what it does in one line, and the module of its command.
OPERATIONS: dict[str, tuple[str, str, str]] = {
    "get_health": ("meta", "Is the server up?", "get_health"),
    "get_server_info": ("meta", "What is this server?", "get_server_info"),
    "get_contract": ("meta", "What does this server promise?", "get_contract"),
    "register_account": ("accounts", "Register an account", "register_account"),
    "create_invitation": ("accounts", "Invite somebody to register", "create_invitation"),
    "get_current_account": ("accounts", "Who am I?", "get_current_account"),
    "change_account": ("accounts", "Change the account", "change_account"),
    "change_password": ("accounts", "Change the password", "change_password"),
    "start_totp_enrollment": (
        "accounts",
        "Start enrolling a second factor",
        "start_totp_enrollment",
    ),
    "confirm_totp_enrollment": ("accounts", "Confirm the second factor", "confirm_totp_enrollment"),
    "renew_recovery_codes": ("accounts", "Make new recovery codes", "renew_recovery_codes"),
    "remove_totp": ("accounts", "Remove the second factor", "remove_totp"),
    "login": ("auth", "Sign in with a password", "login"),
    "answer_challenge": ("auth", "Answer a challenge with a code", "answer_challenge"),
    "refresh_token": ("auth", "Ask for the next pair of tokens", "refresh_token"),
    "logout": ("auth", "End this session", "logout"),
    "list_sessions": ("auth", "List the sessions that are still good", "list_sessions"),
    "revoke_session": ("auth", "End a session", "revoke_session"),
    "list_access_tokens": ("auth", "List the access tokens for scripts", "list_access_tokens"),
    "create_access_token": ("auth", "Create an access token for scripts", "create_access_token"),
    "revoke_access_token": ("auth", "Revoke an access token for scripts", "revoke_access_token"),
    "list_sources": ("sources", "List the sources", "list_sources"),
    "connect_source": ("sources", "Connect a source", "connect_source"),
    "get_source": ("sources", "Show a source", "get_source"),
    "disconnect_source": ("sources", "Disconnect a source", "disconnect_source"),
    "list_sync_jobs": ("sync", "List sync jobs", "list_sync_jobs"),
    "start_sync": ("sync", "Start a sync", "start_sync"),
    "get_sync_job": ("sync", "Show a sync job", "get_sync_job"),
    "stream_sync_events": ("sync", "Follow a sync job", "stream_sync_events"),
    "list_sync_items": ("sync", "List what became of each file", "list_sync_items"),
    "cancel_sync": ("sync", "Cancel a sync job", "cancel_sync"),
    "retry_sync": ("sync", "Take up a sync job again", "retry_sync"),
    "get_sync_overview": ("sync", "What is complete?", "get_sync_overview"),
    "list_activities": ("data", "List activities", "list_activities"),
    "get_activity": ("data", "Show an activity", "get_activity"),
    "download_activity_file": (
        "data",
        "Download an activity's original file",
        "download_activity_file",
    ),
    "list_daily_health": ("data", "List daily health", "list_daily_health"),
    "list_workouts": ("data", "List planned workouts", "list_workouts"),
    "get_workout": ("data", "Show a planned workout", "get_workout"),
    "download_workout_file": (
        "data",
        "Download a planned workout's original file",
        "download_workout_file",
    ),
}
