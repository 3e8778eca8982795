# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from typing import Literal, cast

FileFormat = Literal["csv", "fit", "gpx", "json", "tcx"]

FILE_FORMAT_VALUES: set[FileFormat] = {
    "csv",
    "fit",
    "gpx",
    "json",
    "tcx",
}


def check_file_format(value: object) -> FileFormat:
    """Takes any value of the right type: a newer server may know more of them than this client."""
    if not isinstance(value, str):
        raise TypeError(f"Unexpected value {value!r} for FileFormat")
    return cast(FileFormat, value)
