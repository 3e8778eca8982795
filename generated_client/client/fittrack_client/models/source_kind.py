# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from typing import Literal, cast

SourceKind = Literal["folder", "garmin", "upload"]

SOURCE_KIND_VALUES: set[SourceKind] = {
    "folder",
    "garmin",
    "upload",
}


def check_source_kind(value: object) -> SourceKind:
    """Takes any value of the right type: a newer server may know more of them than this client."""
    if not isinstance(value, str):
        raise TypeError(f"Unexpected value {value!r} for SourceKind")
    return cast(SourceKind, value)
