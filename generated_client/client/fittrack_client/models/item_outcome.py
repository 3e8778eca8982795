# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from typing import Literal, cast

ItemOutcome = Literal["failed", "merged", "new", "pending", "skipped", "unchanged", "updated"]

ITEM_OUTCOME_VALUES: set[ItemOutcome] = {
    "failed",
    "merged",
    "new",
    "pending",
    "skipped",
    "unchanged",
    "updated",
}


def check_item_outcome(value: object) -> ItemOutcome:
    """Takes any value of the right type: a newer server may know more of them than this client."""
    if not isinstance(value, str):
        raise TypeError(f"Unexpected value {value!r} for ItemOutcome")
    return cast(ItemOutcome, value)
