# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from typing import Literal, cast

GearKind = Literal["bike", "shoes"]

GEAR_KIND_VALUES: set[GearKind] = {
    "bike",
    "shoes",
}


def check_gear_kind(value: object) -> GearKind:
    """Takes any value of the right type: a newer server may know more of them than this client."""
    if not isinstance(value, str):
        raise TypeError(f"Unexpected value {value!r} for GearKind")
    return cast(GearKind, value)
