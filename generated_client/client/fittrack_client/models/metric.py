# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from typing import Literal, cast

Metric = Literal["body_battery", "heart_rate", "hrv", "respiration", "spo2", "stress"]

METRIC_VALUES: set[Metric] = {
    "body_battery",
    "heart_rate",
    "hrv",
    "respiration",
    "spo2",
    "stress",
}


def check_metric(value: object) -> Metric:
    """Takes any value of the right type: a newer server may know more of them than this client."""
    if not isinstance(value, str):
        raise TypeError(f"Unexpected value {value!r} for Metric")
    return cast(Metric, value)
