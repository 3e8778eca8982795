# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from typing import Literal, cast

SampleTable = Literal[
    "acceleration_features",
    "accelerations",
    "attitudes",
    "batteries",
    "camera_events",
    "climbs",
    "devices",
    "engine",
    "events",
    "jumps",
    "magnetic_fields",
    "nmea_sentences",
    "positions",
    "pressure_calibrations",
    "pressures",
    "rotations",
    "rr",
    "samples",
    "segments",
    "sensor_calibrations",
    "shot_sessions",
    "shots",
    "tank_summaries",
    "tanks",
]

SAMPLE_TABLE_VALUES: set[SampleTable] = {
    "acceleration_features",
    "accelerations",
    "attitudes",
    "batteries",
    "camera_events",
    "climbs",
    "devices",
    "engine",
    "events",
    "jumps",
    "magnetic_fields",
    "nmea_sentences",
    "positions",
    "pressure_calibrations",
    "pressures",
    "rotations",
    "rr",
    "samples",
    "segments",
    "sensor_calibrations",
    "shot_sessions",
    "shots",
    "tank_summaries",
    "tanks",
}


def check_sample_table(value: object) -> SampleTable:
    """Takes any value of the right type: a newer server may know more of them than this client."""
    if not isinstance(value, str):
        raise TypeError(f"Unexpected value {value!r} for SampleTable")
    return cast(SampleTable, value)
