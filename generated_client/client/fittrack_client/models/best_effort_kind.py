# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from typing import Literal, cast

BestEffortKind = Literal["power", "time"]

BEST_EFFORT_KIND_VALUES: set[BestEffortKind] = {
    "power",
    "time",
}


def check_best_effort_kind(value: object) -> BestEffortKind:
    """Takes any value of the right type: a newer server may know more of them than this client."""
    if not isinstance(value, str):
        raise TypeError(f"Unexpected value {value!r} for BestEffortKind")
    return cast(BestEffortKind, value)
