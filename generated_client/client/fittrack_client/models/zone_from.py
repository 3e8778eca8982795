# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from typing import Literal, cast

ZoneFrom = Literal["account", "file", "position", "utc"]

ZONE_FROM_VALUES: set[ZoneFrom] = {
    "account",
    "file",
    "position",
    "utc",
}


def check_zone_from(value: object) -> ZoneFrom:
    """Takes any value of the right type: a newer server may know more of them than this client."""
    if not isinstance(value, str):
        raise TypeError(f"Unexpected value {value!r} for ZoneFrom")
    return cast(ZoneFrom, value)
