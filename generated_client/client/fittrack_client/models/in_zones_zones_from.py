# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from typing import Literal, cast

InZonesZonesFrom = Literal["account", "file", "max_hr", "threshold"]

IN_ZONES_ZONES_FROM_VALUES: set[InZonesZonesFrom] = {
    "account",
    "file",
    "max_hr",
    "threshold",
}


def check_in_zones_zones_from(value: object) -> InZonesZonesFrom:
    """Takes any value of the right type: a newer server may know more of them than this client."""
    if not isinstance(value, str):
        raise TypeError(f"Unexpected value {value!r} for InZonesZonesFrom")
    return cast(InZonesZonesFrom, value)
