# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from typing import Literal, cast

JobKind = Literal["reread", "sync"]

JOB_KIND_VALUES: set[JobKind] = {
    "reread",
    "sync",
}


def check_job_kind(value: object) -> JobKind:
    """Takes any value of the right type: a newer server may know more of them than this client."""
    if not isinstance(value, str):
        raise TypeError(f"Unexpected value {value!r} for JobKind")
    return cast(JobKind, value)
