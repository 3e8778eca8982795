"""Values for TAB after `--fields`: the fields of what a command prints, by the contract."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from fittrack_contract import FIELDS

_PRINTS: Mapping[tuple[str, ...], str] = {
    ("sync", "list"): "SyncJob",
    ("sync", "start"): "SyncJob",
    ("sync", "watch"): "SyncJob",
    ("sync", "status"): "OverviewRow",
    ("sync", "cancel"): "SyncJob",
    ("sync", "retry"): "SyncJob",
    ("sync", "undo"): "SyncJob",
    ("sync", "restore"): "SyncJob",
    ("sync", "coverage"): "CoveredDay",
    ("sync", "items"): "SyncItem",
    ("sync", "ignore"): "IgnoredFile",
    ("sync", "ignored"): "IgnoredFile",
    ("source", "list"): "Source",
    ("source", "connect", "folder"): "Source",
    ("source", "restore"): "Removal",
    ("activities", "list"): "Activity",
    ("activities", "show"): "ActivityDetail",
    ("activities", "bests"): "BestEffort",
    ("activities", "load"): "LoadDay",
    ("activities", "restore"): "ActivityDetail",
    ("activities", "merge"): "ActivityDetail",
    ("activities", "split"): "Activity",
    ("health", "list"): "DailyHealth",
    ("health", "show"): "DailyHealthDetail",
    ("health", "sleep"): "SleepNight",
    ("health", "weight"): "Weighing",
    ("stats",): "Total",
    ("gear", "list"): "Gear",
    ("workouts", "list"): "Workout",
    ("workouts", "show"): "WorkoutDetail",
    ("account", "usage"): "AccountUsage",
    ("account", "athlete"): "AthleteView",
    ("auth", "audit"): "AccountEvent",
    ("auth", "invite"): "Invitation",
    ("auth", "mfa", "enroll"): "TotpEnrollment",
    ("auth", "register"): "Account",
    ("auth", "sessions", "list"): "Session",
    ("auth", "access-tokens", "create"): "CreatedAccessToken",
    ("auth", "access-tokens", "list"): "AccessToken",
}
_OF_ONE: Mapping[tuple[str, ...], str] = {("sync", "status"): "SyncJob"}
"""What a command prints instead where an argument names one."""
_WITH_AN_OPTION: Mapping[tuple[tuple[str, ...], str], str] = {
    (("activities", "list"), "--deleted"): "DeletedActivity",
}
"""What a command prints instead with an option."""


def fields_of(
    path: tuple[str, ...], arguments: Collection[str], options: Collection[str]
) -> tuple[str, ...]:
    """The fields of what the command `path` prints with these arguments and options; empty where the contract
    does not describe it."""
    schema = _OF_ONE.get(path) if arguments else None
    for option in options:
        schema = schema or _WITH_AN_OPTION.get((path, option))
    return FIELDS.get(schema or _PRINTS.get(path, ""), ())
