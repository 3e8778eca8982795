# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from typing import Literal, cast

UploadState = Literal["failed", "filed", "waiting"]

UPLOAD_STATE_VALUES: set[UploadState] = {
    "failed",
    "filed",
    "waiting",
}


def check_upload_state(value: object) -> UploadState:
    """Takes any value of the right type: a newer server may know more of them than this client."""
    if not isinstance(value, str):
        raise TypeError(f"Unexpected value {value!r} for UploadState")
    return cast(UploadState, value)
