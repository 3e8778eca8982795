# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from typing import Literal, cast

DayState = Literal["available", "empty", "failed", "not_asked"]

DAY_STATE_VALUES: set[DayState] = {
    "available",
    "empty",
    "failed",
    "not_asked",
}


def check_day_state(value: object) -> DayState:
    """Takes any value of the right type: a newer server may know more of them than this client."""
    if not isinstance(value, str):
        raise TypeError(f"Unexpected value {value!r} for DayState")
    return cast(DayState, value)
