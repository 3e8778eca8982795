# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from typing import Literal, cast

SourceState = Literal["disconnected", "needs_key", "ready"]

SOURCE_STATE_VALUES: set[SourceState] = {
    "disconnected",
    "needs_key",
    "ready",
}


def check_source_state(value: object) -> SourceState:
    """Takes any value of the right type: a newer server may know more of them than this client."""
    if not isinstance(value, str):
        raise TypeError(f"Unexpected value {value!r} for SourceState")
    return cast(SourceState, value)
