# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from typing import Literal, cast

ExportFormat = Literal["csv", "fit", "gpx", "parquet", "tcx"]

EXPORT_FORMAT_VALUES: set[ExportFormat] = {
    "csv",
    "fit",
    "gpx",
    "parquet",
    "tcx",
}


def check_export_format(value: object) -> ExportFormat:
    """Takes any value of the right type: a newer server may know more of them than this client."""
    if not isinstance(value, str):
        raise TypeError(f"Unexpected value {value!r} for ExportFormat")
    return cast(ExportFormat, value)
