# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from typing import Literal, cast

Scope = Literal["read", "sources", "sync", "upload", "write"]

SCOPE_VALUES: set[Scope] = {
    "read",
    "sources",
    "sync",
    "upload",
    "write",
}


def check_scope(value: object) -> Scope:
    """Takes any value of the right type: a newer server may know more of them than this client."""
    if not isinstance(value, str):
        raise TypeError(f"Unexpected value {value!r} for Scope")
    return cast(Scope, value)
