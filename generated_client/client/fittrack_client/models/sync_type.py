# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from typing import Literal, cast

SyncType = Literal["activities", "health", "workouts"]

SYNC_TYPE_VALUES: set[SyncType] = {
    "activities",
    "health",
    "workouts",
}


def check_sync_type(value: object) -> SyncType:
    """Takes any value of the right type: a newer server may know more of them than this client."""
    if not isinstance(value, str):
        raise TypeError(f"Unexpected value {value!r} for SyncType")
    return cast(SyncType, value)
