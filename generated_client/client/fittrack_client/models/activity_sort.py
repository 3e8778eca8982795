# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from typing import Literal, cast

ActivitySort = Literal[
    "ascent_m", "avg_hr_bpm", "calories_kcal", "distance_m", "elapsed_s", "start_time", "timer_s"
]

ACTIVITY_SORT_VALUES: set[ActivitySort] = {
    "ascent_m",
    "avg_hr_bpm",
    "calories_kcal",
    "distance_m",
    "elapsed_s",
    "start_time",
    "timer_s",
}


def check_activity_sort(value: object) -> ActivitySort:
    """Takes any value of the right type: a newer server may know more of them than this client."""
    if not isinstance(value, str):
        raise TypeError(f"Unexpected value {value!r} for ActivitySort")
    return cast(ActivitySort, value)
