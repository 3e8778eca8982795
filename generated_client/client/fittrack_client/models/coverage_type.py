# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from typing import Literal, cast

CoverageType = Literal["activities", "health"]

COVERAGE_TYPE_VALUES: set[CoverageType] = {
    "activities",
    "health",
}


def check_coverage_type(value: object) -> CoverageType:
    """Takes any value of the right type: a newer server may know more of them than this client."""
    if not isinstance(value, str):
        raise TypeError(f"Unexpected value {value!r} for CoverageType")
    return cast(CoverageType, value)
