# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from typing import Literal, cast

LoadMeasure = Literal["stress", "trimp"]

LOAD_MEASURE_VALUES: set[LoadMeasure] = {
    "stress",
    "trimp",
}


def check_load_measure(value: object) -> LoadMeasure:
    """Takes any value of the right type: a newer server may know more of them than this client."""
    if not isinstance(value, str):
        raise TypeError(f"Unexpected value {value!r} for LoadMeasure")
    return cast(LoadMeasure, value)
