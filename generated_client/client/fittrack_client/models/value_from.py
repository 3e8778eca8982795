# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from typing import Literal, cast

ValueFrom = Literal["account", "assumed", "file", "health", "seen"]

VALUE_FROM_VALUES: set[ValueFrom] = {
    "account",
    "assumed",
    "file",
    "health",
    "seen",
}


def check_value_from(value: object) -> ValueFrom:
    """Takes any value of the right type: a newer server may know more of them than this client."""
    if not isinstance(value, str):
        raise TypeError(f"Unexpected value {value!r} for ValueFrom")
    return cast(ValueFrom, value)
