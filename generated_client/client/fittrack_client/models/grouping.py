# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from typing import Literal, cast

Grouping = Literal["month", "sport", "week", "year"]

GROUPING_VALUES: set[Grouping] = {
    "month",
    "sport",
    "week",
    "year",
}


def check_grouping(value: object) -> Grouping:
    """Takes any value of the right type: a newer server may know more of them than this client."""
    if not isinstance(value, str):
        raise TypeError(f"Unexpected value {value!r} for Grouping")
    return cast(Grouping, value)
