# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from typing import Literal, cast

BestOfActivityKind = Literal["power", "time"]

BEST_OF_ACTIVITY_KIND_VALUES: set[BestOfActivityKind] = {
    "power",
    "time",
}


def check_best_of_activity_kind(value: object) -> BestOfActivityKind:
    """Takes any value of the right type: a newer server may know more of them than this client."""
    if not isinstance(value, str):
        raise TypeError(f"Unexpected value {value!r} for BestOfActivityKind")
    return cast(BestOfActivityKind, value)
