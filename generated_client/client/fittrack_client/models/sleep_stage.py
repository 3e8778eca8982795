# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from typing import Literal, cast

SleepStage = Literal["awake", "deep", "light", "rem", "unmeasurable"]

SLEEP_STAGE_VALUES: set[SleepStage] = {
    "awake",
    "deep",
    "light",
    "rem",
    "unmeasurable",
}


def check_sleep_stage(value: object) -> SleepStage:
    """Takes any value of the right type: a newer server may know more of them than this client."""
    if not isinstance(value, str):
        raise TypeError(f"Unexpected value {value!r} for SleepStage")
    return cast(SleepStage, value)
