# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from typing import Literal, cast

JobState = Literal["cancelled", "failed", "partial", "queued", "running", "succeeded"]

JOB_STATE_VALUES: set[JobState] = {
    "cancelled",
    "failed",
    "partial",
    "queued",
    "running",
    "succeeded",
}


def check_job_state(value: object) -> JobState:
    """Takes any value of the right type: a newer server may know more of them than this client."""
    if not isinstance(value, str):
        raise TypeError(f"Unexpected value {value!r} for JobState")
    return cast(JobState, value)
