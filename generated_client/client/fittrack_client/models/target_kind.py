# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from typing import Literal, cast

TargetKind = Literal["gotify", "ntfy", "webhook"]

TARGET_KIND_VALUES: set[TargetKind] = {
    "gotify",
    "ntfy",
    "webhook",
}


def check_target_kind(value: object) -> TargetKind:
    """Takes any value of the right type: a newer server may know more of them than this client."""
    if not isinstance(value, str):
        raise TypeError(f"Unexpected value {value!r} for TargetKind")
    return cast(TargetKind, value)
