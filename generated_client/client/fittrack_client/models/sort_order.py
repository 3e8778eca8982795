# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from typing import Literal, cast

SortOrder = Literal["asc", "desc"]

SORT_ORDER_VALUES: set[SortOrder] = {
    "asc",
    "desc",
}


def check_sort_order(value: object) -> SortOrder:
    """Takes any value of the right type: a newer server may know more of them than this client."""
    if not isinstance(value, str):
        raise TypeError(f"Unexpected value {value!r} for SortOrder")
    return cast(SortOrder, value)
